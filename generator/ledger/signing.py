"""What somebody signs: a digest of each part of a report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from generator.form import Form
from generator.ledger.difference import reported
from generator.ledger.entry import figure_text
from generator.report import PUBLISHED, TITLE, Narrative, Report

PREFACE = "preface"
"""What the words before the first heading are called."""
_LENGTH = 16
"""Digits of a digest: it guards against oversight, not against forgery."""


def digests(report: Report, prose: Narrative | None, form: Form) -> Mapping[str, str]:
    """Each part of a report with its digest: the title, every table, every section with words.

    The day of publication is no part of it: it is settled after the last signature.
    """
    return {
        name: hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]
        for name, text in (*_tables(report, form), *_words(report, prose, form))
    }


def _tables(report: Report, form: Form) -> Iterator[tuple[str, str]]:
    for table in form.tables:
        cells = (cell for cell in form.cells if cell.table == table.id)
        lines = (f"{cell.address} {figure_text(report.figures[cell.index])}" for cell in cells)
        yield table.key, "\n".join(lines)


def _words(report: Report, prose: Narrative | None, form: Form) -> Iterator[tuple[str, str]]:
    titles = {section.id: section.title.text for section in form.sections}
    for section, text in reported(report, prose).items():
        if section == TITLE:
            yield TITLE, text
        elif section != PUBLISHED:
            yield titles.get(section, PREFACE), " ".join(text.split())
