"""The rows of a document's tables to the figures of a form; what does not fit is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from generator.form import Form
from generator.ingest import columns
from generator.ingest.document import Cell, Table
from generator.ingest.figure import figure
from generator.ingest.findings import Findings, shown
from generator.ingest.fold import bare
from generator.ingest.labels import Labels, Row, labels
from generator.ingest.rows import Line, Reading, scan
from generator.report import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of a document."""

    values: tuple[Value, ...]
    """One for each of ``Form.cells``."""
    unread: frozenset[int]
    """Cells of which nothing can be said: the document may state them."""


@dataclass(slots=True)
class _Taking:
    """The figures while rows are taken."""

    findings: Findings
    values: dict[int, Value] = field(default_factory=dict)
    filed: set[int] = field(default_factory=set)
    """Cells whose place in the document was found, blank ones among them."""
    taken: dict[int, Line] = field(default_factory=dict)
    """The line of each row of the form, by its first cell."""
    spoilt: set[int] = field(default_factory=set)
    """Rows that are there with different figures, by their first cell."""
    told: set[tuple[str, int]] = field(default_factory=set)
    """Columns that were told of, so that each table's are told once."""


def figures(form: Form, tables: Mapping[str, Sequence[Table]], findings: Findings) -> Figures:
    """The figures of the form's tables, by the id of the table that each was found to be."""
    taking = _Taking(findings)
    for known in labels(form):
        found = tables.get(known.table.id, ())
        if not found:
            findings.add("ingest.table", "missing", table=known.table.label.text)
            continue
        reading = scan(found, known)
        for line in reading.lines:
            _line(taking, line, known)
        _tell(taking, reading, known)
        _absent(taking, known, found[0])
    return Figures(
        values=tuple(taking.values.get(cell.index) for cell in form.cells),
        unread=frozenset(cell.index for cell in form.cells if cell.index not in taking.filed),
    )


def _line(taking: _Taking, line: Line, known: Labels) -> None:
    """Take the figures of a row."""
    row = line.row
    if row is None:
        _unknown(taking, line, known)
        return
    first = row.cells[0].index
    if first in taking.taken:
        _again(taking, line, row)
        return
    taking.taken[first] = line
    found = _columns(taking, line, row, known)
    cells = _fitting(line.cells, len(found.order) if found.order is not None else 0)
    if found.order is None or cells is None:
        _unfit(taking, line, row, found)
        return
    for place, cell in zip(found.order, cells, strict=True):
        if place is not None:
            _figure(taking, row, place, cell)
        elif not cell.blank:
            taking.findings.add(
                "ingest.unread", "column", cell.place, found=shown(cell.text), row=row.label
            )


def _again(taking: _Taking, line: Line, row: Row) -> None:
    """Tell of a row that is there twice; where the two differ, neither is taken."""
    first = row.cells[0].index
    before = taking.taken[first]
    if _words(before) == _words(line) and first not in taking.spoilt:
        _row(taking, "twice", line, row.label)
        return
    taking.spoilt.add(first)
    for cell in row.cells:
        taking.values.pop(cell.index, None)
        taking.filed.discard(cell.index)
    _row(taking, "differ", line, row.label, {"first": _words(before)})


def _words(line: Line) -> str:
    """What stands in a row."""
    return "、".join(shown(cell.text) or "~" for cell in line.cells) or "—"


def _columns(taking: _Taking, line: Line, row: Row, known: Labels) -> columns.Columns:
    """How the columns of a row stand to the form's, told once for each head."""
    found = columns.match(line, row, known)
    unit = columns.other_unit(line, row)
    place = line.head[0].place if line.head else line.place
    key = (row.block.id, id(line.head[0]) if line.head else id(line.table))
    fresh = key not in taking.told
    taking.told.add(key)
    if fresh and found.variant:
        block, missing = row.block.label.text, "、".join(found.missing) or "—"
        taking.findings.add("ingest.column", found.variant, place, block=block, missing=missing)
    if unit is not None and row.block.unit is not None:
        if fresh:
            printed = row.block.unit.text
            taking.findings.add("ingest.column", "unit", place, found=unit, unit=printed)
        return columns.Columns(order=None, variant="unit")
    return found


def _fitting(cells: Sequence[Cell], wanted: int) -> list[Cell] | None:
    """Just as many cells as there are columns, or ``None`` where it is not plain which they are.

    Blank cells too many before the first figure are label columns; after the last, nothing.
    """
    found = list(cells)
    if len(found) < wanted and sum(cell.colspan for cell in found) == wanted:
        wide = [cell for cell in found if cell.colspan > 1]
        if all(cell.blank or bare(cell.text) == "" for cell in wide):
            return [cell for cell in found for _ in range(cell.colspan)]
    surplus = len(found) - wanted
    if surplus <= 0:
        return found if not surplus else None
    before = next((at for at, cell in enumerate(found) if not cell.blank), len(found))
    after = next((at for at, cell in enumerate(reversed(found)) if not cell.blank), len(found))
    if before == len(found) or (after >= surplus and not before):
        return found[:wanted]
    if before + after == surplus:
        return found[before : len(found) - after]
    return found[surplus:] if before >= surplus and not after else None


def _figure(taking: _Taking, row: Row, place: int, cell: Cell) -> None:
    """Take one figure."""
    target = row.cells[place]
    read = figure(cell.text, target, row.block)
    taking.filed.add(target.index)
    if read.value is not None:
        taking.values[target.index] = read.value
    rule = {"blank": "ingest.blank", "mark": "ingest.blank", "number": "ingest.number"}
    if read.variant:
        taking.findings.add(
            rule.get(read.variant, "ingest.written"),
            "default" if read.variant == "number" else read.variant,
            cell.place,
            cells=(target.address,),
            cell=target.address,
            found=shown(cell.text),
            figure="" if read.value is None else str(read.value),
        )


def _unfit(taking: _Taking, line: Line, row: Row, found: columns.Columns) -> None:
    """Tell of a row whose figures cannot be told apart; none of them is taken."""
    filled = sum(not cell.blank for cell in line.cells)
    variant = "short" if len(line.cells) < len(row.cells) else "surplus"
    if found.order is None:
        variant = "columns"
    _row(taking, variant, line, row.label, {"wanted": len(row.cells), "count": filled})


def _unknown(taking: _Taking, line: Line, known: Labels) -> None:
    """Tell of a row that the form does not have."""
    lacking = {
        bare(row.label): row.label for row in known.leaves if row.cells[0].index not in taking.taken
    }
    meant = get_close_matches(bare(line.label), lacking, n=1, cutoff=0.6)
    if meant:
        _row(taking, "meant", line, shown(line.label), {"meant": lacking[meant[0]]})
    else:
        _row(taking, "unknown", line, shown(line.label) or "—")


def _row(
    taking: _Taking,
    variant: str,
    line: Line,
    label: str,
    more: Mapping[str, str | int] | None = None,
) -> None:
    """Tell of a row of which nothing is taken, with all that stands in it."""
    args = {"row": label, "found": _words(line), **(more or {})}
    taking.findings.tell("ingest.row", variant, line.place, args)


def _tell(taking: _Taking, reading: Reading, known: Labels) -> None:
    """Tell of what stands in the tables besides rows."""
    for cell in reading.heads:
        taking.findings.add("ingest.unread", "head", cell.place, found=shown(cell.text))
    for cell in reading.stray:
        taking.findings.add(
            "ingest.unread",
            "table",
            cell.place,
            found=shown(cell.text),
            table=known.table.label.text,
        )
    for cell, written, printed in reading.odd:
        taking.findings.add(
            "ingest.label", "default", cell.place, found=shown(written), label=printed
        )


def _absent(taking: _Taking, known: Labels, table: Table) -> None:
    """Tell of the rows that were not found."""
    for row in known.leaves:
        if row.cells[0].index not in taking.taken:
            cells = tuple(cell.address for cell in row.cells)
            taking.findings.add("ingest.row", "missing", table.place, cells=cells, row=row.label)
