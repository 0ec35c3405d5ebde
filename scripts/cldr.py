#!/usr/bin/env python3
"""Write src/lang/packs/*/cldr.yaml from Unicode CLDR.

    scripts/cldr.py                 # every pack that has a cldr.yaml already
    scripts/cldr.py uk fr           # these, making the folder where it is missing
    scripts/cldr.py --data DIR he   # from packages already installed in DIR

Needs Python 3 and, without --data, npm: the five CLDR packages of VERSION are
installed into a temporary folder and forgotten afterwards. The output is
committed; nothing is fetched in a build. The name of the folder is the CLDR
locale. Its regional locales are read too (British spelling, traditional
characters, Levantine months): a newspaper's articles come from everywhere.

What CLDR does not hold (cases, adjectives, clitics, newspaper short forms)
stands in pack.yaml, by hand. The form of both files is `Pack` in
src/lang/pack.rs.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

VERSION = "48.2.0"
PACKAGES = [
    "cldr-core",
    "cldr-localenames-full",
    "cldr-dates-full",
    "cldr-numbers-full",
    "cldr-units-full",
]
PACKS = pathlib.Path(__file__).resolve().parent.parent / "src" / "lang" / "packs"

# The units news writes. Not here: units whose name is another unit's in some
# language (the short ton, the food calorie), the century, which is "hundred" in
# some, and the quarter, which is a fraction before it is a duration.
UNITS = """
length-kilometer length-meter length-decimeter length-centimeter length-millimeter
length-micrometer length-nanometer length-mile length-yard length-foot length-inch
length-nautical-mile length-light-year length-astronomical-unit length-parsec
length-fathom length-furlong
area-square-kilometer area-hectare area-square-meter area-square-centimeter
area-square-mile area-acre area-square-yard area-square-foot area-square-inch area-dunam
volume-cubic-kilometer volume-cubic-meter volume-cubic-centimeter volume-cubic-mile
volume-cubic-yard volume-cubic-foot volume-cubic-inch volume-megaliter volume-hectoliter
volume-liter volume-deciliter volume-centiliter volume-milliliter volume-gallon
volume-barrel volume-bushel volume-acre-foot
mass-tonne mass-kilogram mass-gram mass-milligram mass-microgram mass-pound mass-ounce
mass-ounce-troy mass-carat mass-stone
duration-decade duration-year duration-month duration-week duration-day
duration-hour duration-minute duration-second duration-millisecond duration-microsecond
duration-nanosecond
temperature-celsius temperature-fahrenheit temperature-kelvin
speed-kilometer-per-hour speed-meter-per-second speed-mile-per-hour speed-knot
acceleration-g-force
energy-kilowatt-hour energy-joule energy-kilojoule energy-calorie energy-kilocalorie
energy-british-thermal-unit energy-electronvolt
power-gigawatt power-megawatt power-kilowatt power-watt power-milliwatt power-horsepower
pressure-pascal pressure-hectopascal pressure-kilopascal pressure-megapascal pressure-bar
pressure-millibar pressure-atmosphere pressure-pound-force-per-square-inch
pressure-millimeter-ofhg
digital-petabyte digital-terabyte digital-terabit digital-gigabyte digital-gigabit
digital-megabyte digital-megabit digital-kilobyte digital-kilobit digital-byte digital-bit
frequency-gigahertz frequency-megahertz frequency-kilohertz frequency-hertz
electric-ampere electric-volt electric-ohm force-newton light-lumen
""".split()

# Units whose abbreviations are words (dec, fur, st, au) or other units' (ML, CD):
# only their full names are taken.
WIDE_ONLY = """
length-astronomical-unit length-parsec length-fathom length-furlong area-acre
volume-megaliter volume-bushel volume-acre-foot mass-stone mass-carat
duration-decade duration-month light-lumen
""".split()

# Codes of CLDR that are no territory of ISO 3166-1. Kosovo (XK) is no code of
# that standard either, but everybody uses it.
NOT_TERRITORIES = set("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())

# Regions by UN M49 code, and the European Union: they take part in sums of trade
# and aid as countries do. The world (001) takes no part against anybody.
REGIONS = set("002 003 005 009 011 013 014 015 017 018 019 021 029 030 034 035 039 053".split())
REGIONS |= set("142 143 145 150 151 154 155 202 419 EU".split())

# Scripts in which two letters make a word.
SYLLABIC = {"DEVANAGARI", "BENGALI", "HANGUL"}

# Special drawing rights are no country's tender, but news counts in them.
EXTRA_CURRENCIES = {"XDR"}

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def main():
    """Reads the arguments and writes one file per language."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, help="folder that holds node_modules")
    parser.add_argument("tags", nargs="*", help="languages; default: those generated before")
    args = parser.parse_args()
    tags = args.tags or sorted(file.parent.name for file in PACKS.glob("*/cldr.yaml"))
    if args.data:
        write_all(args.data, tags)
        return
    with tempfile.TemporaryDirectory() as folder:
        install(pathlib.Path(folder))
        write_all(pathlib.Path(folder), tags)


def install(folder):
    """Installs the pinned packages into `folder`."""
    wanted = [f"{name}@{VERSION}" for name in PACKAGES]
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"]
    subprocess.run([*command, "--prefix", str(folder), *wanted], check=True, stdout=sys.stderr)


def write_all(folder, tags):
    """Writes the file of every tag."""
    data = Data(folder / "node_modules")
    for tag in tags:
        target = PACKS / tag / "cldr.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(emit(pack(data, tag)), encoding="utf-8")
        print(f"{target.relative_to(PACKS)}: {' '.join(data.locales(tag))}", file=sys.stderr)


class Data:
    """The JSON of CLDR."""

    def __init__(self, root):
        self.root = root
        version = self.load("cldr-core", "package.json")["version"]
        if version != VERSION:
            sys.exit(f"expected CLDR packages {VERSION}, found {version}")

    def load(self, package, path):
        """One file."""
        return json.loads((self.root / package / path).read_text(encoding="utf-8"))

    def main(self, package, locale, name):
        """One locale's file, or nothing where the locale has none."""
        path = self.root / package / "main" / locale / f"{name}.json"
        if not path.exists():
            return None
        return json.loads(path.read_text(encoding="utf-8"))["main"][locale]

    def supplemental(self, name):
        """A file about all locales."""
        return self.load("cldr-core", f"supplemental/{name}.json")["supplemental"]

    def locales(self, tag):
        """The locale and its regional ones in the same script (or the other Han script)."""
        likely = self.supplemental("likelySubtags")["likelySubtags"].get(tag, tag)
        scripts = set(re.findall(r"\b[A-Z][a-z]{3}\b", likely))
        if scripts & {"Hans", "Hant"}:
            scripts |= {"Hans", "Hant"}
        found = self.load("cldr-core", "availableLocales.json")["availableLocales"]["full"]
        regional = [
            name
            for name in sorted(found)
            if name.startswith(f"{tag}-") and set(re.findall(r"\b[A-Z][a-z]{3}\b", name)) <= scripts
        ]
        return [tag, *regional]


def pack(data, tag):
    """The pack of a language, as nested dictionaries in the order of `Pack`."""
    units, duals = unit_forms(data, tag)
    return {
        "separators": separators(data, tag),
        "currencies": currencies(data, tag),
        "units": units,
        "dual-units": duals,
        "dates": dates(data, tag),
        "countries": countries(data, tag),
    }


def separators(data, tag):
    """The decimal and grouping separators beside Latin digits, as folded text has them."""
    numbers = data.main("cldr-numbers-full", tag, "numbers")["numbers"]
    symbols = numbers["symbols-numberSystem-latn"]
    group = symbols["group"].replace("\u00a0", " ").replace("\u202f", " ")
    return {"decimal": symbols["decimal"], "group": [group]}


def dates(data, tag):
    """Months, weekdays and quarters of the Gregorian calendar."""
    months, weekdays, quarters = Forms(), Forms(), Forms()
    for locale in data.locales(tag):
        file = data.main("cldr-dates-full", locale, "ca-gregorian")
        if file is None:
            continue
        calendar = file["dates"]["calendars"]["gregorian"]
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, form in calendar["months"][context][width].items():
                    add_word(months, int(month), form)
                for day, form in calendar["days"][context][width].items():
                    add_word(weekdays, WEEKDAYS.index(day) + 1, form)
            for quarter, form in calendar["quarters"][context]["wide"].items():
                quarters.add(int(quarter), form)
    return {
        "months": months.unambiguous("month"),
        "weekdays": weekdays.unambiguous("weekday"),
        "quarters": quarters.unambiguous("quarter"),
    }


def add_word(forms, key, form):
    """Adds a month or weekday, unless it holds digits or is too short to be told."""
    # In Indic scripts most vowels are marks.
    letters = [c for c in form if c.isalpha() or unicodedata.category(c) == "Mc"]
    short = 2 if all(is_han(c) or unicodedata.name(c, "").split()[0] in SYLLABIC for c in letters) else 3
    if len(letters) >= short and not any(c.isdigit() for c in form):
        forms.add(key, form)


def currencies(data, tag):
    """Names, symbols and codes of the currencies in use."""
    names, symbols = Forms(), Forms()
    current = current_currencies(data)
    for locale in data.locales(tag):
        file = data.main("cldr-numbers-full", locale, "currencies")
        if file is None:
            continue
        # Ambiguity is judged over every code, also those no longer in use.
        for code, entry in file["numbers"]["currencies"].items():
            for field, form in entry.items():
                if field.startswith("displayName") and code in current and "(" not in form:
                    names.add(code, form.lower())
                elif field.startswith("symbol") and is_symbol(clean(form), code):
                    symbols.add(code, form)
    names, symbols = names.unambiguous("currency"), symbols.unambiguous("symbol", quiet=True)
    return {
        code: [*names.get(code, []), *symbols.get(code, []), code] for code in sorted(current)
    }


def current_currencies(data):
    """ISO 4217 codes that are legal tender somewhere at the time of the release."""
    regions = data.supplemental("currencyData")["currencyData"]["region"]
    current = {
        code
        for entries in regions.values()
        for entry in entries
        for code, use in entry.items()
        if "_to" not in use and use.get("_tender") != "false"
    }
    return current | EXTRA_CURRENCIES


def is_symbol(form, code):
    """Whether a symbol says enough beside a figure: `€`, `HK$` and `zł`, but not `K` or `Br`.

    A single letter before a sign is local custom: `C$` is Nicaragua's in CLDR and
    Canada's in the papers.
    """
    letters = sum(c.isalpha() for c in form)
    has_sign = any(unicodedata.category(c) == "Sc" for c in form)
    if form == code or (has_sign and letters == 1):
        return False
    return has_sign or letters >= 3 or (letters == 2 and not form.isascii())


def unit_forms(data, tag):
    """The nouns of units, and the words that hold their number (two years)."""
    forms, duals = Forms(), Forms()
    for locale in data.locales(tag):
        file = data.main("cldr-units-full", locale, "units")
        if file is None:
            continue
        for width in ("long", "short"):
            for name in UNITS:
                if width == "short" and name in WIDE_ONLY:
                    continue
                unit = name.split("-", 1)[1]
                for field, pattern in file["units"][width].get(name, {}).items():
                    # A number in the middle (攝氏 5 度) leaves no noun.
                    if "-count-" in field and not re.search(r"\S\s*\{0\}\s*\S", pattern):
                        add_unit(forms, duals, unit, field, pattern)
    return forms.unambiguous("unit"), duals.unambiguous("dual")


def add_unit(forms, duals, unit, field, pattern):
    """Adds what a unit's pattern leaves beside the number."""
    noun = clean(pattern.replace("{0}", " "))
    if "{0}" not in pattern and field.endswith("-two"):
        duals.add(f"2 {unit}", noun)
        return
    letters = sum(c.isalpha() for c in noun)
    # A lower-case phrase of a pack also stands for its capitals. Symbols keep
    # theirs: a megabit (Mb) is no megabyte (MB).
    noun = noun.lower() if letters > 3 else noun
    # One letter (m, g, 米) is left to the pack, which knows what else it means, and so
    # are symbols that are words: "5 in" is five in something far more often than five
    # inches, "dal 2019 al 2024" holds no light-years and "en 2019 mi padre" no miles.
    telling = letters > 1 or "°" in noun
    if telling and noun not in ("in", "al", "mi") and not re.match(r"[/\d]", noun):
        forms.add(unit, noun)


def countries(data, tag):
    """Display names of territories, with their short forms and variants."""
    names = Forms()
    for locale in data.locales(tag):
        file = data.main("cldr-localenames-full", locale, "territories")
        if file is None:
            continue
        for key, form in file["localeDisplayNames"]["territories"].items():
            code, *alternative = key.split("-alt-")
            territory = len(code) == 2 and code.isalpha() and code not in NOT_TERRITORIES
            if not territory and code not in REGIONS:
                continue
            if alternative in (["chagos"], []) or alternative[0] in ("short", "variant"):
                names.add(code, country_name(form))
    return names.unambiguous("country")


def country_name(form):
    """The name a newspaper could print: without a remark in brackets.

    `Myanmar (Burma)` counts as Myanmar; `Congo (DRC)` and `Congo - Kinshasa`
    leave nothing that tells the two apart and are the pack's affair.
    """
    if " - " in form or " – " in form:
        return ""
    return re.split(r"[ \u00a0]*[(（]", form)[0]


class Forms:
    """Forms by what they stand for, in the order they were met."""

    def __init__(self):
        self.by_key = {}

    def add(self, key, form):
        """Adds one form, cleaned; empty forms and repetitions are dropped."""
        form = clean(form)
        forms = self.by_key.setdefault(key, [])
        if form and form not in forms:
            forms.append(form)

    def unambiguous(self, what, quiet=False):
        """The forms that stand for one key only: the display name, then the rest sorted."""
        keys_of = {}
        for key, forms in self.by_key.items():
            for form in forms:
                keys_of.setdefault(form, []).append(key)
        for form, keys in sorted(keys_of.items()):
            if len(keys) > 1 and not quiet:
                print(f"  left out, {what} of {keys}: {form}", file=sys.stderr)
        kept = {
            key: [form for form in forms if len(keys_of[form]) == 1]
            for key, forms in self.by_key.items()
        }
        return {key: [f[0], *sorted(f[1:])] for key, f in sorted(kept.items()) if f}


def clean(form):
    """A form with plain spaces and without invisible direction marks."""
    form = re.sub("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]", "", form)
    return re.sub(r"\s+", " ", form).strip()


def is_han(char):
    """Whether a character is a Chinese one."""
    return unicodedata.name(char, "").startswith("CJK UNIFIED")


def emit(tree):
    """The tree as YAML: every text quoted, so that no form turns into a number."""
    lines = [
        f"# Generated by scripts/cldr.py from Unicode CLDR {VERSION} (npm {', '.join(PACKAGES)}).",
        "# Do not edit: what CLDR lacks or gets wrong stands in pack.yaml.",
        "# Copyright © 2004-2026 Unicode, Inc. SPDX-License-Identifier: Unicode-3.0",
        "# (LICENSES/Unicode-3.0.txt).",
    ]
    emit_map(lines, tree, "")
    return "\n".join(lines) + "\n"


def emit_map(lines, tree, indent):
    """Appends a map's lines."""
    for key, value in tree.items():
        name = quoted(key) if re.search(r"[^a-z-]", str(key)) and not isinstance(key, int) else key
        if isinstance(value, dict):
            if value:
                lines.append(f"{indent}{name}:")
                emit_map(lines, value, indent + "  ")
        elif isinstance(value, list):
            lines.append(f"{indent}{name}: [{', '.join(map(quoted, value))}]")
        else:
            lines.append(f"{indent}{name}: {quoted(value)}")


def quoted(text):
    """A double-quoted YAML scalar."""
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    main()
