"""The index: terms, codes, shards, and what becomes of them when a text changes."""

import random

import pytest

from generator import search
from generator.search import Text, amend, blocks, changes, merge, plain_text
from generator.search.postings import decode, encode
from generator.search.terms import fold, level, terms
from tests.support.search import Site, numbers_of, pairs, text_of, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("政府信息", {"政府", "府信", "信息"}),
        ("收到１２件，ABC公开", {"收到", "12", "abc", "公开"}),
        ("公", set()),
        ("㈱①", {"1"}),
        ("〇二〇年々", {"〇二", "二〇", "〇年", "年々"}),
        ("𠀀𠀁", {"𠀀𠀁"}),
        ("豈", set()),
        ("第3.5版 ＡＢ_c", {"3", "5", "ab", "c"}),
    ],
)
def test_terms(text, found):
    assert terms(text) == found


def test_the_short_way_of_folding_changes_nothing():
    """Text is spared folding only where folding would change none of its terms."""
    for start in (*range(0, 0x3000, 8), *range(0x3000, 0x3100), *range(0xF900, 0x10000)):
        letter = chr(start)
        if not 0xD800 <= start < 0xE000:
            text = f"公{letter}开{letter}{letter}"
            assert terms(text) == terms(fold(text)), hex(start)


@pytest.mark.parametrize("text", ["共１２㎡……ＡＢ①", "㈱e\u0301，𝐀𠀀", "公开（一）：", ""])
def test_a_level_text_stays_as_long_when_folded(text):
    assert len(fold(level(text)).encode("utf-16")) == len(level(text).encode("utf-16"))
    assert fold(level(text)) == fold(text)


def test_plain_text_has_a_line_for_each_block():
    page = "<p>甲<strong>乙</strong>&amp;&lt;b&gt;</p>\n<ul>\n<li>丙</li>\n<li>丁<br>戊</li>\n</ul>"
    assert plain_text(page) == "甲乙&<b>\n丙\n丁\n戊"


@pytest.mark.parametrize("seed", range(20))
def test_codes_are_read_back(seed):
    chance = random.Random(seed)
    numbers = sorted(chance.sample(range(60_000), 200))
    placed = [(block, chance.randrange(1, 32)) for block in numbers]
    code = encode(placed)
    assert list(decode(code)) == placed
    assert list(numbers_of(code)) == [
        block * 5 + bit for block, bits in placed for bit in range(5) if bits >> bit & 1
    ]


def text(chance: random.Random) -> Text:
    prose = "".join(chance.choices("政府信息公开工作年度报告，。1a", k=40))
    return Text(parts=(("overview", prose), ("title", "题")))


def index(site):
    """A whole index of the texts of some agencies, none of which has more than five reports."""
    numbered = ((number, blocks(texts)[0]) for number, texts in enumerate(site))
    return merge(numbered, 4)


@pytest.mark.parametrize("seed", range(20))
def test_amending_is_merging_anew(seed):
    chance = random.Random(seed)
    site = [{f"{year}": text(chance) for year in range(2020, 2023)} for _ in range(6)]
    before = index(site)
    edited = [{**texts} for texts in site]
    for number in chance.sample(range(6), 2):
        edited[number]["2021"] = text(chance)
    found = changes(
        (
            (number, blocks(old)[0], blocks(new)[0])
            for number, (old, new) in enumerate(zip(site, edited, strict=True))
        ),
        4,
    )
    amended = {name: amend(before[name], terms) for name, terms in found.items()}
    assert {**before, **amended} == index(edited)
    assert all(amended[name] != before[name] for name in amended)


def test_nothing_is_different_where_nothing_changed():
    texts = {"2023": text(random.Random(1))}
    assert changes([(0, blocks(texts)[0], blocks(texts)[0])], 4) == {}


@pytest.mark.parametrize(
    ("reports", "shards"), [(0, 4), (50, 4), (51, 16), (5000, 64), (5001, 256)]
)
def test_shards_grow_with_the_site(reports, shards):
    assert search.shard_count(reports) == shards


def test_the_index_tells_what_pages_say(demo):
    """For each pair and word of the index, just the reports on whose pages it stands."""
    site = Site(demo.folder)
    told = {address: pairs(text) | words(text_of(text)) for address, text in site.pages.items()}
    found = {address: set() for address in told}
    addresses = dict(site.reports())
    for codes in site.shards():
        for term, code in codes.items():
            for number in numbers_of(code):
                found[addresses[number]].add(term)
    assert found == told
    assert site.have("主动") == site.truth("主动")
    assert site.have("没有的词") == frozenset()


def test_a_pair_stands_in_the_shard_of_its_letters(demo):
    site = Site(demo.folder)
    for number, codes in enumerate(site.shards()):
        assert list(codes) == sorted(codes)
        assert all(sum(map(ord, term)) % len(site.shards()) == number for term in codes)
