"""Tables that were published as a picture or a document only."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.subject import Subject
from generator.diagnostic import Diagnostic

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".ofd", ".doc", ".docx", ".wps")


def tables_as_pictures(subject: Subject) -> Iterator[Diagnostic]:
    """A report without a single figure that has a picture or a document beside it."""
    if any(value is not None for value in subject.report.figures):
        return
    shown = [path for path in subject.attachments if path.lower().endswith(_PICTURES)]
    if shown:
        args: dict[str, str | int] = {"file": shown[0].rpartition("/")[2], "count": len(shown)}
        yield Diagnostic(rule="form.picture", at=subject.at, args=args)
