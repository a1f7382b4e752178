"""Lists for programs: every report with its files, every agency, every cell of the forms."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from generator.export.csv import written
from generator.export.json import VERSION
from generator.export.opendata.holdings import Entry, Holdings
from generator.form import Cell, Form
from generator.portal import Record, Summary, report_url
from generator.report import Agency

REPORTS = (
    *("agency", "name", "region", "kind", "report", "year", "scope", "edition"),
    *("title", "published", "page"),
)
"""The columns of ``reports.csv``."""
CELLS = (
    *("edition", "cell", "id", "table", "block", "row", "column"),
    *("row_en", "column_en", "measure", "unit"),
)
"""The columns of ``cells.csv``."""
_UP = "../../"
"""From ``data/v1/`` to the root of the site."""


def index_json(held: Holdings, listed: Iterable[str]) -> bytes:
    """Every agency with its reports, of each ``agency_listing``; addresses are from this file."""
    head = {"version": VERSION, "name": held.site.name, "schema": "schema.json"}
    start = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    agencies = ",\n".join(listed)
    return f'{start},\n "agencies": [\n{agencies}\n ]\n}}\n'.encode()


def agency_listing(agency: Agency, reports: Iterable[tuple[Summary, Record]]) -> str:
    """An agency and its reports in ``index.json``, each report on a line of its own.

    Files of single tables are not in it: they show again what those of the report have.
    """
    facts = {
        "id": agency.id,
        "name": agency.name,
        "kind": agency.kind,
        "region": agency.region,
        "parent": agency.parent,
        "page": f"{_UP}{agency.id}/index.html",
    }
    start = _line(facts).removesuffix("}")
    lines = ",\n   ".join(_line(_report(item, record)) for item, record in reports)
    return f'  {start}, "reports": [\n   {lines}\n  ]}}'


def _report(item: Summary, record: Record) -> dict[str, object]:
    url = report_url(item.agency, item.slug)
    return {
        "report": item.slug,
        "year": item.year,
        "scope": str(item.scope),
        "edition": item.edition,
        "title": item.title,
        "updated": record.updated,
        "folder": f"{_UP}{url}",
        "files": {
            file.path: {"size": file.size, "sha256": file.sha256}
            for file in record.files
            if "/" not in file.path
        },
    }


def _line(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def reports_csv(agencies: Mapping[str, Agency], entries: Iterable[Entry]) -> bytes:
    """Every report on a line."""
    return written((REPORTS, *_report_rows(agencies, entries))).encode()


def _report_rows(
    agencies: Mapping[str, Agency], entries: Iterable[Entry]
) -> Iterator[tuple[str, ...]]:
    for entry in entries:
        item, agency = entry.summary, agencies[entry.summary.agency]
        day = item.published.isoformat() if item.published else ""
        yield (
            *(agency.id, agency.name, agency.region or "", agency.kind, item.slug, str(item.year)),
            *(str(item.scope), item.edition, item.title, day, f"{_UP}{entry.url}index.html"),
        )


def cells_csv(held: Holdings) -> bytes:
    """Every cell of the editions in use: what it is called, and what is counted in it."""
    forms = (held.forms[name] for name in sorted(held.forms))
    rows = (_cell_row(form, cell) for form in forms for cell in form.cells)
    return written((CELLS, *rows)).encode()


def _cell_row(form: Form, cell: Cell) -> tuple[str, ...]:
    block = next(item for item in form.table(cell.table).blocks if item.id == cell.block)
    return (
        *(form.edition, cell.address, cell.id, cell.table, cell.block),
        "/".join(header.label.text for header in cell.row),
        "/".join(header.label.text for header in cell.column),
        "/".join(header.label.english for header in cell.row),
        "/".join(header.label.english for header in cell.column),
        str(cell.measure),
        block.unit.text if block.unit else "",
    )
