"""Findings as a JUnit report: each file is a suite, each finding a case.

An error is a failure, and under ``--strict`` a warning too. What stops nothing is the output of a
case that passes; a sound report is a case that passes and says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import click

from generator.cli.printers.wording import beside, message, path_from, place, visible
from generator.cli.words import say
from generator.diagnostic import Problem, Severity
from generator.pipeline import Verdict, tree
from generator.portal import discover


def print_junit(verdict: Verdict, root: Path) -> None:
    """Print one XML document with a suite for every report and every other file with problems."""
    found: dict[str, list[Problem]] = {}
    if not verdict.partial:
        looked_at = discover(tree.entries(root, "content")).reports
        found = {report.figures: [] for report in looked_at}
    for problem in verdict.problems:
        found.setdefault(problem.position.file, []).append(problem)
    top = ElementTree.Element("testsuites", name="gongkai check")
    for file in sorted(found):
        shown = visible(path_from(Path(), root, file))
        top.append(_suite(shown, found[file], strict=verdict.strict))
    for count in ("tests", "failures"):
        top.set(count, str(sum(int(suite.get(count, "0")) for suite in top)))
    ElementTree.indent(top)
    click.echo('<?xml version="1.0" encoding="UTF-8"?>')
    click.echo(ElementTree.tostring(top, encoding="unicode"))


def _suite(name: str, problems: Sequence[Problem], *, strict: bool) -> ElementTree.Element:
    suite = ElementTree.Element("testsuite", name=name)
    failures = 0
    for problem in problems:
        case = _case(suite, problem.diagnostic.rule, name)
        refused = problem.severity is Severity.ERROR or (
            strict and problem.severity is Severity.WARNING
        )
        failures += refused
        case.append(_failure(problem) if refused else _remark(problem))
    if not problems:
        _case(suite, say("junit.sound"), name)
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(failures))
    return suite


def _case(suite: ElementTree.Element, name: str, file: str) -> ElementTree.Element:
    return ElementTree.SubElement(suite, "testcase", name=name, classname=file)


def _failure(problem: Problem) -> ElementTree.Element:
    kind = problem.diagnostic.rule
    failure = ElementTree.Element("failure", type=kind, message=message(problem))
    failure.text = _told(problem)
    return failure


def _remark(problem: Problem) -> ElementTree.Element:
    output = ElementTree.Element("system-out")
    output.text = f"{say(f'severity.{problem.severity}')}: {message(problem)}\n{_told(problem)}"
    return output


def _told(problem: Problem) -> str:
    return "\n".join((place(problem.position), *beside(problem)))
