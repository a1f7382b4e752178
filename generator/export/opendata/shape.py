"""``schema.json``: what a ``report.json`` holds, as JSON Schema (2020-12)."""

from __future__ import annotations

from typing import Any

from generator.export.json import VERSION
from generator.export.opendata.holdings import Holdings, dumped
from generator.form import Cell, Form, Measure
from generator.report import Scope

_TEXT = {"type": "string"}
_MAYBE_TEXT = {"type": ["string", "null"]}
_SHAPES: dict[Measure, dict[str, Any]] = {
    Measure.COUNT: {"type": ["integer", "null"], "minimum": 0},
    Measure.CHANGE: {"type": ["integer", "null"]},
    Measure.AMOUNT: {
        "type": ["object", "null"],
        "properties": {
            "value": {"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$"},
            "unit": _MAYBE_TEXT,
        },
        "required": ["value", "unit"],
        "additionalProperties": False,
    },
}
_WAIVER: dict[str, Any] = {
    "rule": _TEXT,
    "reason": _TEXT,
    "cells": {"type": "array", "items": _TEXT},
    "seen": {
        "type": "object",
        "additionalProperties": {"anyOf": [_SHAPES[Measure.CHANGE], _SHAPES[Measure.AMOUNT]]},
    },
}
_FIGURE: dict[str, Any] = {"anyOf": [_SHAPES[Measure.CHANGE], _SHAPES[Measure.AMOUNT]]}
_DAY = {"type": "string", "format": "date"}
_VERSION: dict[str, Any] = {
    "version": {"type": "integer", "minimum": 1},
    "date": _DAY,
    "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
}


def report_schema(held: Holdings) -> bytes:
    """The schema of the reports of a site, with the figures of each edition in use."""
    editions = sorted(held.forms)
    names = {edition: f"edition-{number}" for number, edition in enumerate(editions, 1)}
    facts: dict[str, Any] = {
        "version": {"const": VERSION},
        "agency": _object({"id": _TEXT, "name": _TEXT}),
        "year": {"type": "integer"},
        "scope": {"enum": [str(scope) for scope in Scope]},
        "edition": {"enum": editions},
        "form": _TEXT,
        "title": _TEXT,
        "published": {"type": ["string", "null"], "format": "date"},
        "index_number": _MAYBE_TEXT,
        "waivers": {"type": "array", "items": _object(_WAIVER)},
        "corrections": {"type": "array", "items": _object(_correction())},
        "release": {**_object(_VERSION), "type": ["object", "null"]},
        "versions": {"type": "array", "items": _object({**_VERSION, "url": _TEXT})},
        "figures": {"type": "object"},
    }
    return dumped(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": held.site.name,
            **_object(facts),
            "allOf": [_when(edition, names[edition]) for edition in editions],
            "$defs": {names[edition]: _figures(held.forms[edition]) for edition in editions},
        }
    )


def _correction() -> dict[str, Any]:
    change = _object({"was": _FIGURE, "now": _FIGURE})
    return {
        "date": _DAY,
        "reason": _TEXT,
        "cells": {"type": "object", "additionalProperties": change},
        "words": {
            "type": "array",
            "items": _object({"section": _TEXT, "was": _TEXT, "now": _TEXT}),
        },
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _when(edition: str, name: str) -> dict[str, Any]:
    return {
        "if": {"properties": {"edition": {"const": edition}}},
        "then": {"properties": {"figures": {"$ref": f"#/$defs/{name}"}}},
    }


def _figures(form: Form) -> dict[str, Any]:
    """The tree of a form's figures by the ids of table, rows and columns."""
    return _level([(cell.id.split("/"), cell) for cell in form.cells])


def _level(cells: list[tuple[list[str], Cell]]) -> dict[str, Any]:
    below: dict[str, list[tuple[list[str], Cell]]] = {}
    for (name, *rest), cell in cells:
        below.setdefault(name, []).append((rest, cell))
    return _object({name: _branch(found) for name, found in below.items()})


def _branch(cells: list[tuple[list[str], Cell]]) -> dict[str, Any]:
    rest, cell = cells[0]
    if rest:
        return _level(cells)
    return {**_SHAPES[cell.measure], "title": cell.address}
