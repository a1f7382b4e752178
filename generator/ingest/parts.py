"""A document in its parts: what stands before the first section, the sections, their tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.form import Form, Section
from generator.ingest.document import Block, Cell, Document, Paragraph, Table
from generator.ingest.edition import table_of
from generator.ingest.findings import Findings, shown
from generator.ingest.fold import bare, fold, narrow
from generator.ingest.labels import Labels, keys_of, labels
from generator.ingest.rows import texts
from generator.ingest.words import pattern

_LONGEST_HEADING = 40
_LONGEST_LABEL = 60


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
    tables: dict[str, list[Table]] = {}
    lead = Part(section=None)
    found: list[Part] = [lead]
    for block in document.blocks:
        if isinstance(block, Table):
            table = table_of(list(texts([block])), known)
            if table is None:
                found[-1].prose.append(block)
            else:
                tables.setdefault(table.table.id, []).append(block)
            continue
        section = _section(block, form, found)
        if section is not None:
            found.append(Part(section=section, level=block.level))
            _heading(block, section, findings)
        elif block.aside:
            findings.add("ingest.unread", "aside", block.place, found=shown(block.text))
        else:
            found[-1].prose.append(block)
    for part in found[1:]:
        _within(part, known, tables)
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


def _within(part: Part, known: Sequence[Labels], tables: dict[str, list[Table]]) -> None:
    """Take from a section's paragraphs what is its table: captions, or all of its cells."""
    wanted = part.section.table if part.section else None
    label = next((item for item in known if item.table.id == wanted), None)
    if label is None:
        return
    if label.table.id not in tables:
        _flowing(part, label, tables)
    part.prose = [block for block in part.prose if not _is_caption(block, label)]


def _flowing(part: Part, label: Labels, tables: dict[str, list[Table]]) -> None:
    """Take the lines of a section for the cells of its table, where nothing else marks them."""
    cells = [
        Cell(text=block.marker + block.text, place=block.place)
        for block in part.prose
        if _is_cell(block) and isinstance(block, Paragraph)
    ]
    whole = Table(rows=(tuple(cells),), place=cells[0].place, flowing=True) if cells else None
    if whole is not None and table_of(list(texts([whole])), [label]) is not None:
        tables[label.table.id] = [whole]
        part.prose = [block for block in part.prose if not _is_cell(block)]


def _is_cell(block: Block) -> bool:
    if isinstance(block, Table) or len(block.text) > _LONGEST_LABEL:
        return False
    return not pattern("sentence").search(block.text)


def _is_caption(block: Block, label: Labels) -> bool:
    """Whether a paragraph says what the form prints beside the table."""
    if isinstance(block, Table):
        return False
    unit = pattern("unit").match(narrow(block.text).strip("()"))
    if unit is not None:
        return unit["unit"] in {item.unit.text for item in label.table.blocks if item.unit}
    return not label.passing.isdisjoint(keys_of(block.text))


def _missing(found: Sequence[Part], form: Form, findings: Findings) -> None:
    """Tell of the sections that have no heading in the document."""
    for section in form.sections:
        if not any(part.section is section for part in found):
            findings.add("ingest.section", "default", section=section.heading.text)
