"""The formats of one report by the names that the command line takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.export.csv import report_csv
from generator.export.json import prepare_json, report_json
from generator.export.txt import report_txt
from generator.form import Form
from generator.report import Agency, Narrative, Report

Writer = Callable[[Report, Agency, Form, Narrative], bytes]


def _csv(report: Report, agency: Agency, form: Form, _: Narrative) -> bytes:
    return report_csv(report, agency, form)


def _docx(report: Report, agency: Agency, form: Form, narrative: Narrative) -> bytes:
    from generator.export.docx import report_docx

    return report_docx(report, agency, form, narrative)


def _json(report: Report, agency: Agency, form: Form, _: Narrative) -> bytes:
    return report_json(report, agency, form, prepare_json(form))


def _txt(report: Report, _: Agency, form: Form, narrative: Narrative) -> bytes:
    return report_txt(report, form, narrative)


def _xlsx(report: Report, agency: Agency, form: Form, _: Narrative) -> bytes:
    from generator.export.xlsx import report_xlsx

    return report_xlsx(report, agency, form)


FORMATS: Mapping[str, Writer] = {
    "csv": _csv,
    "json": _json,
    "xlsx": _xlsx,
    "docx": _docx,
    "txt": _txt,
}
"""A report in each format; ``xlsx`` raises ModuleNotFoundError without ``gongkai[office]``."""
