"""A report as a document: title, sections, prose and tables in the order of its form."""

from __future__ import annotations

from collections.abc import Iterator

from generator.export.docx.page import closed, foot, opened
from generator.export.docx.prose import Writer
from generator.export.docx.remarks import Remarks
from generator.export.docx.tables import statutory
from generator.export.prose import blocks
from generator.export.words import say
from generator.form import Form
from generator.grid import lay_out
from generator.report import Agency, Narrative, Report

_NUMBER = "\x00"


def report_docx(report: Report, agency: Agency, form: Form, narrative: Narrative) -> bytes:
    """A report as a ``.docx``; a figure that was not filed is an empty cell.

    Raises:
        ModuleNotFoundError: python-docx is not installed.
    """
    document = opened()
    prose = Writer(document)
    tables = {laid.table.id: laid for laid in lay_out(form)}
    document.add_paragraph(report.title, style="Title")
    for fact in _facts(report, form):
        document.add_paragraph(fact, style="Report Facts")
    prose.write(blocks(narrative.passage(""), form, report.figures))
    for section in form.sections:
        document.add_paragraph(section.heading.text, style="Heading 1")
        prose.write(blocks(narrative.passage(section.id), form, report.figures))
        if section.table is not None:
            statutory(document, tables[section.table], form, report.figures)
    Remarks(document, form, prose.marks).write(report)
    foot(document, *say(form, "page", number=_NUMBER).split(_NUMBER))
    return closed(document, title=report.title, author=agency.name)


def _facts(report: Report, form: Form) -> Iterator[str]:
    if report.index_number is not None:
        yield say(form, "index_number", number=report.index_number)
    if report.published is not None:
        yield say(form, "published", day=report.published.isoformat())
