"""A document to the draft of a report: figures, narrative, and everything that was not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.diagnostic import Diagnostic
from generator.form import Form
from generator.ingest.document import Document, Paragraph
from generator.ingest.edition import recognise
from generator.ingest.facts import Facts, facts
from generator.ingest.figures import Figures, figures
from generator.ingest.findings import Findings
from generator.ingest.fold import fold
from generator.ingest.parts import parts
from generator.ingest.prose import markdown
from generator.ingest.readback import Difference, differences
from generator.ingest.rows import texts
from generator.ingest.writing import draft_yaml
from generator.report import Agency, Contact, Report, Scope

_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the person who imports says of a document."""

    agencies: Mapping[str, Agency]
    """The portal's agencies, by id."""
    agency: str | None = None
    """Whose report it is; ``None`` to go by the name in its title."""
    year: int | None = None
    """The year it tells of; ``None`` to go by its title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What came of a document."""

    file: str
    """What the document is called."""
    report: Report | None
    """The record; ``None`` where edition, agency or year stay unknown."""
    facts: Facts
    """What the document says of itself."""
    yaml: str
    """The text of the figures' file."""
    markdown: str
    """The text of the narrative's file."""
    read: int
    """How many figures were read."""
    blank: int
    """How many cells are blank in the document."""
    unread: int
    """How many cells could not be read."""
    diagnostics: tuple[Diagnostic, ...]
    """Everything in the document that is not in the draft as it stood."""
    differences: tuple[Difference, ...]
    """Where the draft, read back, says something else than the document."""


def refused(finding: Diagnostic) -> Draft:
    """The draft of a file that is no document: nothing but the reason."""
    return _nothing(finding.at.file, Facts(), [finding])


def draft(document: Document, forms: Mapping[str, Form], wish: Wish) -> Draft:
    """The draft of the report that a document is."""
    findings = Findings(document.file)
    form = _form(document, forms, findings)
    if form is None:
        return _nothing(document.file, Facts(), findings.list)
    found = parts(document, form, findings)
    said = facts(document, found, findings)
    agency, year = _agency(said, wish, findings), _year(said, wish, form, findings)
    filed = figures(form, found.tables, findings)
    prose = markdown(found, findings)
    for place in document.pictures:
        findings.add("ingest.unread", "picture", place)
    if agency is None or year is None:
        return _nothing(document.file, said, findings.list)
    report = _record(form, said, agency, year, filed)
    yaml = draft_yaml(report, form, filed)
    empty = sum(value is None for value in filed.values)
    return Draft(
        file=document.file,
        report=report,
        facts=said,
        yaml=yaml,
        markdown=prose,
        read=len(filed.values) - empty,
        blank=empty - len(filed.unread),
        unread=len(filed.unread),
        diagnostics=tuple(findings.list),
        differences=differences(document, found, yaml, prose, form),
    )


def _form(document: Document, forms: Mapping[str, Form], findings: Findings) -> Form | None:
    """The edition whose tables a document has; more than one or none is told."""
    found = recognise(list(_words(document)), forms)
    if found.form is None:
        known = "、".join(found.others or forms)
        findings.add("ingest.edition", "tie" if found.others else "none", known=known)
        return None
    for other in found.others:
        findings.add("ingest.table", "mixed", edition=found.form.edition, other=other)
    return found.form


def _nothing(file: str, said: Facts, findings: list[Diagnostic]) -> Draft:
    return Draft(
        file=file,
        report=None,
        facts=said,
        yaml="",
        markdown="",
        read=0,
        blank=0,
        unread=0,
        diagnostics=tuple(findings),
        differences=(),
    )


def _words(document: Document) -> Iterator[str]:
    """What may be labels: every cell, and every short line."""
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            yield from texts([block])
        elif len(block.text) <= _LONGEST_LABEL:
            yield block.marker + block.text


def _agency(said: Facts, wish: Wish, findings: Findings) -> Agency | None:
    """Whose report it is: as was said, else the one agency that is called as in the title."""
    if wish.agency is not None:
        named = wish.agencies[wish.agency]
        if said.agency is not None and fold(said.agency) != fold(named.name):
            findings.add("ingest.facts", "agency", said.place, found=said.agency, name=named.name)
        return named
    fitting = [
        item for item in wish.agencies.values() if fold(item.name) == fold(said.agency or "")
    ]
    if len(fitting) == 1:
        return fitting[0]
    findings.add(
        "ingest.agency", "many" if fitting else "unknown", said.place, found=said.agency or "—"
    )
    return None


def _year(said: Facts, wish: Wish, form: Form, findings: Findings) -> int | None:
    """The year it tells of: as was said, else as the document says."""
    if said.title is None:
        findings.add("ingest.facts", "title")
    year = wish.year or said.year
    if year is None:
        findings.add("ingest.year", "default")
        return None
    if said.year is not None and said.year != year:
        findings.add("ingest.facts", "year", said.place, found=said.year, year=year)
    if said.period is not None:
        first, last = said.period
        whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        if not whole or {first.year, last.year} != {year}:
            findings.add(
                "ingest.facts",
                "period",
                said.period_place,
                first=str(first),
                last=str(last),
                year=year,
            )
    if not form.applies_to(year):
        findings.add("ingest.facts", "edition", edition=form.edition, year=year)
    return year


def _record(form: Form, said: Facts, agency: Agency, year: int, filed: Figures) -> Report:
    return Report(
        agency=agency.id,
        slug=str(year),
        year=year,
        edition=form.edition,
        scope=Scope.AGENCY,
        title=said.title or "",
        published=said.published,
        index_number=said.index_number,
        draft=False,
        contact=_contact(said.contact, agency.contact),
        figures=filed.values,
        derived=frozenset(),
        waivers=(),
        corrections=(),
    )


def _contact(said: Contact | None, known: Contact) -> Contact | None:
    """The contact that a report has to name: none where it is the agency's own."""
    if said is None:
        return None
    names = Contact.__dataclass_fields__
    same = all(getattr(said, name) in (None, getattr(known, name)) for name in names)
    return None if same else said
