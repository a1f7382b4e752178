"""Plain text: the report as it reads when it is copied from a page, cells with tabs between."""

from __future__ import annotations

from collections.abc import Iterator

from generator.export.figures import shown, table_unit
from generator.export.printed import printed
from generator.export.prose import Block, Paragraph, blocks
from generator.export.words import say
from generator.form import Form
from generator.grid import TableGrid, lay_out
from generator.report import Narrative, Report


def report_txt(report: Report, form: Form, narrative: Narrative) -> bytes:
    """A report as plain text, in the order of its form."""
    laid = {item.table.id: item for item in lay_out(form)}
    parts = [report.title, *_facts(report, form)]
    parts += _prose(blocks(narrative.passage(""), form, report.figures))
    for section in form.sections:
        parts.append(section.heading.text)
        parts += _prose(blocks(narrative.passage(section.id), form, report.figures))
        if section.table is not None:
            parts.append("\n".join(_table(laid[section.table], report, form)))
    return ("\n\n".join(parts) + "\n").encode()


def _facts(report: Report, form: Form) -> Iterator[str]:
    if report.index_number is not None:
        yield say(form, "index_number", number=report.index_number)
    if report.published is not None:
        yield say(form, "published", day=report.published.isoformat())


def _prose(found: tuple[Block, ...]) -> Iterator[str]:
    for block in found:
        if isinstance(block, Paragraph):
            lead = f"{'  ' * (block.depth - 1)}{block.marker} " if block.marker else ""
            yield lead + block.text
        else:
            lines = (
                ("".join(span.text for span in cell.spans) for cell in row) for row in block.rows
            )
            yield "\n".join("\t".join(line) for line in lines)


def _table(laid: TableGrid, report: Report, form: Form) -> Iterator[str]:
    """The lines of a table: its unit, its heads, and each row with the heads that begin on it."""
    unit = table_unit(laid, form)
    if unit:
        yield unit
    for grid in laid.grids:
        for row in printed(grid, laid, form):
            texts = (
                item.text if item.cell is None else shown(report.figures[item.cell]) for item in row
            )
            yield "\t".join(texts)
