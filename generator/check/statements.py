"""What the narrative says of the form's figures, found by the edition's patterns.

A sentence counts only if it tells of this report: no other year, no plan or comparison, not the
region in an organ's own report. A number is an error only where the pattern is sure, the number is
no round one, and no other sentence states the figure rightly; else it is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from generator.check.counts import LAST, NUMERAL, Count, count
from generator.check.equations import number, sum_of
from generator.check.patterns import Pattern, Signs, behind_number, has_any, patterns, signs
from generator.check.prose import Sentence, in_bond, other_years, place, places, sentences_at
from generator.check.subject import Subject
from generator.diagnostic import Diagnostic, Related
from generator.form import Prose, Statement, Sum
from generator.report import Scope

_BEFORE = 16
"""How many characters before a number may say that it counts a part only."""
_NONE = Count(0, 0, 0, False, "")  # noqa: FBT003 - a record


class Told(NamedTuple):
    """A figure that a sentence states, wherever the sentence stands."""

    statement: Statement
    """By which pattern of the edition."""
    start: int
    """Where the words begin in the sentence."""
    end: int
    """Where they end."""
    number: Count
    """The number; 0 for a denial."""
    denies: bool
    """Whether it is a denial."""


@dataclass(frozen=True, slots=True)
class Said:
    """A figure that the narrative states."""

    sentence: Sentence
    """Where."""
    told: Told
    """What."""

    @property
    def start(self) -> int:
        """Where the words begin in the narrative's text."""
        return self.sentence.start + self.told.start

    @property
    def end(self) -> int:
        """Where they end."""
        return self.sentence.start + self.told.end

    @property
    def words(self) -> str:
        """The words."""
        return self.sentence.text[self.told.start : self.told.end]


def contradictions(subject: Subject) -> Iterator[Diagnostic]:
    """Each number of the narrative that is not the table's."""
    if not any(_meant(subject, item) for telling in _tellings(subject) for item in telling.told):
        return  # nearly always, and before anything else is asked of a sentence
    said = [item for item in stated(subject) if not _is_bound(subject, item)]
    judged = [(item, _meant(subject, item.told)) for item in said]
    right = {id(item.told.statement) for item, sums in judged if sums == []}
    for item, sums in judged:
        if sums:
            sure = (
                item.told.statement.sure
                and item.told.number.exact
                and id(item.told.statement) not in right
            )
            yield _finding(subject, item, sums, sure=sure)


def _is_bound(subject: Subject, item: Said) -> bool:
    """Whether the editor has bound the words to a figure, which is then compared by itself."""
    if subject.narrative is None or not subject.narrative.claims:
        return False
    claims = {claim.words for claim in subject.narrative.claims}
    return any(
        in_bond(subject, place(subject, start, start + len(words)))
        for words in claims
        for start in _starts(words, subject.narrative.text, item)
    )


def _starts(words: str, text: str, item: Said) -> Iterator[int]:
    """Where in a narrative's text words begin inside of a statement, or around it."""
    start = text.find(words, max(item.start - len(words) + 1, 0))
    while 0 <= start < item.end:
        yield start
        start = text.find(words, start + 1)


def stated(subject: Subject) -> Iterator[Said]:
    """Every figure that the narrative states, as far as the edition's patterns find it."""
    for sentence, told in _tellings(subject):
        if _tells_of_this(subject, sentence.text):
            for item in told:
                yield Said(sentence, item)


class _Telling(NamedTuple):
    """A sentence that states figures."""

    sentence: Sentence
    told: tuple[Told, ...]


def _tellings(subject: Subject) -> Iterator[_Telling]:
    """Every sentence that states figures, of this report or of something else."""
    prose = subject.form.prose
    text = subject.narrative.text if subject.narrative else ""
    wanted = [*_counted_at(prose, text)]
    for word in prose.denied:
        wanted += places(text, word)
    for sentence in sentences_at(subject, wanted):
        if told := _told(prose, sentence.text):
            yield _Telling(sentence, told)


def _counted_at(prose: Prose, text: str) -> Iterator[int]:
    """Where what a statement counts stands behind a number."""
    units = _units(prose)
    if units is None:
        yield from [found.start() for found in NUMERAL.finditer(text)]
        return
    for unit in units:
        for at in places(text, unit):
            if text[at - 1 : at] in LAST:
                yield at


@lru_cache(maxsize=16)
def _units(prose: Prose) -> frozenset[str] | None:
    """What numbers in statements have right behind them; ``None`` where that cannot be told."""
    behind = [behind_number(text) for item in prose.statements for text in item.counts]
    return frozenset[str]().union(*behind) if all(behind) else None


def _tells_of_this(subject: Subject, text: str) -> bool:
    prose = subject.form.prose
    other = prose.wider if subject.report.scope is Scope.AGENCY else prose.narrower
    if other_years(text, subject.report.year):
        return False
    return not signs(prose.elsewhere).hold(text) and not signs(other).hold(text)


@lru_cache(maxsize=4096)
def _told(prose: Prose, text: str) -> tuple[Told, ...]:
    """The figures that a sentence states.

    Kept, since reports of an agency, and of its neighbours, say much in the same sentences.
    """
    counts = next(_counted_at(prose, text), None) is not None
    denies = has_any(text, prose.denied)
    if not counts and not denies:
        return ()
    words = frozenset([word for word in prose.topics if word in text])
    found: list[Told] = []
    for ready in _about(prose, words):
        found += _counted(ready, text) if counts else ()
        found += _denied(ready, text) if denies else ()
    return tuple(found)


class _Ready(NamedTuple):
    """A statement with its patterns."""

    statement: Statement
    counts: tuple[Pattern, ...]
    denials: tuple[Pattern, ...]
    unless: Signs


@lru_cache(maxsize=512)
def _about(prose: Prose, words: frozenset[str]) -> tuple[_Ready, ...]:
    """The statements that a sentence with some words may make."""
    return tuple(
        _Ready(
            statement=item,
            counts=patterns(item.counts),
            denials=patterns(item.denials),
            unless=signs(() if item.unless is None else (item.unless,)),
        )
        for item in prose.statements
        if item.about <= words
    )


def _counted(ready: _Ready, text: str) -> Iterator[Told]:
    taken = set[int]()
    for words in ready.counts:
        for found in words.finditer(text):
            read, (start, end) = count(found, text), found.span()
            before = text[max(start - _BEFORE, 0) : start]
            if read and end not in taken and not ready.unless.hold(before):
                taken.add(end)
                yield Told(ready.statement, start, end, read, denies=False)


def _denied(ready: _Ready, text: str) -> Iterator[Told]:
    for words in ready.denials:
        if (denied := words.search(text)) is not None:
            yield Told(ready.statement, *denied.span(), _NONE, denies=True)
            return


def _meant(subject: Subject, item: Told) -> list[tuple[Sum, Decimal | int]] | None:
    """The sums that a number may mean, with their values, if it is none of them.

    Empty where it is right; ``None`` where a figure was not filed, so that nothing can be said.
    """
    found: list[tuple[Sum, Decimal | int]] = []
    figures = subject.report.figures
    for wanted in item.statement.sums:
        value = sum_of([figures[cell] for cell in wanted.cells])
        if value is None:
            return None
        if item.number.allows(value):
            return []
        found.append((wanted, value))
    return found


def _finding(
    subject: Subject, item: Said, sums: Sequence[tuple[Sum, Decimal | int]], *, sure: bool
) -> Diagnostic:
    wanted, value = sums[0]
    cells = subject.form.cells
    shown = [cell for cell in wanted.cells if number(subject.report.figures[cell])]
    return Diagnostic(
        rule="narrative.contradicts" if sure else "narrative.differs",
        variant="denial" if item.told.denies else "default",
        at=place(subject, item.start, item.end),
        args={"words": item.words, "cell": wanted.address, "value": str(value)},
        cells=tuple(cells[cell].address for cell in wanted.cells),
        related=tuple(
            Related(
                at=subject.place(cell),
                label=f"{cells[cell].address} = {subject.report.figures[cell]}",
            )
            for cell in shown or wanted.cells[:1]
        ),
    )
