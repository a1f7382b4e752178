"""A report's page, and the pages of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.form import Form, Section, Table
from generator.portal import Record, Summary, report_url, table_url
from generator.render.context import Context
from generator.render.data import offered
from generator.render.sentence import sentence
from generator.render.shell import Crumb, Head
from generator.render.theme import Markup
from generator.report import Narrative, Passage, Report, Scope, Slot, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A table as its templates print it."""

    id: str
    """Its id; the note before it has an anchor made of it."""
    html: Markup
    """The table itself, filled."""
    note: str | None
    """What the form prints on it."""
    summary: str | None
    """The table in one sentence; ``None`` for tables of several small blocks."""
    url: str
    """Its own page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A section as its template prints it."""

    id: str
    """Its anchor."""
    heading: str
    """The printed heading."""
    prose: Markup | None
    """Its narrative."""
    table: TableView | None
    """Its table, which stands after the narrative."""


def report_page(
    context: Context, report: Report, narrative: Narrative, held: Record, linked: str
) -> bytes:
    """The page of a report; ``linked`` is what it says to search engines, safe inside a page.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    form = context.forms[report.edition]
    agency = context.portal.agencies[report.agency]
    preface = narrative.passage("")
    siblings = context.portal.by_agency[report.agency]
    url = report_url(report.agency, report.slug)
    return context.shell.render(
        "report.html",
        _head(context, report, url, ""),
        report=report,
        facts=_facts(context, report, form),
        downloads=[offered(context, form, url, file) for file in held.files],
        linked=Markup(linked),
        preface=_prose(context, preface, form, report.figures) if preface else None,
        sections=[_section(context, item, report, narrative) for item in form.sections],
        contact=report.contact or agency.contact,
        newer=_beside(siblings, report, newer=True),
        older=_beside(siblings, report, newer=False),
        report_url=report_url,
    )


def table_page(context: Context, report: Report, table_id: str, held: Record) -> bytes:
    """The page of one table of a report.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    form = context.forms[report.edition]
    table = form.table(table_id)
    section = next(item for item in form.sections if item.table == table_id)
    url = table_url(report.agency, report.slug, table_id)
    heading = context.say(table.label)
    return context.shell.render(
        "table.html",
        _head(context, report, url, heading),
        report=report,
        section_id=section.id,
        heading=heading,
        table=_table(context, table, report),
        facts=_facts(context, report, form),
        back=report_url(report.agency, report.slug),
        downloads=[
            offered(context, form, report_url(report.agency, report.slug), file)
            for file in held.files
            if file.path.startswith(f"{table_id.replace('_', '-')}/")
        ],
    )


def _section(
    context: Context, section: Section, report: Report, narrative: Narrative
) -> SectionView:
    form = context.forms[report.edition]
    passage = narrative.passage(section.id)
    return SectionView(
        id=section.id,
        heading=context.say(section.heading),
        prose=_prose(context, passage, form, report.figures) if passage else None,
        table=_table(context, form.table(section.table), report) if section.table else None,
    )


def _table(context: Context, table: Table, report: Report) -> TableView:
    form, figures = context.forms[report.edition], report.figures
    theme, single = context.shell.theme, len(table.blocks) == 1
    prepared = context.tables(form)[table.id]
    return TableView(
        id=table.id,
        html=prepared.fill(figures),
        note=context.say(table.note) if table.note else None,
        summary=sentence(theme, form, table, prepared.cells, figures) if single else None,
        url=table_url(report.agency, report.slug, table.id),
    )


def _prose(context: Context, passage: Passage, form: Form, figures: Sequence[Value]) -> Markup:
    """A passage with its figures; what a slot prints is escaped like any other text."""
    parts: list[Markup] = []
    for part in passage.html:
        if isinstance(part, Slot):
            parts.append(Markup.escape(_figure(context, part.address, form, figures)))
        else:
            parts.append(Markup(part))
    return Markup("").join(parts)


def _figure(context: Context, address: str, form: Form, figures: Sequence[Value]) -> str:
    """The figure at an address; what is no address is printed as it was written."""
    cell = form.cell_by_address.get(address)
    if cell is None:
        return f"{{{{{address}}}}}"
    value = figures[cell.index]
    return context.words("cell.blank") if value is None else str(value)


def _facts(context: Context, report: Report, form: Form) -> list[tuple[str, str]]:
    """What is to be known of a report before reading it: name and value."""
    return list(_each_fact(context, report, form))


def _each_fact(context: Context, report: Report, form: Form) -> Iterator[tuple[str, str]]:
    words = context.words
    yield words("fact.agency"), context.name(context.portal.agencies[report.agency])
    yield words("fact.year"), words("fact.year_value", year=report.year)
    if report.scope is Scope.REGION:
        yield words("fact.scope"), words("scope.region")
    published = report.published.isoformat() if report.published else words("fact.no_date")
    yield words("fact.published"), published
    if report.index_number:
        yield words("fact.index_number"), report.index_number
    yield words("fact.form"), form.citation.number


def _head(context: Context, report: Report, url: str, table: str) -> Head:
    agency = context.portal.agencies[report.agency]
    label = context.year_label(report.year, report.scope)
    crumbs = [
        *context.agency_crumbs(report.agency),
        Crumb(label=label, url=report_url(report.agency, report.slug)),
    ]
    if table:
        crumbs.append(Crumb(label=table, url=url))
    title = f"{table} - {report.title}" if table else report.title
    slots = {"agency": agency.name, "year": report.year, "title": title}
    return Head(
        url=url,
        title=title,
        description=context.words("report.description", **slots),
        crumbs=tuple(crumbs),
        metas=(
            *_article_metas(context, report, title, url),
            *context.column_metas(agency),
        ),
    )


def _article_metas(
    context: Context, report: Report, title: str, url: str
) -> Iterator[tuple[str, str]]:
    """The page tags of an article (国办发〔2017〕47号); a date that is not known is not stated."""
    yield "ArticleTitle", title
    if report.published:
        yield "PubDate", f"{report.published.isoformat()} 00:00"
    yield "ContentSource", context.portal.agencies[report.agency].name
    absolute = context.shell.absolute(url)
    if absolute:
        yield "Url", absolute


def _beside(siblings: Sequence[Summary], report: Report, *, newer: bool) -> Summary | None:
    """The agency's next report of the same scope, one way or the other; siblings newest first."""
    same = [item for item in siblings if item.scope is report.scope]
    if newer:
        return next((item for item in reversed(same) if item.year > report.year), None)
    return next((item for item in same if item.year < report.year), None)
