"""A report beside what was released of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from generator import narrative
from generator.form import Form
from generator.ledger.entry import Entry, figure_text, listed, plain_correction
from generator.ledger.sentences import changes
from generator.report import (
    PUBLISHED,
    SLOT,
    TITLE,
    Correction,
    Narrative,
    Passage,
    Report,
    Rewording,
    Slot,
)

_ZERO = "0"
Figures = Mapping[str, str]
"""Figures by address, as text; those that are not listed are 0."""
Cell = tuple[str, str, str]
"""A cell with its figure before and after."""
Misquoted = tuple[int, int, str]
"""A correction's index, which of its words, and whether ``was`` or ``now`` stands nowhere."""

_MARKED = re.compile(f"{SLOT}([^{SLOT}]*){SLOT}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs between a report and the last version that was released."""

    cells: tuple[Cell, ...]
    """The cells whose figure no correction explains."""
    words: tuple[Rewording, ...]
    """The sentences that no correction explains, each before and after."""
    pending: tuple[int, ...]
    """Indexes of the report's corrections that were not released yet."""
    withdrawn: tuple[Correction, ...]
    """Corrections that were released and that the report no longer has."""
    wrong: tuple[Misquoted, ...]
    """Pending corrections of words that do not fit."""
    misread: tuple[tuple[int, Cell], ...]
    """Pending corrections whose ``was`` was not released: index, and the cell with the figure
    released and the one that it states."""
    untrue: tuple[tuple[int, Cell], ...]
    """Pending corrections whose ``now`` does not stand: index, and the cell with the figure that
    stands and the one that it states."""

    @property
    def explained(self) -> bool:
        """Whether nothing is left to be said."""
        return not (self.cells or self.words or self.withdrawn or self.wrong) and not (
            self.misread or self.untrue
        )


def reported(report: Report, prose: Narrative | None) -> Mapping[str, str]:
    """The words of a report by section, the title and the day of publication among them.

    Where a figure is printed its address stands, between marks: words are the same whatever the
    figure is.
    """
    return _words_of(report.title, report.published, prose.passages if prose else ())


def compared(entry: Entry, report: Report, prose: Narrative | None, form: Form) -> Comparison:
    """What differs, and how far the report's corrections explain it."""
    had = [plain_correction(item) for item in entry.corrections]
    has = [plain_correction(item) for item in report.corrections]
    pending = tuple(index for index, item in enumerate(has) if item not in had)
    corrections = [(index, report.corrections[index]) for index in pending]
    now = listed(report, form)
    misread, untrue, cells = _figures(entry.figures, now, corrections, form)
    words, wrong = _words(entry, report, prose, form, corrections)
    return Comparison(
        cells=cells,
        words=words,
        pending=pending,
        withdrawn=tuple(
            item for item, plain in zip(entry.corrections, had, strict=True) if plain not in has
        ),
        wrong=wrong,
        misread=misread,
        untrue=untrue,
    )


def differing(was: Figures, now: Figures, order: Iterable[str]) -> Iterator[Cell]:
    """The cells in which two sets of figures differ."""
    for cell in order:
        old, new = was.get(cell, _ZERO), now.get(cell, _ZERO)
        if old != new:
            yield cell, old, new


def expected(after: Figures, corrections: Iterable[Correction]) -> Figures:
    """The figures before some corrections, by what stood after them."""
    found = dict(after)
    for item in reversed(tuple(corrections)):
        found |= {change.cell: figure_text(change.was) for change in item.changes}
    return found


def _figures(
    was: Figures, now: Figures, corrections: Sequence[tuple[int, Correction]], form: Form
) -> tuple[tuple[tuple[int, Cell], ...], tuple[tuple[int, Cell], ...], tuple[Cell, ...]]:
    """Corrections that begin with another figure, those that end with one, and cells without."""
    stands = dict(was)
    misread: list[tuple[int, Cell]] = []
    last: dict[str, tuple[int, str]] = {}
    if was == now and not corrections:
        return (), (), ()
    for index, item in corrections:
        for change in item.changes:
            released, stated = stands.get(change.cell, _ZERO), figure_text(change.was)
            if released != stated:
                misread.append((index, (change.cell, released, stated)))
            stands[change.cell] = figure_text(change.now)
            last[change.cell] = index, figure_text(change.now)
    untrue = [
        (index, (cell, now.get(cell, _ZERO), stated))
        for cell, (index, stated) in last.items()
        if now.get(cell, _ZERO) != stated
    ]
    order = dict.fromkeys((*(cell.address for cell in form.cells), *was, *now))
    cells = [item for item in differing(was, now, order) if item[0] not in last]
    return tuple(misread), tuple(untrue), tuple(cells)


def _words(
    entry: Entry,
    report: Report,
    prose: Narrative | None,
    form: Form,
    corrections: Sequence[tuple[int, Correction]],
) -> tuple[tuple[Rewording, ...], tuple[Misquoted, ...]]:
    """The sentences that are others, and the corrections of words that do not fit."""
    same = (entry.title, entry.published) == (report.title, report.published)
    if same and not corrections and _still(entry, prose):
        return (), ()
    old = _Text(_released(entry, prose, form), entry.figures)
    new = _Text(reported(report, prose), listed(report, form))
    given: dict[str, list[Rewording]] = {}
    wrong: list[Misquoted] = []
    for index, item in corrections:
        for place, part in enumerate(item.words):
            given.setdefault(part.section, []).append(part)
            if part.was and not old.holds(part.section, part.was):
                wrong.append((index, place, "was"))
            if part.now and not new.holds(part.section, part.now):
                wrong.append((index, place, "now"))
    found = []
    for section in dict.fromkeys((*old.words, *new.words)):
        for one, other in changes(old.words.get(section, ""), new.words.get(section, "")):
            printed = old.printed(one), new.printed(other)
            known = given.get(section, ())
            if not (explains(known, one, other) or explains(known, *printed)):
                found.append(Rewording(section=section, was=printed[0], now=printed[1]))
    return tuple(found), tuple(wrong)


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a report, with the figures that are printed in them."""

    words: Mapping[str, str]
    figures: Figures

    def printed(self, words: str) -> str:
        """Words as readers see them."""
        return _MARKED.sub(lambda found: self.figures.get(found[1], _ZERO), words)

    def holds(self, section: str, words: str) -> bool:
        """Whether a section has some words, however they are spaced."""
        return _close(words) in _close(self.printed(self.words.get(section, "")))


def _close(text: str) -> str:
    return "".join(text.split())


def explains(given: Sequence[Rewording], was: str, now: str) -> bool:
    """Whether some corrections make one stretch of words of the other."""
    text, wanted = _close(was), _close(now)
    for part in given:
        old, new = _close(part.was), _close(part.now)
        if old and old in text:
            text = text.replace(old, new, 1)
        elif text in old and wanted in new:
            text = wanted  # one that tells of several sentences at once
        elif not old and new in wanted:
            wanted = wanted.replace(new, "", 1)
    return text == wanted


def _released(entry: Entry, prose: Narrative | None, form: Form) -> Mapping[str, str]:
    """The words as released; where the file still holds them, they need not be read again."""
    if prose is not None and _still(entry, prose):
        return _words_of(entry.title, entry.published, prose.passages)
    return _words_of(entry.title, entry.published, prose_of(entry, form).passages)


def _still(entry: Entry, prose: Narrative | None) -> bool:
    """Whether the file holds the words that were released."""
    return entry.narrative == ("\n".join(prose.source) if prose else "")


def prose_of(entry: Entry, form: Form) -> Narrative:
    """The prose as it was released."""
    return narrative.read(entry.narrative.encode(), "", form)[0] if entry.narrative else Narrative()


def _words_of(title: str, published: date | None, passages: Iterable[Passage]) -> Mapping[str, str]:
    day = published.isoformat() if published else ""
    return {TITLE: title, PUBLISHED: day, **{part.section: _marked(part) for part in passages}}


def _marked(passage: Passage) -> str:
    """The text of a passage with the address of each figure that is printed in it."""
    slots = [part.address for part in passage.html if isinstance(part, Slot)]
    pieces = passage.text.split(SLOT)
    marks = (*(f"{SLOT}{address}{SLOT}" for address in slots), "")
    return "".join(chain(*zip(pieces, marks, strict=False)))
