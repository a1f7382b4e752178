"""A report's page, and the pages of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.form import Form, Section, Table
from generator.portal import Record, Summary, checks_url, parts_url, report_url, table_url
from generator.render.article import article_head, article_of, facts
from generator.render.context import Context
from generator.render.data import offered
from generator.render.remarks import waiver_views
from generator.render.sentence import sentence
from generator.render.theme import Markup
from generator.report import Narrative, Passage, Report, Slot, Value


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a report's page says besides the report."""

    held: Record
    """The files that can be downloaded."""
    linked: str
    """The report for search engines, as a data block that can stand inside a page."""
    checked: str | None = None
    """What came of its equations."""


def report_page(context: Context, report: Report, narrative: Narrative, around: Around) -> bytes:
    """The page of a report.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    form, article = context.forms[report.edition], article_of(report)
    agency = context.portal.agencies[report.agency]
    preface = narrative.passage("")
    siblings = context.portal.by_agency[report.agency]
    url = report_url(report.agency, report.slug)
    compiled = context.has_parts(report.agency, report.scope)
    return context.shell.render(
        "report.html",
        article_head(context, article, url, ""),
        report=report,
        checked=around.checked,
        checks=checks_url(report.agency, report.slug),
        parts=parts_url(report.agency, report.slug) if compiled else None,
        facts=facts(context, article, form),
        downloads=[offered(context, form, url, file) for file in around.held.files],
        linked=Markup(around.linked),
        extras=context.shell.site.extras,
        preface=_prose(context, preface, form, report.figures) if preface else None,
        sections=[_section(context, item, report, narrative) for item in form.sections],
        waivers=list(waiver_views(context, report, form)),
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
    form, article = context.forms[report.edition], article_of(report)
    table = form.table(table_id)
    section = next(item for item in form.sections if item.table == table_id)
    url = table_url(report.agency, report.slug, table_id)
    heading = context.say(table.label)
    return context.shell.render(
        "table.html",
        article_head(context, article, url, heading),
        report=report,
        section_id=section.id,
        heading=heading,
        table=_table(context, table, report),
        facts=facts(context, article, form),
        back=report_url(report.agency, report.slug),
        downloads=[
            offered(context, form, report_url(report.agency, report.slug), file)
            for file in held.files
            if file.path.startswith(f"{table_id.replace('_', '-')}/")
        ],
    )


def prose_of(
    context: Context, report: Report, narrative: Narrative
) -> Iterator[tuple[str, Markup]]:
    """A report's prose as its page prints it, by section; it belongs to none before the first."""
    form = context.forms[report.edition]
    for passage in narrative.passages:
        yield passage.section, _prose(context, passage, form, report.figures)


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


def _beside(siblings: Sequence[Summary], report: Report, *, newer: bool) -> Summary | None:
    """The agency's next report of the same scope, one way or the other; siblings newest first."""
    same = [item for item in siblings if item.scope is report.scope]
    if newer:
        return next((item for item in reversed(same) if item.year > report.year), None)
    return next((item for item in same if item.year < report.year), None)
