"""A report that is exported and imported again is the same report, to the byte of its narrative.

What paper cannot carry is told apart: figures that the prose takes from the tables, words that are
bound to one, pictures, and how the columns of a table in prose are aligned.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from generator import ingest
from generator.export.formats import FORMATS
from generator.form import Form
from generator.ingest import Document, Draft, Wish
from generator.ingest.document import Paragraph, Run
from generator.report import CellChange, Contact, Correction, Narrative, Rewording, Waiver
from generator.workspace.content import Content, Filed, load
from tests.support import records
from tests.support.forms import shipped

ROOT = Path(__file__).parents[2]
SITES = {"sample": ROOT, "demo": ROOT / "examples" / "demo-city"}


@cache
def content(site: str) -> Content:
    return load(SITES[site], drafts=True)


STEP = 1 if os.environ.get("GONGKAI_ROUND_TRIP") == "all" else 4
"""Every fourth report is tried by default, and each with GONGKAI_ROUND_TRIP=all."""


def every() -> list[tuple[str, tuple[str, str], str]]:
    """Reports of both portals, as Word and as text in turns, or both ways."""
    keys = [(site, key) for site in SITES for key in sorted(content(site).filed)]
    word = [(site, key, "docx") for site, key in keys[::STEP]]
    return word + [(site, key, "txt") for site, key in keys[:: STEP * 2]]


def again(site: str, item: Filed, form: Form, format: str) -> Draft:
    """A report, exported and imported."""
    assert item.narrative is not None
    report, agencies = item.report, content(site).portal.agencies
    raw = FORMATS[format](report, agencies[report.agency], form, item.narrative)
    document = ingest.read(raw, f"report.{format}")
    assert isinstance(document, Document)
    wish = Wish(agencies=agencies, agency=report.agency, year=report.year)
    return ingest.draft(document, content(site).forms, wish)


def on_paper(text: str, figures: Mapping[str, str], format: str) -> str:
    """A narrative as paper can carry it."""
    text = re.sub(r"\[([^\]]*)\]\{=[^}]*\}", r"\1", text)
    if format == "txt":
        text = re.sub(r"\{\{([^}]*)\}\}", lambda slot: figures[slot[1]], text)
    text = re.sub(r"!\[([^\]]*)\]\([^)]*\)", r"（图：\1）", text)
    text = re.sub(r"(?m)^\|(?: :?-+:? \|)+$", lambda row: re.sub(r":?-+:?", "---", row[0]), text)
    if format == "txt":
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("**", "")
    return text


@pytest.mark.parametrize(("site", "key", "format"), every())
def test_what_is_exported_is_imported_the_same(
    site: str, key: tuple[str, str], format: str
) -> None:
    item = content(site).filed[key]
    report = item.report
    form = content(site).forms[report.edition]
    draft = again(site, item, form, format)
    assert draft.report is not None
    assert draft.report.figures == report.figures
    facts = ["title", "published", "index_number", "edition", "slug", "scope", "agency"]
    for fact in facts + (["corrections", "waivers", "contact"] if format == "docx" else []):
        assert getattr(draft.report, fact) == getattr(report, fact)
    figures = {cell.address: str(report.figures[cell.index]) for cell in form.cells}
    figures |= {cell.id: str(report.figures[cell.index]) for cell in form.cells}
    assert item.files.narrative is not None
    written = (SITES[site] / item.files.narrative).read_text(encoding="utf-8")
    unbound = re.sub(r"\[([^\]]*)\]\{=[^}]*\}", r"\1", draft.markdown)
    assert unbound == on_paper(written, figures, format)
    assert draft.differences == ()
    assert {found.rule for found in draft.diagnostics} <= {"ingest.blank"}
    assert draft.blank == sum(value is None for value in report.figures)
    assert draft.unread == 0


def test_what_is_published_beside_a_report_comes_back_from_word() -> None:
    form, agency = shipped("2021"), records.agency("demo")
    cell = "申请办理/本年新收/自然人"
    changes = (CellChange(cell=cell, was=None, now=3), CellChange(cell=cell, was=3, now=4))
    report = replace(
        records.report(form, {cell: 4, "申请办理/本年新收/总计": 4}),
        corrections=(
            Correction(day=date(2024, 3, 5), reason="补报", changes=changes[:1]),
            Correction(
                day=date(2024, 4, 1),
                reason="口径（更正）",
                changes=changes[1:],
                words=(
                    Rewording(section="overview", was="收到3件", now="收到4件，含“补正”1件"),
                    Rewording(section="other", was="", now="另附说明。"),
                    Rewording(section="title", was="年度年", now=""),
                    Rewording(section="", was="甲", now="乙"),
                ),
            ),
        ),
        waivers=(
            Waiver(rule="years.stock", cells=(cell,), reason="机构改革（并入）"),
            Waiver(rule="privacy.citizen-id", cells=(), reason="号码为虚构（演示）"),
        ),
        contact=Contact(office="演示办公室", phone="00000000", email="demo@example.cn"),
    )
    raw = FORMATS["docx"](report, agency, form, Narrative())
    document = ingest.read(raw, "report.docx")
    assert isinstance(document, Document)
    wish = Wish(agencies={agency.id: agency}, agency=agency.id, year=report.year)
    draft = ingest.draft(document, {"2021": form}, wish)
    assert draft.report is not None
    for fact in ("corrections", "waivers", "contact"):
        assert getattr(draft.report, fact) == getattr(report, fact)
    printed = [block.text for block in document.blocks if getattr(block, "remark", "")]
    assert printed == [
        "更正说明",
        "2024-03-05 补报",
        f"{cell}：原为未填报，更正为3",
        "2024-04-01 口径（更正）",
        f"{cell}：原为3，更正为4",
        "总体情况：原文“收到3件”，更正为“收到4件，含“补正”1件”",
        "其他需要报告的事项：补充“另附说明。”",
        "标题：删去“年度年”",
        "正文开头：原文“甲”，更正为“乙”",
        "数据说明",
        f"机构改革（并入）（{cell}）",
        "号码为虚构（演示）",
        "联系方式",
        "联系部门：演示办公室",
        "电话：00000000",
        "电子邮箱：demo@example.cn",
    ]


def test_a_remark_that_was_changed_is_told_and_left() -> None:
    form, agency = shipped("2021"), records.agency("demo")
    item = Correction(day=date(2024, 3, 5), reason="补报", changes=())
    report = replace(records.report(form), corrections=(item,))
    document = ingest.read(FORMATS["docx"](report, agency, form, Narrative()), "report.docx")
    assert isinstance(document, Document)
    blocks = [
        replace(block, runs=(Run(text="2024年3月 补报"),))
        if isinstance(block, Paragraph) and block.remark == "correction"
        else block
        for block in document.blocks
    ]
    wish = Wish(agencies={agency.id: agency}, agency=agency.id, year=report.year)
    draft = ingest.draft(replace(document, blocks=tuple(blocks)), {"2021": form}, wish)
    assert draft.report is not None
    assert draft.report.corrections == ()
    assert "2024年3月 补报" in [found.args.get("found") for found in draft.diagnostics]
