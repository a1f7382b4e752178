"""The tables of ``data/v1/`` described twice: as a Data Package (v2) and as CSV on the Web."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.export.csv import LEAN
from generator.export.json import VERSION
from generator.export.opendata.holdings import Holdings, dumped
from generator.export.opendata.lists import CELLS, REPORTS
from generator.export.words import phrase

_PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"
_RESOURCE = "https://datapackage.org/profiles/2.0/dataresource.json"
_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
_CSVW = "http://www.w3.org/ns/csvw"
_TYPES: Mapping[str, str] = {"year": "year", "published": "date", "value": "number"}
"""The type of each column that is no text."""
_AS_CSVW: Mapping[str, str] = {"string": "string", "year": "gYear", "date": "date"} | {
    "number": "decimal"
}
_OPTIONAL = frozenset(
    {"region", "published", "unit", "value", "row", "column", "row_en", "column_en"}
)
"""The columns in which nothing may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    path: str
    columns: Sequence[str]
    key: Sequence[str]
    title: str
    years: bool = False


def _tables(held: Holdings) -> Iterator[_Table]:
    said = held.site.language
    reports, cells = ("agency", "report"), ("edition", "cell")
    yield _Table(path="reports.csv", columns=REPORTS, key=reports, title=phrase(said, "reports"))
    yield _Table(path="cells.csv", columns=CELLS, key=cells, title=phrase(said, "cells"))
    for path in held.files:
        year = path.rpartition("/")[2].removesuffix(".csv")
        if path.startswith("years/"):
            title = phrase(said, "figures", year=year)
            yield _Table(path=path, columns=LEAN, key=LEAN[:3], title=title, years=True)


def datapackage(held: Holdings) -> bytes:
    """``datapackage.json``: what the tables hold, with the digest of each."""
    return dumped(
        {
            "$schema": _PACKAGE,
            "name": "annual-reports",
            "title": held.site.name,
            "version": str(VERSION),
            "resources": [_resource(held, table) for table in _tables(held)],
        }
    )


def _resource(held: Holdings, table: _Table) -> Mapping[str, object]:
    file = held.files[table.path]
    schema: dict[str, object] = {
        "$schema": _SCHEMA,
        "fields": [_field(held, column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    if table.years:
        there = {"resource": "reports", "fields": ["agency", "report"]}
        schema["foreignKeys"] = [{"fields": ["agency", "report"], "reference": there}]
    stem = table.path.removesuffix(".csv")
    return {
        "$schema": _RESOURCE,
        "name": stem.replace("years/", "figures-"),
        "title": table.title,
        "type": "table",
        "path": table.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": schema,
    }


def _field(held: Holdings, column: str) -> Mapping[str, object]:
    field: dict[str, object] = {
        "name": column,
        "title": phrase(held.site.language, f"column.{column}"),
        "type": _TYPES.get(column, "string"),
    }
    return field if column in _OPTIONAL else {**field, "constraints": {"required": True}}


def csvw(held: Holdings) -> bytes:
    """``csv-metadata.json``: the same for CSV on the Web."""
    language = held.site.language
    return dumped(
        {
            "@context": [_CSVW, {"@language": language}],
            "tables": [_table(held, table) for table in _tables(held)],
        }
    )


def _table(held: Holdings, table: _Table) -> Mapping[str, object]:
    schema: dict[str, object] = {
        "columns": [_column(held, column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    if table.years:
        there = {"resource": "reports.csv", "columnReference": ["agency", "report"]}
        schema["foreignKeys"] = [{"columnReference": ["agency", "report"], "reference": there}]
    return {"url": table.path, "dc:title": table.title, "tableSchema": schema}


def _column(held: Holdings, column: str) -> Mapping[str, object]:
    return {
        "name": column,
        # The first title is what stands in the file; the second says it in the site's language.
        "titles": {"und": [column]},
        "dc:description": phrase(held.site.language, f"column.{column}"),
        "datatype": _AS_CSVW[_TYPES.get(column, "string")],
        "required": column not in _OPTIONAL,
    }
