"""The records of a form's edition. No label of any form stands in Python: all come from data."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.form.prose import Deadlines, Prose

_ENUMERATOR = re.compile(r"^(?:\([0-9]+\)|[0-9]+\.)\s*")


class Measure(enum.StrEnum):
    """What kind of figure a cell takes."""

    COUNT = "count"
    """A whole number from 0 to 999,999,999."""
    CHANGE = "change"
    """A whole number that may be negative; ``+19`` may be written with its sign."""
    AMOUNT = "amount"
    """A decimal amount of money, kept with the written precision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A printed wording in the form's own language and in English."""

    text: str
    """The statutory words, exactly."""
    english: str
    """A plain English rendering; equal to ``text`` for a form in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A row or column of a table, or a group of them."""

    id: str
    """English name, for URLs, data files and equations."""
    key: str | None
    """The short name that editors write; ``None`` means that addresses pass this header over."""
    label: Label
    """The printed words."""
    children: tuple[Header, ...] = ()
    """The headers it spans; empty for a single row or column."""
    measure: Measure = Measure.COUNT
    """For a single column: the kind of its figures."""
    total: bool = False
    """Whether it is printed as a total."""

    @property
    def short(self) -> Label:
        """The words for it inside a sentence: the editors' key, or the label."""
        return Label(
            text=self.key or self.label.text,
            english=_ENUMERATOR.sub("", self.label.english),
        )

    @property
    def size(self) -> int:
        """How many single rows or columns it spans."""
        return sum(child.size for child in self.children) or 1

    @property
    def depth(self) -> int:
        """How many levels of headers it has, itself among them."""
        return 1 + max((child.depth for child in self.children), default=0)


HeaderPath = tuple[Header, ...]
"""A single row or column with the groups above it, outermost first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One rectangle of figures with its row and column headers, printed as one HTML table."""

    id: str
    """English name, unique in its table."""
    number: str
    """Printed number, such as ``2-1``."""
    label: Label
    """What the caption says, without the unit."""
    unit: Label | None
    """The unit in the caption; ``None`` where the form prints none."""
    stub: Label | None
    """What the corner above the row headers says; ``None`` where there are no row headers."""
    rows: tuple[Header, ...]
    """Row headers, outermost; empty for a single unnamed row of figures."""
    columns: tuple[Header, ...]
    """Column headers, outermost; never empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A row whose total stands for a table where there is room for a few figures only."""

    row: str
    """The row's id."""
    cell: int
    """Index of the row's total in ``Form.cells``."""
    label: Label
    """What it is called there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A count that is set side by side over years and agencies: a sum of cells of one table."""

    id: str
    """English name, unique in its table; also its URL segment. Editions that share it mean the
    same."""
    label: Label
    """What it is called."""
    cells: tuple[int, ...]
    """Indexes of the cells that are added up; never empty."""
    share_of: str | None
    """Id of the indicator of the same table that it is a part of, where its share tells more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the form: one key in an editor's file, one or more blocks on the page."""

    id: str
    """English name, also its URL segment."""
    key: str
    """The name that editors write."""
    number: str
    """Printed number, such as ``3``."""
    label: Label
    """The table's name."""
    note: Label | None
    """A remark that the form prints on the table."""
    blocks: tuple[Block, ...]
    """In printed order."""
    leads: tuple[Lead, ...] = ()
    """The rows whose totals stand for the whole table in summaries and indexes."""
    comparable: bool = False
    """Whether a figure means the same in every edition that has one of this id."""
    indicators: tuple[Indicator, ...] = ()
    """What is compared over years and agencies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the report's narrative."""

    id: str
    """English name, also its anchor on the page."""
    title: Label
    """The words that a Markdown heading is matched to, without the numeral."""
    heading: Label
    """The printed heading, with the numeral."""
    table: str | None
    """Id of the table that stands in this section."""
    required: bool
    """Whether the section has to have prose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One figure of the form."""

    index: int
    """Its place in ``Form.cells`` and in a report's figures, from 0."""
    address: str
    """Keys from the table down, such as ``申请办理/本年新收/自然人``."""
    id: str
    """The same in English ids, groups included, such as ``requests/received/natural_person``."""
    table: str
    """Id of its table."""
    block: str
    """Id of its block."""
    row: HeaderPath
    """The row and its groups; empty in a block without row headers."""
    column: HeaderPath
    """The column and its groups."""
    measure: Measure
    """The kind of figure."""
    unit_printed: bool
    """Whether the form prints the figure's unit, so that a file must not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """A cell in an identity."""

    sign: int
    """``1`` or ``-1``."""
    cell: int
    """The cell's index."""
    previous: bool
    """Whether the figure of the year before is meant."""
    label: Label
    """What the figure is called among those of its line, such as 不予公开·国家秘密."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One instance of a rule: two sums of cells that have to be equal."""

    rule: str
    """The rule's name, such as ``balance.column``."""
    subject: Label
    """The column, row or table it is about."""
    left: tuple[Operand, ...]
    """Terms before the equals sign."""
    right: tuple[Operand, ...]
    """Terms after it."""
    source: str
    """Where the rule comes from: the document and the place in it."""
    derives: bool
    """Whether the single cell on the left may be left out of a file and is then worked out."""
    signs: tuple[int, ...]
    """The sign of every term, those on the right negated: they add up to nothing."""
    reaches_back: bool
    """Whether it reads the report of the year before."""

    @property
    def operands(self) -> tuple[Operand, ...]:
        """Every term, left to right."""
        return self.left + self.right


class Relation(enum.StrEnum):
    """How two sums are to compare."""

    AT_LEAST = "at_least"
    """The left one is no less than the right one."""
    UNLIKE = "unlike"
    """They are different: equal sums mean that something else was written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """One instance of a rule that compares two sums of cells without wanting them equal."""

    rule: str
    """The rule's name."""
    subject: Label
    """The row, column or table it is about."""
    relation: Relation
    """How they are to compare."""
    left: tuple[Operand, ...]
    """Terms of the left sum."""
    right: tuple[Operand, ...]
    """Terms of the right sum."""
    only_if: int | None
    """Index of a cell that has to be other than 0 for the rule to say anything."""
    source: str
    """Where the rule comes from."""

    @property
    def operands(self) -> tuple[Operand, ...]:
        """Every term, left to right."""
        return self.left + self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserved:
    """Cells in which only some agencies may file anything but 0."""

    rule: str
    """The rule's name."""
    cells: tuple[int, ...]
    """The cells' indexes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of the mapping that an editor writes for a table."""

    entries: Mapping[str, Level | int]
    """Every accepted name (id, key and label) to the level below it, or to a cell's index."""
    keys: tuple[str, ...]
    """The names that editors are told of, in the form's order."""
    cells: tuple[int, ...]
    """All cells below this level, in the form's order."""

    is_row: bool
    """Whether it may be written as a list: each of its entries is a single figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The document that prescribes an edition."""

    number: str
    """Document number, such as ``国办公开办函〔2021〕30号``."""
    issued: date | None
    """When it was issued; ``None`` where that is not confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of the form, explained for the public."""

    id: str
    """English name, also its anchor."""
    name: Label
    """The term."""
    text: Label
    """What it means, in a sentence or two."""
    source: Label
    """Where that is said: the document and the article."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Form:
    """A complete edition of a statutory form; each is itself alone, so that much can hang on it."""

    edition: str
    """Its name, such as ``2021``."""
    language: str
    """BCP 47 tag of the form's own words."""
    name: Label
    """What the form is called."""
    title: str
    """The usual title of a report, with slots ``{agency}`` and ``{year}``."""
    citation: Citation
    """Where it is prescribed."""
    first_year: int
    """The first reported year it applies to by default."""
    last_year: int | None
    """The last one; ``None`` while it is in force."""
    sections: tuple[Section, ...]
    """In printed order."""
    tables: tuple[Table, ...]
    """In printed order."""
    cells: tuple[Cell, ...]
    """Every figure, in printed order: table, block, row, column."""
    levels: Mapping[str, Level]
    """Every accepted name of a table to what may be written below it."""
    identities: tuple[Identity, ...]
    """Every rule that is an equation, instance by instance."""
    cell_by_address: Mapping[str, Cell]
    """``Cell.address`` and ``Cell.id`` to the cell."""
    cautions: tuple[Caution, ...] = ()
    """Every rule that compares two sums without wanting them equal, instance by instance."""
    reserved: tuple[Reserved, ...] = ()
    """Cells that only some agencies may fill."""
    terms: tuple[Term, ...] = ()
    """What the public has to know to read it, in the order of the form."""
    deadlines: Deadlines = field(default_factory=dict)
    """When the law wants reports published."""
    prose: Prose = field(default_factory=Prose)
    """What the narrative is judged by."""
    signers: tuple[str, ...] = ()
    """The roles in which a report is passed before it is published, in their order."""

    def applies_to(self, year: int) -> bool:
        """Whether this is the edition to use for a year when a file names none."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """What is compared over years and agencies, in printed order of the tables."""
        return tuple(item for table in self.tables for item in table.indicators)

    def table(self, table_id: str) -> Table:
        """The table with an id.

        Raises:
            KeyError: there is none.
        """
        for table in self.tables:
            if table.id == table_id:
                return table
        raise KeyError(table_id)


def form_for(forms: Mapping[str, Form], year: int) -> Form | None:
    """The edition of a report on a year that names none; ``forms`` are the newest first."""
    return next((form for form in forms.values() if form.applies_to(year)), None)
