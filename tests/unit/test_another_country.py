"""The engine knows nothing of China: a site of Fictionia brings its own form and just works."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from generator.report import Amount
from tests.support.decoding import figure, sound
from tests.support.forms import FICTIONIA, fictionia
from tests.support.sites import gongkai, problems, write

REPORT = """
edition: fictionia-7
title: Return of the Harbour Office for 2023
published: 2024-02-01
Requests:
  Received: [3, 2, 1, 6]
  Outcome:
    Granted: {People: 2, Press: 2, Firms: 0}
    Refused: {Natural persons: 0, press: 0, Firms: 1}
  Open: {People: 1, Press: 0, Firms: 0, All: 1}
Fees: {Charged: 12.50, Waived: 0}
"""
PROSE = "## Summary\n\nWe had {{Requests/Received/All}} requests.\n\n## Fees\n\nFew.\n"


def site(root: Path, report: str = REPORT) -> Path:
    return write(
        root,
        {
            "site.yml": "name: Open Fictionia\nlanguage: en\n",
            "forms/fictionia.yml": FICTIONIA,
            "content/harbour/agency.yml": "name: Harbour Office\nkind: office\n",
            "content/harbour/2023.yml": report,
            "content/harbour/2023.md": PROSE,
        },
    )


def test_a_report_on_the_form_is_decoded() -> None:
    forms = {"fictionia-7": fictionia()}
    report = sound(REPORT, forms=forms)
    assert figure(report, "Requests/Outcome/Refused/Firms", forms) == 1
    assert figure(report, "Requests/Outcome/Decided/All", forms) == 5
    assert figure(report, "Fees/Charged", forms) == Amount(value=Decimal("12.50"), unit=None)


def test_a_site_finds_the_form_among_its_own(tmp_path: Path) -> None:
    assert problems(site(tmp_path, REPORT)) == ()


def test_the_form_s_rule_is_checked_and_told_in_its_own_words(tmp_path: Path) -> None:
    unbalanced = REPORT.replace("Open: {People: 1", "Open: {People: 3")
    ran = gongkai("-C", site(tmp_path, unbalanced), "check", "--format", "json", language="en")
    told = {item["rule"]: item["message"] for item in ran.document["diagnostics"]}
    assert ran.status == 1
    assert set(told) == {"records.flow", "records.all"}
    assert "Natural persons" in told["records.flow"]
    assert "Received = " in told["records.flow"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_form_s_rule_is_printed_for_people(tmp_path: Path, language: str) -> None:
    unbalanced = REPORT.replace("Open: {People: 1", "Open: {People: 3")
    ran = gongkai("-C", site(tmp_path, unbalanced), "check", language=language)
    assert "records.flow" in ran.out


def test_pages_are_built_from_the_form(tmp_path: Path) -> None:
    root = site(tmp_path, REPORT)
    assert gongkai("-C", root, "build").status == 0
    page = (root / "public/harbour/2023/index.html").read_text()
    assert "III. Fees" in page
    assert "We had 6 requests." in page
    assert "12.50" in page
    assert '<html lang="en">' in page


def test_no_word_of_the_shipped_form_is_on_its_pages(tmp_path: Path) -> None:
    root = site(tmp_path, REPORT)
    gongkai("-C", root, "build")
    pages = list((root / "public/harbour").rglob("*.html"))
    assert len(pages) == 5
    assert not any("自然人" in page.read_text() for page in pages)


def test_the_figures_are_published_by_the_form_s_ids(tmp_path: Path) -> None:
    root = site(tmp_path, REPORT)
    gongkai("-C", root, "build")
    document = json.loads((root / "public/harbour/2023/report.json").read_text())
    assert document["form"] == "Fictionian Gazette 7/12"
    assert document["figures"]["requests"]["received"]["applicants"]["bodies"]["press"] == 2
    assert document["figures"]["fees"]["charged"] == {"value": "12.50", "unit": None}


def test_a_broken_form_is_told_at_its_place(tmp_path: Path) -> None:
    root = site(tmp_path, REPORT)
    broken = FICTIONIA.decode().replace("key: Firms, ", "key: Press, ")
    (root / "forms/fictionia.yml").write_text(broken)
    rules = [item.diagnostic.rule for item in problems(root)]
    assert rules == ["form.edition", "form.definition"]


def test_a_site_may_replace_a_shipped_edition(tmp_path: Path) -> None:
    root = site(tmp_path, REPORT.replace("fictionia-7", '"2021"'))
    (root / "forms/fictionia.yml").write_bytes(FICTIONIA.replace(b"fictionia-7", b'"2021"'))
    assert problems(root) == ()
