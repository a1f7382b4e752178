"""What can be downloaded beside a report, and where it stands."""

from __future__ import annotations

import json
from dataclasses import dataclass

from generator.form import Form
from generator.site import Site

MEDIA = {
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
}
"""The media type of each format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file that can be downloaded."""

    path: str
    """Where it stands, from the report's page."""
    format: str
    """Its format: its file's ending."""
    table: str = ""
    """Id of the table that it holds; empty where it holds the whole report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFile:
    """What is known of a file that can be downloaded."""

    path: str
    """Where it stands, from the page or folder in question."""
    size: int
    """In bytes."""
    sha256: str
    """In hexadecimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What lists of data say of a report's files."""

    updated: str | None
    """The day of its publication or last correction; ``None`` where none is known."""
    files: tuple[HeldFile, ...]
    """What can be downloaded, from the report's page."""
    correction: str = ""
    """The last correction in words; empty where there is none."""

    def packed(self) -> bytes:
        """The same as bytes, short enough to be its own digest."""
        files = [(file.path, file.size, file.sha256) for file in self.files]
        return json.dumps([self.updated, files, self.correction]).encode()


def unpacked(raw: bytes) -> Record:
    """The record that was packed."""
    updated, files, correction = json.loads(raw)
    return Record(
        updated=updated,
        correction=correction,
        files=tuple(HeldFile(path=path, size=size, sha256=sha) for path, size, sha in files),
    )


def downloads(site: Site, form: Form) -> tuple[Download, ...]:
    """What there is beside a report of a form.

    A table's file stands in the table's folder: an attachment beside the report may have any name.
    """
    whole = [name for name in ("json", "csv", "xlsx", "docx") if site.offers(name)]
    tables = form.tables if site.offers("csv") else ()
    return (
        *(Download(path=f"report.{name}", format=name) for name in whole),
        *(
            Download(path=f"{table.id.replace('_', '-')}/table.csv", format="csv", table=table.id)
            for table in tables
        ),
    )
