"""A pattern is tried only where what it begins with is there, and finds what it would find alone."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.counts import LAST, anywhere, chinese, count
from generator.check.patterns import behind_number, pattern, signs


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("收到<n>件", ("收到",)),
        ("共计?<n>件", ("共",)),
        ("共计*<n>件", ("共",)),
        ("共计{0,2}<n>件", ("共",)),
        ("(?:收到|新收到?)<n>件", ("收到", "新收")),
        ("(?:收到|新收)?<n>件", ()),
        ("(?:(?:收)到)<n>件", ()),
        ("(?<!部分)(?<!不)予以公开<n>件", ("予以公开",)),
        ("[×╳]{2,}", ("×", "╳")),
        ("[^×]x", ()),
        ("[a-z]x", ()),
        ("一|二", ()),
        ("^开头", ()),
        ("<n>件", ()),
    ],
)
def test_what_a_pattern_begins_with(text: str, leads: tuple[str, ...]) -> None:
    assert pattern(text).leads == leads


@pytest.mark.parametrize(
    ("text", "needs", "choices"),
    [
        (
            "(?P<y>[0-9]{4})年?(?:度)?政府信息公开(?:工作)?年度报告",
            ["政府信息公开", "年度报告"],
            [],
        ),
        ("[0-9]{1,2}月b?cd*ef+g", ["ef", "月", "c", "g"], []),
        (r"\\(x\\)长的\\d", ["长的", "d"], []),
        ("<n>件", ["件"], []),
        ("[局委办]机关", ["机关"], [("局", "委", "办")]),
        ("(?:甲|乙)", [], [("甲", "乙")]),
        ("(?:甲|乙)?丙(?:丁|戊){2}", ["丙"], [("丁", "戊")]),
        ("丙(?:丁|戊)", ["丙"], [("丁", "戊")]),
        ("甲丙(?:丁|戊)", ["甲丙"], []),
        ("(?:甲|乙){0,2}(?:丁|[戊己])(?:庚(?:辛|壬))", [], []),
        ("(?:甲|)", [], []),
        ("一二|三", [], []),
        ("(?i)abc", [], []),
    ],
)
def test_what_stands_in_every_match(
    text: str, needs: list[str], choices: list[tuple[str, ...]]
) -> None:
    found = pattern(text)
    assert ([*found.needs], [*found.choices]) == (needs, choices)


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("收到<n>件", "件"),
        ("收到<n>[件起]申请", "件起"),
        ("received <n> requests", " "),
        ("收到<n>(?:件|起)", "件起"),
        ("收到<n>(?:件|起)?申请", ""),
        ("收到<n>件?申请", ""),
        ("收到<n>", ""),
        ("(?:收到<n>|共)件", ""),
        ("(?i)收到<n>K", ""),
        ("收到(?si:<n>K)", ""),
        ("收到几件", ""),
    ],
)
def test_what_stands_right_behind_a_number(text: str, behind: str) -> None:
    assert behind_number(text) == frozenset(behind)


TRICKY = [
    "a",
    "ab?",
    "(?:a|bc)d",
    "(?<!b)ab",
    "[ab]{2}",
    "a|b",
    "^b",
    "(?:a|b)?c",
    "[^a]b",
    "^a|c",
    "[ab]bc?",
    "(?:a)bc",
    "b{2}c",
    "(?:ab)?bb+",
    "(?:a|b)c(?:d|cd)",
    "(?:a|b)*c(?:d|)",
    "ab{,2}c",
    "(?:a|b){,2}c",
    "(?i)A|B",
    "^(?=b)|^d",
    "aa",
    "ab[cd]?(?!b)",
    "b(?<=ab)[^d]{0,2}",
]


@given(st.sampled_from(TRICKY), st.text("abcd\n", max_size=12))
def test_looking_first_changes_nothing(text: str, hay: str) -> None:
    plain = [found.span() for found in re.compile(text, re.MULTILINE).finditer(hay)]
    assert [found.span() for found in pattern(text).finditer(hay)] == plain


@given(st.lists(st.sampled_from(TRICKY)), st.text("abcd\n", max_size=12))
def test_signs_hold_where_one_of_them_does(texts: list[str], hay: str) -> None:
    plain = any(re.search(text, hay, re.MULTILINE) for text in texts)
    assert signs(tuple(texts)).hold(hay) == plain


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十五", 25),
        ("一百", 100),
        ("一百零五", 105),
        ("一百二", 120),
        ("三百零五", 305),
        ("三百五十", 350),
        ("一千二百", 1200),
        ("一千零二十", 1020),
        ("百", None),
        ("十百", None),
        ("二三十", None),
    ],
)
def test_chinese_numerals(text: str, value: int | None) -> None:
    assert chinese(text) == value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("12件", 12, 12),
        ("１２件", 12, 12),
        ("1,234件", 1234, 1234),
        ("二〇二三件", 2023, 2023),
        ("3百件", 250, 350),
        ("近700件", 600, 700),
        ("将近1000件", 800, 1000),
        ("300余件", 300, 400),
        ("超30万件", 300_000, 400_000),
        ("12多件", 12, 13),
        ("约100件", 85, 115),
        ("100件左右", 85, 115),
        ("不足20件", 0, 20),
        ("20件以下", 0, 20),
        ("1.2万件", 11_500, 12_500),
        ("3亿件", 250_000_000, 350_000_000),
    ],
)
def test_what_a_number_may_mean(text: str, low: int, high: int) -> None:
    found = anywhere("件").search(text)
    assert found is not None
    said = count(found, text)
    assert said is not None
    assert (said.low, said.high) == (Decimal(low), Decimal(high))
    assert said.exact == (low == high)
    assert text[: text.index("件")][-1] in LAST
