"""What an agency filed: records that decode makes and every later stage reads."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount of money as it was written."""

    value: Decimal
    """The number, with the written precision; never passed through a float."""
    unit: str | None
    """The unit written beside it, such as ``万元``; ``None`` where none was written."""

    def __str__(self) -> str:
        return f"{self.value}{self.unit or ''}"

    def __bool__(self) -> bool:
        return bool(self.value)


Value = int | Amount | None
"""A figure; ``None`` is "not filed" (the cell was left blank), which is never 0."""


class Scope(enum.StrEnum):
    """Whose work a report tells of."""

    AGENCY = "agency"
    """本机关: the organ's own."""
    REGION = "region"
    """汇总: a whole region's, compiled from its parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """The office that answers questions; what is not given is ``None``."""

    office: str | None = None
    address: str | None = None
    postcode: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An organ that reports."""

    id: str
    """Its folder below ``content``, such as ``yuhang/commerce``; also its URL."""
    name: str
    """The full name."""
    english: str | None
    """The name in English, where given."""
    short: str
    """The name for lists and breadcrumbs."""
    kind: str
    """One of ``KINDS``; it sets deadlines and duties."""
    region: str | None
    """行政区划代码 (GB/T 2260), where given."""
    parent: str | None
    """Id of the agency above."""
    contact: Contact
    """Where to ask."""
    makes_rules: bool | None = None
    """Whether it may make 规章; ``None`` where kind and region tell."""
    pinyin: str | None = None
    """How its name is read, for alphabetic lists; where given."""
    moved: tuple[str, ...] = ()
    """The ids that it had before; everything that stood below them is looked for here now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A published explanation of a broken rule, committed beside the figures."""

    rule: str
    """The rule it explains."""
    cells: tuple[str, ...]
    """Addresses of the cells it is about."""
    reason: str
    """The explanation, printed on the report's page."""
    seen: tuple[tuple[str, Value], ...] = ()
    """The figures it was given for, by address; once one of them is another, it no longer holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """What a correction did to one cell."""

    cell: str
    """The cell's address."""
    was: Value
    """The figure first published."""
    now: Value
    """The figure that stands."""


TITLE, PUBLISHED = "title", "published"
"""Facts of a report whose words can be corrected like those of a section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """What a correction did to words."""

    section: str
    """Id of the form's section; empty before the first one; else ``TITLE`` or ``PUBLISHED``."""
    was: str
    """The words first published; empty where some were added."""
    now: str
    """The words that stand; empty where some were taken out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction made after publication."""

    day: date
    """When."""
    reason: str
    """Why, printed on the report's page."""
    changes: tuple[CellChange, ...]
    """Which cells, before and after."""
    words: tuple[Rewording, ...] = ()
    """Which words, before and after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """That somebody in a certain role has passed a report as it was."""

    role: str
    """The role, such as 初审."""
    by: str | None
    """The office that signed, where given."""
    day: date | None
    """When."""
    digests: tuple[tuple[str, str], ...]
    """What was signed: each part of the report with its digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report: its facts and every figure of its form."""

    agency: str
    """The agency's id."""
    slug: str
    """Its file's name without the ending, such as ``2023`` or ``2023-region``; also its URL."""
    year: int
    """The year it tells of."""
    edition: str
    """The edition of the form it follows."""
    scope: Scope
    """Whose work it tells of."""
    title: str
    """The title as filed."""
    published: date | None
    """When it was published; ``None`` where that is not known."""
    index_number: str | None
    """索引号, where given."""
    draft: bool
    """Whether it is left out of a build that does not ask for drafts."""
    contact: Contact | None
    """Where to ask about this report, if not at the agency's own contact."""
    figures: tuple[Value, ...]
    """One value for each of ``Form.cells``, in that order."""
    derived: frozenset[int]
    """Indexes of totals that the file leaves out and that were worked out."""
    waivers: tuple[Waiver, ...]
    """Explanations of broken rules."""
    corrections: tuple[Correction, ...]
    """What was corrected since publication."""
    signed: tuple[Signature, ...] = ()
    """Who has passed it."""
    embargo: date | None = None
    """The first day on which it may be published; ``None`` where any day will do."""

    def withheld(self, *, drafts: bool, as_of: date | None) -> bool:
        """Whether a site has to do without it; ``as_of`` is the day of the site, where one is said.

        Without a day an embargo holds: what is published does not hang on a clock.
        """
        if drafts:
            return False
        early = self.embargo is not None and (as_of is None or as_of < self.embargo)
        return self.draft or early

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other report of a site."""
        return self.agency, self.slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place in narrative where a figure of the report is printed."""

    address: str
    """The cell's address."""
    line: int
    """Line in the narrative's file, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Words of the narrative that are bound to a figure: ``[1件]{=address}``."""

    words: str
    """The words."""
    address: str
    """The cell's address."""
    line: int
    """Line in the narrative's file, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link or picture in narrative."""

    target: str
    """The address as written."""
    image: bool
    """Whether it is a picture."""
    line: int
    """Line in the narrative's file, from 1."""
    column: int
    """Column in that line, from 1."""


SLOT = "\ufffc"
"""Stands in plain text for what is no text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The prose of one section, rendered."""

    section: str
    """Id of the form's section; empty for what stands before the first heading."""
    html: tuple[str | Slot, ...]
    """Safe HTML, with slots for figures in between."""
    text: str
    """The same as plain text; ``SLOT`` stands where a figure is printed."""
    line: int
    """Line of its heading, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """A report's prose, section by section."""

    passages: tuple[Passage, ...] = ()
    """In the order of the file."""
    links: tuple[Link, ...] = ()
    """Every link and picture."""
    claims: tuple[Claim, ...] = ()
    """Every bound span."""
    source: tuple[str, ...] = field(default=(), compare=False)
    """The lines of its file, for findings to point into; two files may read the same."""
    text: str = field(init=False, repr=False, compare=False)
    """The words of all sections, one below the other."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "\n".join([passage.text for passage in self.passages]))

    def passage(self, section: str) -> Passage | None:
        """The prose of a section, or ``None`` where the file has none."""
        for passage in self.passages:
            if passage.section == section:
                return passage
        return None

    def begin(self, passage: Passage) -> int:
        """Where a section begins in ``text``."""
        earlier = self.passages[: self.passages.index(passage)]
        return sum(len(item.text) + 1 for item in earlier)

    def around(self, start: int) -> Passage:
        """The section that a place of ``text`` stands in."""
        begun = (item for item in reversed(self.passages) if self.begin(item) <= start)
        return next(begun)
