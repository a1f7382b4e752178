"""CSV: a line for each figure, or a table as it is printed.

Without a byte order mark: programs that read strictly refuse it, and people have workbooks.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.export.figures import digits, shown, unit
from generator.export.printed import places, printed
from generator.form import Form
from generator.grid import TableGrid, lay_out
from generator.report import Agency, Amount, Report

COLUMNS = (
    *("agency", "name", "report", "year", "scope", "edition", "table", "block"),
    *("row", "column", "cell", "unit", "value"),
)
"""The names of the columns; they do not change within a version of the data."""
LEAN = ("agency", "report", "cell", "unit", "value")
"""The columns of published figures; what else is to be known of report and cell is in lists."""

_WHOSE = "\x00"


def report_csv(report: Report, agency: Agency, form: Form) -> bytes:
    """Every figure of a report, one a line; the value of one that was not filed is empty."""
    return written((COLUMNS, *figure_rows(report, agency, form))).encode()


def figure_rows(report: Report, agency: Agency, form: Form) -> Iterator[Sequence[str]]:
    """For each figure of a report a text for each of the columns, in the form's order."""
    same = (
        *(agency.id, agency.name, report.slug, str(report.year)),
        *(str(report.scope), report.edition),
    )
    for cell, value in zip(form.cells, report.figures, strict=True):
        yield (
            *same,
            cell.table,
            cell.block,
            "/".join(header.id for header in cell.row),
            "/".join(header.id for header in cell.column),
            cell.address,
            unit(cell, value, form),
            digits(value),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A table as CSV, to be filled."""

    text: str
    """Its lines, a ``%s`` for each figure."""
    cells: tuple[int, ...]
    """The cells of these figures in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedCsv:
    """What all reports of a form have in common as CSV."""

    figures: str
    """A line for each figure, a ``%s`` for its unit and value."""
    units: tuple[str, ...]
    """The unit of each figure unless another is written beside it."""
    tables: Mapping[str, Printed]
    """The tables as they are printed, by id."""


def prepare_csv(form: Form) -> PreparedCsv:
    """Everything of a form's CSV that does not depend on the report."""
    cells = written((cell.address,) for cell in form.cells).splitlines()
    lines = (f"{_WHOSE},{cell.replace('%', '%%')},%s\r\n" for cell in cells)
    return PreparedCsv(
        figures="".join(lines),
        units=tuple(unit(cell, None, form) for cell in form.cells),
        tables={laid.table.id: _prepare_table(laid, form) for laid in lay_out(form)},
    )


def figures_csv(report: Report, prepared: PreparedCsv) -> bytes:
    """Every figure of a report in the published columns, below a line with their names."""
    values = [
        f"{value.unit or unit if isinstance(value, Amount) else unit},{digits(value)}"
        for value, unit in zip(report.figures, prepared.units, strict=True)
    ]
    lines = prepared.figures.replace(_WHOSE, f"{report.agency},{report.slug}")
    return f"{','.join(LEAN)}\r\n{lines % tuple(values)}".encode()


def filled(report: Report, table: Printed) -> bytes:
    """A table as it is printed, filled with a report's figures."""
    return (table.text % tuple(shown(report.figures[cell]) for cell in table.cells)).encode()


def table_csv(report: Report, form: Form, table: str) -> bytes:
    """One table as it is printed, block below block; what spans cells stands in the first.

    Raises:
        KeyError: the form has no table with this id.
    """
    laid = next((item for item in lay_out(form) if item.table.id == table), None)
    if laid is None:
        raise KeyError(table)
    return filled(report, _prepare_table(laid, form))


def _prepare_table(laid: TableGrid, form: Form) -> Printed:
    lines: list[Sequence[str]] = []
    cells: list[int] = []
    for grid in laid.grids:
        rows = printed(grid, laid, form)
        block = [[""] * grid.width for _ in rows]
        for y, x, item in places(rows):
            block[y][x] = item.text.replace("%", "%%") if item.cell is None else "%s"
            if item.cell is not None:
                cells.append(item.cell)
        lines += [*([()] if lines else []), *block]
    return Printed(text=written(lines), cells=tuple(cells))


def written(rows: Iterable[Iterable[str]]) -> str:
    """Rows as CSV, with the line ends of RFC 4180."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()
