"""Editions of forms: the shipped ones, one of a country that does not exist, and a tiny one."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from generator import form, source
from generator.form import Form

HERE = Path(__file__).parent
FICTIONIA = (HERE / "fictionia.yml").read_bytes()


def data(edition: str) -> dict[str, Any]:
    """The plain data of a shipped edition, fresh, so that a test may change it."""
    raw = (files("generator") / "forms" / f"cn-{edition}.yml").read_bytes()
    return _plain(raw)


def _plain(raw: bytes) -> dict[str, Any]:
    read = source.read(raw, "form.yml")
    assert read.data is not None, read.diagnostics
    return dict(read.data)


@cache
def shipped(edition: str) -> Form:
    """A shipped edition, loaded."""
    return form.load(data(edition))


@cache
def fictionia(more: str = "") -> Form:
    """The invented edition, loaded; ``more`` goes on with its last table."""
    return form.load(_plain(FICTIONIA + more.encode()))


def both() -> dict[str, Form]:
    """The shipped editions by name, as the pipeline hands them to decoders."""
    return {edition: shipped(edition) for edition in ("2021", "2019")}


def tiny() -> dict[str, Any]:
    """The plain data of the smallest edition that loads: one table, two rows, one column."""
    return {
        "edition": "tiny",
        "language": "en",
        "name": "A tiny form",
        "citation": {"number": "1"},
        "years": {"first": "2000"},
        "sections": [{"id": "only", "title": "Only", "heading": "Only", "table": "counts"}],
        "tables": [
            {
                "id": "counts",
                "key": "Counts",
                "number": "1",
                "label": "All counts",
                "blocks": [tiny_block()],
            }
        ],
    }


def tiny_block() -> dict[str, Any]:
    """The only block of ``tiny``."""
    return {
        "id": "counts",
        "number": "1",
        "label": "Counts",
        "stub": "Kind",
        "rows": [
            {"id": "apples", "key": "Apples", "label": "Apples"},
            {"id": "pears", "key": "Pears", "label": "Pears"},
        ],
        "columns": [{"id": "total", "key": "Total", "label": "Total", "total": "yes"}],
    }
