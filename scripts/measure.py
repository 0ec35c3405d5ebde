#!/usr/bin/env python3
"""Measure the whole program, from start to exit: time and memory.

    cargo build --release
    scripts/measure.py                    # everything; needs about 300 MB under the temporary folder
    scripts/measure.py --megabytes 10     # the large texts made smaller
    scripts/measure.py --only start speed # some of: start rules speed growth diff memory instructions
    scripts/measure.py --binary PATH      # another build of factlint

Needs Python 3 on Linux or macOS, and git for `diff`; `instructions` is measured only
when it is asked for, and needs valgrind. The texts and rules are made
here, of the sentences in benches/sentences.json, the same on every run; what is
measured inside the program stands in docs/benchmarks.md.
"""

import argparse
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
LANGUAGES = json.loads((ROOT / "benches" / "sentences.json").read_text("utf-8"))
ARTICLE = 7 * 1024
SPOKEN_OF = 8
MAC = sys.platform == "darwin"


def firm(tag, index, form):
    dice = random.Random(f"{tag} {index} {form}")
    return "".join(dice.choice(LANGUAGES[tag]["syllables"]) for _ in range(3 + dice.randrange(2))).capitalize()


def filled(tag, sentence, dice):
    return (
        sentence.replace("{year}", str(1990 + dice.randrange(36)))
        .replace("{amount}", f"{2 + dice.randrange(97)}.{1 + dice.randrange(9)}")
        .replace("{share}", str(2 + dice.randrange(97)))
        .replace("{count}", str(2 + dice.randrange(997)))
        .replace("{day}", str(1 + dice.randrange(28)))
        .replace("{name}", firm(tag, dice.randrange(SPOKEN_OF), dice.randrange(2)))
    )


def text(tag, size, seed):
    """A title, and paragraphs of which every fifth sentence holds figures."""
    language, dice = LANGUAGES[tag], random.Random(f"{tag} {seed}")
    pieces = [dice.choice(language["titles"]) + "\n\n"]
    length = len(pieces[0].encode())
    while length < size:
        for _ in range(4):
            sentence = dice.choice(language["plain" if dice.randrange(5) else "figures"])
            pieces.append(filled(tag, sentence, dice) + " ")
            length += len(pieces[-1].encode())
        pieces.append("\n\n")
    return "".join(pieces)


def write_folder(folder, size, tags=tuple(LANGUAGES)):
    """Articles of 7 KB in some languages, `size` bytes in all."""
    folder.mkdir(exist_ok=True)
    made, count = 0, 0
    while made < size:
        tag = tags[count % len(tags)]
        article = text(tag, ARTICLE, count).encode()
        (folder / f"{count}.{tag}.txt").write_bytes(article)
        made, count = made + len(article), count + 1
    return made


def write_file(path, size):
    """One article, of pieces that are not all alike."""
    tag = next(iter(LANGUAGES))
    pieces = [text(tag, ARTICLE, seed).encode() for seed in range(200)]
    with path.open("wb") as out:
        made = 0
        while made < size:
            piece = pieces[(made // ARTICLE) % len(pieces)]
            out.write(piece)
            made += len(piece)
    return made


def write_rules(path, count):
    """Rules about names of twelve forms."""
    lines = ["factlint: 1", "terms:", "  sales:"]
    lines += [f"    {tag}: [{language['sales']}]" for tag, language in LANGUAGES.items()]
    lines.append("names:")
    for index in range(count):
        lines += [f"  firm-{index}:", "    is: organisation"]
        for tag, forms in zip(LANGUAGES, [3, 3, 2, 2, 2]):
            plain = lambda form: form < 2 and index < SPOKEN_OF
            names = [firm(tag, index, form) + ("" if plain(form) else f" {index}") for form in range(forms)]
            lines.append(f"    {tag}: [{', '.join(names)}]")
    lines.append("rules:")
    for index in range(count):
        lines += [
            f"  - id: sales-of-{index}",
            f"    claim: What firm {index} sold",
            f"    about: {{together: [sales, firm-{index}]}}",
            f"    amount: {{2022: 11.{index % 10} billion USD, 2023: 12.4 billion USD}}",
            "    source: [{who: its report, checked: 2025-06-20}]",
        ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def write_all(folder, articles):
    folder.mkdir(exist_ok=True)
    for name, article in articles:
        (folder / name).write_text(article, "utf-8")
    return sum(len(article.encode()) for _, article in articles)


def repeated(tag, sentences, seed):
    """Sentences that other articles tell as well, some with other figures."""
    dice = random.Random(f"{tag} {seed}")
    some = [filled(tag, dice.choice(LANGUAGES[tag]["figures"]), dice) for _ in range(sentences)]
    return "\n\n".join(" ".join(some[at : at + 4]) for at in range(0, sentences, 4)) + "\n"


def write_repeated(folder, count):
    tags = list(LANGUAGES)
    named = [(f"{at}.txt", repeated(tags[at % len(tags)], 10, at)) for at in range(count)]
    return write_all(folder, named)


def write_sentences(folder, count):
    tag = next(iter(LANGUAGES))
    return write_all(folder, [("long.txt", repeated(tag, count, 1)), ("short.txt", repeated(tag, 20, 2))])


def write_stories(folder, count):
    articles = [
        (f"{story}.{tag}.txt", text(tag, ARTICLE // 10, story)) for story in range(count) for tag in LANGUAGES
    ]
    return write_all(folder, articles)


def run(command, threads=None, cwd=None):
    """Seconds from start to exit and the most memory in MiB. With one thread they
    are seconds of the processor, which other work on the machine does not lengthen.
    """
    environment = dict(os.environ)
    if threads:
        environment["RAYON_NUM_THREADS"] = str(threads)
    begin = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        close_fds=False,
        cwd=cwd,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}")
    if threads == 1:
        seconds = usage.ru_utime + usage.ru_stime
    return seconds, usage.ru_maxrss / (1024 * 1024 if MAC else 1024)


def instructions(command):
    """Instructions from start to exit on one thread, which other work does not change."""
    environment = dict(os.environ, RAYON_NUM_THREADS="1")
    counted = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    said = subprocess.run(
        counted, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment, check=False
    ).stderr
    found = re.findall(r"refs:\s*([\d,]+)", said)
    if not found:
        sys.exit(f"expected valgrind to count, but it said: {said[-500:]}")
    return int(found[-1].replace(",", ""))


def best(command, times, threads=None, cwd=None):
    """The median of some runs, after one that warms the caches."""
    run(command, threads, cwd)
    return statistics.median(run(command, threads, cwd)[0] for _ in range(times))


def row(what, *figures):
    print(f"{what:<58}" + "".join(f"{figure:>16}" for figure in figures), flush=True)


class Bench:
    def __init__(self, binary, folder, megabytes):
        self.binary, self.folder, self.size = binary, folder, megabytes * 1_000_000
        self.article = folder / "article.txt"
        self.article.write_text(text("en", ARTICLE, 1), "utf-8")

    def rules(self, count):
        path = self.folder / f"{count}.yaml"
        if not path.exists():
            write_rules(path, count)
        return path

    def command(self, command, paths, rules=0):
        chosen = ["--rules", self.rules(rules)] if rules else ["--no-rules"]
        printed = ["--format", "jsonl"] if command == "mentions" else ["--format", "concise"]
        return [self.binary, command, *printed, *chosen, paths]

    def start(self):
        row("From start to exit, one article of 7 KB", "milliseconds")
        for command, rules in [("mentions", 0), ("check", 0), ("check", 25), ("check", 1000)]:
            seconds = best(self.command(command, self.article, rules), 20)
            row(f"  {command}, {rules or 'no'} rules", f"{seconds * 1000:.1f}")

    def load(self):
        row("Rules of twelve names each: loading, one article", "milliseconds", "µs a rule")
        base = best(self.command("check", self.article), 5)
        for count in [10, 1000, 10_000]:
            seconds = best(self.command("check", self.article, count), 5)
            each = f"{(seconds - base) / count * 1e6:.0f}"
            row(f"  check, {count} rules", f"{seconds * 1000:.1f}", each)

    def speed(self):
        folder = self.folder / "speed"
        size = write_folder(folder, min(self.size, 20_000_000))
        small = self.article
        row(f"A folder of {size / 1e6:.0f} MB, start and loading taken off", "one core MB/s", "all cores MB/s")
        cases = [("mentions", 0), ("check", 0), ("check", 10), ("check", 1000), ("check", 10_000)]
        for command, rules in cases:
            times = []
            for threads in [1, None]:
                start = best(self.command(command, small, rules), 3, threads)
                whole = best(self.command(command, folder, rules), 3, threads)
                times.append(f"{size / 1e6 / max(whole - start, 1e-9):.1f}")
            row(f"  {command}, {rules or 'no'} rules", *times)

        self.languages(min(self.size, 4_000_000))

    def languages(self, size):
        row("The same by language, mentions", "one core MB/s")
        for tag in LANGUAGES:
            folder = self.folder / f"speed-{tag}"
            made = write_folder(folder, size, [tag])
            start = best(self.command("mentions", folder / f"0.{tag}.txt"), 3, 1)
            whole = best(self.command("mentions", folder), 5, 1)
            row(f"  {tag}, {made / 1e6:.0f} MB", f"{made / 1e6 / max(whole - start, 1e-9):.1f}")

    def instructions(self):
        row("Instructions, mentions", "start, millions", "a byte after it")
        for tag in LANGUAGES:
            folder = self.folder / f"instructions-{tag}"
            made = write_folder(folder, 400_000, [tag])
            first = folder / f"0.{tag}.txt"
            start = instructions(self.command("mentions", first))
            whole = instructions(self.command("mentions", folder))
            each = (whole - start) / (made - first.stat().st_size)
            row(f"  {tag}", f"{start / 1e6:.1f}", f"{each:.0f}")

    def growth(self):
        """The same text in more and more articles, groups and sentences: no figure may fall."""
        row("Processor time of one core, start taken off", "seconds", "MB/s")
        start = best(self.command("check", self.article), 3, 1)
        for kind, sizes in [("articles", [100, 1000, 10_000]), ("sentences", [1000, 10_000, 100_000])]:
            for count in sizes:
                folder = self.folder / f"{kind}-{count}"
                size = (write_repeated if kind == "articles" else write_sentences)(folder, count)
                self.growing(f"{count} {kind}, told twice", folder, size, start)
        for count in [10, 100, 1000]:
            folder = self.folder / f"groups-{count}"
            self.growing(f"{count} stories of 5 translations", folder, write_stories(folder, count), start)

    def growing(self, what, folder, size, start):
        seconds = max(best(self.command("check", folder), 1, 1) - start, 1e-9)
        row(f"  {what}, {size / 1e6:.1f} MB", f"{seconds:.2f}", f"{size / 1e6 / seconds:.1f}")

    def diff(self):
        folder = self.folder / "diff"
        write_folder(folder, 2000 * ARTICLE)
        git = ["git", "-C", folder, "-c", "user.name=bench", "-c", "user.email=bench@localhost"]
        for step in [["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "as it was"]]:
            subprocess.run([*git, *step], check=True)
        changed = folder / "1000.ar.txt"
        changed = changed if changed.exists() else sorted(folder.glob("*.txt"))[0]
        text = changed.read_text("utf-8")
        changed.write_text(text.replace("\n\n", "\n\n2025. ", 1), "utf-8")
        row("A repository of 2,000 articles, one line changed", "one core", "all cores")
        for name, rules in [("no rules", 0), ("1000 rules", 1000)]:
            command = self.command("check", folder, rules)
            changed = [*command[:2], "--diff", "HEAD", *command[2:]]
            for what, command in [("check", command), ("check --diff HEAD", changed)]:
                seconds = [f"{best(command, 3, threads, folder):.2f} s" for threads in [1, None]]
                row(f"  {what}, {name}", *seconds)

    def memory(self):
        row("Memory at most", "seconds", "MiB")
        folder, file = self.folder / "memory", self.folder / "memory.txt"
        size = write_folder(folder, self.size)
        write_file(file, self.size)
        for name, path in [("folder", folder), ("file", file)]:
            for command in ["mentions", "check"]:
                seconds, most = run(self.command(command, path))
                row(f"  {command}, one {name} of {size / 1e6:.0f} MB", f"{seconds:.1f}", f"{most:.0f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / "target" / "release" / "factlint")
    parser.add_argument("--megabytes", type=int, default=100, help="size of the large texts (default 100)")
    parts = ["start", "rules", "speed", "growth", "diff", "memory"]
    choices = [*parts, "instructions"]
    parser.add_argument("--only", nargs="+", choices=choices, default=parts, help="what to measure")
    arguments = parser.parse_args()
    if not arguments.binary.is_file():
        sys.exit(f"expected factlint at {arguments.binary}; `cargo build --release` makes it")
    with tempfile.TemporaryDirectory(prefix="factlint-measure-") as folder:
        bench = Bench(arguments.binary.resolve(), pathlib.Path(folder), arguments.megabytes)
        kinds = {
            "start": bench.start,
            "rules": bench.load,
            "speed": bench.speed,
            "growth": bench.growth,
            "diff": bench.diff,
            "memory": bench.memory,
            "instructions": bench.instructions,
        }
        for part in arguments.only:
            kinds[part]()


if __name__ == "__main__":
    main()
