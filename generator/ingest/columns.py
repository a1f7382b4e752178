"""Which figure of a row belongs to which column, by what heads the columns of the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.form import HeaderPath
from generator.ingest.document import Cell, Table
from generator.ingest.fold import bare, note
from generator.ingest.labels import Labels, Row, keys_of
from generator.ingest.rows import WRAPPED, Line
from generator.ingest.words import pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """How the columns of a document stand to those of the form."""

    order: tuple[int | None, ...] | None
    """For each column of the document the form's, from 0, or ``None`` for one that is not the
    form's; ``None`` where it cannot be told which is which."""
    variant: str
    """Empty where all is as printed, else what is not."""
    missing: tuple[str, ...] = ()
    """The form's columns that the document lacks."""


def match(line: Line, row: Row, labels: Labels) -> Columns:
    """The columns of a row, by the labels read above it."""
    wanted = labels.heads[row.block.id]
    found = _found(line.head, wanted, labels)
    printed = tuple(range(len(row.cells)))
    if found == list(wanted):
        return Columns(order=printed, variant="")
    if not any(found):
        return Columns(order=printed, variant="lost")
    placed = _by_place(line, row)
    if placed is not None:
        lacking = [cell for at, cell in enumerate(row.cells) if at not in placed]
        missing = tuple(_words(cell.column) for cell in lacking)
        if placed == printed:
            return Columns(order=printed, variant="")
        variant = "lacking" if missing else "moved"
        return Columns(order=placed, variant=variant, missing=missing)
    known = [key for key in found if key]
    if len(known) < len(wanted) and _in_order(known, wanted):
        missing = tuple(labels.columns[key].label.text for key in wanted if key not in known)
        return Columns(order=printed, variant="part", missing=missing)
    return Columns(order=None, variant="order")


def _found(head: Sequence[Cell], wanted: Sequence[str], labels: Labels) -> list[str]:
    """The folded labels above a row; a label that was broken into pieces counts once."""
    found: list[str] = []
    at = 0
    while at < len(head):
        for count in range(min(WRAPPED, len(head) - at), 0, -1):
            text = "\n".join(cell.text for cell in head[at : at + count])
            key = next((key for key in keys_of(text) if key in labels.columns), "")
            if key:
                found.append(_canonical(key, wanted, labels))
                at += count
                break
        else:
            found.append("")
            at += 1
    return found


def _canonical(key: str, wanted: Sequence[str], labels: Labels) -> str:
    return key if key in wanted else bare(labels.columns[key].label.text)


def _in_order(found: Sequence[str], wanted: Sequence[str]) -> bool:
    rest = iter(wanted)
    return all(key in rest for key in found)


def other_unit(line: Line, row: Row) -> str | None:
    """A unit that stands beside a column's label and is not the form's."""
    printed = row.block.unit
    for cell in line.head:
        found = pattern("unit").match(note(cell.text))
        if found and printed is not None and found["unit"] != printed.text:
            return found["unit"]
    return None


# Columns by where they stand, for tables whose rows are all of one width.


def _by_place(line: Line, row: Row) -> tuple[int | None, ...] | None:
    """The form's column for each column of figures, by the labels that stand right above it."""
    spots = spread(line.table)
    if spots is None:
        return None
    figures = [spots[id(cell)] for cell in line.cells if id(cell) in spots]
    width = max((last for _, last in spots.values()), default=0)
    paths = [_key(cell.column) for cell in row.cells]
    order: list[int | None] = []
    first = min((begin for begin, _ in figures), default=width)
    for column in range(first, width):
        above = [cell for cell in line.head if _covers(spots.get(id(cell)), column)]
        order.append(_nearest([bare(cell.text) for cell in above], paths))
    known = [place for place in order if place is not None]
    return tuple(order) if known and len(known) == len(set(known)) else None


def _nearest(above: Sequence[str], paths: Sequence[tuple[str, ...]]) -> int | None:
    """The one path that ends as the labels do and shares most of them."""
    if not above:
        return None
    shared = [len({*above} & {*path}) if path[-1] == above[-1] else 0 for path in paths]
    most = max(shared)
    return shared.index(most) if most and shared.count(most) == 1 else None


def _covers(spot: tuple[int, int] | None, column: int) -> bool:
    return spot is not None and spot[0] <= column < spot[1]


def _key(path: HeaderPath) -> tuple[str, ...]:
    return tuple(bare(header.label.text) for header in path)


def _words(path: HeaderPath) -> str:
    return path[-1].label.text


def spread(table: Table) -> Mapping[int, tuple[int, int]] | None:
    """First and last column of each cell, where the spans of a table fill a rectangle."""
    taken: dict[int, int] = {}
    spots: dict[int, tuple[int, int]] = {}
    widths = set()
    for number, cells in enumerate(table.rows):
        at = 0
        for cell in cells:
            while taken.get(at, 0) > number:
                at += 1
            spots[id(cell)] = (at, at + cell.colspan)
            for column in range(at, at + cell.colspan):
                taken[column] = number + cell.rowspan
            at += cell.colspan
        while taken.get(at, 0) > number:
            at += 1
        widths.add(at)
    return spots if len(widths) == 1 else None
