"""The statutory tables' HTML as our own theme prints it, for the template languages of the rivals.

So headers, captions and scopes are the same to the letter, whatever the theme comes to look like.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus import Report, reports
from figures import Row

from generator.form import Form
from generator.render import load_theme
from generator.render.tables import prepare
from generator.workspace.editions import editions
from generator.workspace.theming import theme_layers

NOWHERE = Path("nowhere")
"""A site without forms and themes of its own."""
SLOT = "%s"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatutoryTable:
    """A table of the form."""

    id: str
    """Its id, which is also its section's."""
    pieces: tuple[str, ...]
    """Its HTML around the figures: one piece more than there are figures."""
    rows: tuple[Row, ...]
    """Its rows, with the figures of some report."""

    def template(self, bind: Callable[[Row], str], cell: Callable[[Row, int], str]) -> str:
        """Its HTML with ``cell`` for each figure, and ``bind`` before the first one of a row."""
        first, *others = self.pieces
        slots = [
            ("" if index else bind(row)) + cell(row, index)
            for row in self.rows
            for index in range(len(row.values))
        ]
        return first + "".join(slot + piece for slot, piece in zip(slots, others, strict=True))


def forms() -> Mapping[str, Form]:
    """The editions, by name."""
    return editions(NOWHERE)[0]


def samples() -> Mapping[str, Report]:
    """A report of each edition."""
    return {report.edition: report for report in reports(7)}


def statutory_tables() -> Mapping[str, tuple[StatutoryTable, ...]]:
    """The tables of each edition.

    Raises:
        ValueError: the corpus does not list the figures in the form's order.
    """
    theme = load_theme(theme_layers(NOWHERE, "default"), "zh-CN")
    found = {}
    for edition, report in samples().items():
        form = forms()[edition]
        _agree(form, report)
        prepared = prepare(theme, form, "zh-CN")
        found[edition] = tuple(
            StatutoryTable(
                id=table.id,
                pieces=_pieces(prepared[table.id].template),
                rows=tuple(row for row in report.rows if row.path[0] == table.key),
            )
            for table in form.tables
        )
    return found


def _pieces(template: str) -> tuple[str, ...]:
    return tuple(piece.replace("%%", "%") for piece in template.split(SLOT))


def _agree(form: Form, report: Report) -> None:
    listed = ["/".join((*row.path, *key)) for row in report.rows for key in _keys(row)]
    wanted = [cell.address for cell in form.cells]
    if listed != wanted:
        differing = [pair for pair in zip(listed, wanted, strict=False) if pair[0] != pair[1]]
        raise ValueError(f"edition {form.edition}: {differing[:3]} {len(listed)} {len(wanted)}")


def _keys(row: Row) -> list[tuple[str, ...]]:
    return [(column,) for column in row.columns] if row.columns else [()]
