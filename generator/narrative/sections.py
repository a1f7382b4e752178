"""Stretches of prose to the form's sections."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from generator.form import Form, Section
from generator.narrative.reading import SLOT_MARK, Reading, Stretch
from generator.report import Passage, Slot

_NUMERAL = re.compile(
    r"\s*(?:第?[一二三四五六七八九十百〇○0-9０-９]+[、.．,，:：)）]|[（(][一二三四五六七八九十0-9]+[)）])\s*"
)


def passages(reading: Reading, stretches: Iterable[Stretch], form: Form) -> Iterator[Passage]:
    """Each section's prose, in the file's order; a section that is not the form's is told."""
    order = [section.id for section in form.sections]
    latest, seen = -1, dict[str, int]()
    for stretch in stretches:
        if stretch.heading is None:
            if stretch.html:
                yield _passage("", stretch)
            continue
        section = _match(stretch.heading, form)
        if section is None:
            _unknown_section(reading, stretch.heading, stretch.line, form)
            continue
        if section.id in seen:
            reading.add(
                "narrative.section",
                "twice",
                stretch.line,
                section=stretch.heading,
                first=seen[section.id],
            )
            continue
        seen[section.id] = stretch.line
        place = order.index(section.id)
        if section.required and not stretch.html:
            heading = section.heading.text
            reading.add("narrative.missing", "empty", stretch.line, section=heading)
        if place < latest:
            reading.add("narrative.section", "order", stretch.line, section=stretch.heading)
        latest = max(latest, place)
        yield _passage(section.id, stretch)
    _absent(reading, form, seen)


def _absent(reading: Reading, form: Form, seen: dict[str, int]) -> None:
    for section in form.sections:
        if section.required and section.id not in seen:
            last = max(len(reading.lines), 1)
            reading.add("narrative.missing", "default", last, section=section.heading.text)


@lru_cache(maxsize=512)
def fold(words: str) -> str:
    """Words as titles are compared: without numeral, blanks and differences of width."""
    bare = _NUMERAL.sub("", words, count=1) if _NUMERAL.match(words) else words
    return re.sub(r"[\s，、,]+", "", unicodedata.normalize("NFKC", bare)).casefold()


def _match(heading: str, form: Form) -> Section | None:
    return _by_title(form).get(fold(heading))


@lru_cache(maxsize=32)
def _by_title(form: Form) -> Mapping[str, Section]:
    """The sections by every title that they may have, as ``fold`` gives it."""
    found: dict[str, Section] = {}
    for section in form.sections:
        titles = (section.title.text, section.heading.text, section.title.english, section.id)
        for title in titles:
            found.setdefault(fold(title), section)
    return found


def _unknown_section(reading: Reading, heading: str, line: int, form: Form) -> None:
    titles = [section.title.text for section in form.sections]
    meant = difflib.get_close_matches(fold(heading), titles, n=1, cutoff=0.4)
    known = "、".join(titles)
    if meant:
        reading.add("narrative.section", "meant", line, section=heading, meant=meant[0])
    else:
        reading.add("narrative.section", "unknown", line, section=heading, known=known)


def _passage(section: str, stretch: Stretch) -> Passage:
    parts: list[str | Slot] = []
    for index, part in enumerate(stretch.html.split(SLOT_MARK)):
        if index % 2:
            parts.append(Slot(address=part, line=stretch.line))
        elif part:
            parts.append(part)
    return Passage(section=section, html=tuple(parts), text=stretch.text, line=stretch.line)
