"""What pages have to show, drawn from the form and the corpus rather than from any builder."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus import Report
from edits import EDITED_ROW, Edit
from figures import LEADS
from html_reader import Head, squeeze
from tables import forms

from generator.grid import Grid, lay_out

_MARKS = re.compile(r"^(?:#+|-|\d+\.)\s+|\*\*|\]\([^)]*\)|\[", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One table of a page."""

    table: str
    """Id of the form's table that it belongs to."""
    caption: tuple[str, ...]
    """Words that its caption has to hold: its name, and the unit where the form prints one."""
    heads: Sequence[Head]
    """Its header cells in order."""
    first: int
    """Where its figures begin among those of the report."""
    size: int
    """How many figures it has."""


def blocks() -> Mapping[str, Sequence[Block]]:
    """The tables of a report's page, by edition."""
    return {edition: _blocks(edition) for edition in forms()}


def _blocks(edition: str) -> Sequence[Block]:
    found: list[Block] = []
    first = 0
    for laid in lay_out(forms()[edition]):
        for grid in laid.grids:
            size = sum(len(line.cells) for body in grid.bodies for line in body)
            unit = (squeeze(grid.block.unit.text),) if grid.block.unit else ()
            caption = (squeeze(grid.block.label.text), *unit)
            heads = _heads(grid)
            block = Block(table=laid.table.id, caption=caption, heads=heads, first=first, size=size)
            found.append(block)
            first += size
    return found


def _heads(grid: Grid) -> Sequence[Head]:
    columns = [("col", head) for row in grid.head for head in row]
    rows = [("row", head) for body in grid.bodies for line in body for head in line.heads]
    return [
        (squeeze(head.label.text), scope, head.colspan, head.rowspan)
        for scope, head in (*columns, *rows)
    ]


def figures(report: Report, edit: Edit | None) -> Sequence[str]:
    """A report's figures in the form's order, with the one that was edited since."""
    values: list[str] = []
    for row in report.rows:
        edited = edit and (edit.agency, edit.year) == (report.agency.id, report.year)
        if edit and edited and row.path[-1] == EDITED_ROW:
            values.append(str(edit.value))
        else:
            values += row.values
    return values


def lead_figures(report: Report) -> Sequence[str]:
    """The figures that stand for a report in indexes, and its date."""
    totals = {"/".join(row.path[1:]): row.values[-1] for row in report.rows}
    return [*(totals[lead] for lead in LEADS), report.published]


def narrative(report: Report) -> Sequence[str]:
    """The lines of a report's narrative as readers see them, without blanks."""
    shown = _MARKS.sub("", report.prose)
    return [squeeze(line) for line in shown.splitlines() if line.strip()]
