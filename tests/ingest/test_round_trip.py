"""A report that is exported and imported again is the same report, to the byte of its narrative.

What paper cannot carry is told apart: figures that the prose takes from the tables, words that are
bound to one, pictures, and how the columns of a table in prose are aligned.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from generator import ingest
from generator.export.formats import FORMATS
from generator.form import Form
from generator.ingest import Document, Draft, Wish
from generator.pipeline.content import Content, Filed, load

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
    text = re.sub(r"\{\{([^}]*)\}\}", lambda slot: figures[slot[1]], text)
    text = re.sub(r"\[([^\]]*)\]\{=[^}]*\}", r"\1", text)
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
    for fact in ("title", "published", "index_number", "edition", "year", "agency"):
        assert getattr(draft.report, fact) == getattr(report, fact)
    figures = {cell.address: str(report.figures[cell.index]) for cell in form.cells}
    figures |= {cell.id: str(report.figures[cell.index]) for cell in form.cells}
    assert item.files.narrative is not None
    written = (SITES[site] / item.files.narrative).read_text(encoding="utf-8")
    assert draft.markdown == on_paper(written, figures, format)
    assert draft.differences == ()
    assert {found.rule for found in draft.diagnostics} <= {"ingest.blank"}
    assert draft.blank == sum(value is None for value in report.figures)
    assert draft.unread == 0
