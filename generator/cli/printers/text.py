"""Findings for people: what is wrong, the lines themselves with marks below, what to do."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from generator import catalogue, source
from generator.cli.printers.wording import hint, message, place, visible
from generator.cli.words import say
from generator.diagnostic import Position, Problem, Remark, Severity
from generator.pipeline import Verdict, tree

MAX_SHOWN = 200
"""More problems than this help nobody at a terminal; the rest are counted."""

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_MAX_WIDTH = 100


def print_text(verdict: Verdict, root: Path) -> None:
    """Print every problem to standard output, coloured on a terminal."""
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    files = _Files(root)
    for problem in verdict.problems[:MAX_SHOWN]:
        console.print(_problem(problem, files))
    hidden = len(verdict.problems) - MAX_SHOWN
    if hidden > 0:
        console.print(say("omitted", count=hidden))


class _Files:
    """The lines of the files that problems point into."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.lines = lru_cache(maxsize=16)(self._read)

    def _read(self, file: str) -> Sequence[str]:
        try:
            return tuple(source.lines(tree.read(self._root, file)))
        except OSError:
            return ()  # a folder, a link or a missing file has no lines to show

    def line(self, file: str, number: int) -> str:
        """A line by its number from 1, or nothing."""
        lines = self.lines(file)
        return visible(lines[number - 1]) if 0 < number <= len(lines) else ""


def _problem(problem: Problem, files: _Files) -> Text:
    rule, colour = problem.diagnostic.rule, _COLOURS[problem.severity]
    text = Text()
    text.append(f"{say(f'severity.{problem.severity}')} ", style=f"bold {colour}")
    text.append(f"{rule}  ", style="dim")
    text.append(message(problem), style="bold")
    text.append("\n")
    text.append(f"  --> {place(problem.position)}\n", style="blue")
    text.append_text(_excerpt(problem, files, colour))
    elsewhere = [item for item in problem.remarks if item.position.file != problem.position.file]
    for remark in elsewhere:
        text.append(f"      {place(remark.position)}  {visible(remark.label)}\n", style="blue")
    text.append(f"  {say('hint')}  ", style="bold green")
    text.append(hint(problem) + "\n")
    text.append(f"  {say('more', rule=catalogue.explained(rule))}\n", style="dim")
    return text


def _excerpt(problem: Problem, files: _Files, colour: str) -> Text:
    """The lines that the problem read, in order, each place underlined on its line."""
    text, where = Text(), problem.position
    if not where.line:
        return text
    marks: dict[int, list[tuple[Position, str, str]]] = {where.line: [(where, "^", "")]}
    for remark in _here(problem.remarks, where):
        mark = (remark.position, "-", remark.label)
        if remark.position == where:
            marks[where.line][0] = (where, "^", remark.label)
        else:
            marks.setdefault(remark.position.line, []).append(mark)
    gutter = len(str(max(marks)))
    previous = 0
    for number in sorted(marks):
        if previous and number > previous + 1:
            text.append(f"  {'…':>{gutter}}\n", style="dim")
        text.append(f"  {number:>{gutter}} | ", style="dim")
        text.append(_clip(files.line(where.file, number)) + "\n")
        for below in _underlines(files.line(where.file, number), marks[number]):
            text.append(f"  {'':>{gutter}} | ", style="dim")
            text.append(below + "\n", style=colour)
        previous = number
    return text


def _here(remarks: Sequence[Remark], where: Position) -> Iterator[Remark]:
    return (item for item in remarks if item.position.file == where.file and item.position.line)


def _clip(line: str) -> str:
    return line if len(line) <= _MAX_WIDTH else line[: _MAX_WIDTH - 1] + "…"


def _underlines(line: str, marks: list[tuple[Position, str, str]]) -> Iterator[str]:
    """One row of marks under a line, then a row for each label, from right to left.

    Widths are those of a terminal, where a Chinese character takes two columns.
    """
    placed = sorted(marks, key=lambda mark: mark[0].column)
    row = ""
    for position, char, _ in placed:
        start = cell_len(line[: position.column - 1])
        words = line[position.column - 1 : position.column - 1 + position.width]
        if start >= cell_len(row):
            row += " " * (start - cell_len(row)) + char * max(cell_len(words), 1)
    labels = [(cell_len(line[: position.column - 1]), label) for position, _, label in placed]
    labels = [(start, label) for start, label in labels if label]
    if len(labels) == 1 and labels[0][0] + 1 >= cell_len(row.rstrip("^-")):
        yield f"{row} {labels[0][1]}"
        return
    yield row
    for start, label in reversed(labels):
        yield " " * start + label
