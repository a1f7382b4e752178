"""The prose of a document as Markdown in which every word comes out as it stood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.ingest.document import Block, Paragraph, Run, Table
from generator.ingest.findings import Findings
from generator.ingest.fold import narrow
from generator.ingest.parts import Part, Parts
from generator.ingest.words import pattern, phrase, sequence

_SPECIAL = re.compile(r"[\\`\[\]<]|\*|(?<![^\W_])_|_(?![^\W_])|\{(?=\{)")
_OPENING = re.compile(r"(?:#{1,6}|[-+>]|=+|-{3,}|~{3,})(?=\s|$|-)|>|\||~~~")
_NUMBER = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)")
_MAX_LEVEL = 6
_WIDEST = 20
"""A cell of a table in prose that says it spans more columns is not believed."""


def markdown(found: Parts, findings: Findings) -> str:
    """The narrative of a report: its sections' headings as the form has them, and their prose."""
    pieces = list(_part(found.lead, findings))
    for part in found.sections:
        prose = list(_part(part, findings))
        if part.section is not None and (prose or part.section.required):
            pieces += [f"## {part.section.heading.text}", *prose]
    return "\n\n".join(pieces) + "\n" if pieces else ""


def _part(part: Part, findings: Findings) -> Iterator[str]:
    """The blocks of a part; the items of a list are one block."""
    items: list[str] = []
    headings = _headings(part, findings)
    for block in part.prose:
        marker = block.marker if isinstance(block, Paragraph) else ""
        if items and (not marker or (marker == "-") != items[0].startswith("- ")):
            yield "\n".join(items)
            items = []
        if isinstance(block, Table):
            if not all(cell.blank for cell in block.cells()):
                yield _table(block)
        elif id(block) in headings:
            yield headings[id(block)]
        elif marker:
            items.append(f"{marker} {_paragraph(block.runs)}")
        else:
            yield _paragraph(block.runs)
    if items:
        yield "\n".join(items)


def _headings(part: Part, findings: Findings) -> dict[int, str]:
    """The headings among the paragraphs of a part, with their numerals all of one kind."""
    found = {}
    numbered = [(block, _numbered(block, part)) for block in part.prose]
    kinds = {split[0].isdecimal() for _, split in numbered if split}
    place = 0
    for block, split in numbered:
        if not isinstance(block, Paragraph):
            continue
        level = "#" * _level(block, part)
        if split is None:
            if block.level:
                found[id(block)] = f"{level} {_words(block.text)}"
            continue
        place += 1
        number, words = split
        if kinds == {True, False} and number == str(place) and place <= len(sequence("numerals")):
            numeral = sequence("numerals")[place - 1]
            printed = phrase("numbered", numeral=numeral, words=words)
            findings.add(
                "ingest.heading", "numeral", block.place, found=block.text, printed=printed
            )
        else:
            printed = phrase("numbered", numeral=number, words=words)
        found[id(block)] = f"{level} {_words(printed)}"
    return found


def _numbered(block: Block, part: Part) -> tuple[str, str] | None:
    """The numeral and the words of a paragraph that is a numbered heading.

    A document that marks the headings of its sections is taken at its word for all others.
    """
    if isinstance(block, Table) or block.marker or (part.level and not block.level):
        return None
    text = narrow(block.text)
    match = pattern("heading").match(text)
    if match is None or pattern("sentence").search(text) or pattern("sentence_ends").search(text):
        return None
    words = re.split(r"[)）]", block.text, maxsplit=1)[-1].strip().lstrip("、.．").strip()
    return match["number"], words


def _level(block: Paragraph, part: Part) -> int:
    below = block.level - part.level if block.level and part.level else 1
    return min(2 + max(below, 1), _MAX_LEVEL)


def _paragraph(runs: Sequence[Run]) -> str:
    """A paragraph on one line."""
    return _opening("".join(_run(run) for run in runs))


def _run(run: Run) -> str:
    text = _escaped(run.text)
    words = text.strip()
    if not words:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if run.link and not re.search(r"[\s<>()]", run.link):
        words = f"[{words}]({run.link})"
    return f"{before}**{words}**{after}" if run.bold else f"{before}{words}{after}"


def _escaped(text: str) -> str:
    """Words in which nothing is taken for a mark."""
    flat = " ".join(text.replace("\xa0", " ").split("\t"))
    return _SPECIAL.sub(r"\\\g<0>", flat.replace("\n", " "))


def _opening(text: str) -> str:
    """A paragraph that does not begin like a block of another kind."""
    number = _NUMBER.match(text)
    if number is not None:
        return f"{number[1]}\\{text[len(number[1]) :]}"
    return f"\\{text}" if _OPENING.match(text) else text


def _words(text: str) -> str:
    """The words of a heading."""
    return _escaped(text).strip().rstrip("#").rstrip() or _escaped(text)


def _table(table: Table) -> str:
    """A table in prose; what spans columns leaves the others blank."""
    rows = [
        [text for cell in row for text in (cell.text, *[""] * (min(cell.colspan, _WIDEST) - 1))]
        for row in table.rows
        if not all(cell.blank for cell in row)
    ]
    width = max(len(row) for row in rows)
    shown = [[_cell(text) for text in row] + [""] * (width - len(row)) for row in rows]
    lines = [shown[0], ["---"] * width, *shown[1:]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return _escaped(" ".join(text.split())).replace("|", "\\|")
