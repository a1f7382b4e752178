"""The statutory tables as HTML, laid out once per form and filled per report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.form import Form
from generator.grid import TableGrid, lay_out
from generator.render.sentence import Wording, wording
from generator.render.theme import Markup, Theme
from generator.report import Amount, Value

_SLOT = "\x00"


@dataclass(frozen=True, slots=True)
class PreparedTable:
    """A table's HTML with a ``%s`` for each figure."""

    template: str
    """HTML; every other ``%`` is doubled."""
    first: int
    """Index of its first figure."""
    size: int
    """How many figures it has."""
    blank: str
    """HTML of a figure that was not filed."""
    unknown_unit: str
    """What follows an amount that was written without a unit where the form prints none."""
    wording: Wording | None
    """How it is told in a sentence; ``None`` for a table of several small blocks."""

    def fill(self, figures: Sequence[Value]) -> Markup:
        """The table with the figures of a report."""
        own = figures[self.first : self.first + self.size]
        return Markup(
            self.template
            % tuple([value if type(value) is int else self._cell(value) for value in own])
        )

    def _cell(self, value: Value) -> str:
        if value is None:
            return self.blank
        if isinstance(value, Amount) and value.unit is None and value.value:
            return f"{value}{self.unknown_unit}"
        return str(value)


def prepare(theme: Theme, form: Form, language: str) -> Mapping[str, PreparedTable]:
    """Every table of a form, by its id."""
    sections = {section.table: section.id for section in form.sections}
    return {
        laid.table.id: _prepare(theme, form, laid, language, sections.get(laid.table.id, "title"))
        for laid in lay_out(form)
    }


def _prepare(
    theme: Theme, form: Form, laid: TableGrid, language: str, section: str
) -> PreparedTable:
    """``section`` is the id of the heading that names the table's scroll region."""
    macro = theme.macro("tables.html", "statutory_table")
    html = str(macro(laid, Markup(_SLOT), language, section))
    cells = form.cells[laid.first : laid.first + laid.size]
    unit_printed = all(grid.block.unit for grid in laid.grids)
    return PreparedTable(
        template=html.replace("%", "%%").replace(_SLOT, "%s"),
        first=laid.first,
        size=laid.size,
        blank=str(theme.macro("tables.html", "blank")()),
        unknown_unit="" if unit_printed else theme.words("table.unknown_unit"),
        wording=wording(theme, form, laid.table, cells) if len(laid.grids) == 1 else None,
    )
