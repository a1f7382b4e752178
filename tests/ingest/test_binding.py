"""What is bound to a figure when a document is imported, and what is only like one."""

from __future__ import annotations

import re

import pytest

from tests.ingest.changes import RECEIVED, changed, prose, sound
from tests.ingest.paper import Paper, as_cells, as_docx
from tests.ingest.test_corpus import drafted

TOTAL = "申请办理/本年新收/总计"


def narrative(*lines: str) -> str:
    """The narrative of a sound document with further lines in its first section."""
    return drafted("a.docx", as_docx(changed(prose(0, *lines)))).markdown


def received() -> str:
    return sound().figures(RECEIVED)[-1].text


@pytest.mark.parametrize(
    "line",
    [
        "全年新收政府信息公开申请[{n}件]{{={cell}}}。",
        "共受理依申请公开[{n}件]{{={cell}}}，均按期答复。",
        "**小结。**本年新收政府信息公开申请[{n}件]{{={cell}}}。",
    ],
)
def test_a_sentence_that_states_a_figure_is_bound_and_keeps_its_words(line: str) -> None:
    expected = line.format(n=received(), cell=TOTAL)
    said = re.sub(r"\[([^]]*)\]\{[^}]*\}|\*\*", r"\1", expected)
    paper = changed(prose(0, said))
    mark = lambda xml: xml.replace(  # noqa: E731
        "<w:t>小结。", "<w:rPr><w:b/></w:rPr><w:t>小结。</w:t></w:r><w:r><w:t>"
    )
    assert expected in drafted("a.docx", as_docx(paper, mark)).markdown


@pytest.mark.parametrize(
    "line",
    [
        "全年新收政府信息公开申请9件。",  # another number
        "全年新收政府信息公开申请约{n}件。",  # a round one
        "2019年，新收政府信息公开申请{n}件。",  # another year
        "全区新收政府信息公开申请{n}件。",  # the region's
        "其中，通过网络收到申请{n}件。",  # a part
        "主动公开信息{n}条。",  # no figure of the form
        "未收到政府信息公开申请。",
    ],
)
def test_what_is_not_certain_stays_as_it_stood(line: str) -> None:
    said = line.format(n=received())
    assert said in narrative(said)


def test_each_of_two_in_a_line_is_bound_at_its_place() -> None:
    n = received()
    found = narrative(f"新收政府信息公开申请{n}件。档案另有{n}件。本年新收政府信息公开申请{n}件。")
    bound = f"[{n}件]{{={TOTAL}}}"
    assert f"新收政府信息公开申请{bound}。档案另有{n}件。" in found
    assert f"本年新收政府信息公开申请{bound}。" in found


def test_text_is_bound_as_word_is() -> None:
    made: Paper = changed(prose(0, f"新收政府信息公开申请{received()}件。"))
    assert f"[{received()}件]{{={TOTAL}}}" in drafted("a.txt", as_cells(made)).markdown


def test_a_number_with_marks_between_its_letters_hinders_no_other() -> None:
    n = received()
    paper = changed(prose(0, f"新收政府信息公开申请{n}件。", f"共受理依申请公开{n}件。"))
    bold = lambda xml: xml.replace(  # noqa: E731
        f"共受理依申请公开{n[0]}",
        f"共受理依申请公开{n[0]}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>",
    )
    found = drafted("a.docx", as_docx(paper, bold)).markdown
    assert f"新收政府信息公开申请[{n}件]{{={TOTAL}}}。" in found
    assert f"共受理依申请公开{n[0]}**{n[1:]}件。**" in found
