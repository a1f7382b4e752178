"""Numbers that name a person, in what is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.check.subject import Subject
from generator.diagnostic import Address, DataPath, Diagnostic
from generator.privacy import Kind, Sighting, digits, sightings

_RULES = {
    Kind.CITIZEN: "privacy.citizen-id",
    Kind.MOBILE: "privacy.mobile",
    Kind.CARD: "privacy.bank-card",
}
_CHILD = 5
"""Years before the report within which a date in a number is that of a serial, not of a birth."""
_PLAIN = (".csv", ".txt")
_GAPS = 6
"""So many characters may stand between the digits of a number in an attachment."""


def personal_numbers(subject: Subject) -> Iterator[Diagnostic]:
    """A citizen's number, a mobile number or a bank card in the narrative or beside the figures."""
    if subject.narrative is not None:
        file = subject.filing.file.removesuffix(".yml") + ".md"
        text = "\n".join(subject.narrative.source)
        for found in _sightings(subject, text):
            before = text.count("\n", 0, found.start)
            column = found.start - text.rfind("\n", 0, found.start)
            width = min(found.end, (text + "\n").index("\n", found.start)) - found.start
            yield _finding(Address(file=file, line=before + 1, column=column, width=width), found)
    for path, text in _texts(subject):
        for found in _sightings(subject, text):
            yield _finding(replace(subject.at, path=path), found)


def is_text(path: str) -> bool:
    """Whether an attachment is plain text by its name."""
    return path.lower().endswith(_PLAIN)


def attached_numbers(subject: Subject, path: str, raw: bytes) -> Iterator[Diagnostic]:
    """The same in an attachment that is plain text.

    A row of figures is no number: only one whose digits stand together, or in few groups, counts.
    """
    for number, line in enumerate(_decoded(raw).split("\n"), 1):
        for found in _sightings(subject, line):
            width = found.end - found.start
            if width <= len(found.number) + _GAPS:
                at = Address(file=path, line=number, column=found.start + 1, width=width)
                yield _finding(at, found)


def _decoded(raw: bytes) -> str:
    """Text as spreadsheets save it: UTF-8, or else the Chinese code page."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _sightings(subject: Subject, text: str) -> list[Sighting]:
    """The numbers of a text that name a person and are no office's."""
    found = sightings(text, born_by=subject.report.year - _CHILD)
    public = _public(subject) if found else frozenset()
    return [item for item in found if item.number not in public]


def _finding(at: Address, found: Sighting) -> Diagnostic:
    return Diagnostic(rule=_RULES[found.kind], at=at, args={"found": found.masked})


def _texts(subject: Subject) -> Iterator[tuple[DataPath, str]]:
    """What a report's file publishes besides its figures, with the address of each text."""
    report = subject.report
    yield ("title",), report.title
    for index, waiver in enumerate(report.waivers):
        yield ("waivers", index, "reason"), waiver.reason
    for index, correction in enumerate(report.corrections):
        yield ("corrections", index, "reason"), correction.reason
        for place, part in enumerate(correction.words):
            yield ("corrections", index, "words", place, "was"), part.was
            yield ("corrections", index, "words", place, "now"), part.now


def _public(subject: Subject) -> frozenset[str]:
    """Numbers that the site or an agency publishes as an office's."""
    contacts = [agency.contact for agency in (subject.agency, *subject.above)]
    contacts += [subject.report.contact] if subject.report.contact else []
    phones = [contact.phone for contact in contacts if contact.phone]
    return frozenset(digits(text) for text in (*phones, *subject.site.public_numbers))
