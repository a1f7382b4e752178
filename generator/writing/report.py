"""A report's record as the YAML file that it would be decoded from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from generator import decode
from generator.form import Form
from generator.report import Contact, Correction, Report, Scope, Signature, Value, Waiver
from generator.writing.tables import table_lines
from generator.writing.words import words

BLANK = "~"
"""What stands for a cell that was left blank."""
_ZERO = "0"


def report_yaml(report: Report, form: Form, remarks: Mapping[int, str] | None = None) -> str:
    """A report's file: its facts, then the cells that differ from 0, and ``unlisted: 0`` for all
    others.

    Decoding it gives the same facts and the same figures. A blank cell is always listed, and so is
    a total unless it is the sum that would be worked out and was not written, or is 0. ``remarks``
    are comments for rows, by their first cell.
    """
    listed = _listed(report, form)
    parts = (
        _facts(report),
        *(table_lines(form, table, listed, remarks) for table in form.tables),
        _waivers(report.waivers),
        _corrections(report.corrections),
        signature_lines(report.signed),
    )
    texts = ["".join(f"{line}\n" for line in lines) for lines in parts]
    return "\n".join(text for text in texts if text)


def figure(value: Value) -> str:
    """A figure as it is written."""
    return BLANK if value is None else words(str(value), bare=True)


def _facts(report: Report) -> Iterator[str]:
    yield f"edition: {words(report.edition)}"
    if report.scope is Scope.REGION and not report.slug.endswith("-region"):
        yield f"scope: {report.scope}"
    yield f"title: {words(report.title)}"
    if report.published is not None:
        yield f"published: {report.published.isoformat()}"
    if report.index_number is not None:
        yield f"index_number: {words(report.index_number)}"
    if report.draft:
        yield "draft: yes"
    if report.embargo is not None:
        yield f"embargo: {report.embargo.isoformat()}"
    yield from _contact(report.contact)
    yield f"unlisted: {_ZERO}"


def _contact(contact: Contact | None) -> Iterator[str]:
    if contact is None:
        return
    facts = {name: getattr(contact, name) for name in Contact.__dataclass_fields__}
    given = {name: text for name, text in facts.items() if text is not None}
    yield "contact:" if given else "contact: {}"
    for name, text in given.items():
        yield f"  {name}: {words(text)}"


def _listed(report: Report, form: Form) -> Mapping[int, str]:
    """The text of every cell that has to be listed beside ``unlisted: 0``."""
    figures, totals = report.figures, decode.derivable(form)
    listed = {
        cell.index
        for cell in form.cells
        if str(figures[cell.index]) != _ZERO and cell.index not in report.derived
    }
    while lost := _lost(figures, totals, listed, form):
        listed |= lost
    return {cell: figure(figures[cell]) for cell in listed}


def _lost(
    figures: Sequence[Value], totals: Set[int], listed: Set[int], form: Form
) -> frozenset[int]:
    """Totals that would be worked out to something else than their figure, or not at all."""
    values = {
        cell: value for cell, value in enumerate(figures) if cell not in totals or cell in listed
    }
    decode.work_out(values, form)
    return frozenset(cell for cell in totals if cell not in values or values[cell] != figures[cell])


def _waivers(waivers: tuple[Waiver, ...]) -> Iterator[str]:
    if waivers:
        yield "waivers:"
    for waiver in waivers:
        seen = dict(waiver.seen)
        alone = tuple(cell for cell in waiver.cells if cell not in seen)
        # Cells that were seen are named there; only an order of their own needs them twice.
        listed = alone if waiver.cells == (*alone, *seen) else waiver.cells
        yield f"  - rule: {words(waiver.rule)}"
        if seen:
            yield "    seen:"
        for cell, value in waiver.seen:
            yield f"      {words(cell)}: {figure(value)}"
        if listed:
            yield f"    cells: [{', '.join(words(cell, in_flow=True) for cell in listed)}]"
        yield f"    reason: {words(waiver.reason)}"


def _corrections(corrections: tuple[Correction, ...]) -> Iterator[str]:
    if corrections:
        yield "corrections:"
    for correction in corrections:
        yield f"  - date: {correction.day.isoformat()}"
        if correction.changes:
            yield "    cells:"
        for change in correction.changes:
            change_text = f"{{was: {figure(change.was)}, now: {figure(change.now)}}}"
            yield f"      {words(change.cell)}: {change_text}"
        if correction.words:
            yield "    words:"
        for part in correction.words:
            given = {"section": part.section, "was": part.was, "now": part.now}
            lines = [f"{key}: {words(text)}" for key, text in given.items() if text]
            yield f"      - {lines[0]}"
            yield from (f"        {line}" for line in lines[1:])
        yield f"    reason: {words(correction.reason)}"


def signature_lines(signed: Sequence[Signature]) -> Iterator[str]:
    """What a report's file says of those who have passed it."""
    if signed:
        yield "signed:"
    for item in signed:
        yield f"  - role: {words(item.role)}"
        if item.by is not None:
            yield f"    by: {words(item.by)}"
        if item.day is not None:
            yield f"    date: {item.day.isoformat()}"
        yield "    digest:"
        yield from (f"      {words(part)}: {words(digest)}" for part, digest in item.digests)
