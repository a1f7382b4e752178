"""``2023.yml``: a report's facts and figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.decode.agencies import contact
from generator.decode.editions import tell_of_edition
from generator.decode.fields import Fields, Findings
from generator.decode.figures import Places, figures
from generator.decode.numbers import number
from generator.diagnostic import Diagnostic
from generator.form import Form, form_for
from generator.report import (
    PUBLISHED,
    TITLE,
    CellChange,
    Correction,
    Report,
    Rewording,
    Scope,
    Signature,
    Value,
    Waiver,
)
from generator.source.laid import spread

SLUG = re.compile(r"(?P<year>[12][0-9]{3})(?P<region>-region)?")
"""A report's file name without its ending: a year, and ``-region`` for a roll-up beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """What a report's file says, as far as it can be read."""

    report: Report | None
    """``None`` where no edition of a form applies."""
    places: Places
    """Where the file lists each cell."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with it."""


def report(
    data: Mapping[str, object], *, agency: str, slug: str, forms: Mapping[str, Form], file: str
) -> Decoded:
    """The report that a file describes; ``slug`` matches ``SLUG``."""
    findings = Findings(file)
    year = int(slug[:4])
    form = _form(Fields(data, (), findings), year, forms)
    if form is None:
        return Decoded(report=None, places=Places(), diagnostics=tuple(findings.list))
    fields = Fields(spread(data, form.levels), (), findings, {"edition": None})
    unlisted, since = _unlisted(fields, form), len(findings.list)
    filed = figures(data, form, findings, unlisted=unlisted)
    tell_of_edition(findings, since, data, form, forms)
    record = Report(
        agency=agency,
        slug=slug,
        year=year,
        edition=form.edition,
        scope=_scope(fields, slug),
        title=fields.text("title", required=True) or f"{year}",
        published=fields.day("published"),
        index_number=fields.text("index_number"),
        draft=fields.flag("draft"),
        embargo=fields.day("embargo"),
        contact=contact(fields.mapping("contact")),
        figures=filed.values,
        derived=filed.derived,
        waivers=tuple(_waiver(item, form) for item in fields.mappings("waivers")),
        corrections=_corrections(fields, form),
        signed=tuple(filter(None, map(_signature, fields.mappings("signed")))),
    )
    fields.close(*form.levels)
    return Decoded(report=record, places=filed.places, diagnostics=tuple(findings.list))


def form_of(data: Mapping[str, object], year: int, forms: Mapping[str, Form]) -> Form | None:
    """The form that a file follows, by the name that it gives or by its year."""
    return _form(Fields(data, (), Findings("")), year, forms)


def _form(fields: Fields, year: int, forms: Mapping[str, Form]) -> Form | None:
    named = fields.text("edition")
    if named is None:
        if fitting := form_for(forms, year):
            return fitting
        args: dict[str, str | int] = {"year": year, "known": "、".join(forms)}
        fields.findings.add("form.edition", ("edition",), "none", args)
        return None
    if named not in forms:
        args = {"found": named, "known": "、".join(forms)}
        fields.findings.add("form.edition", ("edition",), "unknown", args)
        return None
    last = forms[named].last_year
    if last is not None and year > last:
        args = {"edition": named, "year": year, "last": last}
        fields.findings.add("form.edition", ("edition",), "year", args)
    return forms[named]


def _scope(fields: Fields, slug: str) -> Scope:
    """A file named ``YEAR-region`` is a roll-up and says nothing else; any other may be one."""
    if slug.endswith("-region"):
        return Scope(fields.choice("scope", (Scope.REGION,), Scope.REGION) or Scope.REGION)
    return Scope(fields.choice("scope", tuple(Scope), Scope.AGENCY) or Scope.AGENCY)


def _unlisted(fields: Fields, form: Form) -> tuple[Value] | None:
    """What cells that are not listed were filed as; ``None`` where the file does not say."""
    if "unlisted" not in fields.data:
        fields.text("unlisted")
        return None
    if fields.text("unlisted") is None:
        return (None,)
    text = str(fields.data["unlisted"])
    figure = number(text, form.cells[0].measure, unit_printed=True)
    if isinstance(figure, str):
        args = {"cell": "unlisted", "found": text[:40]}
        fields.findings.add("cell.number", ("unlisted",), figure, args)
        return (None,)
    return (figure,)


def _cells(fields: Fields, key: str, form: Form) -> tuple[str, ...]:
    """The canonical addresses of the cells that a list names."""
    found = []
    for index, name in enumerate(fields.texts(key)):
        cell = form.cell_by_address.get(name)
        if cell is None:
            path = (*fields.path, key, index)
            fields.findings.add("content.type", path, "cell", {"found": name})
        else:
            found.append(cell.address)
    return tuple(found)


def _waiver(fields: Fields, form: Form) -> Waiver:
    rule = fields.text("rule", required=True) or ""
    named = _cells(fields, "cells", form)
    seen = _seen(fields.mapping("seen"), form)
    record = Waiver(
        rule=rule,
        cells=(*named, *(cell for cell, _ in seen if cell not in named)),
        reason=fields.text("reason", required=True) or "",
        seen=seen,
    )
    fields.close()
    return record


def _seen(fields: Fields | None, form: Form) -> tuple[tuple[str, Value], ...]:
    """The figures that a waiver was given for."""
    if fields is None:
        return ()
    found = []
    for name in fields.data:
        cell = form.cell_by_address.get(name)
        if cell is None:
            path = (*fields.path, name)
            fields.findings.add("content.type", path, "cell", {"found": name}, on_key=True)
        else:
            found.append((cell.address, _figure(fields, name, form, name)))
    return tuple(found)


def _corrections(fields: Fields, form: Form) -> tuple[Correction, ...]:
    found = []
    for item in fields.mappings("corrections"):
        day = item.day("date", required=True)
        reason = item.text("reason", required=True) or ""
        changes = _changes(item.mapping("cells"), form)
        words = tuple(filter(None, (_rewording(part, form) for part in item.mappings("words"))))
        item.close()
        if day is not None:
            found.append(Correction(day=day, reason=reason, changes=changes, words=words))
    return tuple(found)


def _rewording(fields: Fields, form: Form) -> Rewording | None:
    """A change of words; ``None`` where it is about no section of the form."""
    named = fields.text("section")
    section = _section(named, form) if named else ""
    was, now = fields.text("was") or "", fields.text("now") or ""
    fields.close()
    if section is None:
        known = "、".join(item.title.text for item in form.sections)
        fields.wrong("section", "choice", found=str(named), allowed=known)
        return None
    if was == now:
        fields.missing("now")
        return None
    return Rewording(section=section, was=was, now=now)


def _section(name: str, form: Form) -> str | None:
    """The id of the section that is called so, with or without its numeral."""
    if name in (TITLE, PUBLISHED):
        return name
    for section in form.sections:
        title = section.title
        if name in (section.id, title.text, title.english, section.heading.text):
            return section.id
    return None


def _signature(fields: Fields) -> Signature | None:
    """A signature; ``None`` where it does not say who signed."""
    role = fields.text("role", required=True)
    by, day = fields.text("by"), fields.day("date", required=True)
    digests = fields.mapping("digest")
    parts = {name: digests.text(name) for name in digests.data} if digests else {}
    if not digests and "digest" not in fields.data:
        fields.missing("digest")
    fields.close()
    if role is None:
        return None
    given = tuple((name, digest) for name, digest in parts.items() if digest)
    return Signature(role=role, by=by, day=day, digests=given)


def _changes(fields: Fields | None, form: Form) -> tuple[CellChange, ...]:
    if fields is None:
        return ()
    found = []
    for name in fields.data:
        change = fields.mapping(name)
        cell = form.cell_by_address.get(name)
        if cell is None:
            path = (*fields.path, name)
            fields.findings.add("content.type", path, "cell", {"found": name}, on_key=True)
        elif change is not None:
            was, now = (_figure(change, key, form, name) for key in ("was", "now"))
            change.close()
            found.append(CellChange(cell=cell.address, was=was, now=now))
    return tuple(found)


def _figure(fields: Fields, key: str, form: Form, cell: str) -> Value:
    if fields.text(key) is None:
        return None
    text = str(fields.data[key])
    figure = number(text, form.cell_by_address[cell].measure, unit_printed=False)
    if isinstance(figure, str):
        path = (*fields.path, key)
        args = {"cell": cell, "found": text[:40]}
        fields.findings.add("cell.number", path, figure, args)
        return None
    return figure
