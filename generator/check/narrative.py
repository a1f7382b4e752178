"""Whether the narrative is there at all; what it lacks inside is told when it is read."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.subject import Subject
from generator.diagnostic import Diagnostic


def missing_narrative(subject: Subject) -> Iterator[Diagnostic]:
    """A report whose figures have no Markdown file beside them."""
    if subject.narrative is None:
        file = subject.filing.file.removesuffix(".yml") + ".md"
        args = {"file": file}
        yield Diagnostic(rule="narrative.missing", variant="file", at=subject.at, args=args)
