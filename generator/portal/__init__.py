"""The portal: which files are content, which agencies and reports there are, and every URL."""

from generator.portal.discover import Entry, EntryKind, Found, ReportFiles, discover, is_agency_name
from generator.portal.downloads import MEDIA, Download, HeldFile, Record, downloads, unpacked
from generator.portal.model import (
    Attachment,
    Page,
    PageKind,
    PlainSummary,
    Portal,
    Summary,
    assemble,
    broken_parents,
    filed_twice,
    from_plain,
    summary,
)
from generator.portal.parts import Part, parts
from generator.portal.urls import (
    agency_url,
    checks_url,
    file_of,
    parts_url,
    relative,
    report_url,
    table_url,
    year_url,
)

__all__ = [
    "MEDIA",
    "Attachment",
    "Download",
    "Entry",
    "EntryKind",
    "Found",
    "HeldFile",
    "Page",
    "PageKind",
    "Part",
    "PlainSummary",
    "Portal",
    "Record",
    "ReportFiles",
    "Summary",
    "agency_url",
    "assemble",
    "broken_parents",
    "checks_url",
    "discover",
    "downloads",
    "file_of",
    "filed_twice",
    "from_plain",
    "is_agency_name",
    "parts",
    "parts_url",
    "relative",
    "report_url",
    "summary",
    "table_url",
    "unpacked",
    "year_url",
]
