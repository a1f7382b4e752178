"""``report.json``: one report's facts and figures."""

from __future__ import annotations

import json
from collections.abc import Mapping

from generator.form import Form
from generator.portal import Past
from generator.report import Agency, Amount, Correction, Report, Value, Waiver

VERSION = 1
"""Raised when a program that reads the older shape would misread the newer one."""

_SLOT = "\x00"


def prepare_json(form: Form) -> str:
    """The figures of a form as JSON by the ids of table, rows and columns, a ``%s`` for each."""
    tree: dict[str, object] = {}
    for cell in form.cells:
        *above, last = cell.id.split("/")
        here = tree
        for name in above:
            below = here.setdefault(name, {})
            assert isinstance(below, dict)  # noqa: S101 - ids of cells are paths of one tree
            here = below
        here[last] = _SLOT
    text = json.dumps(tree, ensure_ascii=False, indent=1)
    return text.replace("%", "%%").replace(json.dumps(_SLOT), "%s")


def report_json(
    report: Report,
    agency: Agency,
    form: Form,
    prepared: str,
    past: tuple[Past, ...] = (),
    now: Past | None = None,
) -> bytes:
    """A report as JSON, its figures filled into what ``prepare_json`` made of its form.

    ``past`` are the versions that were released before it, ``now`` is itself as it was released.
    A count is a number, an amount an object with its digits as text, and ``null`` is "not filed".
    """
    facts: Mapping[str, object] = {
        "version": VERSION,
        "agency": {"id": agency.id, "name": agency.name},
        "year": report.year,
        "scope": report.scope,
        "edition": report.edition,
        "form": form.citation.number,
        "title": report.title,
        "published": report.published.isoformat() if report.published else None,
        "index_number": report.index_number,
        "waivers": [_waiver(waiver, form) for waiver in report.waivers],
        "corrections": [_correction(item, form) for item in report.corrections],
        "release": _version(now) if now else None,
        "versions": [{**_version(item), "url": f"versions/{item.number}/"} for item in past],
    }
    head = json.dumps(facts, ensure_ascii=False, indent=1).removesuffix("\n}")
    figures = prepared % tuple([plain_value(value) for value in report.figures])
    return f'{head},\n "figures": {figures}\n}}\n'.encode()


def _waiver(waiver: Waiver, form: Form) -> Mapping[str, object]:
    """An explanation, its cells by the ids that the figures stand under."""
    ids = {cell: form.cell_by_address[cell].id for cell in waiver.cells}
    return {
        "rule": waiver.rule,
        "reason": waiver.reason,
        "cells": list(ids.values()),
        "seen": {ids[cell]: json.loads(str(plain_value(value))) for cell, value in waiver.seen},
    }


def _correction(item: Correction, form: Form) -> Mapping[str, object]:
    """A correction, its cells by the ids that the figures stand under."""
    return {
        "date": item.day.isoformat(),
        "reason": item.reason,
        "cells": {
            form.cell_by_address[change.cell].id: {
                "was": json.loads(str(plain_value(change.was))),
                "now": json.loads(str(plain_value(change.now))),
            }
            for change in item.changes
            if change.cell in form.cell_by_address
        },
        "words": [
            {"section": part.section, "was": part.was, "now": part.now} for part in item.words
        ],
    }


def _version(item: Past) -> Mapping[str, object]:
    return {"version": item.number, "date": item.day, "digest": item.digest}


def plain_value(value: Value) -> str | int:
    """A figure as it stands in JSON."""
    if value is None:
        return "null"
    if isinstance(value, Amount):
        return json.dumps({"value": str(value.value), "unit": value.unit}, ensure_ascii=False)
    return value
