"""Findings for people: what is wrong, the lines themselves with marks below, what to do."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from generator import catalogue
from generator.cli.printers.excerpt import Files, excerpt
from generator.cli.printers.terminal import Console, Text
from generator.cli.printers.wording import message, place, remedy, visible
from generator.cli.words import say
from generator.diagnostic import Position, Problem, Repair, Severity
from generator.pipeline import Verdict

MAX_SHOWN = 200
"""More problems than this help nobody at a terminal; the rest are counted."""

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}

_Told = dict[tuple[str, tuple[Repair, ...]], Position]
"""The repairs of each file that were printed, and below which finding."""


def print_text(verdict: Verdict, root: Path) -> None:
    """Print every problem to standard output, coloured on a terminal."""
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    files, told = Files(root), _Told()
    for problem in verdict.problems[:MAX_SHOWN]:
        text = _problem(problem, files, told)
        # Without colours there is nothing to lay out, and most runs are in a pipe.
        if console.is_terminal:
            console.print(text)
        else:
            console.file.write(f"{text.plain}\n")
    hidden = len(verdict.problems) - MAX_SHOWN
    if hidden > 0:
        console.print(say("omitted", count=hidden))


def _problem(problem: Problem, files: Files, told: _Told) -> Text:
    rule, colour = problem.diagnostic.rule, _COLOURS[problem.severity]
    text = Text()
    text.append(f"{say(f'severity.{problem.severity}')} ", style=f"bold {colour}")
    text.append(f"{rule}  ", style="dim")
    text.append(message(problem), style="bold")
    text.append("\n")
    text.append(f"  --> {place(problem.position)}\n", style="blue")
    text.append_text(excerpt(problem, files, colour))
    elsewhere = [item for item in problem.remarks if item.position.file != problem.position.file]
    for remark in elsewhere:
        text.append(f"      {place(remark.position)}  {visible(remark.label)}\n", style="blue")
    for line in _advice(problem, told):
        text.append_text(line)
    text.append(f"  {say('more', rule=catalogue.explained(rule))}\n", style="dim")
    return text


def _advice(problem: Problem, told: _Told) -> Iterator[Text]:
    """What to do, with the repairs once for all that one slip broke."""
    found = problem.diagnostic
    if found.repairs and problem.severity is not Severity.NOTE:
        first = told.setdefault((found.at.file, found.repairs), problem.position)
        if first is not problem.position:
            yield _named("hint", say("repair.above", place=place(first)))
            return
    for key, words in remedy(problem):
        yield _named(key, words) if key else Text(f"    {words}\n")


def _named(key: str, words: str) -> Text:
    return Text.assemble((f"  {say(key)}  ", "bold green"), f"{words}\n")
