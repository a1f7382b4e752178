"""The media type of every kind of file that a site may hold."""

from __future__ import annotations

from collections.abc import Mapping

MEDIA: Mapping[str, str] = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "jsonl": "application/x-ndjson; charset=utf-8",
    "jsonld": "application/ld+json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "ico": "image/x-icon",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "wps": "application/vnd.ms-works",
    "et": "application/octet-stream",
    "rtf": "application/rtf",
    "zip": "application/zip",
    "bin": "application/octet-stream",
    "sig": "application/octet-stream",
    "minisig": "text/plain; charset=utf-8",
}
"""By ending, without the dot; whatever is text says that it is UTF-8."""


NAMED: Mapping[str, str] = {"_headers": "text/plain; charset=utf-8"}
"""Of files that have no ending."""


def media_type(path: str) -> str | None:
    """The media type of a file by its name; ``None`` for a kind that no site of ours holds."""
    name = path.rpartition("/")[2]
    return MEDIA.get(name.rpartition(".")[2].lower()) or NAMED.get(name)
