"""The portal: which files are content, which agencies and reports there are, and every URL."""

from generator.portal.discover import Entry, EntryKind, Found, ReportFiles, discover, is_agency_name
from generator.portal.model import Attachment, Page, PageKind, Portal, Summary, assemble, summary
from generator.portal.urls import (
    agency_url,
    file_of,
    relative,
    report_url,
    table_url,
    year_url,
)

__all__ = [
    "Attachment",
    "Entry",
    "EntryKind",
    "Found",
    "Page",
    "PageKind",
    "Portal",
    "ReportFiles",
    "Summary",
    "agency_url",
    "assemble",
    "discover",
    "file_of",
    "is_agency_name",
    "relative",
    "report_url",
    "summary",
    "table_url",
    "year_url",
]
