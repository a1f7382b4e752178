"""The table of what is looked for: every rule and every test that it names is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import catalogue

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/reference/audit.md").read_text(encoding="utf-8")


def rows() -> Iterator[list[str]]:
    for line in PAGE.splitlines():
        if line.startswith("| ") and "tests/" in line:
            yield [cell.strip() for cell in line.strip("|").split("|")]


ROWS = list(rows())


def test_there_are_many_lines() -> None:
    assert len(ROWS) > 30


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_line_names_rules_and_a_test_that_are_there(row: list[str]) -> None:
    _, level, rules, test = row
    named = re.findall(r"`([^`]+)`", rules)
    assert set(named) <= set(catalogue.rules())
    file, _, name = test.strip("`").partition("::")
    text = (ROOT / file).read_text(encoding="utf-8")
    assert not name or f"def {name}(" in text
    severities = {str(catalogue.card(rule).severity)[0].upper() for rule in named}
    assert severities <= {level}


def test_every_rule_over_a_report_has_a_line() -> None:
    """All but those of how a narrative is written, and of a date that is not there."""
    families = (
        *(
            "agency.rules",
            "balance.",
            "cell.",
            "date.",
            "form.edition",
            "form.picture",
            "narrative.",
        ),
        *("privacy.", "rollup.", "title.", "waiver.", "years."),
    )
    written = {"cell", "html", "image", "link", "lost", "section"}
    others = {"date.missing", *(f"narrative.{name}" for name in written)}
    of_reports = {rule for rule in catalogue.rules() if rule.startswith(families)}
    assert {rule for rule in of_reports - others if f"`{rule}`" not in PAGE} == set()
