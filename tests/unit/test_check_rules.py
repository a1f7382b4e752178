"""Rules that are no sums: dates, narrative, links."""

from __future__ import annotations

from datetime import date

import pytest

from generator.check import RULES, check, dead_links, references
from generator.check.dates import impossible_date, missing_date
from generator.check.narrative import missing_narrative
from generator.diagnostic import Diagnostic
from generator.report import Link, Narrative
from tests.support.forms import shipped
from tests.support.records import report, subject, told

FORM = shipped("2021")
URLS = {"", "demo/", "demo/2023/", "demo/2023/a.pdf", "demo/2023/图.png", "about/"}


def linking(target: str, *, image: bool = False) -> Narrative:
    return Narrative(links=(Link(target=target, image=image, line=7, column=3),))


def dead(target: str, *, image: bool = False) -> list[Diagnostic]:
    """What is told of a link, for a report of which the site has some pages and files."""
    found = references(report(FORM), linking(target, image=image), "content/demo/2023.md")
    return list(dead_links(found, URLS))


def test_a_sound_report_passes_every_rule() -> None:
    fine = subject(FORM, published=date(2024, 1, 19), narrative=Narrative())
    assert check(fine) == ()


def test_findings_are_told_in_the_order_of_the_rules() -> None:
    bare = subject(FORM, {"复议诉讼/行政复议/总计": 1})
    assert told(check(bare)) == [
        "balance.disputes/default",
        "date.missing/default",
        "narrative.missing/file",
    ]
    assert len(RULES) == len(set(RULES))


def test_a_report_without_a_date_is_told() -> None:
    (finding,) = missing_date(subject(FORM))
    assert (finding.rule, finding.args) == ("date.missing", {"year": 2023})


def test_a_draft_needs_no_date() -> None:
    assert list(missing_date(subject(FORM, draft=True))) == []


def test_a_report_with_a_date_is_fine() -> None:
    assert list(missing_date(subject(FORM, published=date(2024, 1, 19)))) == []


@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2023, 1, 1), date(2022, 6, 1)])
def test_a_year_has_to_be_over_before_its_report_is_published(day: date) -> None:
    (finding,) = impossible_date(subject(FORM, published=day))
    assert (finding.rule, finding.variant) == ("date.impossible", "before-year-end")
    assert finding.at.path == ("published",)


@pytest.mark.parametrize("day", [None, date(2024, 1, 1), date(2030, 1, 1)])
def test_a_report_may_be_published_once_its_year_is_over(day: date | None) -> None:
    assert list(impossible_date(subject(FORM, published=day))) == []


def test_a_report_without_prose_is_told_with_the_file_that_lacks() -> None:
    (finding,) = missing_narrative(subject(FORM))
    assert (finding.rule, finding.variant) == ("narrative.missing", "file")
    assert finding.args == {"file": "content/demo/2023.md"}


def test_a_report_with_prose_is_fine() -> None:
    assert list(missing_narrative(subject(FORM, narrative=Narrative()))) == []


@pytest.mark.parametrize(
    "target",
    [
        "a.pdf",
        "%E5%9B%BE.png",
        "../",
        "../2023/",
        "/demo/",
        "/",
        "../../about/",
        "#requests",
        "?x",
        "https://elsewhere.example/a.pdf",
        "mailto:a@b.c",
        "a.pdf#page=2",
    ],
)
def test_a_link_that_leads_somewhere_is_fine(target: str) -> None:
    assert dead(target) == []


@pytest.mark.parametrize("target", ["b.pdf", "../2022/", "/a.pdf", "../../../a.pdf", "A.pdf"])
def test_a_link_that_leads_nowhere_is_told_at_its_line(target: str) -> None:
    (finding,) = dead(target)
    assert (finding.rule, finding.args) == ("link.dead", {"target": target})
    assert (finding.at.file, finding.at.line, finding.at.column) == ("content/demo/2023.md", 7, 3)


def test_a_dead_link_is_told_as_it_was_written() -> None:
    (finding,) = dead("%E8%A1%A8.pdf")
    assert finding.args == {"target": "表.pdf"}


def test_a_picture_is_a_file_and_not_a_page() -> None:
    (finding,) = dead("../", image=True)
    assert finding.rule == "link.dead"
