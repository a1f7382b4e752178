"""Reports on the shipped editions in which every rule holds."""

from __future__ import annotations

import random
from pathlib import Path

from generator import decode, source
from generator.form import Form
from generator.report import Report, Value
from tests.support.forms import both
from tests.support.records import figures

DEMO_CITY = Path(__file__).parents[2] / "examples/demo-city"
FLOW = ("received", "carried_in", "handled", "carried_out")


def drawn(form: Form, dice: random.Random, most: int = 40) -> tuple[Value, ...]:
    """Figures drawn by lot, most of them 0; every sum of the tables 3 and 4 holds."""
    values = list(figures(form))

    def cell(table: str, *ids: str) -> int:
        return form.cell_by_address["/".join((table, *ids))].index

    columns: dict[str, list[int]] = {}
    for item in form.cells:
        if item.table == "requests":
            columns.setdefault(item.column[-1].id, []).append(item.index)
    total = columns.pop("total")
    for column in columns.values():
        rows = {form.cells[at].row[-1].id: at for at in column}
        items = [at for name, at in rows.items() if name not in FLOW]
        for at in items:
            values[at] = dice.randrange(1, most) if dice.random() < 0.25 else 0
        out, came = dice.choice([0, 0, 1, 3]), sum(_count(values[at]) for at in items)
        before = min(dice.choice([0, 0, 1, 2]), came + out)
        for name, figure in zip(FLOW, (came + out - before, before, came, out), strict=True):
            values[rows[name]] = figure
    for place, at in enumerate(total):
        values[at] = sum(_count(values[column[place]]) for column in columns.values())
    results = ("upheld", "corrected", "other", "pending")
    for group in (
        ("reconsideration",),
        ("litigation", "direct"),
        ("litigation", "after_reconsideration"),
    ):
        for result in results:
            values[cell("disputes", *group, result)] = dice.choice([0, 0, 1, 2, 12])
        parts = [_count(values[cell("disputes", *group, result)]) for result in results]
        values[cell("disputes", *group, "total")] = sum(parts)
    return tuple(values)


def _count(value: Value) -> int:
    assert isinstance(value, int)
    return value


def of_demo_city(agency: str, slug: str) -> Report:
    """A report of the fictional city, with all figures and none to be worked out."""
    path = DEMO_CITY / "content" / agency / f"{slug}.yml"
    data = source.read(path.read_bytes(), path.name).data
    assert data is not None
    found = decode.report(data, agency=agency, slug=slug, forms=both(), file=path.name)
    assert found.report is not None
    assert found.diagnostics == ()
    return found.report
