"""Markdown to passages by the form's sections."""

from __future__ import annotations

from generator.diagnostic import Diagnostic
from generator.form import Form
from generator.narrative import plain
from generator.narrative.addresses import prove_addresses
from generator.narrative.reading import Reading
from generator.narrative.sections import passages
from generator.report import Narrative
from generator.source import plain_text

MAX_BYTES = 256 << 10
"""A longer narrative is refused; the longest real one seen is a tenth of it."""


def read(raw: bytes, file: str, form: Form) -> tuple[Narrative, tuple[Diagnostic, ...]]:
    """A report's narrative, split by the sections of its form. Nothing is raised for any bytes.

    Plain prose takes a short way; tests prove that both ways give the same.
    """
    text, refused = plain_text(raw, file, limit=MAX_BYTES)
    if text is None:
        return Narrative(), refused
    text = text.replace("\r\n", "\n")
    reading = Reading(file, text.split("\n"))
    stretches = plain.stretches(reading, text)
    if stretches is None:
        from generator.narrative import full  # markdown-it-py, for the files that need it

        reading = Reading(file, reading.lines)
        stretches = full.stretches(reading, text)
    if reading.slots or reading.claims:
        prove_addresses(reading, form)
    narrative = Narrative(
        passages=tuple(passages(reading, stretches, form)),
        links=tuple(reading.links),
        claims=tuple(reading.claims),
        source=tuple(reading.lines),
    )
    return narrative, tuple(reading.findings)
