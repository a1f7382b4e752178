"""``report.json``: one report's facts and figures."""

from __future__ import annotations

import json

from generator.form import Form
from generator.report import Agency, Amount, Report, Value

VERSION = 1
"""Raised when a program that reads the older shape would misread the newer one."""


def report_json(report: Report, agency: Agency, form: Form) -> bytes:
    """A report as JSON: figures by the ids of table, rows and columns.

    A count is a number, an amount an object with its digits as text, and ``null`` is "not filed".
    """
    figures: dict[str, object] = {}
    for cell, value in zip(form.cells, report.figures, strict=True):
        *above, last = cell.id.split("/")
        here = figures
        for name in above:
            below = here.setdefault(name, {})
            assert isinstance(below, dict)  # noqa: S101 - ids of cells are paths of one tree
            here = below
        here[last] = _value(value)
    document = {
        "version": VERSION,
        "agency": {"id": agency.id, "name": agency.name},
        "year": report.year,
        "scope": report.scope,
        "edition": report.edition,
        "form": form.citation.number,
        "title": report.title,
        "published": report.published.isoformat() if report.published else None,
        "index_number": report.index_number,
        "figures": figures,
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _value(value: Value) -> object:
    if isinstance(value, Amount):
        return {"value": str(value.value), "unit": value.unit}
    return value
