"""Links and pictures in the narrative lead to something that the site has."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from generator.check.subject import Subject
from generator.diagnostic import Address, Diagnostic
from generator.portal import report_url


def dead_links(subject: Subject) -> Iterator[Diagnostic]:
    """A link inside the site, or a picture, that leads nowhere."""
    if subject.narrative is None:
        return
    page = report_url(subject.report.agency, subject.report.slug)
    file = subject.filing.file.removesuffix(".yml") + ".md"
    for link in subject.narrative.links:
        parts = urlsplit(link.target)
        if parts.scheme or parts.netloc or not parts.path:
            continue
        target = unquote(parts.path)
        reached = posixpath.normpath(posixpath.join("/", page, target)).lstrip("/")
        folder = f"{reached}/" if reached else ""
        if reached in subject.urls or (not link.image and folder in subject.urls):
            continue
        at = Address(file=file, line=link.line, column=1)
        yield Diagnostic(rule="link.dead", at=at, args={"target": unquote(link.target)})
