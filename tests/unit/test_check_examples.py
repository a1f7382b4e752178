"""The worked examples on the rules' cards: what is called wrong is told, what is called right is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import catalogue
from tests.support.sites import problems, write

FAMILIES = ("title.", "agency.", "narrative.", "privacy.", "date.deadline", "balance.in-force")
AGENCY = "content/yanshi/commerce"
SOUND = {
    "site.yml": "name: 演示站点\n",
    "content/yanshi/agency.yml": "name: 演示市人民政府\nkind: zone\n",
    f"{AGENCY}/2023.yml": (
        "title: 演示市商务局2023年政府信息公开工作年度报告\npublished: 2024-01-19\nunlisted: 0\n"
    ),
    f"{AGENCY}/2023.md": catalogue.card("narrative.points").explanation.right,
}
NOT_WHOLE = {"narrative.copied", "narrative.html", "narrative.lost"}
"""Their examples are parts of files."""


SHORT = {"narrative.points", "narrative.missing", "link.dead"}
"""What examples lack that are about something else."""


def examples() -> Iterator[str]:
    """The rules whose examples are whole files."""
    for rule in catalogue.rules():
        text = catalogue.card(rule).explanation.wrong
        whole = text.startswith(("## 一、", f"# {AGENCY}/2023.yml"))
        if rule.startswith(FAMILIES) and whole and rule not in NOT_WHOLE:
            yield rule


def told(root: Path, rule: str, example: str) -> set[str]:
    """The rules that tell something of an example."""
    kind = "government" if rule == "narrative.duties" else "department"
    file = f"{AGENCY}/2023.yml" if example.startswith("# ") else f"{AGENCY}/2023.md"
    agency = f"name: 演示市商务局\nkind: {kind}\n"
    root = write(root, {**SOUND, f"{AGENCY}/agency.yml": agency, file: f"{example}\n"})
    return {found.diagnostic.rule for found in problems(root)} - {"date.missing"}


def test_there_are_many_examples() -> None:
    assert len(list(examples())) > 20


@pytest.mark.parametrize("rule", list(examples()))
def test_the_wrong_example_is_told_by_its_rule(tmp_path: Path, rule: str) -> None:
    assert rule in told(tmp_path, rule, catalogue.card(rule).explanation.wrong)


@pytest.mark.parametrize("rule", list(examples()))
def test_the_right_example_is_sound(tmp_path: Path, rule: str) -> None:
    found = told(tmp_path, rule, catalogue.card(rule).explanation.right)
    assert rule not in found
    assert found <= SHORT
