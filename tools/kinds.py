#!/usr/bin/env python3
"""Make src/annotate/data/quotes/kinds.txt: what part of speech a word is most often.

usage: kinds.py LEXICON KINDS

LEXICON  textblob/en/en-lexicon.txt of the unpacked PyPI package textblob (Brill's lexicon, with words of Twitter)
KINDS    the file to be written: src/annotate/data/quotes/kinds.txt

A line: a part of speech, a colon, and its words in alphabetical order. Words that `src/annotate/quotes/kinds.rs`
tells by their ending are left out, and so is whatever is not written in small letters from a to z.
"""
import collections
import re
import sys


def first_tags(path):
    """The most frequent tag of each word."""
    tags = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            parts = line.split()
            if line.startswith(";;;") or len(parts) != 2:
                continue
            word, tag = parts
            if re.fullmatch(r"[a-z]{2,}", word):
                tags.setdefault(word, tag.split("|")[0])
    return tags


def pasts(verb):
    """How the past of a regular verb may be written: planned, planed."""
    if verb.endswith("e"):
        yield verb + "d"
    elif verb.endswith("y") and verb[-2:-1] not in "aeiou":
        yield verb[:-1] + "ied"
    else:
        yield verb + "ed"
    yield verb + verb[-1] + "ed"


def bases(word):
    """Of which words a word in -s may be a form."""
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    yield word[:-1]


def part(word, tag, tags):
    """The part of speech, by the tag and by what else the lexicon knows of the word; none for function words."""
    def is_verb(base):
        return tags.get(base, "")[:2] == "VB" or any(tags.get(past, "") in ("VBD", "VBN") for past in pasts(base))

    if tag == "VBZ":
        return "third"
    if tag == "NNS":
        return "plural-or-third" if any(is_verb(base) for base in bases(word)) else "plural"
    if tag in ("VBD", "VBN"):
        if word.endswith("ed"):
            return "ed"
        return "past" if tag == "VBD" else "participle"
    if tag in ("VB", "VBP"):
        return "base"
    if tag == "NN":
        return "noun-or-base" if is_verb(word) else "noun"
    if tag == "VBG":
        return "ing"
    if tag[:2] == "JJ":
        return "adjective"
    if tag[:2] == "RB":
        return "adverb"
    return None


def by_ending(word):
    """As `by_ending` in kinds.rs."""
    if len(word) < 4:
        return None
    if word.endswith("ed"):
        return "ed"
    if word.endswith("ing"):
        return "ing"
    if word.endswith("ly"):
        return "adverb"
    if word.endswith("s") and not word.endswith("ss"):
        return "plural"
    return "noun"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    tags = first_tags(sys.argv[1])
    words = collections.defaultdict(list)
    for word, tag in tags.items():
        found = part(word, tag, tags)
        if found and found != by_ending(word):
            words[found].append(word)
    with open(sys.argv[2], "w", encoding="utf-8", newline="\n") as out:
        for name in sorted(words):
            out.write(f"{name}: {' '.join(sorted(words[name]))}\n")


if __name__ == "__main__":
    main()
