"""What stands in the lists of a portal, in which order, and on how many pages.

Everything here is worked out from who filed what, so the build's memory need not be asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from generator.form import Form, Indicator
from generator.kinds import KINDS
from generator.report import Agency, Scope
from generator.site import Site

V = TypeVar("V")

PAGE = 200
"""So many lines stand on a page of a list."""
ORDERS = ("names", "kinds", "regions")
"""The orders in which agencies are listed besides that of the tree."""

Filed = tuple[str, int, Scope, str]
"""A report as lists see it: agency, year, scope and edition."""
Line = tuple[str, Scope]
"""A line of a comparison: an agency, and whether it is about its own work or its region."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some agencies under a heading."""

    key: str
    """A letter, a kind or a region; empty for those of which it is not known."""
    agencies: tuple[Agency, ...]
    """In the order of the list."""


def count_of_pages(*lines: int) -> int:
    """How many pages lists need that run side by side; one at least."""
    return max(1, *(-(-count // PAGE) for count in lines))


def part(lines: Sequence[V], number: int) -> Sequence[V]:
    """The lines that stand on a page, counted from 1."""
    return lines[(number - 1) * PAGE : number * PAGE]


def several(filed: Iterable[Filed], forms: Mapping[str, Form]) -> tuple[Line, ...]:
    """The lines of which there are years to set side by side, in the order of reports."""
    seen: dict[Line, set[int]] = {}
    for agency, year, scope, edition in filed:
        if any(table.comparable for table in forms[edition].tables):
            seen.setdefault((agency, scope), set()).add(year)
    return tuple(line for line, years in seen.items() if len(years) > 1)


@dataclass(frozen=True, kw_only=True)
class Lists:
    """What the lists of a portal are made of: agencies, and who filed what."""

    site: Site
    """The settings."""
    agencies: Mapping[str, Agency]
    """By id, in the order of the tree."""
    filed: Sequence[Filed]
    """Every report."""
    forms: Mapping[str, Form]
    """The editions, by name."""

    @cached_property
    def counts(self) -> Mapping[int, int]:
        """How many reports there are on each year, newest year first."""
        return dict(sorted(Counter(item[1] for item in self.filed).items(), reverse=True))

    @cached_property
    def editions(self) -> Mapping[str, Form]:
        """The editions in use, newest first."""
        used = {item[3] for item in self.filed}
        found = (form for name, form in self.forms.items() if name in used)
        return {form.edition: form for form in sorted(found, key=lambda form: -form.first_year)}

    @cached_property
    def outstanding(self) -> Mapping[int, tuple[str, ...]]:
        """By year, the agencies that reported on an earlier year but not on this one.

        Only an agency's own report counts. From when an agency has to report is not known before
        it does so for the first time.
        """
        own: dict[str, set[int]] = {}
        for agency, year, scope, _ in self.filed:
            if scope is Scope.AGENCY:
                own.setdefault(agency, set()).add(year)
        listed = [(name, own[name], min(own[name])) for name in self.agencies if name in own]
        return {
            year: tuple(name for name, told, first in listed if first < year and year not in told)
            for year in self.counts
        }

    @cached_property
    def compared(self) -> tuple[Line, ...]:
        """The lines of comparisons, in the order of the tree; a region's after its organ's."""
        telling = {name for name, form in self.editions.items() if form.indicators}
        there = {(item[0], item[2]) for item in self.filed if item[3] in telling}
        every = ((agency, scope) for agency in self.agencies for scope in Scope)
        return tuple(line for line in every if line in there)

    @cached_property
    def indicators(self) -> tuple[tuple[str, Indicator], ...]:
        """What is compared, each with its table's id, as the newest edition has it."""
        found: dict[tuple[str, str], Indicator] = {}
        for form in self.editions.values():
            for table in form.tables:
                for item in table.indicators:
                    found.setdefault((table.id, item.id), item)
        return tuple((table, item) for (table, _), item in found.items())

    @property
    def comparing(self) -> bool:
        """Whether agencies are compared: where there is more than one line to compare."""
        return self.site.extras and len(self.compared) > 1 and bool(self.indicators)

    def groups(self, order: str) -> tuple[Group, ...]:
        """The agencies in an order; none where that would tell nothing."""
        return grouped(self.agencies.values(), order, self.site.language)

    @property
    def orders(self) -> tuple[str, ...]:
        """The orders in which agencies are listed."""
        return tuple(order for order in ORDERS if self.site.extras and self.groups(order))


def grouped(agencies: Iterable[Agency], order: str, language: str) -> tuple[Group, ...]:
    """The agencies in an order; none where that would tell nothing.

    An order tells nothing while no agency says how its name is read, or all are of one kind or
    region. Those that do not say come last, in the order of the tree.
    """
    listed = list(agencies)
    if order == "names":
        spelt = [item for item in listed if reading(item, language)]
        spelt.sort(key=lambda item: (reading(item, language), item.id))
        rest = [item for item in listed if not reading(item, language)]
        found = _groups([(reading(item, language)[:1].upper(), item) for item in spelt])
        return (*found, *_groups([("", item) for item in rest])) if found else ()
    if order == "kinds":
        keys = [(kind, item) for kind in KINDS for item in listed if item.kind == kind]
    else:
        keys = [(item.region or "", item) for item in listed]
        keys.sort(key=lambda pair: (not pair[0], pair[0]))
    found = _groups(keys)
    return found if len(found) > 1 else ()


def reading(agency: Agency, language: str) -> str:
    """What an agency is listed by in alphabetic order; empty where that is not known."""
    name = agency.english if language == "en" and agency.english else agency.pinyin
    text = (name or "").casefold()
    return text if text[:1].isascii() and text[:1].isalpha() else ""


def _groups(keys: Iterable[tuple[str, Agency]]) -> tuple[Group, ...]:
    found: dict[str, list[Agency]] = {}
    for key, agency in keys:
        found.setdefault(key, []).append(agency)
    return tuple(Group(key=key, agencies=tuple(listed)) for key, listed in found.items())
