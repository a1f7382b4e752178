"""Findings for people: what is wrong, the lines themselves with marks below, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator import catalogue
from generator.cli.printers.excerpt import Files, excerpt
from generator.cli.printers.terminal import MAX_SHOWN, Styled, show
from generator.cli.printers.wording import message, place, remedy, visible
from generator.cli.words import say
from generator.diagnostic import Position, Problem, Repair, Severity
from generator.pipeline import Verdict

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}

_Told = dict[tuple[str, tuple[Repair, ...]], Position]
"""The repairs of each file that were printed, and below which finding."""


def print_text(verdict: Verdict, root: Path) -> None:
    """Print every problem to standard output, coloured on a terminal."""
    show(worded(verdict, root))


def worded(verdict: Verdict, root: Path) -> tuple[Styled, ...]:
    """What is printed of a verdict."""
    return tuple(_worded(verdict, root))


def _worded(verdict: Verdict, root: Path) -> Iterator[Styled]:
    files, told = Files(root), _Told()
    for problem in verdict.problems[:MAX_SHOWN]:
        yield from _problem(problem, files, told)
        yield "\n", ""
    hidden = len(verdict.problems) - MAX_SHOWN
    if hidden > 0:
        yield f"{say('omitted', count=hidden)}\n", ""


def _problem(problem: Problem, files: Files, told: _Told) -> Iterator[Styled]:
    rule, colour = problem.diagnostic.rule, _COLOURS[problem.severity]
    yield f"{say(f'severity.{problem.severity}')} ", f"bold {colour}"
    yield f"{rule}  ", "dim"
    yield f"{message(problem)}\n", "bold"
    yield f"  --> {place(problem.position)}\n", "blue"
    yield from excerpt(problem, files, colour)
    for remark in problem.remarks:
        if remark.position.file != problem.position.file:
            yield f"      {place(remark.position)}  {visible(remark.label)}\n", "blue"
    yield from _advice(problem, told)
    yield f"  {say('more', rule=catalogue.explained(rule))}\n", "dim"


def _advice(problem: Problem, told: _Told) -> Iterator[Styled]:
    """What to do, with the repairs once for all that one slip broke."""
    found = problem.diagnostic
    if found.repairs and problem.severity is not Severity.NOTE:
        first = told.setdefault((found.at.file, found.repairs), problem.position)
        if first is not problem.position:
            yield from _named("hint", say("repair.above", place=place(first)))
            return
    for key, words in remedy(problem):
        yield from _named(key, words) if key else [(f"    {words}\n", "")]


def _named(key: str, words: str) -> Iterator[Styled]:
    yield f"  {say(key)}  ", "bold green"
    yield f"{words}\n", ""
