"""The lines that a finding is about, with marks below the places that it read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from generator import source
from generator.cli.printers.terminal import Styled, cell_len
from generator.cli.printers.wording import visible
from generator.cli.words import say
from generator.diagnostic import Position, Problem, Remark
from generator.workspace import tree

_MAX_WIDTH = 100
_MAX_LINE = 90
"""How many columns of a line are shown: a line that the terminal breaks has its marks elsewhere."""
_LEAD = 16
"""How many characters of a long line are shown before the first mark."""
_MAX_ZEROS = 6
"""More zeros than this are counted rather than marked, so that the figures stand out."""
_MAX_LINES = 8
"""Where a finding read more lines than this, most of its figures are listed rather than marked."""
_MAX_STAIRS = 3
"""Up to here the labels of a line hang below their marks; more of them stand in one row."""

_Mark = tuple[Position, str, str]
"""A place, the sign below it, and what is said of it."""


class Files:
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


def excerpt(problem: Problem, files: Files, colour: str) -> Iterator[Styled]:
    """The lines that the problem read, in order, each place underlined on its line.

    Where there are very many, only those to look at first are; the others are told in a list.
    """
    where = problem.position
    if not where.line:
        return
    shown, passed_over = _shown(problem)
    named = list(zip(shown, _shortened([remark.label for remark in shown]), strict=True))
    listed: list[tuple[Remark, str]] = []
    if len({remark.position.line for remark in shown}) > _MAX_LINES:
        first = {where.line, *(place.line for places in problem.mends for place in places)}
        listed = [item for item in named if item[0].position.line not in first]
        named = [item for item in named if item[0].position.line in first]
    marks = _marks(where, named)
    gutter = len(str(max(marks)))
    yield from _marked(where, marks, files, colour)
    rows = [f"{remark.position.line}: {label}" for remark, label in listed]
    counts = (("zeros", passed_over), ("unlisted", problem.diagnostic.unlisted))
    ends = [say(key, count=count) for key, count in counts if count]
    for line in (*_in_rows(rows), *ends):
        yield f"  {'':>{gutter}} = {line}\n", "dim"


def _marks(where: Position, named: Sequence[tuple[Remark, str]]) -> dict[int, list[_Mark]]:
    """The marks of each line; the place to change first has a sign of its own."""
    marks: dict[int, list[_Mark]] = {where.line: [(where, "^", "")]}
    for remark, label in named:
        if remark.position == where and not marks[where.line][0][2]:
            marks[where.line][0] = (where, "^", label)
        else:
            marks.setdefault(remark.position.line, []).append((remark.position, "-", label))
    return marks


def _marked(
    where: Position, marks: dict[int, list[_Mark]], files: Files, colour: str
) -> Iterator[Styled]:
    gutter, previous = len(str(max(marks))), 0
    for number in sorted(marks):
        if previous and number > previous + 1:
            yield f"  {'…':>{gutter}}\n", "dim"
        yield f"  {number:>{gutter}} | ", "dim"
        line, placed = _window(files.line(where.file, number), marks[number])
        yield f"{line}\n", ""
        for below in _underlines(line, placed):
            yield f"  {'':>{gutter}} | ", "dim"
            yield f"{below}\n", colour
        previous = number


def _shown(problem: Problem) -> tuple[Sequence[Remark], int]:
    """The places to mark in the problem's own file, and how many zeros are left out."""
    where = problem.position
    here = [item for item in problem.remarks if item.position.file == where.file]
    here = [item for item in here if item.position.line]
    zeros = sum(item.zero and item.position != where for item in here)
    if zeros <= _MAX_ZEROS:
        return here, 0
    return [item for item in here if not item.zero or item.position == where], zeros


def _shortened(labels: Sequence[str]) -> Sequence[str]:
    """Labels without the levels that all of them begin with."""
    if len(set(labels)) < 2:
        return labels
    levels = zip(*(label.split("/")[:-1] for label in labels), strict=False)
    common = [level[0] for level in takewhile(lambda level: len(set(level)) == 1, levels)]
    skipped = len("/".join([*common, ""]))
    return [label[skipped:] for label in labels]


def _window(line: str, marks: list[_Mark]) -> tuple[str, list[_Mark]]:
    """The part of a long line that has the first mark in it, and the marks moved along.

    A paragraph of narrative is one line.
    """
    if cell_len(line) <= _MAX_LINE:
        return line, marks
    first = min(position.column for position, _, _ in marks) - 1
    start = max(first - _LEAD, 0) if cell_len(line[: first + _LEAD]) > _MAX_LINE else 0
    last = _end(line, start)
    before, after = "…" * (start > 0), "…" * (last < len(line))
    moved = []
    for position, char, label in marks:
        if position.column <= last:
            width = min(position.width, last - position.column + 1)
            column = position.column + len(before) - start
            moved.append((replace(position, column=column, width=width), char, label))
    return before + line[start:last] + after, moved


def _end(line: str, start: int) -> int:
    """Where a long line is cut off so that it fits a terminal, with a sign at either end."""
    width = 2
    for last in range(start, len(line)):
        width += cell_len(line[last])
        if width > _MAX_LINE:
            return last
    return len(line)


def _underlines(line: str, marks: list[_Mark]) -> Iterator[str]:
    """One row of marks under a line, then the labels: hanging below their marks, or in a row.

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
    if len(labels) > _MAX_STAIRS:
        first = labels[0][0]
        for told in _in_rows([label for _, label in labels], _MAX_WIDTH - first):
            yield " " * first + told
        return
    for start, label in reversed(labels):
        yield " " * start + label


def _in_rows(labels: Sequence[str], width: int = _MAX_WIDTH) -> Iterator[str]:
    """Many labels in the order of their places, as many in a row as there is room for."""
    row = ""
    for label in labels:
        if row and cell_len(row) + cell_len(label) > width:
            yield row.rstrip()
            row = ""
        row += f"{label}   "
    if row:
        yield row.rstrip()
