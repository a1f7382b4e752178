"""A table in one sentence: of 175 figures in a small agency's report, 169 may be 0."""

from __future__ import annotations

from collections.abc import Sequence

from generator.form import Cell, Form, HeaderPath, Label, Table
from generator.render.theme import Theme
from generator.report import Value


def sentence(
    theme: Theme, form: Form, table: Table, cells: Sequence[Cell], figures: Sequence[Value]
) -> str:
    """What is not 0 in a table, and what was not filed, in the interface's language.

    ``cells`` are those of the table; ``figures`` all of the report's, in the form's order.
    """
    english = not form.language.startswith(theme.words("meta.language")[:2])
    blank = [cell for cell in cells if figures[cell.index] is None]
    nonzero = [cell for cell in cells if figures[cell.index]]
    parts: list[str] = []
    if not nonzero:
        parts.append(theme.words("sentence.all_zero" if not blank else "sentence.rest_zero"))
    elif table.leads:
        parts += _leads(theme, table, nonzero, figures, english=english)
    else:
        unit = _unit(table, english=english)
        items = [_item(theme, _path(cell), figures[cell.index], unit, english) for cell in nonzero]
        parts.append(theme.words("sentence.join").join(items))
    if nonzero and len(nonzero) + len(blank) < len(cells):
        parts.append(theme.words("sentence.rest_zero"))
    if blank:
        parts.append(theme.words("sentence.blank", count=len(blank)))
    return theme.words("sentence.whole", text=theme.words("sentence.semicolon").join(parts))


def _leads(
    theme: Theme, table: Table, nonzero: list[Cell], figures: Sequence[Value], *, english: bool
) -> list[str]:
    """The lead figures, then what the outcomes were, then who the applicants were."""
    join, unit = theme.words("sentence.join"), _unit(table, english=english)
    lead_rows = {lead.row for lead in table.leads}

    def item(label: Label, value: Value) -> str:
        return _say(theme, label.english if english else label.text, value, unit)

    parts = [join.join(item(lead.label, figures[lead.cell]) for lead in table.leads)]
    outcomes = [
        item(cell.row[-1].short, figures[cell.index])
        for cell in nonzero
        if cell.column[-1].total and cell.row[-1].id not in lead_rows
    ]
    applicants = [
        item(cell.column[-1].short, figures[cell.index])
        for cell in nonzero
        if cell.row[-1].id == table.leads[0].row and not cell.column[-1].total
    ]
    if outcomes:
        parts.append(theme.words("sentence.outcomes", items=join.join(outcomes)))
    if applicants:
        parts.append(theme.words("sentence.applicants", items=join.join(applicants)))
    return parts


def _path(cell: Cell) -> HeaderPath:
    return (*cell.row, *cell.column)


def _item(theme: Theme, path: HeaderPath, value: Value, unit: str, english: bool) -> str:  # noqa: FBT001
    labels = [header.short.english if english else header.short.text for header in path]
    return _say(theme, theme.words("sentence.path").join(labels), value, unit)


def _say(theme: Theme, name: str, value: Value, unit: str) -> str:
    if value is None:
        return theme.words("sentence.item_blank", name=name)
    return theme.words("sentence.item", name=name, value=value, unit=unit)


def _unit(table: Table, *, english: bool) -> str:
    unit = table.blocks[0].unit
    return "" if unit is None else unit.english if english else unit.text
