"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a change.

It shows at most ten of a kind for each step, so the worst come first and the rest are counted. A
table of more goes to the step's summary.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import click

from generator.cli.printers.wording import beside, message, path_from, place, visible
from generator.cli.words import say
from generator.diagnostic import Problem, Severity
from generator.pipeline import Verdict

MOST_SHOWN = 10
"""Annotations of one kind that GitHub shows for a step."""
MOST_ROWS = 500
"""Rows of the summary's table; GitHub refuses a summary of more than a megabyte."""

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_IN_TABLE = str.maketrans(
    {"|": "&#124;", "<": "&lt;", ">": "&gt;", "&": "&amp;", "\n": " "}
    | {char: f"\\{char}" for char in "\\`*_[]~@#"}
)


def print_github(verdict: Verdict, root: Path) -> None:
    """Print annotations, and add a table to the step's summary where there is one."""
    path = partial(path_from, Path(os.environ.get("GITHUB_WORKSPACE", "")), root)
    for severity in Severity:
        found = [problem for problem in verdict.problems if problem.severity is severity]
        for problem in found[:MOST_SHOWN]:
            click.echo(_annotation(problem, path))
        if len(found) > MOST_SHOWN:
            kind, more = say(f"severity.{severity}"), len(found) - MOST_SHOWN
            click.echo(say("github.more", count=more, kind=kind))
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write("\n".join(_summary(verdict, path)) + "\n")


def _annotation(problem: Problem, path: Callable[[str], str]) -> str:
    where = problem.position
    properties: dict[str, str | int] = {"file": visible(path(where.file))}
    if where.line:
        end = where.column + max(where.width, 1) - 1
        properties |= {"line": where.line, "col": where.column, "endColumn": end}
    properties["title"] = problem.diagnostic.rule
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    text = "\n".join((message(problem), *beside(problem, path)))
    return f"::{_KINDS[problem.severity]} {written}::{_data(text)}"


def _data(text: str) -> str:
    """Text as the message of a command: it cannot end the line and begin another command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _summary(verdict: Verdict, path: Callable[[str], str]) -> Iterator[str]:
    counts = {f"{severity}s": verdict.count(severity) for severity in Severity}
    yield from (f"### {say('github.title')}", "", say("github.found", **counts), "")
    if not verdict.problems:
        return
    yield say("github.head")
    yield "| --- | --- | --- | --- |"
    worst = _worst_first(verdict.problems)
    for problem in worst[:MOST_ROWS]:
        yield _row(problem, path)
    if len(worst) > MOST_ROWS:
        yield from ("", say("omitted", count=len(worst) - MOST_ROWS))


def _worst_first(problems: Sequence[Problem]) -> list[Problem]:
    order = {severity: number for number, severity in enumerate(Severity)}
    return sorted(problems, key=lambda problem: order[problem.severity])


def _row(problem: Problem, path: Callable[[str], str]) -> str:
    cells = (
        say(f"severity.{problem.severity}"),
        problem.diagnostic.rule,
        place(problem.position, path),
        message(problem),
    )
    return "| " + " | ".join(cell.translate(_IN_TABLE) for cell in cells) + " |"
