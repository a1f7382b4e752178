"""One report and one agency: from the bytes of their files to records and findings."""

from __future__ import annotations

from collections.abc import Mapping

from generator import decode, narrative, source
from generator.check import Filing
from generator.diagnostic import Address, Diagnostic
from generator.form import Form
from generator.portal import ReportFiles
from generator.report import Agency, Narrative


def unreadable(file: str, reason: str) -> Diagnostic:
    """The finding that a file cannot be read."""
    args = {"reason": reason}
    return Diagnostic(rule="site.file", variant="unreadable", at=Address(file=file), args=args)


def read_filing(
    data: Mapping[str, object], files: ReportFiles, forms: Mapping[str, Form]
) -> tuple[Filing | None, tuple[Diagnostic, ...]]:
    """A report's record from the data of its file; ``None`` where no form applies."""
    decoded = decode.report(
        data, agency=files.agency, slug=files.slug, forms=forms, file=files.figures
    )
    if decoded.report is None:
        return None, decoded.diagnostics
    filing = Filing(report=decoded.report, file=files.figures, places=decoded.places)
    return filing, decoded.diagnostics


def read_narrative(raw: bytes, file: str, form: Form) -> tuple[Narrative, tuple[Diagnostic, ...]]:
    """A report's prose from its Markdown file."""
    return narrative.read(raw, file, form)


def agency_file(agency: str) -> str:
    """The file that describes an agency."""
    return f"content/{agency}/agency.yml"


def read_agency(
    raw: bytes, agency: str, parent: str | None
) -> tuple[Agency, tuple[Diagnostic, ...]]:
    """An agency from its file; one that cannot be read keeps its id for a name."""
    file = agency_file(agency)
    parsed = source.read(raw, file)
    if parsed.data is None:
        stand_in = {"name": agency, "kind": "department"}
        record, _ = decode.agency(stand_in, id=agency, parent=parent, file=file)
        return record, parsed.diagnostics
    record, findings = decode.agency(parsed.data, id=agency, parent=parent, file=file)
    return record, (*parsed.diagnostics, *findings)


def nearest_above(agency: str, known: Mapping[str, object]) -> str | None:
    """The id of the nearest agency above one in the folder tree."""
    above = agency.rpartition("/")[0]
    while above and above not in known:
        above = above.rpartition("/")[0]
    return above or None
