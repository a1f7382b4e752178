"""Findings as a JUnit report: each file is a suite, each finding a case.

An error is a failure, and under ``--strict`` a warning too. What stops nothing is the output of a
case that passes; a sound report is a case that passes and says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import click

from generator.cli.printers.wording import beside, message, path_from, place, visible
from generator.cli.words import say
from generator.diagnostic import Problem, Severity
from generator.pipeline import Verdict
from generator.portal import discover
from generator.workspace import tree


def print_junit(verdict: Verdict, root: Path) -> None:
    """Print one XML document with a suite for every report and every other file with problems."""
    found: dict[str, list[Problem]] = {}
    if not verdict.partial:
        looked_at = discover(tree.entries(root, "content")).reports
        found = {report.figures: [] for report in looked_at}
    for problem in verdict.problems:
        found.setdefault(problem.position.file, []).append(problem)
    path = partial(path_from, Path(), root)
    top = ElementTree.Element("testsuites", name="gongkai check")
    for file in sorted(found):
        suite = _Suite(name=visible(path(file)), path=path, strict=verdict.strict)
        top.append(suite.element(found[file]))
    for count in ("tests", "failures"):
        top.set(count, str(sum(int(suite.get(count, "0")) for suite in top)))
    ElementTree.indent(top)
    click.echo('<?xml version="1.0" encoding="UTF-8"?>')
    click.echo(ElementTree.tostring(top, encoding="unicode"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Suite:
    """The findings of one file."""

    name: str
    """The file's path as it is shown."""
    path: Callable[[str], str]
    """How the path of any file of the site is shown."""
    strict: bool
    """Whether a warning is a failure too."""

    def element(self, problems: Sequence[Problem]) -> ElementTree.Element:
        """The suite with a case for each finding, or one that passes."""
        suite = ElementTree.Element("testsuite", name=self.name)
        for problem in problems:
            case = self._case(suite, problem.diagnostic.rule)
            case.append(self._failure(problem) if self._fails(problem) else self._remark(problem))
        if not problems:
            self._case(suite, say("junit.sound"))
        suite.set("tests", str(len(suite)))
        suite.set("failures", str(sum(map(self._fails, problems))))
        return suite

    def _case(self, suite: ElementTree.Element, name: str) -> ElementTree.Element:
        return ElementTree.SubElement(suite, "testcase", name=name, classname=self.name)

    def _fails(self, problem: Problem) -> bool:
        warned = self.strict and problem.severity is Severity.WARNING
        return warned or problem.severity is Severity.ERROR

    def _failure(self, problem: Problem) -> ElementTree.Element:
        kind = problem.diagnostic.rule
        failure = ElementTree.Element("failure", type=kind, message=message(problem))
        failure.text = self._told(problem)
        return failure

    def _remark(self, problem: Problem) -> ElementTree.Element:
        output = ElementTree.Element("system-out")
        severity = say(f"severity.{problem.severity}")
        output.text = f"{severity}: {message(problem)}\n{self._told(problem)}"
        return output

    def _told(self, problem: Problem) -> str:
        return "\n".join((place(problem.position, self.path), *beside(problem, self.path)))
