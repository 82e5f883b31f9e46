#!/usr/bin/env python3
"""Writes the articles of the sample archive that lie in packed files: web archives (WARC, WACZ), and a page that a browser
saved in one file (MHTML). All texts are written here. Every run gives the same bytes.

usage: packed_samples.py [FOLDER]   (default: corpus/web-archives)
"""
import gzip
import io
import json
import os
import quopri
import sys
import zipfile

OUTLET = "The Skerry Post"


def page(title, author, date, paragraphs, path):
    about = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "datePublished": f"{date}T07:30:00+01:00",
        "author": {"@type": "Person", "name": author}, "publisher": {"@type": "Organization", "name": OUTLET},
    }
    text = "\n".join(f"<p>{words}</p>" for words in paragraphs)
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{title} | {OUTLET}</title>
<meta property="og:site_name" content="{OUTLET}">
<meta property="og:title" content="{title}">
<link rel="canonical" href="https://skerrypost.example{path}">
<script type="application/ld+json">{json.dumps(about, ensure_ascii=False)}</script>
</head>
<body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/tides">Tides</a></li><li><a href="/boats">Boats</a></li></ul></nav>
<article>
<h1>{title}</h1>
<p class="byline">By {author}</p>
{text}
</article>
<footer><p>© {OUTLET}. All rights reserved.</p></footer>
</body>
</html>
"""


LIGHT = page(
    "Keeper's cottage gets its roof back", "Morag Tulloch", "2021-03-09",
    ["The slates are on again at the keeper's cottage below the Ness light, five winters after a gale took them off in one night.",
     "“We carried every one of them up from the shore by hand,” said Effie Drever, who leads the trust that bought the cottage. “There is no road, and the pony retired.”",
     "The trust will let the two rooms to painters from May. The first of them has asked whether the foghorn still works. It does.",
     "Drever said the rent would pay for the windows, which are next."],
    "/2021/03/09/keepers-cottage")
KELP = page(
    "Kelp cutters lose a boat and gain a harbour", "Magnus Halcro", "2021-03-11",
    ["The kelp cutters of Stromwick have sold their second boat to pay for a pier of their own, their chairman told a full hall on Wednesday evening.",
     "“One boat with a place to land is worth more than two without,” Iver Linklater said. Nobody in the hall spoke against him.",
     "Work on the pier begins when the lambs are out of the lower field, which the grazing committee expects for the middle of May.",
     "The old landing will be left to the seals."],
    "/2021/03/11/kelp-pier")
FERRY = page(
    "Night ferry to stop at the outer isles", "Morag Tulloch", "2022-10-04",
    ["The night ferry will call at the outer isles from the first Monday of November, the council's transport committee decided on Tuesday.",
     "Passengers will be woken at ten to four by a bell, as the piers have no waiting rooms and the crew no time.",
     "“We asked for a ferry, and we shall not complain about the hour,” said Jessie Foubister, who keeps the shop on the farthest of them.",
     "The trial is to last one winter."],
    "/2022/10/04/night-ferry")
SCHOOL = page(
    "Two pupils, three teachers and a new stove", "Magnus Halcro", "2023-01-17",
    ["The smallest school of the county has a stove again. It was carried across the sound on Monday in a boat built for sheep.",
     "“The pupils did the sums for the load,” said the head teacher, Ann Isbister. “Both of them came to the same figure, so we trusted it.”",
     "The old stove had gone out on the third day of the frost, and lessons were held in the kitchen of the manse.",
     "The county says that the school will stay open as long as there is a child on the island."],
    "/2023/01/17/school-stove")

def http(body, kind="text/html; charset=utf-8", status="200 OK", packed=False):
    body = body.encode() if isinstance(body, str) else body
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n"
    if packed:
        body = gzip.compress(body, mtime=0)
        head += "Content-Encoding: gzip\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def record(number, kind, date, body, url=None, content="application/http; msgtype=response"):
    body = body.encode() if isinstance(body, str) else body
    target = f"WARC-Target-URI: {url}\r\n" if url else ""
    head = (f"WARC/1.1\r\nWARC-Type: {kind}\r\n{target}WARC-Date: {date}\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
            f"Content-Type: {content}\r\nContent-Length: {len(body)}\r\n\r\n")
    return head.encode() + body + b"\r\n\r\n"


def packed(records):
    """Each record is a gzip member of its own, as crawlers write them."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def warc():
    base, day = "https://skerrypost.example", "2021-03-12T04:00:00Z"
    return packed([
        record(1, "warcinfo", day, "software: packed_samples.py\r\nformat: WARC File Format 1.1\r\n", content="application/warc-fields"),
        record(2, "response", day, http("User-agent: *\nDisallow:\n", "text/plain"), f"{base}/robots.txt"),
        record(3, "request", day, "GET /2021/03/09/keepers-cottage HTTP/1.1\r\nHost: skerrypost.example\r\n\r\n",
               f"{base}/2021/03/09/keepers-cottage", "application/http; msgtype=request"),
        record(4, "response", day, http(LIGHT), f"{base}/2021/03/09/keepers-cottage"),
        record(5, "response", day, http(b"\x89PNG\r\n\x1a\n", "image/png"), f"{base}/logo.png"),
        record(6, "response", day, http(KELP, packed=True), f"{base}/2021/03/11/kelp-pier"),
        record(7, "response", day, http("<title>Gone</title>", status="404 Not Found"), f"{base}/2021/03/10/tides"),
        record(8, "revisit", day, "HTTP/1.1 304 Not Modified\r\n\r\n", f"{base}/2021/03/09/keepers-cottage"),
    ])


def wacz():
    url, day = "https://skerrypost.example/2022/10/04/night-ferry", "2022-10-05T04:00:00Z"
    files = {
        "archive/data.warc.gz": packed([record(1, "response", day, http(FERRY), url)]),
        "pages/pages.jsonl": json.dumps({"format": "json-pages-1.0", "id": "pages"}) + "\n" + json.dumps({"url": url, "ts": day}) + "\n",
        "datapackage.json": json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": []}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, body in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2022, 10, 5, 4, 0, 0)), body)
    return out.getvalue()


def mhtml():
    url, mark = "https://skerrypost.example/2023/01/17/school-stove", "----MultipartBoundary--skerry----"
    body = quopri.encodestring(SCHOOL.encode()).decode().replace("\n", "\r\n")
    return (f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: Two pupils, three teachers and a new stove\r\n"
            f"Date: Wed, 18 Jan 2023 20:04:00 -0000\r\nMIME-Version: 1.0\r\n"
            f"Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"{mark}\"\r\n\r\n\r\n"
            f"--{mark}\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n"
            f"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: {url}\r\n\r\n{body}\r\n"
            f"--{mark}\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nbody {{ color: black }}\r\n"
            f"--{mark}--\r\n").encode()


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else "corpus/web-archives"
    os.makedirs(folder, exist_ok=True)
    for name, content in [("skerry-post-2021-03.warc.gz", warc()), ("skerry-post-night-ferry.wacz", wacz()),
                          ("skerry-post-school-stove.mhtml", mhtml())]:
        with open(os.path.join(folder, name), "wb") as out:
            out.write(content)


if __name__ == "__main__":
    main()
