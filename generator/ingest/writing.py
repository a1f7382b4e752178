"""A draft's YAML: the canonical file of its record, with what an editor has to know beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.form import Form, Level
from generator.ingest.figures import Figures
from generator.ingest.words import phrase
from generator.report import Report
from generator.writing import report_yaml


def draft_yaml(report: Report, form: Form, figures: Figures) -> str:
    """The text of a draft's figures."""
    text = report_yaml(report, form, _remarks(form, figures))
    facts, gap, tables = text.partition("\n\n")
    zero = "、".join(_all_zero(report, form))
    rest = [f"# {phrase('comment_zero', tables=zero)}\n"] if zero else []
    lines = [f"# {phrase('comment_top', slug=report.slug)}", *_facts(facts.rstrip("\n"), report)]
    return "\n\n".join(["\n".join(lines), *([tables] if gap else [])]).rstrip("\n") + (
        f"\n\n{rest[0]}" if rest else "\n"
    )


def _facts(facts: str, report: Report) -> Iterator[str]:
    for line in facts.split("\n"):
        if line.startswith("unlisted:"):
            if report.published is None:
                yield f"# {phrase('comment_published')}"
            yield f"{line}   # {phrase('comment_unlisted')}"
        else:
            yield line


def _remarks(form: Form, figures: Figures) -> Mapping[int, str]:
    """For each row that is not whole: whether the original is blank or could not be read."""
    found = {}
    for table in form.tables:
        for cells in _rows(form.levels[table.id]):
            lacking = [cell for cell in cells if figures.values[cell] is None]
            if lacking:
                unread = not figures.unread.isdisjoint(lacking)
                found[cells[0]] = phrase("comment_unread" if unread else "comment_blank")
    return found


def _rows(level: Level) -> Iterator[tuple[int, ...]]:
    """The cells of each line that a table's figures are written on."""
    for key in level.keys:
        below = level.entries[key]
        if isinstance(below, int):
            yield (below,)
        elif below.is_row:
            yield below.cells
        else:
            yield from _rows(below)


def _all_zero(report: Report, form: Form) -> Iterator[str]:
    for table in form.tables:
        cells = [cell for cell in form.cells if cell.table == table.id]
        if all(str(report.figures[cell.index]) == "0" for cell in cells):
            yield table.key
