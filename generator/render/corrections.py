"""What a report's page says of its corrections, and of the versions before them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.form import Form
from generator.portal import Past, version_url
from generator.render.context import Context
from generator.render.remarks import anchor
from generator.report import PUBLISHED, TITLE, CellChange, Report, Rewording, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One thing that a correction changed."""

    anchor: str
    """Where it stands on the page; empty where it is no place of its own."""
    name: str
    """The cell, or the part of the report."""
    what: str
    """What it was and what it is, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """A correction as its template prints it."""

    day: str
    """When."""
    reason: str
    """Why."""
    changes: tuple[ChangeView, ...]
    """What it changed."""


def correction_views(context: Context, report: Report, form: Form) -> Iterator[CorrectionView]:
    """The corrections of a report."""
    for item in report.corrections:
        cells = (_cell(context, change, form) for change in item.changes)
        words = (_words(context, part, form) for part in item.words)
        yield CorrectionView(
            day=item.day.isoformat(),
            reason=context.shell.foreign(item.reason, form.language),
            changes=(*cells, *words),
        )


def past_views(context: Context, report: Report, past: tuple[Past, ...]) -> list[tuple[str, str]]:
    """The earlier versions: address and name."""
    return [
        (
            version_url(report.agency, report.slug, item.number),
            context.words("corrections.version", number=item.number, day=item.day),
        )
        for item in past
    ]


def _cell(context: Context, change: CellChange, form: Form) -> ChangeView:
    cell = form.cell_by_address.get(change.cell)
    was, now = _figure(context, change.was), _figure(context, change.now)
    return ChangeView(
        anchor=f"#{anchor(cell.index)}" if cell else "",
        name=context.cell_name(cell) if cell else change.cell,
        what=context.words("corrections.change", was=was, now=now),
    )


def _words(context: Context, part: Rewording, form: Form) -> ChangeView:
    section = next((item for item in form.sections if item.id == part.section), None)
    anchors = {TITLE: "#title", PUBLISHED: ""}
    names = {
        "": context.words("corrections.preface"),
        TITLE: context.words("corrections.heading"),
        PUBLISHED: context.words("fact.published"),
    }
    kind = "words" if part.was and part.now else "added" if part.now else "dropped"
    return ChangeView(
        anchor=f"#{section.id}" if section else anchors.get(part.section, ""),
        name=context.say(section.title) if section else names.get(part.section, part.section),
        what=context.words(f"corrections.{kind}", was=part.was, now=part.now),
    )


def _figure(context: Context, value: Value) -> str:
    return context.words("cell.blank") if value is None else str(value)
