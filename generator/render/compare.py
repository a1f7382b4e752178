"""One figure of all agencies over the years, in the order of the tree: no league table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from generator.form import Table
from generator.portal import (
    Line,
    Lists,
    Page,
    agency_url,
    indicator_url,
    part,
    share,
)
from generator.portal.urls import COMPARE
from generator.render.context import Context
from generator.render.shell import Crumb, Head

Told = tuple[int | None, int | None] | None
"""A figure and what it is a share of; ``None`` alone where the report's form lacks it."""
Figures = Mapping[Line, Mapping[int, Told]]
"""The figures of an indicator on one page, by line and year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareLine:
    """A line of a comparison."""

    name: str
    """Whose figures they are."""
    url: str
    """The agency's page."""
    figures: tuple[str, ...]
    """One for each year."""


def compare_page(context: Context, page: Page) -> bytes:
    """What can be compared.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    words = context.words
    title = words("compare.title")
    return context.shell.render(
        "compare.html",
        Head(
            url=page.url,
            title=title,
            description=words("compare.description", name=context.shell.site.name),
            crumbs=(context.home_crumb(), Crumb(label=title, url=page.url)),
            metas=context.column_metas(),
        ),
        tables=list(_tables(context, context.portal.lists(context.forms))),
    )


def _tables(context: Context, lists: Lists) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each table with its indicators: name and address."""
    for table, items in groupby(lists.indicators, key=lambda pair: pair[0]):
        links = [(context.say(item.label), indicator_url(table, item.id)) for _, item in items]
        yield context.say(_table(lists, table).label), links


def indicator_page(context: Context, page: Page, figures: Figures) -> bytes:
    """A page of the figures of an indicator.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    words, lists = context.words, context.portal.lists(context.forms)
    found = {(table, item.id): item for table, item in lists.indicators}
    item = found[page.table, page.indicator]
    label = context.say(item.label)
    title = words("compare.indicator", name=label)
    crumbs = [
        context.home_crumb(),
        Crumb(label=words("compare.title"), url=COMPARE),
        Crumb(label=label, url=indicator_url(page.table, page.indicator)),
    ]
    head = context.numbered(page, title, crumbs)
    whole = found.get((page.table, item.share_of or ""))
    years = sorted(lists.counts)
    return context.shell.render(
        "indicator.html",
        Head(
            url=page.url,
            title=head.title,
            description=words("compare.indicator_description", name=label),
            crumbs=head.crumbs,
            metas=context.column_metas(),
        ),
        page=page,
        name=label,
        unit=context.unit(_table(lists, page.table)),
        whole=context.say(whole.label) if whole else None,
        years=years,
        lines=[
            _line(context, line, figures.get(line, {}), years)
            for line in part(lists.compared, page.number)
        ],
        others=[
            (context.say(other.label), indicator_url(table, other.id))
            for table, other in lists.indicators
            if table == page.table and other.id != page.indicator
        ],
    )


def _table(lists: Lists, name: str) -> Table:
    """A table as the newest edition that has it prints it."""
    every = (table for form in lists.editions.values() for table in form.tables)
    return next(table for table in every if table.id == name)


def _line(context: Context, line: Line, told: Mapping[int, Told], years: list[int]) -> CompareLine:
    agency, scope = line
    name = context.name(context.portal.agencies[agency])
    return CompareLine(
        name=context.words(f"year.filer_{scope}", name=name),
        url=agency_url(agency),
        figures=tuple(
            _figure(context, told[year]) if year in told else context.words("compare.no_report")
            for year in years
        ),
    )


def _figure(context: Context, told: Told) -> str:
    if told is None:
        return context.words("index.absent")
    value, whole = told
    if value is None:
        return context.words("cell.blank")
    found = share(value, whole)
    return str(value) if found is None else context.words("compare.share", value=value, share=found)
