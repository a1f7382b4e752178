"""Which reports a region's is compiled from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.portal import Part, parts
from generator.report import Agency, Scope
from tests.support.records import agency

OWN, REGION = Scope.AGENCY, Scope.REGION


def tree(*agencies: Agency) -> Mapping[str, Sequence[Agency]]:
    """Agencies by the one above them."""
    below: dict[str, list[Agency]] = {}
    for item in agencies:
        below.setdefault(str(item.parent), []).append(item)
    return below


CITY = tree(
    agency("finance", parent="city"),
    agency("archive", parent="finance", kind="institution"),
    agency("north", parent="city", kind="government"),
    agency("commerce", parent="north"),
    agency("town", parent="north", kind="township"),
    agency("south", parent="city", kind="government"),
)


def told(region: str, *filed: str, below: Mapping[str, Sequence[Agency]] = CITY) -> list[str]:
    """The parts where some reports were filed: those on regions end in ``+``, missing in ``?``."""

    def slug(id: str, year: int, scope: Scope) -> str | None:
        return f"{year}" if id + "+" * (scope is REGION) in filed else None

    return [
        part.agency + "+" * (part.scope is REGION) + "?" * (part.slug is None)
        for part in parts(region, 2023, below, slug)
    ]


def test_own_report_departments_townships_and_the_roll_ups_of_lower_governments() -> None:
    filed = ("city", "finance", "archive", "north", "north+", "commerce", "town", "south")
    assert told("city", *filed) == ["city", "finance", "archive", "north+", "south"]
    assert told("north", *filed) == ["north", "commerce", "town"]


def test_what_was_not_filed_is_named() -> None:
    assert told("north", "commerce") == ["north?", "commerce", "town?"]


def test_a_government_with_agencies_below_it_owes_a_roll_up() -> None:
    found = told("city", "city", "finance", "archive", "north", "commerce", "town", "south")
    assert found == ["city", "finance", "archive", "north+?", "south"]


def test_one_without_agencies_below_stands_with_what_it_filed() -> None:
    assert told("city", "south")[-1] == "south"
    assert told("city", "south", "south+")[-1] == "south+"
    assert told("city")[-1] == "south?"


def test_any_agency_that_rolled_up_stands_for_those_below_it() -> None:
    assert told("city", "city", "finance+", "archive")[:3] == ["city", "finance+", "north+?"]


def test_a_region_without_agencies_below_has_no_parts() -> None:
    assert parts("south", 2023, CITY, lambda *_: "2023") == ()


def test_the_parts_say_which_report_is_meant() -> None:
    (own, *_) = parts("city", 2023, CITY, lambda *_: "2023")
    assert own == Part("city", OWN, "2023")


def test_parents_that_come_back_end() -> None:
    ring = tree(agency("a", parent="b"), agency("b", parent="a"))
    assert told("a", "a", "b", below=ring) == ["a", "b"]
