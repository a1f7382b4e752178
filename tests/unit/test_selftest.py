"""An edition put to the proof: the shipped ones pass, and each kind of gap is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import form as forms
from generator.check import Subject
from generator.check.equations import broken_identities
from generator.diagnostic import Diagnostic
from generator.form import Form
from generator.report import Amount
from generator.selftest import prove
from generator.selftest.sound import sound
from generator.selftest.trials import trials
from tests.support.forms import FICTIONIA, fictionia, shipped, tiny
from tests.support.sites import gongkai, site


def ruled(*rules: dict[str, Any]) -> Form:
    """The tiny edition with rules over its two rows."""
    data = tiny()
    data["tables"][0]["rules"] = [{"each": "column", "source": "none", **rule} for rule in rules]
    return forms.load(data)


def faults(form: Form) -> list[tuple[str, str, str]]:
    return [(fault.kind, fault.rule, fault.what) for fault in prove(form).faults]


@pytest.mark.parametrize("edition", ["2021", "2019"])
def test_the_shipped_editions_have_no_gaps(edition: str) -> None:
    outcome = prove(shipped(edition))
    assert outcome.faults == ()
    assert all(rule.fired == rule.changes > 0 for rule in outcome.rules)
    assert all(way.told == way.tried > 0 for way in outcome.readings)
    assert {rule.rule for rule in outcome.rules} == {
        identity.rule for identity in shipped(edition).identities
    }


def test_an_invented_edition_has_no_gaps() -> None:
    outcome = prove(fictionia())
    assert outcome.faults == ()
    assert [(rule.rule, rule.instances, rule.changes) for rule in outcome.rules] == [
        ("records.flow", 4, 12),
        ("records.decided", 4, 12),
        ("records.all", 5, 20),
    ]
    assert outcome.rules[0].together == ("records.decided", "records.all")


def test_figures_that_no_rule_reads_are_told_and_are_no_gap() -> None:
    outcome = prove(fictionia())
    assert outcome.unread == ("Fees/Charged", "Fees/Waived")


@pytest.mark.parametrize("form", [shipped("2021"), shipped("2019"), fictionia()])
def test_a_sound_report_is_above_zero_and_breaks_no_rule(form: Form) -> None:
    made = sound(form)
    values = [item.value if isinstance(item, Amount) else item for item in made.figures]
    assert all(value is not None and value > 0 for value in values)
    assert trials(form, made, lambda _: ()).faults[0].kind == "silent"
    assert trials(form, made, broken_identities).faults == []


def test_a_rule_whose_sides_are_the_same_can_never_fire() -> None:
    form = ruled({"rule": "same", "equation": "apples + pears = pears + apples"})
    assert faults(form) == [("never", "same", "Total")]


def test_a_figure_that_can_only_be_zero_is_told() -> None:
    form = ruled({"rule": "more", "equation": "apples = apples + pears"})
    assert faults(form) == [("zero", "", "Counts/Pears/Total")]


def test_rules_that_only_zeros_satisfy_are_told() -> None:
    form = ruled({"rule": "against", "equation": "apples = -pears"})
    assert faults(form) == [("rigid", "", "")]


def test_a_rule_that_needs_halves_is_satisfied_by_doubling() -> None:
    form = ruled({"rule": "twice", "equation": "apples + apples = pears"})
    assert [sound(form).figures, faults(form)] == [(1, 2), []]


def test_a_rule_over_two_years_is_tried_with_the_figures_of_both() -> None:
    form = ruled({"rule": "stock", "equation": "apples = previous.apples + pears"})
    (rule,) = prove(form).rules
    assert (rule.changes, rule.fired) == (3, 3)


def test_a_rule_that_is_not_carried_out_is_told_for_each_figure() -> None:
    def forgetful(subject: Subject) -> Iterator[Diagnostic]:
        return (item for item in broken_identities(subject) if item.rule != "records.flow")

    outcome = prove(fictionia(), forgetful)
    assert {(fault.kind, fault.rule) for fault in outcome.faults} == {("silent", "records.flow")}
    assert len(outcome.faults) == 12
    assert outcome.rules[0].fired == 0


def test_a_rule_that_fires_for_no_reason_is_told() -> None:
    def jumpy(subject: Subject) -> Iterable[Diagnostic]:
        found = list(broken_identities(subject))
        return [*found, *(replace(item, rule="records.all") for item in found[:1])]

    kinds = {fault.kind for fault in prove(fictionia(), jumpy).faults}
    assert kinds == {"stray"}


def test_a_rule_that_fires_on_a_sound_report_is_told() -> None:
    def always(subject: Subject) -> Iterable[Diagnostic]:
        figures = list(subject.report.figures)
        figures[0] = 10**6
        filed = replace(subject.report, figures=tuple(figures))
        return broken_identities(replace(subject, filing=replace(subject.filing, report=filed)))

    assert ("unsound", "records.flow") in {
        (fault.kind, fault.rule) for fault in prove(fictionia(), always).faults
    }


def test_the_command_prints_a_table_and_is_content(tmp_path: Path) -> None:
    root = site(tmp_path, {"forms/fictionia.yml": FICTIONIA})
    ran = gongkai("-C", root, "selftest", "fictionia-7", language="en")
    assert ran.status == 0
    assert ran.out.splitlines()[2:6] == [
        "rule             instances  changes  fired  fired as well on the same figure",
        "records.flow             4       12     12  records.decided, records.all",
        "records.decided          4       12     12  records.flow, records.all",
        "records.all              5       20     20  records.flow, records.decided",
    ]
    assert "2 figures are read by no rule: Fees/Charged, Fees/Waived" in ran.out
    assert ran.out.endswith("No gaps: every rule fires, and none without reason.\n")


def test_the_command_refuses_an_edition_with_a_gap(tmp_path: Path) -> None:
    pointless = FICTIONIA.replace(
        b"received = decided + open", b"received + open = open + received"
    )
    root = site(tmp_path, {"forms/fictionia.yml": pointless})
    ran = gongkai("-C", root, "selftest", "fictionia-7", language="en")
    assert ran.status == 1
    assert "Gap: records.flow (Natural persons) can never fire" in ran.out
    assert ran.out.endswith("4 gaps: this edition cannot be trusted yet.\n")


def test_the_command_knows_the_editions(tmp_path: Path) -> None:
    ran = gongkai("-C", site(tmp_path), "selftest", "1999", language="en")
    assert ran.status == 2
    assert "2021, 2019" in ran.err
