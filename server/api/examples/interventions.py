"""Everything that a person says, with Python's own library:

python3 interventions.py https://revivre.example.org 'maelle k'
"""

import json
import sys
import urllib.parse
import urllib.request


def get(address):
    with urllib.request.urlopen(address) as answer:
        return json.load(answer)


def pages(address, name):
    """All items of a list, page after page."""
    while address:
        page = get(address)
        yield from page[name]
        following = page["links"].get("next")
        address = following and urllib.parse.urljoin(address, following)


def main(base, words):
    query = urllib.parse.urlencode({"q": words})
    found = get(f"{base}/api/v1/search?{query}")
    for person in found["persons"]:
        print(f"{person['name']}:")
        first = f"{base}/api/v1/persons/{person['id']}/interventions?limit=50"
        for chapter in pages(first, "interventions"):
            minutes, seconds = divmod(chapter["start_ms"] // 1000, 60)
            watch = urllib.parse.urljoin(base, chapter["links"]["watch"])
            print(f"  {minutes}:{seconds:02}  {chapter['title']}  {watch}")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2] if len(sys.argv) > 2 else "")
