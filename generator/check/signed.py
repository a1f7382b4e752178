"""Who has passed a report, and whether it is still what they passed (三审三校)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.check.subject import Subject
from generator.diagnostic import Diagnostic
from generator.form import Form
from generator.ledger import Entry, digests, figures_of
from generator.ledger.difference import differing, prose_of
from generator.ledger.entry import listed
from generator.report import Report, Signature

_NAMED = 5
"""Parts or cells that one message names."""


def stale_signatures(subject: Subject) -> Iterator[Diagnostic]:
    """Signatures of something else than the report is now; what changed is named if it is known."""
    if not subject.report.signed:
        return
    now = digests(subject.report, subject.narrative, subject.form)
    for index, item in enumerate(subject.report.signed):
        signed = dict(item.digests)
        parts = [
            name for name in dict.fromkeys((*now, *signed)) if now.get(name) != signed.get(name)
        ]
        if not parts:
            continue
        args: dict[str, str | int] = {
            "role": item.role,
            "day": item.day.isoformat() if item.day else "",
            "parts": _listed(parts),
        }
        cells = _cells(subject, item)
        if cells:
            args["cells"] = _listed([f"{cell}（{was}→{new}）" for cell, was, new in cells])
        yield Diagnostic(
            rule="sign.stale",
            variant="cells" if cells else "default",
            at=replace(subject.at, path=("signed", index, "digest")),
            args=args,
            cells=tuple(cell for cell, _, _ in cells),
        )


def missing_signatures(subject: Subject) -> Iterator[Diagnostic]:
    """Roles in which nobody signed, where the site wants that, and roles that nobody knows."""
    report = subject.report
    roles = roles_of(subject)
    for index, item in enumerate(report.signed):
        if item.role not in roles:
            args: dict[str, str | int] = {"role": item.role, "known": "、".join(roles)}
            at = replace(subject.at, path=("signed", index, "role"))
            yield Diagnostic(rule="sign.missing", variant="unknown", at=at, args=args)
    if not subject.site.signoff or report.draft:
        return
    given = {item.role for item in report.signed}
    absent = [role for role in roles if role not in given]
    if absent:
        args = {"roles": "、".join(absent), "report": f"{report.agency} {report.slug}"}
        yield Diagnostic(rule="sign.missing", at=subject.at, args=args)


def roles_of(subject: Subject) -> tuple[str, ...]:
    """The roles in which a report is to be passed."""
    return subject.site.signers or subject.form.signers


def _listed(names: list[str]) -> str:
    return "、".join((*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])))


def _cells(subject: Subject, item: Signature) -> list[tuple[str, str, str]]:
    """The cells that changed, where what was signed is what a released version held."""
    tables = {table.key for table in subject.form.tables}
    signed = {name: digest for name, digest in item.digests if name in tables}
    for entry in reversed(subject.released):
        if entry.edition == subject.report.edition and signed == _tables(entry, subject, tables):
            now = listed(subject.report, subject.form)
            order = [cell.address for cell in subject.form.cells]
            return list(differing(entry.figures, now, order))
    return []


def _tables(entry: Entry, subject: Subject, tables: set[str]) -> dict[str, str]:
    report = as_released(entry, subject.report, subject.form)
    found = digests(report, prose_of(entry, subject.form), subject.form)
    return {name: digest for name, digest in found.items() if name in tables}


def as_released(entry: Entry, report: Report, form: Form) -> Report:
    """A report with the figures that a version of it had."""
    return replace(report, figures=figures_of(entry, form))
