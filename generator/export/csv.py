"""CSV: a line for each figure, or a table as it is printed.

With a byte order mark, without which a spreadsheet opened by a double click shows no Chinese.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from generator.export.figures import digits, shown, unit
from generator.export.printed import places, printed
from generator.form import Form
from generator.grid import lay_out
from generator.report import Agency, Report

COLUMNS = (
    *("agency", "name", "report", "year", "scope", "edition", "table", "block"),
    *("row", "column", "cell", "unit", "value"),
)
"""The names of the columns; they do not change within a version of the data."""


def report_csv(report: Report, agency: Agency, form: Form) -> bytes:
    """Every figure of a report, one a line; the value of one that was not filed is empty."""
    return _written((COLUMNS, *figure_rows(report, agency, form)))


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


def table_csv(report: Report, form: Form, table: str) -> bytes:
    """One table as it is printed, block below block; what spans cells stands in the first.

    Raises:
        KeyError: the form has no table with this id.
    """
    laid = next((item for item in lay_out(form) if item.table.id == table), None)
    if laid is None:
        raise KeyError(table)
    lines: list[Sequence[str]] = []
    for grid in laid.grids:
        rows = printed(grid, laid, form)
        block = [[""] * grid.width for _ in rows]
        for y, x, item in places(rows):
            block[y][x] = item.text if item.cell is None else shown(report.figures[item.cell])
        lines += [*([()] if lines else []), *block]
    return _written(lines)


def _written(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return ("\ufeff" + out.getvalue()).encode()
