"""Prose is split by the sections of the form."""

from __future__ import annotations

import pytest

from generator import narrative
from generator.narrative.sections import fold
from generator.report import Narrative
from tests.support.forms import fictionia, shipped
from tests.support.prose import OTHERS, read, shown
from tests.support.records import told

WHOLE = f"## 总体情况\n\n正文。\n\n{OTHERS}"


def sections(found: Narrative) -> list[str]:
    return [passage.section for passage in found.passages]


def test_every_section_has_its_prose() -> None:
    found, findings = read(WHOLE)
    assert findings == ()
    assert sections(found) == ["overview", "problems", "other"]


def test_a_section_knows_the_line_of_its_heading() -> None:
    found, _ = read(WHOLE)
    assert [passage.line for passage in found.passages] == [1, 5, 9]


def test_a_section_that_is_not_there_has_no_prose() -> None:
    assert read(WHOLE)[0].passage("requests") is None


def test_what_stands_before_the_first_heading_is_kept() -> None:
    found, findings = read(f"按照规定编制。\n\n{WHOLE}")
    assert findings == ()
    assert shown(found, "") == "<p>按照规定编制。</p>"


@pytest.mark.parametrize(
    "heading",
    [
        "总体情况",
        "一、总体情况",
        "1. 总体情况",
        "１．总体情况",
        "（一）总体情况",
        "(1) 总体情况",
        "第一、总体情况",
        "二、总体情况",
        "总 体 情 况",
        "Overview",
        "overview",
    ],
)
def test_a_heading_is_matched_whatever_its_numeral(heading: str) -> None:
    found, findings = read(f"## {heading}\n\n正文。\n\n{OTHERS}")
    assert findings == ()
    assert sections(found)[0] == "overview"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("复议、诉讼情况", "复议诉讼情况"),
        ("ＡＢＣ", "abc"),
        ("三、甲", "（一）甲"),
    ],
)
def test_titles_are_compared_without_width_commas_and_numeral(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_title_is_not_cut_where_it_only_begins_like_a_numeral() -> None:
    assert fold("一般情况") == "一般情况"


def test_a_heading_that_is_nearly_right_is_told_with_the_one_meant() -> None:
    _, findings = read(f"## 总体状况\n\n正文。\n\n{OTHERS}")
    assert told(findings) == ["narrative.section/meant", "narrative.missing/default"]
    assert findings[0].args == {"section": "总体状况", "meant": "总体情况"}


def test_a_heading_that_is_like_no_other_is_told_with_all_there_are() -> None:
    _, findings = read(f"{WHOLE}\n## 附录xyz\n\n正文。\n")
    assert told(findings) == ["narrative.section/unknown"]
    assert str(findings[0].args["known"]).startswith("总体情况、主动公开")


def test_a_section_twice_is_told_with_the_line_of_the_first() -> None:
    _, findings = read(f"{WHOLE}\n## 总体情况\n\n正文。\n")
    assert told(findings) == ["narrative.section/twice"]
    assert findings[0].args["first"] == 1


def test_sections_stand_in_the_order_of_the_form() -> None:
    found, findings = read(f"{OTHERS}\n## 总体情况\n\n正文。\n")
    assert told(findings) == ["narrative.section/order"]
    assert findings[0].at.line == 9
    assert sections(found) == ["problems", "other", "overview"]


def test_a_heading_of_the_first_level_is_told() -> None:
    _, findings = read(f"# 年度报告\n\n{WHOLE}")
    assert told(findings) == ["narrative.section/h1"]


def test_a_section_that_is_required_has_to_be_there() -> None:
    _, findings = read("## 总体情况\n\n正文。\n\n## 其他需要报告的事项\n\n正文。\n")
    assert told(findings) == ["narrative.missing/default"]
    assert findings[0].args["section"] == "五、存在的主要问题及改进情况"


def test_a_section_that_is_required_has_to_have_prose() -> None:
    _, findings = read(f"## 总体情况\n\n{OTHERS}")
    assert told(findings) == ["narrative.missing/empty"]
    assert findings[0].at.line == 1


def test_a_section_with_a_table_needs_no_prose() -> None:
    found, findings = read(f"{WHOLE.replace(OTHERS, '')}## 主动公开政府信息情况\n\n{OTHERS}")
    assert findings == ()
    assert sections(found) == ["overview", "disclosure", "problems", "other"]


def test_an_empty_file_lacks_all_that_is_required() -> None:
    _, findings = read("")
    assert told(findings) == ["narrative.missing/default"] * 3


def test_windows_line_ends_are_fine() -> None:
    found, findings = read(WHOLE.replace("\n", "\r\n"))
    assert findings == ()
    assert [passage.line for passage in found.passages] == [1, 5, 9]


def test_a_file_that_is_too_long_is_refused() -> None:
    _, findings = read("长" * 90_000)
    assert told(findings) == ["yaml.limit/bytes"]


@pytest.mark.parametrize("raw", ["名".encode("gbk"), b"\xff\xfea\x00", "a\u200b".encode(), b"\x00"])
def test_bytes_that_are_no_plain_text_are_refused(raw: bytes) -> None:
    found, findings = narrative.read(raw, "content/demo/2023.md", shipped("2021"))
    assert found == Narrative()
    assert {finding.rule for finding in findings} == {"yaml.encoding"}


def test_the_sections_are_those_of_the_form_whatever_its_country() -> None:
    text = b"## Summary\n\nFine.\n\n## III. Fees\n\nNone.\n"
    found, findings = narrative.read(text, "content/demo/2023.md", fictionia())
    assert (told(findings), sections(found)) == ([], ["summary", "fees"])
