"""An index read back from a published site, and what searching ought to find by looking everywhere."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import html

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
SETS = "!#$%&'()*+,-./:;<=>?@[]^_`{|}~"

Found = frozenset[str]
"""The addresses of reports."""


def fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def phrases(query: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(query))


def pairs(phrase: str) -> set[str]:
    return set(re.findall(f"(?=([{HAN}]{{2}}))", phrase))


def words(phrase: str) -> set[str]:
    return set(filter(None, re.split(f"[{HAN}]", phrase)))


@dataclass
class Site:
    """A site on disk."""

    folder: Path

    def load(self, name: str) -> object:
        return json.loads((self.folder / name).read_bytes())

    @cached_property
    def listing(self) -> dict[str, object]:
        found: dict[str, object] = self.load("search/index.json")  # type: ignore[assignment]
        return found

    def reports(self) -> Iterator[tuple[int, str]]:
        """The reports of the index: number and address."""
        first = 0
        for agency, _, *slugs in self.listing["agencies"]:  # type: ignore[attr-defined]
            for place, slug in enumerate(slugs):
                yield first + place, f"{agency}/{slug}/"
            first += -(-len(slugs) // 5) * 5

    def shards(self) -> list[Mapping[str, str]]:
        return [self.load(f"search/{number}.json") for number in range(self.listing["shards"])]  # type: ignore[misc,call-overload]

    def have(self, term: str) -> Found:
        """The reports that the index gives for a term."""
        shards: int = self.listing["shards"]  # type: ignore[assignment]
        codes: Mapping[str, str] = self.load(f"search/{sum(map(ord, term)) % shards}.json")  # type: ignore[assignment]
        numbers = set(numbers_of(codes.get(term, "")))
        return frozenset(address for number, address in self.reports() if number in numbers)

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """What each report's own page says in words, folded."""
        return {address: words_of(self.folder / address) for _, address in self.reports()}

    def truth(self, query: str) -> Found:
        """The reports on whose pages every phrase stands, and every other word as a word."""
        wanted = phrases(query)
        return frozenset(
            address
            for address, text in self.pages.items()
            if all(one in text for one in wanted)
            and all(word in words(text_of(text)) for one in wanted for word in words(one))
        )


def text_of(text: str) -> str:
    """A text with every sign that is no letter made one that ends words."""
    return re.sub(r"[\W_]", "一", text)


def words_of(folder: Path) -> str:
    """The title, the agency, the prose and the remarks of a report's page."""
    page = html.fromstring((folder / "index.html").read_bytes())
    facts = "//main//dl[@class='facts']/div[1]/dd | //div[dt='索引号']/dd"
    remarks = "//ul[@class='remarks']/li/text()"
    prose = "//div[@class='prose'][not(parent::section[@class='data'])]"
    found = page.xpath(f"//h1 | {facts} | {prose} | {remarks}")
    return fold("\n".join(getattr(one, "text_content", lambda one=one: one)() for one in found))


def numbers_of(code: str) -> Iterator[int]:
    """The numbers of a code, read letter by letter."""
    block, gap, place = -1, 0, 0
    while place < len(code):
        letter = code[place]
        place += 1
        if letter.isupper():
            gap = gap * 26 + ord(letter) - 65
            continue
        block += gap * 36 + int(letter, 36)
        gap, bits = 0, 1
        if place < len(code) and code[place] in SETS:
            bits = SETS.index(code[place]) + 2
            place += 1
        yield from (block * 5 + bit for bit in range(5) if bits >> bit & 1)


def queries(site: Site, count: int, seed: int) -> list[str]:
    """Things to look for: stretches of pages, two at once, and stretches that stand nowhere.

    The last have every pair of some page's, in an order that no page has: only a look at the text
    tells that they are not there.
    """
    chance = random.Random(seed)
    texts = [site.pages[address] for address in sorted(site.pages)]
    kinds = (_stretch, _stretch, _long, _two, _nowhere)
    return [kinds[number % len(kinds)](chance, texts) for number in range(count)]


def _runs(text: str) -> list[str]:
    return re.findall(r"[^\W_]{2,}", text)


def _stretch(chance: random.Random, texts: list[str]) -> str:
    run = chance.choice([one for one in _runs(chance.choice(texts)) if pairs(one)])
    start = chance.randrange(len(run) - 1)
    cut = run[start : start + chance.choice((2, 2, 3, 4, 5))]
    return cut if pairs(cut) and not words(cut) else _stretch(chance, texts)


def _long(chance: random.Random, texts: list[str]) -> str:
    return chance.choice([one for one in _runs(chance.choice(texts)) if len(one) > 5])


def _two(chance: random.Random, texts: list[str]) -> str:
    return f"{_stretch(chance, texts)} {_stretch(chance, texts)}"


def _nowhere(chance: random.Random, texts: list[str]) -> str:
    text = chance.choice(texts)
    here = sorted(pairs(text))
    chance.shuffle(here)
    for first in here:
        for second in here:
            joined = first + second[1]
            if first[1] == second[0] and not any(joined in one for one in texts):
                return joined
    raise AssertionError("every order of pairs stands somewhere")
