"""A workbook: a sheet for each table as it is printed, and one with every figure a line.

The one module that opens XlsxWriter, which is installed with ``gongkai[office]``.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from generator.export.csv import COLUMNS, figure_rows
from generator.export.figures import digits, shown, table_unit
from generator.export.printed import Item, places, printed
from generator.export.words import say
from generator.form import Form
from generator.grid import TableGrid, lay_out
from generator.report import Agency, Amount, Report, Value

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_THE_FIRST_DAY = datetime(1980, 1, 1, tzinfo=UTC)
"""No time of making is told: the same report has the same bytes."""
_SAFE_DIGITS = 15
"""A spreadsheet keeps so many digits of a number; one with more is written as text."""
_LONGEST_NAME = 31
"""A sheet's name has so many characters at most."""
_A4 = 9
_NARROW, _WIDE, _HEAD_WIDTHS = 13, 26, (10, 18, 40)
_LINE = 15
_FRAMED = {"border": 1, "valign": "vcenter", "align": "center", "text_wrap": True}
Rows = Sequence[Sequence[Item]]


def report_xlsx(report: Report, agency: Agency, form: Form) -> bytes:
    """A report as a workbook; a figure that was not filed is an empty cell.

    Raises:
        ModuleNotFoundError: XlsxWriter is not installed.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties(
            {"title": report.title, "author": agency.name, "created": _THE_FIRST_DAY}
        )
        sheets = _Sheets(book, report, form)
        for laid in lay_out(form):
            sheets.table(laid)
        sheets.data(agency)
    return out.getvalue()


class _Sheets:
    """The sheets of one workbook while they are filled."""

    def __init__(self, book: Workbook, report: Report, form: Form) -> None:
        self._book, self._report, self._form = book, report, form
        self._head = book.add_format({**_FRAMED, "bg_color": "#F2F2F2"})
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._remark = book.add_format({"font_color": "#595959"})
        self._formats: dict[str, Any] = {}

    def table(self, laid: TableGrid) -> None:
        """A table as it is printed, block below block."""
        sheet = self._book.add_worksheet(laid.table.key[:_LONGEST_NAME])
        sheet.write_string(0, 0, f"{self._report.title}  {laid.table.label.text}", self._title)
        sheet.write_string(1, 0, table_unit(laid, self._form), self._remark)
        widths = _widths(laid)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        top = 2
        for grid in laid.grids:
            top = self._block(sheet, printed(grid, laid, self._form), widths, top)
        if None in self._report.figures[laid.first : laid.first + laid.size]:
            sheet.write_string(top, 0, say(self._form, "blank_note"), self._remark)
        _set_up(sheet)

    def _block(self, sheet: Any, rows: Rows, widths: Sequence[int], top: int) -> int:
        """A block from a row down; the row after it."""
        lines = [1] * len(rows)
        for y, x, item in places(rows):
            if item.cell is not None:
                self._figure(sheet, top + y, x, self._report.figures[item.cell])
                continue
            self._write_head(sheet, top + y, x, item)
            if item.rowspan == 1:
                room = sum(widths[x : x + item.colspan])
                lines[y] = max(lines[y], -(-_width(item.text) // room))
        for y, count in enumerate(lines):
            sheet.set_row(top + y, _LINE * count + 3)
        return top + len(rows)

    def _write_head(self, sheet: Any, row: int, column: int, item: Item) -> None:
        """A head over as many rows and columns as it spans."""
        if item.colspan > 1 or item.rowspan > 1:
            end = (row + item.rowspan - 1, column + item.colspan - 1)
            sheet.merge_range(row, column, *end, "", self._head)
        sheet.write_string(row, column, item.text, self._head)

    def _figure(self, sheet: Any, row: int, column: int, value: Value) -> None:
        """A figure as a number with its own decimals and unit; nothing where none was filed."""
        if value is None:
            sheet.write_blank(row, column, None, self._format("General"))
        elif _is_exact(value):
            sheet.write_number(row, column, _number(value), self._format(_shape(value)))
        else:
            sheet.write_string(row, column, shown(value), self._format("@"))

    def _format(self, shape: str, *, framed: bool = True) -> Any:
        """A format by how it shows numbers; each is made once."""
        name = f"{framed} {shape}"
        if name not in self._formats:
            look = {**(_FRAMED if framed else {}), "num_format": shape}
            self._formats[name] = self._book.add_format(look)
        return self._formats[name]

    def data(self, agency: Agency) -> None:
        """Every figure on a line of its own, as in the CSV file."""
        sheet = self._book.add_worksheet(say(self._form, "data"))
        rows = tuple(figure_rows(self._report, agency, self._form))
        for y, row in enumerate((COLUMNS, *rows)):
            for x, text in enumerate(row):
                if text:  # an empty text would be something, and nothing was filed
                    sheet.write_string(y, x, text)
        for y, value in enumerate(self._report.figures, start=1):
            if value is not None and _is_exact(value):
                shape = self._format(_shape(value, unit=False), framed=False)
                sheet.write_number(y, len(COLUMNS) - 1, _number(value), shape)
        for x, column in enumerate(zip(COLUMNS, *rows, strict=True)):
            sheet.set_column(x, x, max(map(_width, column)) + 2)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
        _set_up(sheet)


def _set_up(sheet: Any) -> None:
    """Print a sheet on A4, as wide as the paper."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _widths(laid: TableGrid) -> list[int]:
    """Widths of a sheet's columns, in letters: row heads by their depth, figures alike."""
    stub, width = max((grid.stub, grid.width) for grid in laid.grids)
    beside = (_HEAD_WIDTHS[0],) * stub + _HEAD_WIDTHS
    figure = _WIDE if stub == 1 else _NARROW
    return [*beside[len(beside) - stub :], *[figure] * (width - stub)]


def _width(text: str) -> int:
    """How wide a text is, a Chinese character counting for two letters."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _is_exact(value: Value) -> bool:
    """Whether a spreadsheet can keep all digits of a figure."""
    return len(digits(value).replace(".", "")) <= _SAFE_DIGITS


def _number(value: int | Amount) -> float:
    return float(value.value) if isinstance(value, Amount) else value


def _shape(value: Value, *, unit: bool = True) -> str:
    """The number format that shows a figure with the decimals and the unit that were written."""
    if not isinstance(value, Amount):
        return "0"
    _, _, fraction = str(value.value).partition(".")
    shape = f"0.{'0' * len(fraction)}" if fraction else "0"
    return f'{shape}"{value.unit}"' if unit and value.unit else shape
