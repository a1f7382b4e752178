"""The draft read back as any report is, printed line by line beside the document it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator import decode, narrative, source
from generator.form import Form
from generator.grid import lay_out
from generator.ingest.document import Document, Paragraph, Table
from generator.ingest.edition import table_of
from generator.ingest.fold import bare, fold, narrow, without_note
from generator.ingest.labels import keys_of, labels
from generator.ingest.rows import texts
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


def differences(document: Document, yaml: str, markdown: str, form: Form) -> tuple[Difference, ...]:
    """Where a draft, read as ``check`` would read it, says something else than its document."""
    report, prose = _read(yaml, markdown, form)
    paper, tables = _paper(document, form)
    return (
        *_compare(_titled(paper, report.title), [*_line(report.title), *prose]),
        *_compare(tables, list(_rows(report, form))),
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


def _paper(document: Document, form: Form) -> tuple[Lines, Lines]:
    """The lines of a document: its prose, and the rows of its tables."""
    prose: list[tuple[str, str]] = []
    rows: list[tuple[str, str]] = []
    known = labels(form)
    titles = {bare(section.title.text) for section in form.sections}
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if bare(block.text) not in titles:
                prose += _line(block.text)
        elif (table := table_of(list(texts([block])), known)) is None:
            prose += [line for cell in block.cells() for line in _line(cell.text)]
        else:
            rows += _table(block, table.passing)
    return prose, rows


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


def _table(table: Table, passing: frozenset[str]) -> Iterator[tuple[str, str]]:
    for row in table.rows:
        words = [cell.text for cell in row if not cell.blank]
        kept = [word for word in words if passing.isdisjoint(keys_of(word))]
        if kept:
            yield _row(kept)


def _rows(report: Report, form: Form) -> Iterator[tuple[str, str]]:
    for laid in lay_out(form):
        for grid in laid.grids:
            if len(laid.grids) > 1:
                yield _row([grid.block.label.text])
            for heads in grid.head:
                yield _row([head.label.text for head in heads if head.level])
            for body in grid.bodies:
                for line in body:
                    figures = [report.figures[cell.index] for cell in line.cells]
                    filed = [str(value) for value in figures if value is not None]
                    yield _row([*(head.label.text for head in line.heads), *filed])


def _row(words: Sequence[str]) -> tuple[str, str]:
    """A row as it is compared: labels without numeral and note, figures as written."""
    keys = [bare(without_note(word)) or narrow(word) for word in words]
    return "|".join(keys), " ".join(" ".join(word.split()) for word in words)


def _compare(original: Lines, draft: Lines) -> Iterator[Difference]:
    first, second = ([key for key, _ in lines] for lines in (original, draft))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind != "equal":
            yield Difference(
                original=tuple(shown for _, shown in original[i1:i2]),
                draft=tuple(shown for _, shown in draft[j1:j2]),
            )
