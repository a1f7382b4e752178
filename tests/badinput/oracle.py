"""Another reader of reports and prose, made of other parts, to judge ours by.

Figures are found by PyYAML's own loader and a walk down the keys of the form. It knows nothing of
what is refused and is asked only about files in which nothing was.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

import yaml

from generator.form import Form
from generator.report import Narrative, Report, Slot

_FIGURE = re.compile(r"(?P<number>[+-]?[0-9]+(?:\.[0-9]+)?) ?(?P<unit>元|万元|亿元)?")


def figures(raw: bytes, form: Form) -> dict[str, str | None]:
    """Every figure that a report's file lists, by address, as it would be printed."""
    data = yaml.load(raw.decode("utf-8-sig"), yaml.CBaseLoader)
    tables = {table.key for table in form.tables}
    found: dict[str, str | None] = {}
    for key in tables & set(data):
        for path, text in _leaves(data[key], key, _rows(form)):
            for address in _below(path, form):
                found[address] = _printed(text)
    return found


def unlisted(raw: bytes) -> str:
    """What the file says of the cells that it does not list."""
    return str(yaml.load(raw.decode("utf-8-sig"), yaml.CBaseLoader)["unlisted"])


def _rows(form: Form) -> dict[str, list[str]]:
    """The columns of each row, by the row's address."""
    rows: dict[str, list[str]] = {}
    for cell in form.cells:
        row, _, column = cell.address.rpartition("/")
        rows.setdefault(row, []).append(column)
    return rows


def _leaves(data: object, path: str, rows: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, f"{path}/{key}", rows)
    elif isinstance(data, list):
        for column, value in zip(rows[path], data, strict=True):
            yield from _leaves(value, f"{path}/{column}", rows)
    else:
        yield path, str(data)


def _below(path: str, form: Form) -> list[str]:
    """The cells at or below a path; a row that is left blank stands for all of its cells."""
    found = [
        cell.address
        for cell in form.cells
        if cell.address == path or cell.address.startswith(f"{path}/")
    ]
    assert found, f"{path} is no place in the form, and nothing was said of it"
    return found


def _printed(text: str) -> str | None:
    figure = _FIGURE.fullmatch(text)
    if figure is None:
        return None
    number = figure["number"]
    return f"{int(number) if number.lstrip('+-').isdecimal() else number}{figure['unit'] or ''}"


def adds_up(report: Report, form: Form, cell: int) -> bool:
    """Whether a total that was worked out is the sum along its row or down its column."""
    here = form.cells[cell]
    row, _, column = here.address.rpartition("/")
    along = [
        other.index
        for other in form.cells
        if other.address.rpartition("/")[0] == row and other is not here
    ]
    above = row.rpartition("/")[0]
    down = [
        other.index
        for other in form.cells
        if other.address.startswith(f"{above}/")
        and other.address.endswith(f"/{column}")
        and other.row != here.row
    ]
    sums = {_sum(report, along), _sum(report, down) if row.endswith("/总计") else None}
    return report.figures[cell] in sums


def _sum(report: Report, cells: list[int]) -> int | None:
    values = [report.figures[cell] for cell in cells]
    whole = [value for value in values if isinstance(value, int)]
    return sum(whole) if len(whole) == len(values) else None


def lost(text: str, narrative: Narrative) -> str:
    """The Chinese letters of a narrative that its pages would not show.

    Numbers of list items are told by the list itself, and titles of sections by the form.
    """
    shown = "".join(
        part.address if isinstance(part, Slot) else html.unescape(part)
        for passage in narrative.passages
        for part in passage.html
    )
    shown += "".join(claim.address for claim in narrative.claims)
    shown += "".join(re.findall(r"^ {0,3}##[ \t].*$", text, re.MULTILINE))
    written = Counter(char for char in unquote(text) if char.isalpha() and ord(char) > 0x2E80)
    return "".join((written - Counter(unquote(shown))).elements())
