"""A site's content, read and decoded, with everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import decode, narrative, source
from generator.catalogue import rules, unknown_rules
from generator.check import Subject, check
from generator.check.subject import Filing
from generator.diagnostic import Address, Diagnostic, SiteError
from generator.form import Form
from generator.pipeline import tree
from generator.pipeline.editions import editions
from generator.portal import (
    Attachment,
    Page,
    Portal,
    ReportFiles,
    assemble,
    discover,
    file_of,
    report_url,
    summary,
)
from generator.report import Agency, Narrative, Report, Scope, Waiver
from generator.site import Site

SITE_FILE = "site.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One report as it was read."""

    files: ReportFiles
    """Where it stands."""
    filing: Filing
    """Its record and the places of its figures."""
    narrative: Narrative | None
    """Its prose; ``None`` where there is no file."""

    @property
    def report(self) -> Report:
        """Its record."""
        return self.filing.report


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything that a site publishes, and everything that is wrong with it."""

    site: Site
    """The settings."""
    forms: Mapping[str, Form]
    """The editions, by name."""
    portal: Portal
    """Agencies and summaries."""
    filed: Mapping[tuple[str, str], Filed]
    """Every report, by agency and slug."""
    pages: tuple[Page, ...]
    """Every page of the site."""
    attachments: tuple[Attachment, ...]
    """Every file that is published as it is."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong, in no order."""

    @property
    def waivers(self) -> Mapping[str, tuple[Waiver, ...]]:
        """The published explanations of each report, by its file."""
        return {
            item.filing.file: item.report.waivers
            for item in self.filed.values()
            if item.report.waivers
        }


def load_site(root: Path) -> tuple[Site, tuple[Diagnostic, ...]]:
    """The settings of a site.

    Raises:
        SiteError: there is no ``site.yml``, or it is no YAML at all.
    """
    try:
        raw = tree.read(root, SITE_FILE)
    except OSError as error:
        raise SiteError(f"{root / SITE_FILE}: {error.strerror}") from error
    read = source.read(raw, SITE_FILE)
    if read.data is None:
        return Site(name=""), read.diagnostics
    site, findings = decode.site(read.data, SITE_FILE)
    strange = [
        Diagnostic(
            rule="content.unknown-key",
            at=Address(file=SITE_FILE, path=("severities", rule), on_key=True),
            args={"key": rule, "known": "、".join(rules())},
        )
        for rule in unknown_rules(site.severities)
    ]
    return site, (*read.diagnostics, *findings, *strange)


def load(root: Path, *, drafts: bool = False) -> Content:
    """A site's content.

    Raises:
        SiteError: there is no site here.
    """
    site, findings = load_site(root)
    forms, broken_forms = editions(root)
    found = discover(tree.entries(root, "content"))
    agencies, broken_agencies = _agencies(root, found.agencies)
    filed, broken_reports = _reports(root, found.reports, forms, drafts=drafts)
    summaries = [summary(item.report, forms[item.report.edition]) for item in filed.values()]
    portal, broken_portal = assemble(site, agencies, summaries)
    pages = tuple(portal.pages(forms))
    attachments = tuple(_attachments(filed))
    urls = {page.url for page in pages} | {item.url for item in attachments}
    checked = [
        finding for item in filed.values() for finding in _check(item, filed, forms, portal, urls)
    ]
    return Content(
        site=site,
        forms=forms,
        portal=portal,
        filed=filed,
        pages=pages,
        attachments=attachments,
        diagnostics=(
            *(*findings, *broken_forms, *found.diagnostics, *broken_agencies, *broken_reports),
            *(*broken_portal, *_collisions(pages, attachments), *checked),
        ),
    )


def _agencies(root: Path, ids: tuple[str, ...]) -> tuple[list[Agency], list[Diagnostic]]:
    records, findings = list[Agency](), list[Diagnostic]()
    for agency in ids:
        file = f"content/{agency}/agency.yml"
        read = _read(root, file, findings)
        if read is None:
            continue
        parsed = source.read(read, file)
        findings += parsed.diagnostics
        parents = [other for other in ids if agency.startswith(f"{other}/")]
        record, wrong = decode.agency(
            parsed.data or {"name": agency, "kind": "department"},
            id=agency,
            parent=max(parents, key=len, default=None),
            file=file,
        )
        records.append(record)
        findings += wrong
    return records, findings


def _read(root: Path, file: str, findings: list[Diagnostic]) -> bytes | None:
    try:
        return tree.read(root, file)
    except OSError as error:
        args = {"reason": error.strerror or str(error)}
        at = Address(file=file)
        findings.append(Diagnostic(rule="site.file", variant="unreadable", at=at, args=args))
        return None


def _reports(
    root: Path, listed: tuple[ReportFiles, ...], forms: Mapping[str, Form], *, drafts: bool
) -> tuple[dict[tuple[str, str], Filed], list[Diagnostic]]:
    filed: dict[tuple[str, str], Filed] = {}
    findings: list[Diagnostic] = []
    for files in listed:
        item = _report(root, files, forms, findings)
        if item is not None and (drafts or not item.report.draft):
            filed[item.report.key] = item
    return filed, findings


def _report(
    root: Path, files: ReportFiles, forms: Mapping[str, Form], findings: list[Diagnostic]
) -> Filed | None:
    raw = _read(root, files.figures, findings)
    if raw is None:
        return None
    parsed = source.read(raw, files.figures)
    findings += parsed.diagnostics
    if parsed.data is None:
        return None
    decoded = decode.report(
        parsed.data, agency=files.agency, slug=files.slug, forms=forms, file=files.figures
    )
    findings += decoded.diagnostics
    if decoded.report is None:
        return None
    filing = Filing(report=decoded.report, file=files.figures, places=decoded.places)
    prose = None
    if files.narrative is not None:
        text = _read(root, files.narrative, findings) or b""
        prose, wrong = narrative.read(text, files.narrative, forms[decoded.report.edition])
        findings += wrong
    return Filed(files=files, filing=filing, narrative=prose)


def _attachments(filed: Mapping[tuple[str, str], Filed]) -> Iterator[Attachment]:
    for item in filed.values():
        for path in item.files.attachments:
            url = report_url(item.files.agency, item.files.slug) + path.rpartition("/")[2]
            yield Attachment(url=url, source=path)


def _collisions(
    pages: tuple[Page, ...], attachments: tuple[Attachment, ...]
) -> Iterator[Diagnostic]:
    """Two things that want one address, whatever the case of their letters."""
    taken = {file_of(page.url).casefold(): page.url for page in pages}
    for item in attachments:
        first = taken.setdefault(item.url.casefold(), item.source)
        if first != item.source:
            args = {"url": item.url, "first": first}
            yield Diagnostic(rule="site.collision", at=Address(file=item.source), args=args)


def _check(
    item: Filed,
    filed: Mapping[tuple[str, str], Filed],
    forms: Mapping[str, Form],
    portal: Portal,
    urls: set[str],
) -> tuple[Diagnostic, ...]:
    report = item.report
    suffix = "-region" if report.scope is Scope.REGION else ""
    earlier = filed.get((report.agency, f"{report.year - 1}{suffix}"))
    return check(
        Subject(
            filing=item.filing,
            form=forms[report.edition],
            agency=portal.agencies[report.agency],
            narrative=item.narrative,
            previous=earlier.filing if earlier else None,
            previous_form=forms[earlier.report.edition] if earlier else None,
            urls=urls,
        )
    )
