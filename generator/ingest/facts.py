"""What a document says of itself: title, agency, year, days, and where to ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.ingest.document import Block, Document, Paragraph, Place
from generator.ingest.findings import Findings, shown
from generator.ingest.fold import letters, narrow
from generator.ingest.parts import Part, Parts, unread
from generator.ingest.words import mapping, pattern
from generator.report import Contact

_PIECES = 3
"""A title is broken into so many paragraphs at most."""
_LONGEST_TITLE = 80
_LONGEST_LINE = 160
_BOTH = 2
"""So many parts of an address have to stand together for it to be certain that it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a document says of itself; what it does not say is ``None``."""

    title: str | None = None
    """The title as written."""
    agency: str | None = None
    """The agency's name, as the title has it."""
    year: int | None = None
    """The year of the title, else of the period that the figures cover."""
    period: tuple[date, date] | None = None
    """The period that the figures cover."""
    period_place: Place | None = None
    """Where that is said."""
    published: date | None = None
    """The day of publication."""
    index_number: str | None = None
    """索引号."""
    contact: Contact | None = None
    """Where to ask."""
    place: Place | None = None
    """Where the title stands, if there is one."""


def facts(document: Document, found: Parts, findings: Findings) -> Facts:
    """What a document says of itself. What is taken here is taken out of the prose."""
    said = _title(found.lead, findings)
    said = _lines(found, said, findings)
    words = [narrow(block.text) for block in _prose(found)]
    places = [block.place for block in _prose(found)]
    periods = ((_period(text), place) for text, place in zip(words, places, strict=True))
    period, where = next((item for item in periods if item[0]), (None, None))
    year = said.year or (period[0].year if period and period[0].year == period[1].year else None)
    return replace(
        said,
        period=period,
        period_place=where,
        year=year,
        published=said.published or _of_page(document),
        contact=next(filter(None, (_contact(text, said.agency) for text in words)), None),
    )


def _prose(found: Parts) -> Iterable[Paragraph]:
    for part in (found.lead, *found.sections):
        yield from (block for block in part.prose if isinstance(block, Paragraph))


def _title(lead: Part, findings: Findings) -> Facts:
    """The title: the first paragraphs that read like one. What stands before it is told.

    One that names its agency is looked for first: the name often has a line of its own.
    """
    blocks = lead.prose
    for whole in (True, False):
        for last in range(1, len(blocks) + 1):
            for count in range(1, min(_PIECES, last) + 1):
                said = _as_title(blocks[last - count : last])
                if said is not None and (said.agency or not whole):
                    unread("before", blocks[: last - count], findings)
                    del blocks[:last]
                    return said
    return Facts()


def _as_title(pieces: Sequence[Block]) -> Facts | None:
    """The title that paragraphs make together."""
    texts = [piece.text for piece in pieces if isinstance(piece, Paragraph)]
    title = " ".join("".join(texts).split())
    words = narrow(title)
    if len(texts) < len(pieces) or len(words) > _LONGEST_TITLE:
        return None
    match = pattern("title").match(words)
    if not match or not pattern("title_ends").search(words):
        return None
    digits = mapping("digits")
    return Facts(
        title=title,
        agency=match["agency"] or None,
        year=int("".join(digits.get(char, char) for char in match["year"])),
        place=pieces[0].place,
    )


def _lines(found: Parts, said: Facts, findings: Findings) -> Facts:
    """Facts in lines of their own, before the first section or at the very end."""
    rest: list[Block] = []
    for block in found.lead.prose:
        taken = _line(block, said) if isinstance(block, Paragraph) else None
        if taken is None:
            rest.append(block)
            continue
        said, left = taken
        if letters(left):
            findings.add("ingest.unread", "line", block.place, found=shown(left))
    found.lead.prose[:] = rest
    last = found.sections[-1].prose if found.sections else []
    while last and isinstance(last[-1], Paragraph):
        taken = _line(last[-1], said)
        if taken is None or letters(taken[1]):
            break
        said = taken[0]
        del last[-1]
    return said


def _line(block: Paragraph, said: Facts) -> tuple[Facts, str] | None:
    """The facts in a line, with what else it says; ``None`` where it states none."""
    text = narrow(block.text)
    if len(text) > _LONGEST_LINE or pattern("sentence").search(text):
        return None
    published = pattern("published").search(text)
    number = pattern("index_number").search(text)
    day = _day(published) if published else None
    if day is not None and published and said.published is None:
        said = replace(said, published=day)
        text = text.replace(published[0], " ", 1)
    if number is not None and said.index_number is None:
        said = replace(said, index_number=number["number"])
        text = text.replace(number[0], " ", 1)
    return (said, text) if len(text) < len(narrow(block.text)) else None


def only_facts(block: Paragraph) -> bool:
    """Whether a line states facts and nothing else."""
    taken = _line(block, Facts())
    return taken is not None and not letters(taken[1])


def _day(match: re.Match[str], suffix: str = "") -> date | None:
    try:
        return date(*(int(match[f"{part}{suffix}"]) for part in "ymd"))
    except ValueError:
        return None


def _of_page(document: Document) -> date | None:
    """The day of publication among what a web page states about itself."""
    for name, value in document.stated:
        if pattern("page_dates").fullmatch(name):
            match = pattern("page_date").match(value)
            return _day(match) if match else None
    return None


def _period(text: str) -> tuple[date, date] | None:
    match = pattern("period").search(text)
    if match is None:
        return None
    first, last = _day(match, "1"), _day(match, "2")
    return (first, last) if first and last else None


def _contact(text: str, agency: str | None) -> Contact | None:
    """Where to ask, as a paragraph tells it; one detail alone may be somebody else's."""
    said = {}
    for name in ("office", "address", "postcode", "phone", "email"):
        match = pattern(name).search(text)
        if match is not None:
            said[name] = match[name]
    if len(said) < _BOTH or not {"address", "phone", "email"} & said.keys():
        return None
    office = said.get("office", "").removeprefix(agency or "")
    if "office" in said:
        said["office"] = office
    return Contact(**{name: value for name, value in said.items() if value})
