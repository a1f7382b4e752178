"""A report's page, and the pages of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from generator.form import Form, Table
from generator.portal import (
    HeldFile,
    Past,
    Record,
    Summary,
    checks_url,
    parts_url,
    report_url,
    table_url,
)
from generator.render.article import Article, Neighbour, Parts, article_of, page_about
from generator.render.context import Context
from generator.render.corrections import correction_views, past_views
from generator.render.data import Offer, offered, size_words
from generator.render.facts import article_head, facts
from generator.render.remarks import waiver_views
from generator.render.theme import Markup
from generator.report import Narrative, Passage, Report, Slot, Value

_FILE = re.compile(r'\b(href|src)="(?![a-z][a-z0-9+.-]*:|[#/])([^"#]*)(?<!\.html)(#[^"]*)?"')
"""A link in prose to what is no page: a picture or another file of the site."""


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
    past: tuple[Past, ...] = ()
    """The versions before it that were released and corrected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """What pages of reports may have or lack."""

    edition: str
    prose: frozenset[str]
    files: tuple[str, ...]
    checked: bool
    corrected: bool = False
    """Whether it tells of corrections."""
    compiled: bool = False
    """Whether there is a page that shows the report beside its parts."""
    table: str = ""
    """The table that the page shows; empty for the whole report."""


def report_page(context: Context, report: Report, narrative: Narrative, around: Around) -> bytes:
    """The page of a report.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    form, siblings = context.forms[report.edition], context.portal.by_agency[report.agency]
    article = replace(
        article_of(context, report),
        older=_beside(siblings, report, newer=False),
        newer=_beside(siblings, report, newer=True),
    )
    prose = dict(prose_of(context, report, narrative))
    parts = {
        **{f"prose-{section}": html for section, html in prose.items()},
        **dict(_table_parts(context, form, form.tables, report)),
        **_size_parts(context, around.held.files),
        "checked": Markup.escape(around.checked or ""),
        "linked": Markup(around.linked),
        "contact": _contact(context, report),
        "remarks": _remarks(context, report, form, around.past),
    }
    kind = _Kind(
        edition=form.edition,
        prose=frozenset(prose),
        files=tuple(file.path for file in around.held.files),
        checked=around.checked is not None,
        corrected=bool(report.corrections or around.past),
        compiled=context.has_parts(report.agency, report.scope),
    )
    return page_about(context, article, kind, parts, partial(_render_report, context, kind))


def _render_report(context: Context, kind: _Kind, article: Article, parts: Parts) -> bytes:
    form = context.forms[kind.edition]
    return context.shell.render(
        "report.html",
        article_head(context, article, article.url, ""),
        title=article.heading,
        superseded=None,
        corrected=kind.corrected,
        tongue=context.tongue(form),
        checked=parts["checked"] if kind.checked else None,
        checks=checks_url(article.agency, article.slug),
        parts=parts_url(article.agency, article.slug) if kind.compiled else None,
        facts=facts(context, article, form),
        downloads=_offers(context, kind, article, parts),
        linked=parts["linked"],
        extras=context.shell.site.extras,
        preface=parts.get("prose-"),
        sections=_sections(context, form, article, parts),
        remarks=parts["remarks"],
        contact=parts["contact"],
        older=article.older,
        older_url=article.beside(article.older),
        newer=article.newer,
        newer_url=article.beside(article.newer),
    )


def version_parts(
    context: Context, report: Report, narrative: Narrative, url: str
) -> tuple[Markup | None, list[SectionView]]:
    """What stands before the first section, and the sections, as the page at a URL has them."""
    form = context.forms[report.edition]
    parts = {
        **{f"prose-{section}": html for section, html in prose_of(context, report, narrative, url)},
        **dict(_table_parts(context, form, form.tables, report)),
    }
    return parts.get("prose-"), _sections(context, form, article_of(context, report), parts)


def table_page(context: Context, report: Report, table_id: str, held: Record) -> bytes:
    """The page of one table of a report.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    form, folder = context.forms[report.edition], table_id.replace("_", "-")
    files = [file for file in held.files if file.path.startswith(f"{folder}/")]
    kind = _Kind(
        edition=form.edition,
        prose=frozenset(),
        files=tuple(file.path for file in files),
        checked=False,
        table=table_id,
    )
    parts = {
        **dict(_table_parts(context, form, [form.table(table_id)], report)),
        **_size_parts(context, files),
    }
    render = partial(_render_table, context, kind)
    return page_about(context, article_of(context, report), kind, parts, render)


def _render_table(context: Context, kind: _Kind, article: Article, parts: Parts) -> bytes:
    form = context.forms[kind.edition]
    table = form.table(kind.table)
    section = next(item for item in form.sections if item.table == kind.table)
    url = table_url(article.agency, article.slug, kind.table)
    heading = context.say(table.label)
    return context.shell.render(
        "table.html",
        article_head(context, article, url, heading),
        title=article.heading,
        section_id=section.id,
        heading=heading,
        table=_view(context, table, article, parts),
        facts=facts(context, article, form),
        back=article.url,
        downloads=_offers(context, kind, article, parts),
    )


def prose_of(
    context: Context, report: Report, narrative: Narrative, url: str = ""
) -> Iterator[tuple[str, Markup]]:
    """A report's prose by section, as its page prints it, or the one at a URL.

    What stands before the first section belongs to none.
    """
    form, page = context.forms[report.edition], url or report_url(report.agency, report.slug)
    for passage in narrative.passages:
        yield passage.section, _prose(context, passage, form, report.figures, page)


def _sections(context: Context, form: Form, article: Article, parts: Parts) -> list[SectionView]:
    return [
        SectionView(
            id=section.id,
            heading=context.say(section.heading),
            prose=parts.get(f"prose-{section.id}"),
            table=_view(context, form.table(section.table), article, parts)
            if section.table
            else None,
        )
        for section in form.sections
    ]


def _view(context: Context, table: Table, article: Article, parts: Parts) -> TableView:
    return TableView(
        id=table.id,
        html=parts[f"table-{table.id}"],
        note=context.say(table.note) if table.note else None,
        summary=parts.get(f"summary-{table.id}"),
        url=table_url(article.agency, article.slug, table.id),
    )


def _table_parts(
    context: Context, form: Form, tables: Iterable[Table], report: Report
) -> Iterator[tuple[str, Markup]]:
    """Each table filled; those of one block also in a sentence."""
    for table in tables:
        prepared = context.tables(form)[table.id]
        yield f"table-{table.id}", prepared.fill(report.figures)
        if prepared.wording is not None:
            words = prepared.wording.of(report.figures)
            yield f"summary-{table.id}", Markup.escape(words)


def _offers(context: Context, kind: _Kind, article: Article, parts: Parts) -> list[Offer]:
    form = context.forms[kind.edition]
    return [
        offered(context, form, article.url, path, parts[f"size{place}"])
        for place, path in enumerate(kind.files)
    ]


def _size_parts(context: Context, files: Iterable[HeldFile]) -> dict[str, Markup]:
    return {
        f"size{place}": Markup.escape(size_words(context, file.size))
        for place, file in enumerate(files)
    }


def _contact(context: Context, report: Report) -> Markup:
    """Where to ask; nearly all reports of an agency give the same."""
    contact = report.contact or context.portal.agencies[report.agency].contact
    if contact not in context.contacts:
        block = context.shell.theme.macro("parts.html", "contact_block")
        context.contacts[contact] = block(context.contact(contact))
    return context.contacts[contact]


def _remarks(context: Context, report: Report, form: Form, past: tuple[Past, ...]) -> Markup:
    """What was corrected and explained; nothing for nearly all reports."""
    if not report.corrections and not report.waivers and not past:
        return Markup()
    here = report_url(report.agency, report.slug)
    return context.shell.theme.macro("parts.html", "remarks")(
        list(correction_views(context, report, form)),
        past_views(context, report, past),
        list(waiver_views(context, report, form)),
        partial(context.shell.href, here),
    )


def _prose(
    context: Context, passage: Passage, form: Form, figures: Sequence[Value], page: str
) -> Markup:
    """A passage with its figures; what a slot prints is escaped like any other text."""
    parts: list[Markup] = []
    for part in passage.html:
        if isinstance(part, Slot):
            parts.append(Markup.escape(_figure(context, part.address, form, figures)))
        else:
            parts.append(Markup(_to_files(context, part, page)))
    return Markup("").join(parts)


def _to_files(context: Context, html: str, page: str) -> str:
    """Prose whose links to files lead to where these are: they lie beside the main page only."""
    if not context.shell.face or "=" not in html:
        return html
    beside = context.shell.to_files(page)
    return _FILE.sub(lambda found: f'{found[1]}="{beside}{found[2]}{found[3] or ""}"', html)


def _figure(context: Context, address: str, form: Form, figures: Sequence[Value]) -> str:
    """The figure at an address; what is no address is printed as it was written."""
    cell = form.cell_by_address.get(address)
    if cell is None:
        return f"{{{{{address}}}}}"
    value = figures[cell.index]
    return context.words("cell.blank") if value is None else str(value)


def _beside(siblings: Sequence[Summary], report: Report, *, newer: bool) -> Neighbour | None:
    """The agency's next report of the same scope, one way or the other; siblings newest first."""
    same = [item for item in siblings if item.scope is report.scope and item.year != report.year]
    found = (
        next((item for item in reversed(same) if item.year > report.year), None)
        if newer
        else next((item for item in same if item.year < report.year), None)
    )
    return Neighbour(year=str(found.year), slug=found.slug) if found else None
