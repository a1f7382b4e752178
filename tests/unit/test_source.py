"""YAML as it is read here: every scalar stays the text that was written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from generator import source
from generator.catalogue import rules
from generator.source import canonical
from generator.source import text as source_text
from tests.support.records import told


def data(text: str | bytes) -> Any:
    read = source.read(text.encode() if isinstance(text, str) else text, "file.yml")
    assert read.diagnostics == ()
    return read.data


def value(text: str) -> object:
    return data(f"key: {text}\n")["key"]


LOOKS_LIKE_SOMETHING = """
no yes on off NO y true False  010 0x1F 0b11 007 08  1:30 12:30:45 100:5
1_000 1e3 1.0e+3 .inf .nan -1 +19 0.50 1,234  2023-12-31 2023-02-30 12:00 =
１２ 1２ －1  第1#注 C# a-b -x a:b http://example.org/a
"""


@pytest.mark.parametrize("written", LOOKS_LIKE_SOMETHING.split())
def test_no_plain_word_turns_into_anything_but_text(written: str) -> None:
    assert value(written) == written


@pytest.mark.parametrize("written", ["~", "null", "Null", "NULL", "", "   ", "# remark"])
def test_what_stands_for_nothing_is_left_blank(written: str) -> None:
    assert value(written) is None


@pytest.mark.parametrize("written", ['"~"', "'null'", '""', "''"])
def test_what_is_quoted_is_never_blank(written: str) -> None:
    assert value(written) == written[1:-1]


def test_quotes_of_both_kinds_are_taken_off() -> None:
    assert data("double: \"310023\"\nsingle: '88728707'\n") == {
        "double": "310023",
        "single": "88728707",
    }


def test_an_apostrophe_is_doubled_in_single_quotes() -> None:
    assert value("'it''s'") == "it's"


def test_escapes_are_undone_in_double_quotes() -> None:
    assert value(r'"a\tb\nc\\d\u4e2d"') == "a\tb\nc\\d中"


def test_escapes_mean_nothing_in_single_quotes() -> None:
    assert value(r"'a\tb'") == r"a\tb"


def test_a_plain_text_may_hold_colons_and_quotes() -> None:
    assert value("""见：12:30 "a" it's""") == """见：12:30 "a" it's"""


def test_blanks_around_a_plain_text_are_left_out() -> None:
    assert value("   two  words   ") == "two  words"


def test_a_plain_text_may_go_on_below() -> None:
    assert value("one\n  two\n  three") == "one two three"


def test_a_literal_block_keeps_its_lines() -> None:
    assert value("|\n  one\n  two #2") == "one\ntwo #2\n"


def test_a_folded_block_joins_its_lines() -> None:
    assert value(">-\n  one\n  two") == "one two"


def test_mappings_are_nested_by_indentation() -> None:
    assert data("a:\n  b:\n    c: 1\n  d: 2\ne: 3\n") == {
        "a": {"b": {"c": "1"}, "d": "2"},
        "e": "3",
    }


def test_lists_are_written_with_hyphens_or_brackets() -> None:
    assert data("a:\n  - 1\n  - 2\nb: [1, 2]\n") == {"a": ["1", "2"], "b": ["1", "2"]}


def test_a_list_may_stand_at_the_column_of_its_key() -> None:
    assert data("a:\n- 1\n- 2\nb: 3\n") == {"a": ["1", "2"], "b": "3"}


def test_a_list_may_hold_mappings() -> None:
    assert data("a:\n  - {b: 1}\n  - c: 2\n    d: 3\n") == {"a": [{"b": "1"}, {"c": "2", "d": "3"}]}


def test_a_list_may_run_over_several_lines() -> None:
    assert data("a: [1,\n    2,\n    3]\n") == {"a": ["1", "2", "3"]}


def test_a_list_may_hold_blanks() -> None:
    assert data("a: [1, ~, null]\n") == {"a": ["1", None, None]}


def test_a_mapping_may_stand_on_one_line() -> None:
    assert data("a: {b: 1, c: ~, d: [2]}\n") == {"a": {"b": "1", "c": None, "d": ["2"]}}


def test_a_name_without_a_value_is_blank_on_one_line() -> None:
    assert data("a: {b, c: 1}\n") == {"a": {"b": None, "c": "1"}}


def test_lists_and_mappings_may_be_empty() -> None:
    assert data("a: []\nb: {}\n") == {"a": [], "b": {}}


def test_a_thousands_comma_is_not_taken_for_part_of_a_figure() -> None:
    assert data("{a: 1,234}\n") == {"a": "1", "234": None}
    assert data("a: [1,234, 5]\n") == {"a": ["1", "234", "5"]}


def test_keys_are_text_whatever_they_look_like() -> None:
    read = data("1: a\ntrue: b\nnull: c\n~: d\n2023-01-01: e\n01: f\n")
    assert list(read) == ["1", "true", "null", "~", "2023-01-01", "01"]


def test_a_key_may_be_quoted_and_hold_blanks() -> None:
    assert data('"a b": 1\nc d: 2\n') == {"a b": "1", "c d": "2"}


def test_a_quoted_merge_key_is_a_key_like_any_other() -> None:
    assert data("'<<': 1\n") == {"<<": "1"}


def test_keys_keep_the_order_of_the_file() -> None:
    assert list(data("c: 1\na: 2\nb: 3\n")) == ["c", "a", "b"]


def test_comments_are_left_out() -> None:
    assert data("# one\na: 1   # two\n\n  # three\nb: 2 #\n") == {"a": "1", "b": "2"}


def test_a_comment_after_a_number_needs_no_blank() -> None:
    assert data("a: 1 #one\n") == {"a": "1"}


def test_the_first_line_may_begin_the_document() -> None:
    assert data("---\na: 1\n...\n") == {"a": "1"}


def test_windows_line_ends_are_fine() -> None:
    assert data("a: 1\r\nb:\r\n  c: 2\r\n") == {"a": "1", "b": {"c": "2"}}


def test_one_byte_order_mark_at_the_beginning_is_fine() -> None:
    assert data(b"\xef\xbb\xbfa: 1\n") == {"a": "1"}


def test_a_file_need_not_end_with_a_line_end() -> None:
    assert data("a: 1") == {"a": "1"}


def test_characters_beyond_the_basic_plane_are_text() -> None:
    assert value("𠮷野家 😀") == "𠮷野家 😀"


def test_everything_refused_is_told_at_once() -> None:
    read = source.read(b"a: &x 1\nb: *x\na: !!int 2\n", "file.yml")
    assert read.data is None
    assert told(read.diagnostics) == [
        "yaml.anchor/anchor",
        "yaml.anchor/alias",
        "yaml.duplicate-key/default",
        "yaml.tag/default",
    ]


def test_a_doubtful_comment_is_told_and_the_data_stands() -> None:
    read = source.read("a: 第1 #注\n".encode(), "file.yml")
    assert (read.data, told(read.diagnostics)) == ({"a": "第1"}, ["yaml.comment/default"])


def test_findings_name_the_file_they_were_given() -> None:
    read = source.read(b"", "content/demo/2023.yml")
    assert read.diagnostics[0].at.file == "content/demo/2023.yml"


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    levels = "\n".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9)}]" for n in range(1, 10))
    read = source.read(f"k0: &k0 [x]\n{levels}\n".encode(), "file.yml")
    assert read.data is None
    assert {found.rule for found in read.diagnostics} == {"yaml.anchor"}


def test_nesting_that_would_end_the_process_is_refused() -> None:
    read = source.read(b"a: " + b"[" * 100_000, "file.yml")
    assert told(read.diagnostics) == ["yaml.limit/depth"]


@pytest.mark.parametrize(
    ("path", "on_key", "place"),
    [
        (("a",), True, (1, 1, 1)),
        (("a",), False, (1, 4, 3)),
        (("表",), True, (2, 1, 1)),
        (("表", "行"), True, (3, 3, 1)),
        (("表", "行"), False, (3, 6, 1)),
        (("表", "行", "列"), True, (3, 7, 1)),
        (("表", "行", "列"), False, (3, 10, 2)),
        (("表", "串", 1), False, (4, 10, 3)),
    ],
)
def test_each_value_and_key_knows_its_place_in_characters(
    path: tuple[str | int, ...], on_key: bool, place: tuple[int, int, int]
) -> None:
    text = '\ufeffa: "1"\n表:\n  行: {列: 12}\n  串: [1, "二"]\n'
    span = source.spans(text.encode()).find(path, on_key=on_key)
    assert (span.line, span.column, span.width) == place


def test_what_is_not_there_is_looked_for_where_it_would_stand() -> None:
    span = source.spans(b"a: 1\nb:\n  c: 2\n").find(("b", "d", "e"), on_key=False)
    assert (span.line, span.column) == (2, 1)


def test_what_has_no_place_at_all_is_at_the_beginning() -> None:
    assert source.spans(b"\xff").find(("a",), on_key=False).line == 1


def test_the_lines_of_a_file_are_told_whatever_its_bytes_are() -> None:
    assert list(source.lines(b"\xef\xbb\xbfa\r\n\xff\n")) == ["a", "\ufffd", ""]


def test_nothing_but_a_line_end_ends_a_line() -> None:
    assert list(source.lines("a\u2028b\x0cc\x85d\n".encode())) == ["a\u2028b\x0cc\x85d", ""]


def test_no_character_is_refused_or_let_through_for_the_short_way() -> None:
    """What is told at once to be plain holds nothing that is looked for otherwise."""
    refused = list(source_text._REFUSED.values())
    through = [
        char
        for char in map(chr, range(sys.maxunicode + 1))
        if source_text._is_plain(f"甲{char}乙\n")
        if any(pattern.search(char) for pattern in refused)
    ]
    assert through == []
    assert source_text._is_plain("## 一、总体情况\n\n全年收到申请3件（全角　空格）。\n")


@pytest.mark.parametrize(
    "file",
    [
        "generator/cli/words.yml",
        *(f"themes/default/messages/{n}.yml" for n in ("zh-CN", "en")),
        *(f"generator/rules/{rule}.yml" for rule in rules() if not rule.startswith("ingest.")),
    ],
)
def test_our_own_words_are_read_the_short_way(file: str) -> None:
    """They are read by every command, by every build, or for every finding."""
    text = (Path(__file__).parents[2] / file).read_text(encoding="utf-8")
    assert canonical.read(text) is not None
