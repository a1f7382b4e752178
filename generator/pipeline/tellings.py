"""What lists tell of reports, divided so that a change reaches only the pages that show it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from generator.engine import Digest, Key, digest_of
from generator.engine.build import Fetch, Made
from generator.pipeline.job import Outcome
from generator.portal import Line, Lists, Page, PlainSummary, part
from generator.portal.lists import PAGE
from generator.render import Told
from generator.report import Scope
from generator.site import Site


class Tellings:
    """The values between reports and the pages that list them."""

    def __init__(self, site: Site, lists: Lists, outcomes: Mapping[str, Outcome]) -> None:
        self._site = site
        self._lists = lists
        self._outcomes = outcomes
        self.tasks: Mapping[str, Callable[..., Made]] = {
            "punctual": self._punctual,
            "lines": self._lines,
            "figures": self._figures,
        }
        """How each kind of value is made."""

    def inputs(self) -> dict[Key, Digest]:
        """What comes from reports, by year and, of comparisons, by page."""
        found: dict[Key, Digest] = {
            ("year", str(year)): digest_of(listed) for year, listed in self._by_year.items()
        }
        if not self._site.extras:
            return found
        for year, waiting in self._lists.outstanding.items():
            found["outstanding", str(year)] = digest_of(waiting)
        if self._lists.comparing:
            for number in range(1, -(-len(self._lists.compared) // PAGE) + 1):
                lines = part(self._lists.compared, number)
                named = [repr(self._lists.agencies[agency]) for agency, _ in lines]
                found["named", str(number)] = digest_of(named)
                told = [(agency, str(of), self._measured((agency, of))) for agency, of in lines]
                found["chunk", str(number)] = digest_of(told)
        return found

    @cached_property
    def _by_year(self) -> Mapping[int, list[PlainSummary]]:
        """The reports on each year, in the order of the tree."""
        found: dict[int, list[PlainSummary]] = {year: [] for year in self._lists.counts}
        for agency in self._lists.agencies:
            outcome = self._outcomes.get(agency)
            for item in outcome.summaries if outcome else ():
                found[item[2]].append(item)
        return found

    def _measured(self, line: Line) -> list[tuple[object, ...]]:
        agency, scope = line
        outcome = self._outcomes[agency]
        return [
            (item[2], item[4], values)
            for item, values in zip(outcome.summaries, outcome.measured, strict=True)
            if item[3] == scope
        ]

    def year(self, fetch: Fetch, page: Page) -> None:
        """Ask for all that a page of a year's index shows."""
        fetch.digest(("agencies",))
        fetch.digest(("years",))
        year = str(page.year)
        if not self._site.extras:
            fetch.digest(("year", year))
            return
        fetch.digest(("punctual", year))
        fetch.digest(("outstanding", year))
        fetch.digest(("lines", year, str(page.number)))

    def _lines(self, fetch: Fetch, year: str, number: str) -> Made:
        """The reports on a page of a year's index."""
        fetch.digest(("year", year))
        fetch.digest(("agencies",))
        filed = sorted(self._by_year.get(int(year), ()), key=self._place)
        shown = part(filed, int(number))
        columns = sorted({label for item in filed for label, _ in item[7]})
        return Made(None, digest_of((shown, columns)))

    def _place(self, item: PlainSummary) -> tuple[int, bool, str]:
        return self._places[item[0]], item[3] == Scope.REGION, item[1]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {agency: place for place, agency in enumerate(self._lists.agencies)}

    def _punctual(self, fetch: Fetch, year: str = "") -> Made:
        """When the reports on a year were published; without one, of all years."""
        if not year:
            fetch.digest(("span",))  # first: of a year that is gone nothing else can be asked
            told = [fetch.digest(("punctual", str(year))) for year in self._lists.counts]
            waiting = [fetch.digest(("outstanding", str(year))) for year in self._lists.counts]
            named = fetch.digest(("agencies",))
            return Made(None, digest_of((list(self._lists.counts), told, waiting, named)))
        fetch.digest(("year", year))
        facts = [(item[0], item[3], item[4], item[6]) for item in self._by_year.get(int(year), ())]
        return Made(None, digest_of(facts))

    def _figures(self, fetch: Fetch, table: str, indicator: str, number: str) -> Made:
        """An indicator of the lines on a page: what each report says, and what that is part of."""
        fetch.digest(("settings",))
        fetch.digest(("chunk", number))
        places = dict(self._of(table, indicator))
        found: dict[Any, dict[int, Told]] = {}
        for line in part(self._lists.compared, int(number)):
            found[line] = {
                int(str(year)): _told(values, places.get(str(edition)))
                for year, edition, values in self._measured(line)
            }
        plain = [(agency, str(scope), told) for (agency, scope), told in found.items()]
        return Made(found, digest_of(plain))

    def _of(self, table: str, indicator: str) -> Any:
        """By edition, where an indicator stands among its form's, and what it is a share of."""
        for name, form in self._lists.editions.items():
            listed = [(one.id, item) for one in form.tables for item in one.indicators]
            at = {(where, item.id): place for place, (where, item) in enumerate(listed)}
            if (table, indicator) in at:
                item = listed[at[table, indicator]][1]
                whole = at[table, item.share_of] if item.share_of else None
                yield name, (at[table, indicator], whole)


def _told(values: Any, place: tuple[int, int | None] | None) -> Told:
    if place is None:
        return None
    at, whole = place
    return values[at], None if whole is None else values[whole]
