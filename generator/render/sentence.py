"""A table in one sentence: of 175 figures in a small agency's report, 169 may be 0."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from generator.counted import has_nouns
from generator.form import Cell, Form, Header, Label, Table
from generator.render.theme import Theme
from generator.report import Value

_VALUE = "\x00"
"""Stands for a figure in an item that is laid out."""


@dataclass(frozen=True, slots=True)
class _Items:
    """Figures that are told with their names, in the form's order."""

    theme: Theme
    """Whose words they are told in."""
    names: Mapping[int, str]
    """What each is called, by cell."""
    unit: str
    """What is behind a number."""
    laid: Mapping[int, tuple[str, str]]
    """What is before and behind each number; empty where the words hang on it."""

    def told(self, cells: Collection[int], figures: Sequence[Value]) -> str:
        """The figures of some cells, as far as they are among these."""
        items = [self._item(cell, figures[cell]) for cell in self.names if cell in cells]
        return self.theme.words("sentence.join").join(items)

    def _item(self, cell: int, value: Value) -> str:
        if value is None:
            return self.theme.words("sentence.item_blank", name=self.names[cell])
        if cell in self.laid:
            before, behind = self.laid[cell]
            return f"{before}{value}{behind}"
        words: dict[str, object] = {"name": self.names[cell], "value": value, "unit": self.unit}
        return self.theme.words("sentence.item", **words)


@dataclass(frozen=True, slots=True)
class Wording:
    """How a table is told in a sentence, prepared once."""

    theme: Theme
    """Whose words it is told in."""
    cells: tuple[int, ...]
    """Its cells."""
    whole: _Items
    """All figures; where the table has figures that stand for it, these."""
    outcomes: _Items | None = None
    """What the outcomes were, where there are such figures."""
    applicants: _Items | None = None
    """Who the applicants were, likewise."""

    def of(self, figures: Sequence[Value]) -> str:
        """What is not 0 in the table, and what was not filed; ``figures`` are all of a report's."""
        words = self.theme.words
        blank = sum(figures[cell] is None for cell in self.cells)
        nonzero = {cell for cell in self.cells if figures[cell]}
        if not nonzero:
            parts = [words("sentence.all_zero" if not blank else "sentence.rest_zero")]
        else:
            parts = [*self._told(nonzero, figures)]
            if len(nonzero) + blank < len(self.cells):
                parts.append(words("sentence.rest_zero"))
        if blank:
            parts.append(words("sentence.blank", count=blank))
        return words("sentence.whole", text=words("sentence.semicolon").join(parts))

    def _told(self, nonzero: Collection[int], figures: Sequence[Value]) -> list[str]:
        """The lead figures, then what the outcomes were, then who the applicants were."""
        if self.outcomes is None or self.applicants is None:
            return [self.whole.told(nonzero, figures)]
        parts = [self.whole.told(self.whole.names, figures)]
        if outcomes := self.outcomes.told(nonzero, figures):
            parts.append(self.theme.words("sentence.outcomes", items=outcomes))
        if applicants := self.applicants.told(nonzero, figures):
            parts.append(self.theme.words("sentence.applicants", items=applicants))
        return parts


def wording(theme: Theme, form: Form, table: Table, cells: Sequence[Cell]) -> Wording:
    """How a table is told in the interface's language; ``cells`` are those of the table.

    Raises:
        ThemeError: the theme lacks a message.
    """
    english = not form.language.startswith(theme.words("meta.language")[:2])
    unit = table.blocks[0].unit

    def items(names: Mapping[int, str]) -> _Items:
        behind = "" if unit is None else _say(unit, english=english)
        return _Items(theme, names, behind, _laid(theme, names, behind))

    def short(header: Header) -> str:
        return _say(header.short, english=english)

    own = tuple(cell.index for cell in cells)
    if not table.leads:
        path = theme.words("sentence.path")
        return Wording(
            theme, own, items({c.index: path.join(map(short, (*c.row, *c.column))) for c in cells})
        )
    lead_rows = {lead.row for lead in table.leads}
    return Wording(
        theme,
        own,
        items({lead.cell: _say(lead.label, english=english) for lead in table.leads}),
        outcomes=items(
            {
                cell.index: short(cell.row[-1])
                for cell in cells
                if cell.column[-1].total and cell.row[-1].id not in lead_rows
            }
        ),
        applicants=items(
            {
                cell.index: short(cell.column[-1])
                for cell in cells
                if cell.row[-1].id == table.leads[0].row and not cell.column[-1].total
            }
        ),
    )


def _laid(theme: Theme, names: Mapping[int, str], unit: str) -> Mapping[int, tuple[str, str]]:
    """What is before and behind each number; nothing where a word hangs on the number."""
    if has_nouns(theme.messages.get("sentence.item", "")):
        return {}
    laid = {}
    for cell, name in names.items():
        before, *behind = theme.words("sentence.item", name=name, value=_VALUE, unit=unit).split(
            _VALUE
        )
        if len(behind) == 1:
            laid[cell] = (before, behind[0])
    return laid


def _say(label: Label, *, english: bool) -> str:
    return label.english if english else label.text
