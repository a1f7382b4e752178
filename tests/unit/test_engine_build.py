"""The scheduler: what is made, what is kept, and why."""

from __future__ import annotations

import pytest

from generator.engine import Digest, Key, Reason, Trace, digest_of
from generator.engine.build import Build, Fetch, Made


class Sheet:
    """A tiny spreadsheet: cells ``in`` come from outside, the others are made of them."""

    def __init__(self, **cells: int) -> None:
        self.cells = cells
        self.made: list[str] = []

    def task(self, key: Key, fetch: Fetch) -> Made:
        kind, name = key
        if kind == "in":
            return Made(self.cells[name], b"")
        self.made.append(name)
        value = getattr(self, f"make_{name}")(fetch)
        return Made(value, digest_of(value))

    def make_sum(self, fetch: Fetch) -> object:
        return sum(int(str(fetch(("in", name)))) for name in sorted(self.cells))

    def make_large(self, fetch: Fetch) -> object:
        return int(str(fetch(("cell", "sum")))) > 10

    def make_page(self, fetch: Fetch) -> object:
        return f"large: {fetch(('cell', 'large'))}"

    def build(self, old: dict[Key, Trace] | None = None) -> Build:
        inputs: dict[Key, Digest] = {
            ("in", name): digest_of(value) for name, value in self.cells.items()
        }
        return Build(self.task, inputs, old or {})


PAGE: Key = ("cell", "page")


def traces_of(sheet: Sheet) -> dict[Key, Trace]:
    build = sheet.build()
    build.digest(PAGE)
    sheet.made.clear()
    return build.traces


def test_the_first_run_makes_everything_in_the_order_of_need() -> None:
    sheet = Sheet(a=1, b=2)
    assert sheet.build().value(PAGE) == "large: False"
    assert sheet.made == ["page", "large", "sum"]


def test_a_second_run_makes_nothing() -> None:
    sheet = Sheet(a=1, b=2)
    build = sheet.build(traces_of(sheet))
    build.digest(PAGE)
    assert sheet.made == []
    assert build.reasons == {}


def test_a_change_stops_where_it_makes_no_difference() -> None:
    sheet = Sheet(a=1, b=2)
    old = traces_of(sheet)
    sheet.cells["a"] = 5
    build = sheet.build(old)
    build.digest(PAGE)
    assert sheet.made == ["sum", "large"]
    assert ("cell", "page") not in build.reasons


def test_a_change_that_matters_reaches_the_page_and_is_named() -> None:
    sheet = Sheet(a=1, b=2)
    old = traces_of(sheet)
    sheet.cells["b"] = 50
    build = sheet.build(old)
    assert build.value(PAGE) == "large: True"
    assert build.reasons[("cell", "sum")] == Reason(("in", "b"), "changed")
    assert build.reasons[PAGE] == Reason(("cell", "large"), "changed")


def test_a_value_is_made_for_whoever_needs_it_though_its_trace_holds() -> None:
    sheet = Sheet(a=1, b=2)
    build = sheet.build(traces_of(sheet))
    assert build.value(PAGE) == "large: False"
    assert build.reasons == {}


def test_verifying_stops_at_the_first_difference() -> None:
    """A need after the first changed one may not exist any more, so it must not be asked for."""
    sheet = Sheet(a=1, b=2)
    old = traces_of(sheet)
    del sheet.cells["b"]
    sheet.cells["a"] = 7
    build = sheet.build(old)
    assert build.value(("cell", "sum")) == 7


def test_a_task_that_gives_two_results_for_the_same_is_a_bug() -> None:
    sheet = Sheet(a=1, b=2)
    old = traces_of(sheet)
    held = old[PAGE]
    old[PAGE] = Trace(b"another", held.needs)
    with pytest.raises(RuntimeError, match="made twice"):
        sheet.build(old).value(PAGE)


def test_equal_values_have_equal_digests_whatever_they_share() -> None:
    shared = "x" * 50
    assert digest_of([shared, shared]) == digest_of(["x" * 50, "".join(["x"] * 50)])


def test_what_cannot_be_stored_has_no_digest() -> None:
    with pytest.raises(ValueError, match="unmarshallable"):
        digest_of(object())
