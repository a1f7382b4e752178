"""Which reader takes which file, and what is said of a file that none takes."""

from __future__ import annotations

from generator.diagnostic import Address, Diagnostic
from generator.ingest.document import Document, Paragraph

_REFUSED = {
    ".doc": "doc",
    ".dot": "doc",
    ".rtf": "doc",
    ".odt": "doc",
    ".wps": "wps",
    ".wpt": "wps",
    ".pdf": "pdf",
    ".ofd": "pdf",
    ".ceb": "pdf",
    ".jpg": "picture",
    ".jpeg": "picture",
    ".png": "picture",
    ".tif": "picture",
    ".tiff": "picture",
    ".gif": "picture",
    ".bmp": "picture",
    ".xls": "sheet",
    ".xlsx": "sheet",
    ".et": "sheet",
}
"""Kinds of files that cannot be read, by ending, and the message that says what to do instead."""
_SIGNATURES = {b"%PDF": "pdf", b"\xd0\xcf\x11\xe0": "doc", b"{\\rtf": "doc"}
"""How such files begin, whatever they are called."""
ENDINGS = (".txt", ".html", ".htm", ".docx")
"""The files that can be read."""
MAX_BYTES = 32 << 20
"""A larger file is refused; no report without pictures comes near."""
_MAX_PIECES = 5000
"""A document of more paragraphs and cells is refused: a report has some 500, and lines that are
compared cost the square of their number."""


def read(raw: bytes, file: str) -> Document | Diagnostic:
    """The document in a file's bytes, or why there is none. Nothing is raised for any bytes."""
    ending = _ending(file)
    refused = _REFUSED.get(ending) or next(
        (kind for start, kind in _SIGNATURES.items() if raw.startswith(start)), None
    )
    if refused is not None:
        return _refusal(file, refused)
    if ending not in ENDINGS:
        return _refusal(file, "unknown")
    if len(raw) > MAX_BYTES:
        return _refusal(file, "large")
    found = _read(raw, file, ending)
    return _refusal(file, "large") if _pieces(found) > _MAX_PIECES else found


def _pieces(found: Document | Diagnostic) -> int:
    """How many paragraphs and cells a document has."""
    blocks = found.blocks if isinstance(found, Document) else ()
    return sum(1 if isinstance(block, Paragraph) else sum(map(len, block.rows)) for block in blocks)


def _ending(file: str) -> str:
    _, dot, ending = file.rpartition("/")[2].rpartition(".")
    return f"{dot}{ending.lower()}"


def _read(raw: bytes, file: str, ending: str) -> Document | Diagnostic:
    if ending == ".txt":
        from generator.ingest import text

        return text.read(raw, file)
    try:
        if ending == ".docx":
            from generator.ingest import docx

            return docx.read(raw, file) or _refusal(file, "broken")
        from generator.ingest import html

        return html.read(raw, file)
    except ModuleNotFoundError as error:
        if error.name != "lxml":
            raise
        return _refusal(file, "package")


def _refusal(file: str, variant: str) -> Diagnostic:
    return Diagnostic(rule="ingest.format", variant=variant, at=Address(file=file))
