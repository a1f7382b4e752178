"""Reports decoded from the YAML that an editor would write."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent

from generator import decode, source
from generator.decode import Decoded
from generator.form import Form
from generator.report import Report, Value
from tests.support.forms import both


def decoded(text: str, slug: str = "2023", forms: Mapping[str, Form] | None = None) -> Decoded:
    """What a report's file says; the text may be indented."""
    read = source.read(dedent(text).encode(), "content/demo/2023.yml")
    assert read.data is not None, read.diagnostics
    return decode.report(
        read.data, agency="demo", slug=slug, forms=forms or both(), file="content/demo/2023.yml"
    )


def sound(text: str, slug: str = "2023", forms: Mapping[str, Form] | None = None) -> Report:
    """The report of a file in which nothing is wrong."""
    found = decoded(text, slug, forms)
    assert found.diagnostics == ()
    assert found.report is not None
    return found.report


def figure(report: Report, address: str, forms: Mapping[str, Form] | None = None) -> Value:
    """The figure of a cell."""
    form = (forms or both())[report.edition]
    return report.figures[form.cell_by_address[address].index]
