#!/usr/bin/env python3
"""Measure the language server: from a keystroke to its diagnostics, and memory.

    cargo build --release
    scripts/measure_editor.py                  # a workspace of 1,000 articles, 2,000 keystrokes
    scripts/measure_editor.py --articles 100 --edits 500
    scripts/measure_editor.py --memory 10000   # memory before and after so many edits
    scripts/measure_editor.py --binary PATH    # another build of factlint

Needs Python 3 on Linux. The texts and rules are made here, of the sentences in
benches/sentences.json, the same on every run. Every sentence has a word of its own, but
one in ten, which two articles tell.
"""

import argparse
import json
import os
import pathlib
import random
import statistics
import subprocess
import tempfile
import time

from measure import LANGUAGES, ROOT, SPOKEN_OF, filled, firm, write_rules

ARTICLE = 10 * 1024
# The writer types before the weekday, so that every keystroke moves its diagnostic.
TYPED = "The talks of the week opened on Monday, 5 July 2024, in the old town hall.\n\n"


def article(tag, seed, rules, size=ARTICLE):
    language, dice = LANGUAGES[tag], random.Random(f"{tag} {seed}")
    pieces, length = [dice.choice(language["titles"]) + "\n\n"], 0
    while length < size:
        sentence = dice.choice(language[dice.choice(["figures", "plain"])])
        told_twice = dice.randrange(10) == 0
        word = firm(tag, f"{seed // 2 if told_twice else seed} {len(pieces)}", 9)
        # Each rule is spoken of by some articles, none by all of them.
        sentence = sentence.replace("{name}", spoken_of(tag, dice.randrange(rules)))
        sentence = filled(tag, sentence, dice)
        piece = f"{sentence[:-1]} ({word}){sentence[-1]}" + ("\n\n" if len(pieces) % 4 == 0 else " ")
        pieces.append(piece)
        length += len(piece.encode())
    return "".join(pieces)


def spoken_of(tag, index):
    """A name of `write_rules`."""
    return firm(tag, index, 0) + ("" if index < SPOKEN_OF else f" {index}")


class Server:
    def __init__(self, binary, folder):
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            [binary, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder, bufsize=0
        )
        self.out = self.process.stdout
        self.buffer = b""
        self.asked = 0
        root = folder.as_uri()
        self.ask(
            "initialize",
            processId=None,
            rootUri=root,
            capabilities={"textDocument": {"publishDiagnostics": {"relatedInformation": True}}},
            workspaceFolders=[{"uri": root, "name": "stories"}],
        )
        self.tell("initialized")

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def tell(self, method, **params):
        self.send({"method": method, "params": params})

    def ask(self, method, **params):
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        return self.until(lambda message: message.get("id") == self.asked and "method" not in message)

    def read(self):
        while b"\r\n\r\n" not in self.buffer:
            self.buffer += self.out.read(65536)
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        length = int(head.split(b":")[1])
        while len(self.buffer) < length:
            self.buffer += self.out.read(65536)
        body, self.buffer = self.buffer[:length], self.buffer[length:]
        return json.loads(body)

    def until(self, wanted):
        while True:
            message = self.read()
            if wanted(message):
                return message

    def diagnostics(self, uri, version):
        self.until(
            lambda message: message.get("method") == "textDocument/publishDiagnostics"
            and message["params"]["uri"] == uri
            and message["params"].get("version") == version
        )

    def settle(self):
        self.ask("workspace/diagnostic", previousResultIds=[])

    def memory(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def processor(self):
        """Seconds of the processor the server has used."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def leave(self):
        self.ask("shutdown")
        self.tell("exit")
        self.process.wait()


class Writer:
    """Types into an article, a letter in and a letter out, now and then a digit of a figure."""

    def __init__(self, server, uri, rules):
        self.server, self.uri, self.version = server, uri, 1
        text = "---\nlang: en\n---\n" + TYPED + article("en", 1_000_000, rules)
        document = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        server.tell("textDocument/didOpen", textDocument=document)

    def key(self, line, start, end, text):
        self.version += 1
        place = lambda column: {"line": line, "character": column}
        change = {"range": {"start": place(start), "end": place(end)}, "text": text}
        began = time.perf_counter()
        self.server.tell(
            "textDocument/didChange",
            textDocument={"uri": self.uri, "version": self.version},
            contentChanges=[change],
        )
        self.server.diagnostics(self.uri, self.version)
        return time.perf_counter() - began

    def keys(self, count):
        """Seconds of each keystroke."""
        taken = []
        for at in range(count // 2):
            column = 4 + at % 24
            letter = "3" if at % 8 == 0 else " and"[at % 4]
            taken.append(self.key(3, column, column, letter))
            taken.append(self.key(3, column, column + 1, ""))
        return taken


def row(what, *figures):
    print(f"{what:<58}" + "".join(f"{figure:>14}" for figure in figures), flush=True)


def milliseconds(seconds):
    return f"{seconds * 1000:.1f} ms"


def measure(options, folder):
    (folder / "rules").mkdir()
    write_rules(folder / "rules" / "rules.yaml", options.rules)
    for seed in range(options.articles):
        tag = list(LANGUAGES)[seed // 2 % len(LANGUAGES)]
        (folder / f"{seed}.{tag}.md").write_text(article(tag, seed, options.rules), "utf-8")
    server = Server(options.binary, folder)
    uri = (folder / "typed.en.md").as_uri()
    writer = Writer(server, uri, options.rules)
    server.diagnostics(uri, 1)
    row("start to the diagnostics of the open article", milliseconds(time.perf_counter() - server.began))
    server.settle()
    row(f"start to those of all {options.articles} articles", milliseconds(time.perf_counter() - server.began))
    writer.keys(100)
    used = server.processor()
    taken = sorted(writer.keys(options.edits))
    used = (server.processor() - used) / len(taken)
    row(
        "keystroke to published diagnostics, 10 KB: median, p99",
        milliseconds(statistics.median(taken)),
        milliseconds(taken[int(len(taken) * 0.99)]),
    )
    row("the same, processor time: mean", milliseconds(used))
    if options.memory:
        server.settle()
        before = server.memory()
        writer.keys(options.memory)
        server.settle()
        row(f"memory before and after {options.memory} edits", f"{before:.1f} MiB", f"{server.memory():.1f} MiB")
    server.leave()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / "target" / "release" / "factlint")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rules", type=int, default=100)
    parser.add_argument("--edits", type=int, default=2000)
    parser.add_argument("--memory", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(options, pathlib.Path(folder).resolve())


if __name__ == "__main__":
    main()
