"""A document in its parts: what stands before the first section, the sections, their tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from generator.form import Form, Section
from generator.ingest.document import Block, Cell, Document, Paragraph, Table
from generator.ingest.edition import table_of
from generator.ingest.findings import Findings, shown
from generator.ingest.fold import bare, fold, letters, narrow
from generator.ingest.labels import Labels, labels
from generator.ingest.rows import texts
from generator.ingest.words import pattern

_LONGEST_HEADING = 40
_LONGEST_LABEL = 60
_FEW = 2
"""So many labels are enough for a table that stands in the section of the form's."""


@dataclass(slots=True, kw_only=True)
class Part:
    """A section of the document, or what stands before the first."""

    section: Section | None
    """The form's section; ``None`` before the first."""
    level: int = 0
    """The level that the document gives its heading; 0 where it gives none."""
    prose: list[Block] = field(default_factory=list)
    """Its paragraphs, and tables that are none of the form's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A document in its parts."""

    lead: Part
    """What stands before the first section."""
    sections: tuple[Part, ...]
    """The sections, in the document's order."""
    tables: Mapping[str, Sequence[Table]]
    """The tables that were found to be the form's, by the id of the form's table."""


def parts(document: Document, form: Form, findings: Findings) -> Parts:
    """The parts of a document, by the words of a form."""
    known = labels(form)
    lead = Part(section=None)
    found: list[Part] = [lead]
    for block in document.blocks:
        section = None if isinstance(block, Table) else _section(block, form, found)
        if isinstance(block, Table) or section is None:
            found[-1].prose.append(block)
        else:
            found.append(Part(section=section, level=block.level))
            _heading(block, section, findings)
    tables: dict[str, list[Table]] = {}
    for part in found:
        _within(part, known, tables, findings)
    _missing(found, form, findings)
    return Parts(lead=lead, sections=tuple(found[1:]), tables=tables)


def _section(block: Paragraph, form: Form, found: Sequence[Part]) -> Section | None:
    """The section that a paragraph is the heading of, if it is the first one of that section."""
    words = bare(block.text)
    if len(block.text) > _LONGEST_HEADING or block.marker == "-" or block.aside:
        return None
    for section in form.sections:
        if words == bare(section.title.text):
            seen = any(part.section is section for part in found)
            return None if seen else section
    return None


def _heading(block: Paragraph, section: Section, findings: Findings) -> None:
    """Tell of a heading whose numeral is not the form's."""
    written = block.marker + block.text
    if fold(written) != fold(section.heading.text):
        printed = section.heading.text
        findings.add("ingest.heading", "section", block.place, found=written, printed=printed)


def _within(
    part: Part, known: Sequence[Labels], tables: dict[str, list[Table]], findings: Findings
) -> None:
    """Take from a part what is a table of the form, and what is printed beside it."""
    wanted = part.section.table if part.section else None
    label = next((item for item in known if item.table.id == wanted), None)
    if label is not None and not any(
        isinstance(block, Table) and _table(block, label, known) for block in part.prose
    ):
        _flowing(part, label, tables)
    rest: list[Block] = []
    for block in part.prose:
        name = _table(block, label, known)
        if name is not None:
            tables.setdefault(name, []).append(_as_table(block))
        else:
            rest.append(block)
    part.prose = [block for block in rest if not _is_aside(block)]
    for _, run in groupby(rest, key=_is_aside):
        unread("aside", [block for block in run if _is_aside(block)], findings)
    if label is not None:
        _beside(part, label, findings)


def _is_aside(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.aside


def unread(variant: str, blocks: Sequence[Block], findings: Findings) -> None:
    """Tell of blocks that stand together and are not taken over, all in one."""
    words = []
    for block in blocks:
        cells = [block.text] if isinstance(block, Paragraph) else map(_text, block.cells())
        words += [shown(text) for text in cells if text.strip()]
    if words:
        findings.add("ingest.unread", variant, blocks[0].place, found=" / ".join(words))


def _text(cell: Cell) -> str:
    return cell.text


def _table(block: Block, label: Labels | None, known: Sequence[Labels]) -> str | None:
    """The form's table that a block is of, by its labels; in a table's own section a few will do.

    ``label`` is the table of the section that the block stands in. A label on a line of its own,
    letter by letter, is of the table too: that of a block, or a head above all columns.
    """
    if isinstance(block, Paragraph):
        return label.table.id if label is not None and label.prints(block.text) else None
    words = list(texts([block]))
    if label is not None and len(label.hits(words)) >= _FEW:
        return label.table.id
    table = table_of(words, known)
    return table.table.id if table is not None else None


def _as_table(block: Block) -> Table:
    if isinstance(block, Table):
        return block
    return Table(rows=((Cell(text=block.text, place=block.place),),), place=block.place)


def _flowing(part: Part, label: Labels, tables: dict[str, list[Table]]) -> None:
    """Take the lines of a section for the cells of its table, where nothing else marks them."""
    cells = [
        Cell(text=block.marker + block.text, place=block.place)
        for block in part.prose
        if _is_cell(block) and isinstance(block, Paragraph)
    ]
    whole = Table(rows=(tuple(cells),), place=cells[0].place, flowing=True) if cells else None
    if label.table.id in tables or whole is None:
        return
    if table_of(list(texts([whole])), [label]) is not None:
        tables[label.table.id] = [whole]
        part.prose = [block for block in part.prose if not _is_cell(block)]


def _is_cell(block: Block) -> bool:
    if isinstance(block, Table) or len(block.text) > _LONGEST_LABEL:
        return False
    return not pattern("sentence").search(block.text)


def is_caption(block: Block, label: Labels) -> bool:
    """Whether a paragraph says what the form prints beside the table."""
    return isinstance(block, Paragraph) and _caption(block.text, label) is not None


def _caption(text: str, label: Labels) -> str | None:
    """The printed words that a paragraph has, but for a number and the table's own unit."""
    words = narrow(text)
    unit = pattern("caption_unit").search(words)
    if unit is not None and unit["unit"] in label.units:
        words = words[: unit.start()]
    words = fold(pattern("caption_number").sub("", words, count=1))
    printed = [*label.passing.values(), *(block.label.text for block in label.table.blocks)]
    if not words and unit is not None:
        return ""
    return next((name for name in printed if fold(name) == words), None)


def _beside(part: Part, label: Labels, findings: Findings) -> None:
    """Leave out of a section's prose what the form prints beside its table."""
    rest: list[Block] = []
    for block in part.prose:
        if isinstance(block, Paragraph):
            _other_unit(block, label, findings)
        name = None if isinstance(block, Table) else _caption(block.text, label)
        if name is None or isinstance(block, Table):
            rest.append(block)
        elif fold(block.text) != fold(name) and letters(name):
            findings.add("ingest.label", "default", block.place, found=block.text, label=name)
    part.prose = rest


def _other_unit(block: Paragraph, label: Labels, findings: Findings) -> None:
    """Tell of a unit beside a table that is none of the form's."""
    words = narrow(block.text)
    unit = pattern("caption_unit").search(words)
    if unit is not None and len(words) <= _LONGEST_HEADING and unit["unit"] not in label.units:
        printed = "、".join(sorted(label.units))
        findings.add("ingest.column", "caption", block.place, found=unit["unit"], unit=printed)


def _missing(found: Sequence[Part], form: Form, findings: Findings) -> None:
    """Tell of the sections that have no heading in the document."""
    for section in form.sections:
        if not any(part.section is section for part in found):
            findings.add("ingest.section", "default", section=section.heading.text)
