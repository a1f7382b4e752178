"""The neutral model of an old document: what stands in it, in order, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands in a document; a number that is not known is 0."""

    line: int = 0
    """Line of a text or web page, from 1."""
    paragraph: int = 0
    """Paragraph of a Word document outside its tables, from 1."""
    table: int = 0
    """Number of the table, from 1."""
    row: int = 0
    """Row in the table, from 1."""
    cell: int = 0
    """Cell in the row as written, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of a paragraph that are marked alike."""

    text: str
    """The words."""
    bold: bool = False
    """Whether they stand in bold."""
    link: str = ""
    """Where they lead, if anywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph, heading or item of a list."""

    runs: tuple[Run, ...]
    """Its words."""
    place: Place
    """Where it begins."""
    level: int = 0
    """The level of a heading as the document marks it; 0 where it marks none."""
    marker: str = ""
    """``-`` or a number with a point for an item of a list."""
    aside: bool = False
    """Whether the document sets it apart from its own text: navigation, a page's foot, a note."""

    @property
    def text(self) -> str:
        """Its words without marks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table as the document has it."""

    text: str
    """Its words; a line break inside stays one."""
    place: Place
    """Where it stands."""
    colspan: int = 1
    """How many columns it says it spans; documents are often wrong about it."""
    rowspan: int = 1
    """How many rows it says it spans."""

    @property
    def blank(self) -> bool:
        """Whether nothing is written in it."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells; a cell that goes on from the row above is not there again."""

    rows: tuple[tuple[Cell, ...], ...]
    """Top to bottom."""
    place: Place
    """Where it begins."""
    flowing: bool = False
    """Whether rows are only known by their labels, since the cells simply follow each other."""

    def cells(self) -> Iterator[Cell]:
        """Every cell."""
        for row in self.rows:
            yield from row


Block = Paragraph | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An old document, read but not understood."""

    file: str
    """What it is called in findings."""
    blocks: tuple[Block, ...]
    """In the order of the document."""
    stated: tuple[tuple[str, str], ...] = ()
    """What its own data about itself say, by name, such as a web page's ``PubDate``."""
    pictures: tuple[Place, ...] = ()
    """Where pictures stand; what they show cannot be read."""


def paragraph(text: str, place: Place, *, level: int = 0) -> Paragraph:
    """A paragraph without marks."""
    return Paragraph(runs=(Run(text=text),), place=place, level=level)


def tidy(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Runs without blanks at either end, with neighbours that are marked alike made one."""
    joined: list[Run] = []
    for run in runs:
        if joined and (joined[-1].bold, joined[-1].link) == (run.bold, run.link):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    while joined and not joined[0].text.strip():
        del joined[0]
    while joined and not joined[-1].text.strip():
        del joined[-1]
    if joined:
        joined[0] = replace(joined[0], text=joined[0].text.lstrip())
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip())
    return tuple(joined)
