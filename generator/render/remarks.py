"""What is published beside the figures: why a rule may be broken in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import catalogue
from generator.form import Cell, Form
from generator.render.context import Context
from generator.report import Report, Value, Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverView:
    """A waiver as its template prints it."""

    title: str
    """What its rule finds, in words."""
    reason: str
    """The explanation."""
    cells: tuple[tuple[str, str], ...]
    """The cells it is about: anchor, and name with the figure it was given for."""


def waiver_views(context: Context, report: Report, form: Form) -> Iterator[WaiverView]:
    """The waivers of a report."""
    for waiver in report.waivers:
        cells = [form.cell_by_address[address] for address in waiver.cells]
        yield WaiverView(
            title=rule_title(context, waiver.rule),
            reason=context.shell.foreign(waiver.reason, form.language),
            cells=tuple((f"#{anchor(cell.index)}", _cell(context, cell, waiver)) for cell in cells),
        )


def rule_title(context: Context, rule: str) -> str:
    """What a rule finds, in the interface's language."""
    return catalogue.card(rule).title["en" if context.english else "zh"]


def anchor(cell: int) -> str:
    """The id of a cell on the pages that show its table."""
    return f"c{cell}"


def _cell(context: Context, cell: Cell, waiver: Waiver) -> str:
    name = context.cell_name(cell)
    seen = dict(waiver.seen)
    if cell.address not in seen:
        return name
    return context.words("waivers.cell", name=name, figure=_figure(context, seen[cell.address]))


def _figure(context: Context, value: Value) -> str:
    return context.words("cell.blank") if value is None else str(value)
