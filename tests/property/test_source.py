"""YAML of any kind: never an exception, never another reading than that of the reference."""

from __future__ import annotations

from collections.abc import Iterable

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import source
from generator.source import canonical, events

WORDS = [
    "a",
    "名",
    "1",
    "1,2",
    "0",
    "~",
    "null",
    "no",
    '"q"',
    "'q'",
    "<<",
    "",
    "a b",
    "第1号",
    "x: y",
]
MARKS = [
    ": ",
    ":",
    "- ",
    " ",
    "\n",
    "\n  ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    ",",
    "#",
    " # ",
    "|\n  ",
    ">\n",
]
ODD = ["&a ", "*a", "!x ", "---\n", "...\n", "%", "@", "\t", "?", '"', "'", "\\", "："]
PIECES = st.sampled_from([*WORDS, *MARKS, *ODD])
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))


def reference(node: yaml.Node) -> object:
    """What PyYAML's own nodes hold, blanks as ``None`` and all else as text."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: reference(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [reference(item) for item in node.value]
    return (
        None if not node.style and node.value in ("", "~", "null", "Null", "NULL") else node.value
    )


@settings(max_examples=500)
@given(st.one_of(st.binary(max_size=80), TEXTS.map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_are_read_or_refused_with_a_place(raw: bytes) -> None:
    read = source.read(raw, "file.yml")
    if read.data is None:
        assert read.diagnostics
    lines = raw.count(b"\n") + 2
    assert all(1 <= found.at.line <= lines and found.at.column >= 1 for found in read.diagnostics)


@settings(max_examples=1000)
@given(TEXTS)
def test_what_is_read_is_what_the_reference_reads(text: str) -> None:
    raw = text.encode("utf-8", "replace")
    read = source.read(raw, "file.yml")
    if read.data is not None:
        node = yaml.compose(raw.decode("utf-8-sig"), yaml.CBaseLoader)
        assert read.data == reference(node)


@settings(max_examples=500)
@given(TEXTS)
def test_every_value_that_is_read_has_a_place_of_its_own_in_the_text(text: str) -> None:
    raw = text.encode("utf-8", "replace")
    read = source.read(raw, "file.yml")
    if read.data is not None:
        lines = raw.decode("utf-8-sig").split("\n")
        spans = source.spans(raw)
        for path in _paths(read.data):
            span = spans.find(path, on_key=False)
            assert 1 <= span.line <= len(lines) + 1
            assert path in spans.values


def _paths(data: object, above: tuple[str | int, ...] = ()) -> Iterable[tuple[str | int, ...]]:
    items = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for key, value in items:
        yield (*above, key)
        yield from _paths(value, (*above, key))


# The short way through the plain layout.

KEYS = st.sampled_from(
    ["a", "名称", "本年新收", "1.其他", "（一）予以公开", "a b", "“三安全”", "2023"]
)
PLAIN = [
    "1",
    "0",
    "~",
    "null",
    "abc",
    "两 词",
    "-3",
    "+19",
    "12.50",
    '"310023"',
    "'x'",
    "2024-01-19",
]
VALUES = [
    "a (b), c.",
    "it's [so] {x}",
    "a? b",
    "Gongkai 100% & <b>|>",
    '"x: y, {z} # [1]"',
    'say "so"',
    "a:b",
    "名，称 ",
    "（甲）=乙",
]
TRICKY = [
    *VALUES,
    "a#b",
    "a:b",
    "a, b",
    "x #y",
    "1 # z",
    '"a: b"',
    '"a # b"',
    "[a]",
    "*a",
    "- b",
    "#",
    '""',
]
SCALARS = st.sampled_from([*PLAIN, *TRICKY])
LISTS = st.lists(SCALARS, max_size=4).map(lambda items: f"[{', '.join(items)}]")
MAPS = st.lists(st.tuples(KEYS, SCALARS), max_size=4).map(
    lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
)
BLOCKS = st.lists(
    st.tuples(
        st.sampled_from(["  ", "  ", "    ", "   ", " ", ""]),
        st.sampled_from(["", "词", "## 一、", "# 注", "a: 1", "- x", "|", " 后", "\u2028x", "%"]),
    ).map("".join),
    max_size=4,
).map(lambda lines: "\n".join(["|", *lines]))
LINES = st.tuples(
    st.sampled_from(["", "", "", "  ", "  ", "    ", " "]),
    st.one_of(
        st.tuples(KEYS, st.one_of(st.just(""), SCALARS, LISTS, MAPS)).map(
            lambda pair: f"{pair[0]}: {pair[1]}".rstrip()
        ),
        st.sampled_from(["", "# 注", "- 1", "a", "a:b", "a：b", "---"]),
        st.tuples(KEYS, BLOCKS).map(lambda pair: f"{pair[0]}: {pair[1]}"),
    ),
    st.sampled_from(["", "", "", " ", "  # 注", " #注", "\t"]),
).map("".join)


@settings(max_examples=2000)
@given(st.lists(LINES, max_size=8).map("\n".join))
def test_what_the_short_way_reads_the_full_reader_reads_alike(text: str) -> None:
    short = canonical.read(text)
    if short is not None:
        full = events.read(text, "file.yml")
        assert (full.data, full.diagnostics) == (short, ())


@settings(max_examples=1000)
@given(TEXTS)
def test_the_short_way_is_not_led_astray_by_any_text(text: str) -> None:
    plain, _ = source.plain_text(text.encode("utf-8", "replace"), "file.yml")
    short = None if plain is None else canonical.read(plain)
    if plain is not None and short is not None:
        full = events.read(plain, "file.yml")
        assert (full.data, full.diagnostics) == (short, ())


def test_the_short_way_is_taken_by_what_editors_write() -> None:
    assert canonical.read("a: 1\n表:\n  行: [1, ~, 3]   # 注\n  列: {甲: 1}\n") == {
        "a": "1",
        "表": {"行": ["1", None, "3"], "列": {"甲": "1"}},
    }
    assert canonical.read("例:\n  错: |\n    # 一\n\n      二\n\n\n  对: |\n    三\n乙: 1\n") == {
        "例": {"错": "# 一\n\n  二\n", "对": "三\n"},
        "乙": "1",
    }
