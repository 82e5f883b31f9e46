#!/usr/bin/env python3
"""Mark the persons of unmarked texts for training: sure where two taggers agree, unsure where they do not.

usage: agree.py DATELINE SPACY_MODEL FILE > marked.jsonl

DATELINE is the program, SPACY_MODEL the name of an installed spaCy model, FILE has one JSON object with `id` and `text`
a line. Names that both find in the same place are persons; what only one of them finds is UNSURE, and the trainer
passes over it. So it does over names behind which a word with a capital follows, which may belong to a house or a prize.
"""
import json
import re
import subprocess
import sys

import spacy


def ours(program, path):
    """For each id the spans that Dateline finds, in code points of the text."""
    lines = subprocess.run([program, "annotate", path], capture_output=True, text=True, check=False).stdout.split("\n")
    found = {}
    for row in map(json.loads, filter(None, lines)):
        base = {paragraph["n"]: paragraph["offset"] for paragraph in row["paragraphs"]}
        found[row["record_id"]] = {(base[m["paragraph"]] + m["start"], base[m["paragraph"]] + m["end"])
                                   for person in row["persons"] for m in person["mentions"]}
    return found


def theirs(model, text):
    """The spans of all entities by type, line by line; persons without a possessive."""
    at = 0
    for line in text.split("\n"):
        for entity in model(line).ents:
            words = re.sub(r"['’]s?$", "", entity.text)
            yield at + entity.start_char, at + entity.start_char + len(words), entity.label_
        at += len(line) + 1


def main():
    program, name, path = sys.argv[1:4]
    model = spacy.load(name, exclude=["parser", "lemmatizer", "attribute_ruler", "tagger"])
    found = ours(program, path)
    for line in open(path, encoding="utf-8"):
        record = json.loads(line)
        entities = list(theirs(model, record["text"]))
        other = {(start, end) for start, end, kind in entities if kind == "PERSON"}
        own = found.get(str(record["id"]), set())
        part = {(a, b) for a, b in own & other if re.match(r" [A-Z]", record["text"][b:b + 2])}
        marked = [{"start": a, "end": b, "type": "PER"} for a, b in sorted((own & other) - part)]
        marked += [{"start": a, "end": b, "type": "UNSURE"} for a, b in sorted((own ^ other) | part)]
        marked += [{"start": a, "end": b, "type": kind} for a, b, kind in entities if kind != "PERSON"]
        print(json.dumps({"id": record["id"], "text": record["text"], "entities": marked}, ensure_ascii=False))


if __name__ == "__main__":
    main()
