#!/usr/bin/env python3
"""Make training text for the person tagger: invented news, and marked articles with other names in them.

usage: synthesize.py NAMES_TSV PLACES_TSV COUNT > invented.jsonl
       synthesize.py NAMES_TSV PLACES_TSV rename FILE... > renamed.jsonl

Invented news follows the sentence patterns in `patterns.txt`; every article has persons, firms and teams of its own, half
of them with names that no list holds, so that what is learnt is how names are used and not which there are. `rename`
gives the persons of marked articles other names, the same ones throughout an article. Both are the same at every run.
"""
import collections
import json
import os
import random
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TITLES = ["President", "Prime Minister", "Foreign Minister", "Mr.", "Mrs.", "Ms.", "Dr.", "Gen.", "Senator", "Gov.",
          "Justice", "Mayor", "Chancellor", "King", "Defence Minister", "Ambassador", "Professor", "Col.", "Sheikh",
          "Finance Minister", "Premier", "Rep.", "Judge", "Sir", "Pope", "Prince", "Captain"]
ROLES = ["coach", "spokesman", "spokeswoman", "lawyer", "analyst", "striker", "minister", "director", "chairman",
         "chief executive", "professor", "economist", "opposition leader", "defender", "captain", "police chief"]
SUFFIXES = ["Inc", "Corp", "Ltd", "Plc", "Group", "Holdings", "Pharmaceuticals", "Motors", "Industries", "Bank", "Oil",
            "Airlines", "Controls Inc", "International", "& Co", "Partners", "Securities", "Systems", "Energy"]
POSTS = ["Minister of Health", "Deputy Prime Minister", "Chief Minister", "Secretary for Health", "Attorney General",
         "Speaker of Parliament", "Central Bank Governor", "Home Secretary", "Permanent Secretary", "Commissioner",
         "Vice President", "Special Envoy", "Army Chief", "Managing Director", "Secretary-General"]
HONORIFICS = ["Sheikh", "Shri", "Smt", "Alhaji", "Chief", "Datuk", "Datuk Seri", "Tan Sri", "Haji", "Nana", "Hon.", "Mr",
              "Ms", "Dr", "Prof", "Justice", "Pastor", "Bishop", "Father", "Engr.", "Barrister", "Don", "Doña", "Emperor",
              "King", "Queen", "Imam", "Rabbi", "Swami", "Ustaz", "Comrade", "Lt. Gen.", "Brigadier", "Sgt", "Sub-Inspector"]
THINGS = ["Foundation", "University", "Prize", "Museum", "Street", "Park", "Hall", "Room", "Hospital", "Airport", "Stadium",
          "Bridge", "School", "Institute", "Trophy", "Award", "Act", "Report", "Library", "Centre", "Day", "Road", "Mosque",
          "Press Briefing Room", "Memorial Lecture", "College", "Cup", "Chambers", "Conference Room", "Square", "Building"]
TRADES = ["fitter", "farmer", "teacher", "driver", "nurse", "plumber", "shopkeeper", "student", "retired engineer", "baker",
          "fisherman", "widow", "tailor", "clerk", "trader", "welder", "mother of three", "father of two", "local leader",
          "senior official", "former minister", "political scientist", "trade unionist", "Russian historian", "lecturer"]
KINDS = ["carmaker", "rebel group", "town", "village", "newspaper", "charity", "pressure group", "port", "start-up", "dialect",
         "brand of beer", "magazine", "district", "lender", "shipping line", "think tank", "suburb", "ferry", "football club"]
PINYIN = ("ai an bai bao bin bo chang chao chen cheng chun da dan dong fang fei feng gang guang guo hai han hao heng hong hua "
          "hui jia jian jie jin jing jun kai kang ke lan lei li liang lin ling long lu man mei min ming na nan ning pei peng "
          "ping qi qiang qing rong rui shan shu song tao ting wei wen wu xi xia xiang xiao xin xiu xue ya yan yang yi ying "
          "yong yu yuan yun ze zhen zheng zhi zhong zhu zi").split()
CANTON = ("chi cheung chun fai fung hing ho hoi hung ka kam kei keung kin kit kong kuen kwok kwong lai lam lap lok man mei ming "
          "po pong pui san shing shun siu sum sze tak tat tin ting tung wah wai wing yan yat yee yin ying yiu yuen").split()
KOREAN = ("ah chan chul dae dong eun geun gi gyu ha hee ho hoon hyun in jae ji jin jong joo jun jung ki kyung min mi myung nam "
          "sang seok seon seong si so sook soo su sung tae un woo yeon yong yoon young yu").split()
SINITIC = ("Au Bai Cao Chan Chang Chen Cheng Cheung Chiu Chow Chu Cui Ding Dong Du Fan Fang Feng Fong Gao Guo Han He Ho "
           "Hu Huang Ip Jia Jiang Jin Kuan Kwok Lai Lam Lau Law Lei Leung Li Liang Liao Lin Ling Liu Lo Long Lu Luo Ma "
           "Mak Mao Meng Mo Ng Ni Nie Pan Pang Peng Poon Qian Qin Qiu Ren Shao Shen Shi Sin Siu So Song Su Sun Sze Tan Tang "
           "Tao Tian To Tong Tsang Tse Tsui Wan Wang Wei Wen Wong Wu Xia Xiao Xie Xin Xu Xue Yan Yang Yao Ye Yeung Yi Yin Yip "
           "Yu Yuan Yuen Zeng Zhang Zhao Zheng Zhong Zhou Zhu Zou").split()
HANGUL = "An Bae Ban Cho Choi Chung Han Hong Hwang Im Jang Jeon Jeong Jin Jo Jung Kang Kim Ko Kwon Lee Moon Nam No Oh Park Seo Shin Son Song Suh Yang Yoo Yoon".split()
TEAM = ["United", "City", "Rovers", "FC", "Athletic", "Dynamo", "Rangers", "Wanderers", "Tigers", "Indians", ""]

LISTS = {"TITLE": TITLES, "ROLE": ROLES, "POST": POSTS, "HON": HONORIFICS, "TRADE": TRADES, "KIND": KINDS, "NAMED": THINGS}


class Names:
    def __init__(self, names, places, seed):
        self.random = random.Random(seed)
        self.given, self.family, self.cities, self.everyday = [], [], [], set()
        for line in open(names, encoding="utf-8"):
            word, letters = line.rstrip("\n").split("\t")
            if "w" in letters:
                self.everyday.add(word)
            elif len(word) > 2:
                if "g" in letters or "h" in letters:
                    self.given.append(word.capitalize())
                if "s" in letters or "t" in letters:
                    self.family.append(word.capitalize())
        for line in open(places, encoding="utf-8"):
            key, found = line.rstrip("\n").split("\t")
            if int(re.sub(r"\D", "", found.split()[0])) >= 100:
                self.cities.append(" ".join(w.capitalize() for w in key.split()))
        self.chain = collections.defaultdict(list)
        for word in self.given + self.family:
            padded = "^^" + word.lower() + "$"
            for at in range(len(padded) - 2):
                self.chain[padded[at:at + 2]].append(padded[at + 2])

    def invented(self):
        while True:
            state, word = "^^", ""
            while len(word) < 12:
                letter = self.random.choice(self.chain[state])
                if letter == "$":
                    break
                word, state = word + letter, state[1] + letter
            if 3 <= len(word) <= 10:
                return word.capitalize()

    def pick(self, words):
        return self.invented() if self.random.random() < 0.5 else self.random.choice(words)

    def first(self):
        return self.pick(self.given)

    def last(self):
        name = self.pick(self.family)
        kind = self.random.random()
        if kind < 0.03:
            return self.random.choice(["van der ", "de ", "bin ", "al-", "Al-", "von ", "da ", "de la "]) + name
        if kind < 0.05:
            return name + "-" + self.pick(self.family)
        if kind < 0.07:
            return self.random.choice(["Mc", "Mac", "O'"]) + name
        return name

    def eastern(self):
        """A Chinese or Korean name, as the mainland, Hong Kong (with an English name, or not) or Seoul writes it."""
        pick, kind = self.random.choice, self.random.random()
        if kind < 0.4:
            family, given = pick(SINITIC), "".join(pick(PINYIN) for _ in range(pick([1, 2, 2])))
        elif kind < 0.7:
            family, given = pick(SINITIC), pick(CANTON) + "-" + pick(CANTON)
            if self.random.random() < 0.6:
                return f"{self.first()} {family} {given.capitalize()}", family
        else:
            family = pick(HANGUL)
            given = pick(KOREAN) + pick(["-", "-", " ", ""]) + pick(KOREAN)
            given = given.title() if " " in given else given
        return f"{family} {given[0].upper()}{given[1:]}", family

    def southern(self):
        """Names of many parts: Iberian, Arab, Malay, Bengali, Mongolian, West African, with what stands for them alone."""
        pick, kind = self.random.choice, self.random.random()
        first, last, other = self.first(), self.pick(self.family), self.pick(self.family)
        if kind < 0.25:
            first += pick(["", " " + self.first()])
            return f"{first} {last} {other}", pick([last, f"{last} {other}"])
        if kind < 0.35:
            return f"{first} {last} {pick(['da', 'dos', 'de', 'y', 'e'])} {other}", other
        if kind < 0.5:
            clan = pick(["Al ", "al-", "Al-", "El ", "Ould ", "Al "]) + other
            return f"{first} {pick(['bin', 'bint', 'bin', 'ibn'])} {last} {clan}", clan
        if kind < 0.6:
            return f"{first} {pick(['al', 'el', 'ad', 'as', 'Al', 'El'])}-{last}", last
        if kind < 0.68:
            return f"{first} {last} bin {self.first()} {other}", first
        if kind < 0.76:
            return f"{pick(['Md', 'Mohd', 'Muhd', 'Abu', 'Syed', 'ABM', 'AKM'])} {last} {other}", other
        if kind < 0.84:
            return f"{pick('ABDGKLMNSTZ')}.{pick(['', ' '])}{last}", last
        if kind < 0.92:
            return f"{pick('ABCDGKMNPRSTV')}{pick([' ', '. ', '.'])}{pick(['', pick('KMNPRSV') + pick([' ', '. '])])}{last}", last
        return f"{first} {last}-{other}", f"{last}-{other}"

    def person(self):
        """(full, surname)"""
        style = self.random.random()
        if style < 0.12:
            return self.eastern()
        if style < 0.24:
            return self.southern()
        kind = self.random.random()
        if kind < 0.03:
            family = self.random.choice(["Li", "Wang", "Chen", "Kim", "Park", "Lee", "Nguyen", "Tran", "Xu", "Hu", "Ng",
                                         "Lim", "Tan", "Choi", "Yoon", "Zhang", "Zhao", "Sun", "Le", "Pham", "Goh"])
            given = self.random.choice([self.invented(), self.invented() + "-" + self.invented().lower()[:5]])
            return family + " " + given, family
        last = self.last()
        first = self.first()
        if kind < 0.14:
            first += " " + self.random.choice("ABCDEFGHJKLMNPRSTW") + "."
        elif kind < 0.20:
            first += " " + self.first()
        elif kind < 0.23:
            first = self.random.choice("ABCDEFGHJKLMNPRSTW") + ". " + self.random.choice("ABCDEFGHJKLMNPRSTW") + "."
        return first + " " + last, last


def article(names, patterns):
    """A text with its persons, as a list of (words, is it a person)."""
    rng = names.random
    people = [names.person() for _ in range(8)]
    firm = names.pick(names.family)
    team = rng.choice([names.pick(names.cities), names.invented()])
    facts = {
        "FIRM": f"{firm} {rng.choice(SUFFIXES)}", "SHORT": firm,
        "TEAM": (team + " " + rng.choice(TEAM)).strip(), "TEAM2": names.pick(names.cities), "TICKER": firm.upper()[:5],
        "ORG": names.invented() + " " + rng.choice(["Ministry", "Foundation", "University", "Party", "Council", "Front"]),
        "THING": names.invented(), "THING2": names.invented(),
        "FOREIGN": " ".join(names.invented() for _ in range(rng.randint(1, 3))),
        "FOREIGN2": " ".join(names.invented() for _ in range(rng.randint(2, 3))),
        "ABBR": "".join(rng.choice("ABCDEFGHIKLMNOPRSTUV") for _ in range(rng.randint(2, 4))), "MONTH": rng.choice("January March May June August September".split()),
        "DAY": rng.choice("Monday Tuesday Wednesday Thursday Friday Sunday".split()),
    }
    pieces = []
    lines = rng.choice(list(patterns.values()))
    chosen = lines if lines[0].startswith("!") else rng.sample(lines, min(len(lines), rng.randint(5, 12)))
    seen = set()
    for line in chosen:
        shift = rng.randint(0, 3)
        for part in re.split(r"(\{\w+\})", line.lstrip("!")):
            slot = part[1:-1] if part.startswith("{") else None
            if slot is None:
                pieces.append((part, False))
            elif slot[0] == "X":
                # Named after a person, who is not meant.
                full, last = people[(int(slot[2:]) + shift) % len(people)]
                pieces.append((full if slot[1] == "P" else last, False))
            elif slot[0] in "PLUGS" and slot[1:].isdigit():
                number = (int(slot[1:]) + shift) % len(people)
                full, last = people[number]
                # A surname alone mostly follows the full name.
                name = full if slot[0] == "P" or (number not in seen and rng.random() < 0.6 and slot[0] == "L") else last
                seen.add(number)
                if slot[0] == "G":
                    name = full.split()[0] if "." not in full.split()[0] else last
                pieces.append((name.upper() if slot[0] == "U" else name, True))
            elif slot == "I":
                pieces.append((rng.choice("ABCDEFGHJKLMNPRSTW") + ". " + names.last(), True))
            elif slot in LISTS:
                pieces.append((rng.choice(LISTS[slot]), False))
            elif slot == "CITY":
                pieces.append((rng.choice(names.cities), False))
            elif slot == "UCITY":
                pieces.append((rng.choice(names.cities).upper(), False))
            elif slot == "N":
                pieces.append((str(rng.randint(2, 99)), False))
            else:
                pieces.append((facts[slot], False))
        pieces.append(("\n", False))
    return pieces


def rename(record, names):
    """The record with other names for its persons, and for half of the unusual words in its other names."""
    text, new = record["text"], {}
    for entity in record["entities"]:
        if entity["type"] == "UNSURE":
            continue
        person = entity["type"] == "PER"
        words = re.findall(r"[^\W\d_]{3,}", text[entity["start"]:entity["end"]])
        for at, word in enumerate(words):
            if word in new or not word[0].isupper() or not person and word.lower() in names.everyday:
                continue
            if person:
                name = names.first() if at == 0 and len(words) > 1 else names.pick(names.family)
            else:
                name = names.invented() if names.random.random() < 0.5 else word
            new[word] = name.upper() if word.isupper() else name
    out, at, position, moved = [], 0, 0, {}
    for match in re.finditer(r"[^\W\d_]+|.", text, re.S):
        moved[match.start()] = position
        word = new.get(match.group(), match.group())
        out.append(word)
        position += len(word)
    moved[len(text)] = position
    entities = [{"start": moved[e["start"]], "end": moved[e["end"]], "type": e["type"]} for e in record["entities"]
                if e["start"] in moved and e["end"] in moved]
    return {"id": record["id"] + "-renamed", "text": "".join(out), "entities": entities}


def main():
    names = Names(sys.argv[1], sys.argv[2], 7)
    if sys.argv[3] == "rename":
        for path in sys.argv[4:]:
            for line in open(path, encoding="utf-8"):
                print(json.dumps(rename(json.loads(line), names), ensure_ascii=False))
        return
    patterns = collections.defaultdict(list)
    kind = None
    for line in open(os.path.join(HERE, "patterns.txt"), encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# "):
            kind = line[2:]
        elif line and not line.startswith("##"):
            patterns[kind].append(line)
    for number in range(int(sys.argv[3])):
        text, entities = "", []
        for words, person in article(names, patterns):
            if person:
                entities.append({"start": len(text), "end": len(text) + len(words), "type": "PER"})
            text += words
        print(json.dumps({"id": f"invented-{number}", "text": text, "entities": entities}, ensure_ascii=False))


if __name__ == "__main__":
    main()
