"""The draft read back as any report is, printed line by line beside the document it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator import decode, narrative, source
from generator.form import Form
from generator.grid import lay_out
from generator.ingest.document import Document, Paragraph, Table
from generator.ingest.facts import only_facts
from generator.ingest.fold import bare, fold, narrow, without_note
from generator.ingest.labels import keys_of, labels
from generator.ingest.parts import Parts, is_caption
from generator.ingest.rows import is_figure
from generator.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Lines of the document that the draft says otherwise, or not at all."""

    original: tuple[str, ...]
    """What the document says."""
    draft: tuple[str, ...]
    """What the draft says in their place."""


Lines = Sequence[tuple[str, str]]
"""Lines as they are compared, each with how it is shown."""


def differences(
    document: Document, found: Parts, yaml: str, markdown: str, form: Form
) -> tuple[Difference, ...]:
    """Where a draft, read as ``check`` would read it, says something else than its document."""
    report, prose = _read(yaml, markdown, form)
    paper = _titled(_prose(document, found, form), report.title)
    title = _line(report.title) if report.title != str(report.year) else []
    tables = [table for known in labels(form) for table in found.tables.get(known.table.id, ())]
    passing = frozenset(key for known in labels(form) for key in known.passing)
    rows = [words for table in tables for words in _table(table, passing)]
    printed = list(_rows(report, form))
    if any(table.flowing for table in tables):  # where a row ends is not to be seen
        rows, printed = _joined(rows), _joined(printed)
    return (
        *_compare(paper, [*title, *prose]),
        *_compare([_row(row) for row in rows], [_row(row) for row in printed]),
    )


def _read(yaml: str, markdown: str, form: Form) -> tuple[Report, Lines]:
    """The record and the prose of a draft."""
    data = source.read(yaml.encode(), "").data or {}
    forms: Mapping[str, Form] = {form.edition: form}
    decoded = decode.report(data, agency="", slug=str(form.first_year), forms=forms, file="")
    assert decoded.report is not None  # noqa: S101 - the draft names this very form
    read, _ = narrative.read(markdown.encode(), "", form)
    lines = [
        line
        for passage in read.passages
        for text in passage.text.split("\n")
        for line in _line(text)
    ]
    return decoded.report, lines


def _prose(document: Document, found: Parts, form: Form) -> Lines:
    """The lines of a document besides its tables, what is printed beside them, and facts."""
    cells = {cell.place for tables in found.tables.values() for t in tables for cell in t.cells()}
    titles = {bare(section.title.text) for section in form.sections}
    lines: list[tuple[str, str]] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            beside = only_facts(block) or any(is_caption(block, known) for known in labels(form))
            if block.place not in cells and bare(block.text) not in titles and not beside:
                lines += _line(block.text)
        else:
            apart = (cell for cell in block.cells() if cell.place not in cells)
            lines += [line for cell in apart for line in _line(cell.text)]
    return lines


def _line(text: str) -> Lines:
    key = bare(text)
    return [(key, " ".join(text.split()))] if key else []


def _titled(lines: Lines, title: str) -> Lines:
    """Lines in which a title that was broken into several is one."""
    for first in range(len(lines)):
        for count in (2, 3):
            pieces = lines[first : first + count]
            if fold("".join(text for _, text in pieces)) == fold(title):
                return [*lines[:first], *_line(title), *lines[first + count :]]
    return lines


def _table(table: Table, passing: frozenset[str]) -> Iterator[list[str]]:
    """The words of each row of a table, without what names nothing."""
    for row in table.rows:
        words = [cell.text for cell in row if not cell.blank]
        kept = [word for word in words if passing.isdisjoint(keys_of(word))]
        if kept:
            yield kept


def _rows(report: Report, form: Form) -> Iterator[list[str]]:
    """The words of each row of the form's tables, as the draft fills them."""
    for laid in lay_out(form):
        for grid in laid.grids:
            if len(laid.grids) > 1:
                yield [grid.block.label.text]
            for heads in grid.head:
                yield [head.label.text for head in heads if head.level]
            for body in grid.bodies:
                for line in body:
                    figures = [report.figures[cell.index] for cell in line.cells]
                    filed = [str(value) for value in figures if value is not None]
                    words = [*(head.label.text for head in line.heads), *filed]
                    if words:
                        yield words


def _row(words: Sequence[str]) -> tuple[str, str]:
    """A row as it is compared: labels without numeral and note, figures as written."""
    keys = [bare(without_note(word)) or narrow(word) for word in words]
    return "|".join(keys), " ".join(" ".join(word.split()) for word in words)


def _joined(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Every figure, and all labels between two of them as one, wherever lines were broken."""
    found: list[list[str]] = []
    label = ""
    for word in (word for row in rows for word in row):
        if is_figure(word):
            found += [[text] for text in (label, word) if text]
            label = ""
        else:
            label += bare(without_note(word))
    return [*found, [label]] if label else found


def _compare(original: Lines, draft: Lines) -> Iterator[Difference]:
    first, second = ([key for key, _ in lines] for lines in (original, draft))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind != "equal":
            yield Difference(
                original=tuple(shown for _, shown in original[i1:i2]),
                draft=tuple(shown for _, shown in draft[j1:j2]),
            )
