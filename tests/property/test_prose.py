"""Prose of any kind: never an exception, nothing lost in silence, one reading by both ways."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator import narrative
from generator.narrative import full, plain
from generator.narrative.reading import Reading
from tests.badinput import oracle
from tests.support.forms import shipped
from tests.support.prose import OTHERS

FORM = shipped("2021")
WORDS = [
    "正文",
    "全年",
    "甲",
    "abc",
    "12",
    "138",
    "（一）",
    "“引”",
    "，",
    "。",
    "：",
    " ",
    "  ",
    "\n",
    "**甲方**",
    "**a1**",
    "[门户](https://www.example.com/a_b/index.html)",
    "[b c](http://example.com)",
    "[大](https://Example.com/%E4%B8%AD)",
]
MARKS = [
    "*",
    "**",
    "_",
    "`",
    "```",
    "[",
    "]",
    "(",
    ")",
    "](",
    "![",
    "{{",
    "}}",
    "{=",
    "}",
    "\\",
    "~",
]
BLOCKS = ["\n\n", "\n## ", "\n### ", "\n# ", "\n- ", "\n1. ", "\n3) ", "\n> ", "\n| ", " | ", "|\n"]
RULES = [
    "\n---\n",
    "\n===\n",
    "|---|",
    "\n    ",
    "\n\t",
    "<b>",
    "<!--",
    "&amp;",
    "&#1;",
    "<",
    "[甲]: ",
]
LINKS = [
    "https://a.b",
    "javascript:x",
    "a.pdf",
    "<https://a.b>",
    "%E4%B8%AD",
    "申请办理/本年新收/总计",
]
PIECES = st.sampled_from([*WORDS, *WORDS, *MARKS, *BLOCKS, *RULES, *LINKS])
PROSE = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))
PLAIN_LINES = st.one_of(
    st.sampled_from(
        ["", "", "## 总体情况", "### 小标题", "正文，正文。", "- 其一", "2. 其二", "3. 其三"]
    ),
    st.lists(PIECES, max_size=4).map(lambda pieces: "".join(pieces).replace("\n", "")),
)


@settings(max_examples=500)
@given(st.one_of(st.binary(max_size=80), PROSE.map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_are_read_and_findings_have_a_place(raw: bytes) -> None:
    _, findings = narrative.read(raw, "content/demo/2023.md", FORM)
    lines = raw.count(b"\n") + 1
    assert all(1 <= found.at.line <= lines and found.at.column >= 1 for found in findings)


@settings(max_examples=1000)
@given(PROSE)
def test_no_letter_is_lost_in_silence(prose: str) -> None:
    text = f"## 总体情况\n\n{prose}\n\n{OTHERS}"
    found, findings = narrative.read(text.encode("utf-8", "replace"), "content/demo/2023.md", FORM)
    if not findings:
        assert oracle.lost(text, found) == ""


@settings(max_examples=1000)
@given(st.one_of(PROSE, st.lists(PLAIN_LINES, max_size=8).map("\n".join)))
def test_the_short_way_and_the_full_parser_give_the_same(text: str) -> None:
    text = text.replace("\r", "").replace("\x00", "")
    short = Reading("content/demo/2023.md", text.split("\n"))
    stretches = plain.stretches(short, text)
    if stretches is not None:
        long = Reading("content/demo/2023.md", text.split("\n"))
        assert stretches == full.stretches(long, text)
        assert (short.findings, short.links) == (long.findings, long.links)
        assert (short.slots, short.claims) == (long.slots, long.claims)


@settings(max_examples=500)
@given(PROSE)
def test_no_markup_of_the_editor_s_own_reaches_the_page(prose: str) -> None:
    text = f"## 总体情况\n\n{prose}\n\n{OTHERS}"
    found, _ = narrative.read(text.encode("utf-8", "replace"), "content/demo/2023.md", FORM)
    html = "".join(
        part for passage in found.passages for part in passage.html if isinstance(part, str)
    )
    for forbidden in ("<b>", "<!--", 'javascript:x"', "style=", "<script"):
        assert forbidden not in html
