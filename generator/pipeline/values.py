"""What is published of an agency: pages, downloads and texts to search, made of its records.

``filing``, ``siblings`` and ``portal`` → ``page``, ``table``, ``checks``, ``downloads``, ``index``,
``text`` → ``texts``. Prose reaches one page and the texts to search, a figure what shows it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

from generator.check import sparse
from generator.diagnostic import SiteError
from generator.engine import Key, digest_of
from generator.engine.build import Fetch, Made
from generator.export import correction_text, figures_csv, filled, report_json
from generator.export.opendata import report_linked
from generator.form import Form
from generator.ledger import Entry, figures_of
from generator.ledger.difference import prose_of
from generator.ledger.entry import plain_correction
from generator.pipeline.job import Job
from generator.pipeline.records import Records
from generator.pipeline.searching import report_text
from generator.pipeline.workshop import Workshop
from generator.portal import (
    Download,
    HeldFile,
    Page,
    PageKind,
    Past,
    Record,
    agency_url,
    downloads,
    unpacked,
)
from generator.render import (
    Around,
    Beside,
    Context,
    checks_page,
    comparison_page,
    index_page,
    mark,
    report_page,
    table_page,
    version_page,
)
from generator.report import Narrative, Report, Scope
from generator.search import write_texts


class Values(Records):
    """The values of one agency's keys, for one job."""

    def __init__(self, job: Job, shop: Workshop) -> None:
        super().__init__(job, shop)
        self._tasks = {
            **self._tasks,
            "page": self._page,
            "table": self._table,
            "json": self._json,
            "csv": self._csv,
            "xlsx": lambda fetch, slug: self._office(fetch, "xlsx", slug),
            "docx": lambda fetch, slug: self._office(fetch, "docx", slug),
            "downloads": self._downloads,
            "index": self._index,
            "text": self._text,
            "texts": self._texts,
            "checks": self._checks,
            "comparison": self._comparison,
            "compared": self._compared,
            "versions": self._versions,
            "entry": self._entry,
            "version": self._version,
            "version-json": self._version_json,
        }

    def _page(self, fetch: Fetch, slug: str, language: str = "") -> Made:
        fetch.digest(("siblings",))
        context, report = self._shown(fetch, slug, language)
        if report.scope is Scope.REGION:
            fetch.digest(("below",))
        prose, _ = self._pair(fetch, ("narrative", slug))
        held = unpacked(fetch.digest(("downloads", slug)))
        agency, form = context.portal.agencies[report.agency], self._form(report)
        linked = report_linked(self._shop.site, report, agency, held, form.language)
        tally: Any = fetch(("tally", slug)) if self._shop.site.extras else None
        checked = mark(context, tally) if tally else None
        past, _ = _told(fetch.digest(("versions", slug)))
        more = Around(held=held, linked=linked, checked=checked, past=past)
        return _page_of(report_page(context, report, prose or Narrative(), more))

    def _table(self, fetch: Fetch, slug: str, table: str, language: str = "") -> Made:
        context, report = self._shown(fetch, slug, language)
        held = unpacked(fetch.digest(("downloads", slug)))
        return _page_of(table_page(context, report, table, held))

    def _json(self, fetch: Fetch, slug: str) -> Made:
        context, report = self._shown(fetch, slug)
        form = self._form(report)
        agency, prepared = context.portal.agencies[report.agency], self._shop.prepared_json(form)
        past, now = _told(fetch.digest(("versions", slug)))
        return _page_of(report_json(report, agency, form, prepared, past, now))

    def _csv(self, fetch: Fetch, slug: str, table: str = "") -> Made:
        """Every figure of a report a line, or one of its tables as it is printed."""
        filing = self._sure(fetch, slug)
        prepared = self._shop.prepared_csv(self._form(filing.report))
        if table:
            return _page_of(filled(filing.report, prepared.tables[table]))
        return _page_of(figures_csv(filing.report, prepared))

    def _office(self, fetch: Fetch, kind: str, slug: str) -> Made:
        """A report as a workbook or document.

        Raises:
            SiteError: what writes them is not installed.
        """
        from generator.export.formats import FORMATS

        fetch.digest(("chain",))
        report = self._sure(fetch, slug).report
        prose = self._pair(fetch, ("narrative", slug))[0] if kind == "docx" else None
        agency, form = self._job.chain[-1], self._form(report)
        try:
            return _page_of(FORMATS[kind](report, agency, form, prose or Narrative()))
        except ModuleNotFoundError as error:
            raise SiteError("install", package=error.name) from error

    def _downloads(self, fetch: Fetch, slug: str) -> Made:
        """What lists and pages say of a report's files; its digest tells all of it."""
        fetch.digest(("settings",))
        report = self._sure(fetch, slug).report
        held = [
            _held(item, fetch(key_of(item, slug)))
            for item in downloads(self._shop.site, self._form(report))
        ]
        days = [day for day in (report.published, *(c.day for c in report.corrections)) if day]
        updated = max(days).isoformat() if days else None
        told = correction_text(report, self._form(report))
        packed = Record(updated=updated, files=tuple(held), correction=told).packed()
        return Made(packed, packed)

    def _index(self, fetch: Fetch, language: str = "") -> Made:
        context: Any = fetch(in_language(("portal",), language))
        agency = self._job.agency
        page = Page(kind=PageKind.AGENCY, url=agency_url(agency), agency=agency)
        return _page_of(index_page(context, page))

    def _text(self, fetch: Fetch, slug: str) -> Made:
        """What can be found of a report."""
        context, report = self._shown(fetch, slug)
        prose, _ = self._pair(fetch, ("narrative", slug))
        made = report_text(context, report, prose or Narrative())
        return Made(made, digest_of(made.parts))

    def _texts(self, fetch: Fetch) -> Made:
        """The texts of all reports that are published."""
        fetch.digest(("slugs",))
        shown = [slug for slug in sorted(self._files) if fetch(("summary", slug))]
        found: dict[str, Any] = {slug: fetch(("text", slug)) for slug in shown}
        return _page_of(write_texts(found))

    def _checks(self, fetch: Fetch, slug: str, language: str = "") -> Made:
        context, report = self._shown(fetch, slug, language)
        if report.scope is Scope.REGION:
            fetch.digest(("below",))
        found: Any = fetch(("proof", slug))
        wrong: Any = fetch(("flaws", slug))
        return _page_of(checks_page(context, report, found, wrong))

    def _comparison(self, fetch: Fetch, scope: str, language: str = "") -> Made:
        """The agency's years side by side; it hangs on the figures that it shows alone."""
        for name in ("chain", "settings", "place"):
            fetch.digest((name,))
        listed: Any = fetch(("siblings",))
        chosen = [(slug, edition) for slug, _, of, edition in listed if of == scope]
        whole = "whole" if len({edition for _, edition in chosen}) == 1 else "shared"
        found: list[Any] = []
        for slug, _ in chosen:
            fetch.digest(("compared", slug, whole))
            found.append(fetch.unrecorded(("filing", slug)))
        context: Any = fetch.unrecorded(in_language(("portal",), language))
        reports = sorted((item[0].report for item in found), key=lambda report: -report.year)
        return _page_of(comparison_page(context, reports))

    def _compared(self, fetch: Fetch, slug: str, whole: str) -> Made:
        """The figures of a report that stand beside those of other years."""
        report = self._sure(fetch, slug).report
        form = self._form(report)
        kept = {table.id for table in form.tables if table.comparable or whole == "whole"}
        shown = [cell.index for cell in form.cells if cell.table in kept]
        figures = sparse([report.figures[index] for index in shown])
        return Made(None, digest_of((report.edition, figures)))

    def _versions(self, fetch: Fetch, slug: str) -> Made:
        """The versions of a report that no longer stand, and the one that does; told by the digest.

        With a correction that was not released yet, none of those released stands any more. One
        in an edition that the site has lost cannot be shown, which is told as an error.
        """
        fetch.digest(("settings",))
        every, _ = self._history(fetch, slug)
        entries = [item for item in every if item.edition in self._shop.forms]
        report = self._sure(fetch, slug).report
        found = [(item.version, item.day.isoformat(), item.hash) for item in entries]
        last = [plain_correction(item) for item in entries[-1].corrections] if entries else []
        stands = all(plain_correction(item) in last for item in report.corrections)
        now = found.pop() if found and stands else None
        told = json.dumps([found, now]).encode()
        return Made(told, told)

    def _entry(self, fetch: Fetch, slug: str, version: str) -> Made:
        """One version of a report."""
        entries, _ = self._history(fetch, slug)
        found = next(item for item in entries if item.version == int(version))
        return Made(found, digest_of((found.line, found.hash)))

    def _version(self, fetch: Fetch, slug: str, version: str, language: str = "") -> Made:
        """The page of an earlier version."""
        context, report = self._shown(fetch, slug, language)
        fetch.digest(("files", slug))
        entry: Any = fetch(("entry", slug, version))
        old, form = _as_released(entry, report, self._shop.forms[entry.edition])
        files = {path.rpartition("/")[2] for path in self._files[slug].attachments}
        past = Past(number=entry.version, day=entry.day.isoformat(), digest=entry.hash)
        figures: Any = b""
        if self._shop.site.offers("json"):
            figures = fetch(("version-json", slug, version))
        held = HeldFile(path="report.json", size=len(figures), sha256="")
        beside = Beside(past=past, files=files, figures=held if figures else None)
        return _page_of(version_page(context, old, prose_of(entry, form), beside))

    def _version_json(self, fetch: Fetch, slug: str, version: str) -> Made:
        """The figures of an earlier version."""
        context, report = self._shown(fetch, slug)
        entry: Any = fetch(("entry", slug, version))
        old, form = _as_released(entry, report, self._shop.forms[entry.edition])
        agency = context.portal.agencies[report.agency]
        past = Past(number=entry.version, day=entry.day.isoformat(), digest=entry.hash)
        return _page_of(report_json(old, agency, form, self._shop.prepared_json(form), (), past))

    def _shown(self, fetch: Fetch, slug: str, language: str = "") -> tuple[Context, Report]:
        """A report that has a page, and what its pages print besides: names above, the frame.

        The context also holds the other years' figures, which these pages do not print: so they
        ask for the parts that they do print rather than for the whole.
        """
        for name in ("chain", "settings", "place"):
            fetch.digest((name,))
        filing = self._filed(fetch, slug)
        assert filing is not None  # noqa: S101 - only a report with a summary has pages
        context: Any = fetch.unrecorded(in_language(("portal",), language))
        return context, filing.report


def in_language(key: Key, language: str) -> Key:
    """The key of what a page, or what pages share, is in a language; empty for the main one."""
    return (*key, language) if language else key


def _told(packed: bytes) -> tuple[tuple[Past, ...], Past | None]:
    """The versions that no longer stand, and the one that does."""
    found, now = json.loads(packed)
    past = tuple(Past(number=number, day=day, digest=digest) for number, day, digest in found)
    return past, Past(number=now[0], day=now[1], digest=now[2]) if now else None


def _as_released(entry: Entry, report: Report, form: Form) -> tuple[Report, Form]:
    """A report as one of its versions has it."""
    old = replace(
        report,
        edition=entry.edition,
        title=entry.title,
        published=entry.published,
        index_number=entry.index_number,
        figures=figures_of(entry, form),
        derived=frozenset(),
        contact=None,
        waivers=(),
        corrections=entry.corrections,
        signed=(),
    )
    return old, form


def key_of(item: Download, slug: str) -> Key:
    """The key of what a download holds."""
    return (item.format, slug, item.table) if item.table else (item.format, slug)


def _held(item: Download, content: Any) -> HeldFile:
    digest = hashlib.sha256(content).hexdigest()
    return HeldFile(path=item.path, size=len(content), sha256=digest)


def _page_of(content: bytes) -> Made:
    return Made(content, hashlib.sha256(content).digest())
