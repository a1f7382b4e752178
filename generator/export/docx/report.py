"""A report as a document: title, sections, prose and tables in the order of its form."""

from __future__ import annotations

from collections.abc import Iterator

from generator.export.docx.markup import field, paragraph, run
from generator.export.docx.package import Extras, package
from generator.export.docx.prose import Writer
from generator.export.docx.tables import statutory
from generator.export.prose import blocks
from generator.export.words import say
from generator.form import Form
from generator.grid import lay_out
from generator.report import Agency, Narrative, Report

_NUMBER = "\x00"


def report_docx(report: Report, agency: Agency, form: Form, narrative: Narrative) -> bytes:
    """A report as a ``.docx``; a figure that was not filed is an empty cell."""
    extras = Extras()
    body = "".join(_body(report, form, narrative, Writer(extras)))
    before, after = say(form, "page", number=_NUMBER).split(_NUMBER)
    footer = paragraph("Footer", run(before) + field("PAGE") + run(after))
    return package(body, footer, extras, title=report.title, creator=agency.name)


def _body(report: Report, form: Form, narrative: Narrative, prose: Writer) -> Iterator[str]:
    tables = {laid.table.id: laid for laid in lay_out(form)}
    yield paragraph("Title", run(report.title))
    yield from _facts(report, form)
    yield from prose.write(blocks(narrative.passage(""), form, report.figures))
    for section in form.sections:
        yield paragraph("Heading1", run(section.heading.text))
        yield from prose.write(blocks(narrative.passage(section.id), form, report.figures))
        if section.table is not None:
            yield from statutory(tables[section.table], form, report.figures)


def _facts(report: Report, form: Form) -> Iterator[str]:
    if report.index_number is not None:
        number = say(form, "index_number", number=report.index_number)
        yield paragraph("Facts", run(number))
    if report.published is not None:
        day = say(form, "published", day=report.published.isoformat())
        yield paragraph("Facts", run(day))
