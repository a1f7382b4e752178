"""The index of a year: who has published, who late, who not yet; and the list of all years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.check import due_day
from generator.form import form_for
from generator.portal import Page, Summary, agency_url, calendar_url, part, report_url, year_url
from generator.portal.urls import YEARS_INDEX
from generator.render.context import Context
from generator.render.shell import Crumb, Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of an index."""

    label: str
    """What links to the report."""
    url: str
    """The report's page."""
    published: str | None
    """When it was published."""
    figures: tuple[str, ...]
    """The figures that stand for it."""
    late: str | None = None
    """By when it was due, where it came later."""


def row(
    context: Context, item: Summary, label: str, columns: Sequence[str], late: str | None = None
) -> Row:
    """A line with a figure for each column; a form that lacks one says so."""
    leads = dict(item.leads)
    return Row(
        label=label,
        url=report_url(item.agency, item.slug),
        published=item.published.isoformat() if item.published else None,
        figures=tuple(
            _figure(context, leads[column]) if column in leads else context.words("index.absent")
            for column in columns
        ),
        late=late,
    )


def _figure(context: Context, value: int | None) -> str:
    return context.words("cell.blank") if value is None else str(value)


def columns_of(filed: Sequence[Summary]) -> tuple[str, ...]:
    """The names of the figures that stand for reports, of all their forms."""
    return tuple(dict.fromkeys(label for item in filed for label, _ in item.leads))


def heads_of(context: Context, columns: Sequence[str]) -> Sequence[str]:
    """The same in the interface's language."""
    if not context.english:
        return columns
    tables = (table for form in context.forms.values() for table in form.tables)
    english = {lead.label.text: lead.label.english for table in tables for lead in table.leads}
    return [english.get(column, column) for column in columns]


def late_since(context: Context, item: Summary) -> str | None:
    """By when a report was due, where it came later than that."""
    kind = context.portal.agencies[item.agency].kind
    last = due_day(context.forms[item.edition], context.shell.site, kind, item.year)
    late = item.published is not None and last is not None and item.published > last
    return last.isoformat() if late and last else None


def year_page(context: Context, page: Page) -> bytes:
    """A page of the index of a year.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    portal, words, year = context.portal, context.words, page.year
    filed = portal.by_year[year]
    columns = columns_of(filed)
    around = list(pairwise([None, *sorted(portal.by_year), None]))
    title = words("year.title", year=year)
    crumbs = [context.home_crumb(), Crumb(label=title, url=year_url(year))]
    if context.shell.site.extras:
        crumbs.insert(1, Crumb(label=words("all_years.title"), url=YEARS_INDEX))
        crumbs[2] = Crumb(label=words("report.crumb", year=year), url=year_url(year))
    head = context.numbered(page, title, crumbs)
    return context.shell.render(
        "year.html",
        Head(
            url=page.url,
            title=head.title,
            description=words("year.description", year=year, name=context.shell.site.name),
            crumbs=head.crumbs,
            metas=context.column_metas(),
        ),
        page=page,
        year=year,
        told=len(filed),
        rows=list(_rows(context, page, filed, columns)),
        columns=heads_of(context, columns),
        punctual=_punctual(context, filed),
        waiting=list(_waiting(context, page)),
        older=next(before for before, here in around if here == year),
        newer=next(after for here, after in around if here == year),
        year_url=year_url,
        calendar=calendar_url(year) if context.shell.site.calendar else None,
    )


def _rows(
    context: Context, page: Page, filed: Sequence[Summary], columns: Sequence[str]
) -> Iterator[Row]:
    extras = context.shell.site.extras
    for item in part(filed, page.number) if extras else filed:
        late = late_since(context, item) if extras else None
        yield row(context, item, filer(context, item), columns, late)


def filer(context: Context, item: Summary) -> str:
    """Who filed a report, with its scope where that is not the agency's own work."""
    name = context.name(context.portal.agencies[item.agency])
    return context.words(f"year.filer_{item.scope}", name=name)


def _punctual(context: Context, filed: Sequence[Summary]) -> str | None:
    """How many reports came late, and of how many the date is not known; not on a plain site."""
    if not context.shell.site.extras:
        return None
    words = context.words
    late = sum(late_since(context, item) is not None for item in filed)
    undated = sum(item.published is None for item in filed)
    told = [words("year.late", count=late) if late else words("year.none_late")]
    if undated:
        told.append(words("year.undated", count=undated))
    return words("sentence.whole", text=words("sentence.semicolon").join(told))


def _waiting(context: Context, page: Page) -> Iterator[tuple[str, str, str]]:
    """The agencies that have not reported on the year: name, page, and by when it is due."""
    if not context.shell.site.extras:
        return
    lists = context.portal.lists(context.forms)
    form = form_for(context.forms, page.year)
    for agency in part(lists.outstanding[page.year], page.number):
        record = context.portal.agencies[agency]
        last = due_day(form, context.shell.site, record.kind, page.year) if form else None
        said = context.words("year.due", day=last.isoformat()) if last else ""
        yield context.name(record), agency_url(agency), said


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLine:
    """A year in the list of years."""

    year: int
    """The year."""
    url: str
    """Its index."""
    reports: int
    """How many reports there are on it, of one edition."""
    late: int
    """How many of these came late."""
    waiting: int
    """How many agencies reported before, but not on it."""


def years_page(context: Context, page: Page) -> bytes:
    """Every year with its reports, by edition of the form.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    words = context.words
    title = words("all_years.title")
    lists = context.portal.lists(context.forms)
    return context.shell.render(
        "all-years.html",
        Head(
            url=page.url,
            title=title,
            description=words("all_years.description", name=context.shell.site.name),
            crumbs=(context.home_crumb(), Crumb(label=title, url=page.url)),
            metas=context.column_metas(),
        ),
        editions=[
            (
                context.say(form.name),
                context.citation(form),
                list(_years(context, name, lists.outstanding)),
            )
            for name, form in lists.editions.items()
        ],
    )


def _years(
    context: Context, edition: str, outstanding: Mapping[int, Sequence[str]]
) -> Iterator[YearLine]:
    for year, filed in context.portal.by_year.items():
        own = [item for item in filed if item.edition == edition]
        if own:
            yield YearLine(
                year=year,
                url=year_url(year),
                reports=len(own),
                late=sum(late_since(context, item) is not None for item in own),
                waiting=len(outstanding[year]),
            )
