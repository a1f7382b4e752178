"""One version of a report, as it was released."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from generator.decode.numbers import number
from generator.form import Form, Measure
from generator.ledger.sealed import sealed
from generator.report import Amount, CellChange, Correction, Report, Rewording, Value

_ZERO = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of an agency's ledger."""

    line: int
    """Its place in the file, from 1."""
    before: str
    """The digest of the line before; empty for the first."""
    hash: str
    """Its own digest; empty where it is not what the line states."""
    report: str
    """The report's slug."""
    version: int
    """Which version of the report it is, from 1."""
    day: date
    """The day of the release."""
    note: str | None
    """What was said of the release."""
    edition: str
    """The edition of the form."""
    title: str
    """The title."""
    published: date | None
    """When the report was published first, as it says itself."""
    index_number: str | None
    """索引号, where given."""
    figures: Mapping[str, str]
    """The figures by address, as text, ``~`` for one not filed; those not listed are 0."""
    narrative: str
    """The Markdown of its prose."""
    corrections: tuple[Correction, ...]
    """What had been corrected by then."""


def listed(report: Report, form: Form) -> Mapping[str, str]:
    """The figures of a report as an entry has them."""
    return {
        cell.address: text
        for cell, value in zip(form.cells, report.figures, strict=True)
        if value != 0 and (text := figure_text(value)) != _ZERO
    }


def figure_text(value: Value) -> str:
    """A figure as text, ``~`` for one that was not filed."""
    return "~" if value is None else str(value)


def figures_of(entry: Entry, form: Form) -> tuple[Value, ...]:
    """A value for each cell of a form."""
    return tuple(
        _value(entry.figures.get(cell.address, _ZERO), cell.measure) for cell in form.cells
    )


def _value(text: str, measure: Measure) -> Value:
    found = None if text == "~" else number(text, measure, unit_printed=False)
    if isinstance(found, str):
        # The edition's own kind of figure is another one by now: what was released stands.
        return Amount(value=Decimal(0), unit=text)
    return found


def entry_line(entry: Entry) -> str:
    """An entry as its line, without the line's end; its ``hash`` is worked out."""
    figures = {cell: _plain(text) for cell, text in entry.figures.items()}
    data: dict[str, object] = {
        "line": entry.line,
        "before": entry.before,
        "report": entry.report,
        "version": entry.version,
        "day": entry.day.isoformat(),
        **({"note": entry.note} if entry.note else {}),
        "edition": entry.edition,
        "title": entry.title,
        "published": entry.published.isoformat() if entry.published else None,
        **({"index_number": entry.index_number} if entry.index_number else {}),
        "figures": figures,
        "narrative": entry.narrative,
        "corrections": [plain_correction(item) for item in entry.corrections],
    }
    return sealed(data)


def entry_of(data: Mapping[str, Any]) -> Entry | None:
    """The entry that a line says; ``None`` where it says none."""
    try:
        published = data["published"]
        return Entry(
            line=int(data["line"]),
            before=str(data["before"]),
            hash=str(data["hash"]),
            report=str(data["report"]),
            version=int(data["version"]),
            day=date.fromisoformat(data["day"]),
            note=data.get("note"),
            edition=str(data["edition"]),
            title=str(data["title"]),
            published=date.fromisoformat(published) if published else None,
            index_number=data.get("index_number"),
            figures={cell: _text(figure) for cell, figure in data["figures"].items()},
            narrative=str(data["narrative"]),
            corrections=tuple(_correction(item) for item in data["corrections"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _plain(text: str) -> int | str | None:
    """A figure in JSON: a count is a number, an amount text, what was not filed ``null``."""
    if text == "~":
        return None
    return int(text) if text.removeprefix("-").isdecimal() else text


def _text(figure: object) -> str:
    return "~" if figure is None else str(figure)


def plain_correction(item: Correction) -> Mapping[str, object]:
    """A correction in JSON; two that say the same are equal so."""
    cells = {c.cell: [_plain(figure_text(c.was)), _plain(figure_text(c.now))] for c in item.changes}
    words = [[part.section, part.was, part.now] for part in item.words]
    return {"day": item.day.isoformat(), "reason": item.reason, "cells": cells, "words": words}


def _correction(data: Mapping[str, Any]) -> Correction:
    return Correction(
        day=date.fromisoformat(data["day"]),
        reason=str(data["reason"]),
        changes=tuple(
            CellChange(cell=cell, was=_loose(was), now=_loose(now))
            for cell, (was, now) in data["cells"].items()
        ),
        words=tuple(
            Rewording(section=section, was=was, now=now) for section, was, now in data["words"]
        ),
    )


def _loose(figure: object) -> Value:
    """A figure of a correction, whatever its cell's measure: a number with its unit, or a count."""
    if figure is None or isinstance(figure, int):
        return figure
    text = str(figure)
    read = number(text, Measure.AMOUNT, unit_printed=False)
    return Amount(value=Decimal(0), unit=text) if isinstance(read, str) else read
