"""A correction in words, alike in every download."""

from __future__ import annotations

from collections.abc import Iterator

from generator.export.figures import shown
from generator.export.words import say
from generator.form import Form
from generator.report import PUBLISHED, TITLE, Correction, Report, Rewording, Value

_LONGEST = 300
"""Characters of a correction that lists repeat."""


def correction_lines(item: Correction, form: Form) -> Iterator[tuple[str, str]]:
    """The lines that tell of a correction: what each is, and its words."""
    day = item.day.isoformat()
    yield "correction", say(form, "correction", day=day, reason=item.reason)
    for change in item.changes:
        was, now = _figure(change.was, form), _figure(change.now, form)
        yield "change", say(form, "change", cell=change.cell, was=was, now=now)
    for part in item.words:
        yield "rewording", _words(part, form)


def correction_text(report: Report, form: Form) -> str:
    """The last correction of a report in a few words; empty where there is none."""
    if not report.corrections:
        return ""
    last = max(report.corrections, key=lambda item: item.day)
    text = say(form, "end").join(words for _, words in correction_lines(last, form))
    shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return say(form, "corrected", text=shown)


def part_name(section: str, form: Form) -> str:
    """What a part of a report is called, be it a section or a fact."""
    facts = {
        TITLE: say(form, "part_title"),
        PUBLISHED: say(form, "part_published"),
        "": say(form, "part_preface"),
    }
    titles = {item.id: item.title.text for item in form.sections}
    return {**titles, **facts}.get(section, section)


def _words(part: Rewording, form: Form) -> str:
    section = part_name(part.section, form)
    if part.was and part.now:
        return say(form, "reworded", section=section, was=part.was, now=part.now)
    if part.now:
        return say(form, "added", section=section, now=part.now)
    return say(form, "dropped", section=section, was=part.was)


def _figure(value: Value, form: Form) -> str:
    return say(form, "blank") if value is None else shown(value)
