"""What a report's narrative is judged by: an edition's own patterns for its title and its prose.

A pattern is a regular expression in which ``<n>`` stands for a number with its rounding words. They
are kept as text: compiling all of them would cost more than most builds take.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Some cells whose sum a sentence may state."""

    address: str
    """As the edition's file writes it, such as ``申请办理/办理结果/不予公开/*/总计``."""
    cells: tuple[int, ...]
    """The cells' indexes; never empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """How prose states one of the form's figures."""

    sums: tuple[Sum, ...]
    """What the number may mean; it contradicts the tables if it is none of these."""
    about: frozenset[str]
    """Words that the sentence has to have, looked for before any pattern is tried."""
    counts: tuple[str, ...]
    """Patterns with one number."""
    denials: tuple[str, ...]
    """Patterns that say that there was none."""
    unless: str | None
    """A pattern that, right before the words, means that they tell of a part only."""
    sure: bool
    """Whether another number is an error rather than a warning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Something that a narrative has to speak of."""

    name: str
    """What it is called."""
    english: str
    """The same in English."""
    words: str
    """A pattern of the words that speak of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Points that one section, or the whole narrative of one kind of agency, has to have."""

    rule: str
    """The rule that misses them."""
    section: str | None
    """The section's id; ``None`` for the narrative as a whole."""
    kinds: tuple[str, ...]
    """The kinds of agency it is for; empty for all."""
    points: tuple[Point, ...]
    """What is to be spoken of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """What the processing fee of one applicant in one month comes to."""

    charged: tuple[str, ...]
    """Patterns of an amount in yuan, the number being ``<n>``."""
    case: tuple[str, ...]
    """Patterns of an applicant's requests in a month (group ``requests``) and their fee."""
    unit: int
    """Every fee is a multiple of this, in yuan."""
    free: int
    """How many requests cost nothing."""
    flat: int
    """Up to how many the first price holds."""
    price: int
    """That price, in yuan for each request beyond the free ones."""
    step: int
    """After how many more the price goes up by itself once more."""

    def of(self, requests: int) -> int:
        """The fee of so many requests."""
        total = 0
        for number in range(self.free + 1, requests + 1):
            beyond = max(number - self.flat, 0)
            total += self.price * (1 + -(-beyond // self.step))
        return total


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prose:
    """An edition's patterns for prose. Where it gives none, nothing is looked for.

    Each is itself alone, so that what was found with it can be kept.
    """

    doubled: str | None = None
    """A title that says a word twice."""
    seat: str | None = None
    """The end of a government's name that titles may leave out."""
    periods: tuple[str, ...] = ()
    """The period of the figures: groups ``year``, ``first``, ``until`` and ``last``."""
    whole_year: tuple[str, str] = ("", "")
    """What ``first`` and ``last`` say if it is the calendar year."""
    years: tuple[str, ...] = ()
    """Where the year reported on is named, as group ``year``."""
    openings: tuple[str, ...] = ()
    """Where an earlier year, as group ``year``, has been left from an earlier report."""
    organs: tuple[str, ...] = ()
    """Where the organ itself is named, as group ``organ``."""
    leftovers: tuple[str, ...] = ()
    """Words of a template that was not filled in."""
    parts: tuple[str, ...] = ()
    """How many parts the report says it has, as ``<n>``."""
    nothing: tuple[tuple[str, str], ...] = ()
    """Sections that must not be just this: id and pattern of the whole text."""
    duties: tuple[Duty, ...] = ()
    """What has to be spoken of."""
    fee: Fee | None = None
    """The processing fee."""
    elsewhere: tuple[str, ...] = ()
    """A sentence with one of these tells of other times, plans or comparisons."""
    wider: tuple[str, ...] = ()
    """A sentence with one of these tells of more than one organ."""
    narrower: tuple[str, ...] = ()
    """A sentence with one of these tells of less than a region."""
    split: tuple[str, ...] = ()
    """Words between a whole and its parts; group ``all`` where the parts are said to be all."""
    units: str = ""
    """What is counted in prose, as the inside of a pattern."""
    denied: tuple[str, ...] = ()
    """Words of denial; a sentence without one denies nothing."""
    topics: tuple[str, ...] = ()
    """Every word that some statement is about."""
    statements: tuple[Statement, ...] = ()
    """How figures are stated."""


Deadlines = Mapping[str, tuple[int, int]]
"""By kind of agency: month and day of the next year by which a report is to be published."""
