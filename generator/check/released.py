"""A report beside what was released of it: what changed without a word, and wrong corrections."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from generator.check.subject import Filing, Subject
from generator.diagnostic import Address, DataPath, Diagnostic, Related
from generator.form import Form
from generator.ledger import (
    INDEX,
    Break,
    Comparison,
    Entry,
    compared,
    figure_text,
    ledger_file,
)
from generator.ledger.difference import Cell, differing, expected
from generator.ledger.entry import listed
from generator.report import PUBLISHED, TITLE, Correction, Rewording

_RULE, _WRONG, _BROKEN = "correction.missing", "correction.wrong", "ledger.broken"
_LONGEST = 60
"""Characters of a sentence that a message repeats."""
_NAMED = 5
"""Cells that one message names."""


def released_changes(subject: Subject) -> Iterator[Diagnostic]:
    """Whatever is not as it was released, where no correction says so, or none that is true."""
    if not subject.released:
        return
    entry = subject.released[-1]
    if entry.edition != subject.report.edition:
        args = {"was": entry.edition, "now": subject.report.edition, **_released(entry)}
        at = replace(subject.at, path=("edition",))
        yield Diagnostic(rule=_RULE, variant="edition", at=at, args=args)
        return
    found = compared(entry, subject.report, subject.narrative, subject.form)
    for cell, was, now in found.cells:
        yield _changed(subject, cell, was, now)
    for words in found.words:
        yield _reworded(subject, words)
    for item in found.withdrawn:
        args = {"day": item.day.isoformat(), "reason": item.reason, **_released(entry)}
        at = replace(subject.at, path=("corrections",))
        yield Diagnostic(rule=_RULE, variant="withdrawn", at=at, args=args)
    yield from _wrong(subject, found)


def _wrong(subject: Subject, found: Comparison) -> Iterator[Diagnostic]:
    """Corrections, not released yet, that do not say what was released or what stands."""
    for key, items in (("was", found.misread), ("now", found.untrue)):
        for index, (cell, right, stated) in items:
            path: DataPath = ("corrections", index, "cells", cell, key)
            yield Diagnostic(
                rule=_WRONG,
                variant=key,
                at=replace(subject.at, path=path),
                args={"cell": cell, "right": right, "stated": stated},
                cells=(cell,),
                related=(_place(subject, cell, right, key),),
            )
    for index, place, key in found.wrong:
        part = subject.report.corrections[index].words[place]
        args = {
            "section": _section(part.section, subject.form),
            "words": _cut(part.was if key == "was" else part.now),
        }
        path = ("corrections", index, "words", place, key)
        at = replace(subject.at, path=path)
        yield Diagnostic(rule=_WRONG, variant=f"words-{key}", at=at, args=args)


def broken_ledger(
    agency: str,
    breaks: Iterable[Break],
    entries: Sequence[Entry] = (),
    subject: Subject | None = None,
) -> Iterator[Diagnostic]:
    """Where an agency's ledger is broken; cells are named where the subject's report tells them."""
    for item in breaks:
        cells = tuple(_tampered(item, entries, subject)) if subject else ()
        args: dict[str, str | int] = {
            "line": item.line,
            "report": f"{agency}/{item.report}" if item.report else agency,
            "version": item.version,
        }
        variant = item.kind
        if cells:
            args |= {"count": len(cells), "cells": _named(cells)}
            variant = f"{item.kind}-cells"
        elif item.kind == "removed" and not item.report:
            variant = "removed-some"
        yield Diagnostic(
            rule=_BROKEN,
            variant=variant,
            at=Address(file=ledger_file(agency), line=item.line, column=1),
            args=args,
            cells=tuple(cell for cell, _, _ in cells),
        )


def lost_editions(
    agency: str, entries: Iterable[Entry], known: Collection[str]
) -> Iterator[Diagnostic]:
    """Versions in an edition of the form that the site no longer has."""
    for entry in entries:
        if entry.edition not in known:
            args: dict[str, str | int] = {
                "line": entry.line,
                "edition": entry.edition,
                "report": f"{agency}/{entry.report}",
                "version": entry.version,
            }
            at = Address(file=ledger_file(agency), line=entry.line, column=1)
            yield Diagnostic(
                rule=_BROKEN,
                variant="edition",
                at=at,
                args=args,
            )


def broken_index(breaks: Iterable[Break]) -> Iterator[Diagnostic]:
    """Where the list of releases is broken; one at line 0 has no list at all."""
    for item in breaks:
        at = Address(file=INDEX, line=max(item.line, 1), column=1)
        args = {"line": item.line}
        yield Diagnostic(rule=_BROKEN, variant=f"index-{item.kind}", at=at, args=args)


def vanished(agency: str, entries: Iterable[Entry], there: Iterable[str]) -> Iterator[Diagnostic]:
    """The reports that were released and are not there any more."""
    last = {entry.report: entry for entry in entries}
    for slug in sorted(last.keys() - {*there}):
        entry = last[slug]
        yield Diagnostic(
            rule=_RULE,
            variant="gone",
            at=Address(file=ledger_file(agency), line=entry.line, column=1),
            args={"report": f"{agency}/{slug}", "title": entry.title, **_released(entry)},
        )


def taken_down(filing: Filing, entries: Iterable[Entry]) -> Iterator[Diagnostic]:
    """A report that was released and that an embargo would keep back now."""
    report = filing.report
    released = [entry for entry in entries if entry.report == report.slug]
    if released and report.embargo is not None:
        yield Diagnostic(
            rule=_RULE,
            variant="embargo",
            at=Address(file=filing.file, path=("embargo",)),
            args={
                "report": f"{report.agency}/{report.slug}",
                "title": released[-1].title,
                "until": report.embargo.isoformat(),
                **_released(released[-1]),
            },
        )


def _released(entry: Entry) -> dict[str, str | int]:
    return {"version": entry.version, "day": entry.day.isoformat()}


def _changed(subject: Subject, address: str, was: str, now: str) -> Diagnostic:
    """A figure that is another; one that an earlier version had is told as such."""
    entry = subject.released[-1]
    earlier = [old for old in subject.released[:-1] if old.figures.get(address, "0") == now]
    args: dict[str, str | int] = {"cell": address, "was": was, "now": now, **_released(entry)}
    if earlier:
        args |= {"earlier": earlier[-1].version, "since": _correction_of(entry, address)}
    cell = subject.form.cell_by_address.get(address)
    at = subject.filing.place(cell) if cell else subject.at
    return Diagnostic(
        rule=_RULE,
        variant="reverted" if earlier else "default",
        at=at,
        args=args,
        cells=(address,),
        related=(_line(subject, address, was),),
    )


def _correction_of(entry: Entry, cell: str) -> str:
    """The day of the last released correction of a cell; of the release, where there is none."""
    days = [item.day for item in entry.corrections if cell in {c.cell for c in item.changes}]
    return max(days, default=entry.day).isoformat()


def _line(subject: Subject, cell: str, figure: str) -> Related:
    """The line of the ledger that has a figure."""
    entry = subject.released[-1]
    file = ledger_file(subject.report.agency)
    at = Address(file=file, line=entry.line, column=1)
    return Related(at=at, label=f"{cell} = {figure}")


def _place(subject: Subject, address: str, figure: str, key: str) -> Related:
    """Where the right figure stands: what was released in the ledger, what stands in the file."""
    if key == "was":
        return _line(subject, address, figure)
    cell = subject.form.cell_by_address[address]
    return Related(at=subject.filing.place(cell), label=f"{address} = {figure}")


def _reworded(subject: Subject, words: Rewording) -> Diagnostic:
    entry = subject.released[-1]
    args: dict[str, str | int] = {
        "section": _section(words.section, subject.form),
        "was": _cut(words.was),
        "now": _cut(words.now),
        **_released(entry),
    }
    if words.section == PUBLISHED:
        variant = "published"
    elif words.section == TITLE:
        variant = "title"
    else:
        variant = "words" if words.was and words.now else "added" if words.now else "dropped"
    return Diagnostic(rule=_RULE, variant=variant, at=_where(subject, words), args=args)


def _where(subject: Subject, words: Rewording) -> Address:
    """Where the words stand; those that are gone, where their section begins."""
    if words.section in (TITLE, PUBLISHED):
        return replace(subject.at, path=(words.section,))
    prose = subject.narrative
    passage = prose.passage(words.section) if prose else None
    file = subject.filing.file.removesuffix(".yml") + ".md"
    if prose is None or passage is None:
        return Address(file=file, line=1, column=1) if prose else subject.at
    begin = words.now[:8]
    for number, line in enumerate(prose.source[passage.line - 1 :], passage.line):
        if begin and begin in line:
            width = min(len(words.now), len(line) - line.index(begin))
            return Address(file=file, line=number, column=line.index(begin) + 1, width=width)
    return Address(file=file, line=passage.line, column=1)


def _section(section: str, form: Form) -> str:
    return next((item.title.text for item in form.sections if item.id == section), section or "…")


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _named(cells: Sequence[Cell]) -> str:
    """Cells in words: what the ledger has, and what it should have."""
    named = [f"{cell} {old} ≠ {right}" for cell, old, right in cells[:_NAMED]]
    return "；".join((*named, *(["…"] if len(cells) > _NAMED else [])))


def _tampered(item: Break, entries: Sequence[Entry], subject: Subject | None) -> Iterator[Cell]:
    """The cells in which a line is not what the version after it, or the report, bears out."""
    own = [entry for entry in entries if subject and entry.report == subject.report.slug]
    here = next((entry for entry in own if entry.version == item.version), None)
    if subject is None or here is None or item.kind not in ("altered", "rewritten"):
        return
    after = next((entry for entry in own if entry.version == item.version + 1), None)
    if after is None and here.edition != subject.report.edition:
        return
    figures = after.figures if after else listed(subject.report, subject.form)
    latest = after.corrections if after else subject.report.corrections
    right = expected(figures, _since(here, latest))
    order = dict.fromkeys((*(cell.address for cell in subject.form.cells), *here.figures))
    yield from differing(here.figures, right, order)


def _since(entry: Entry, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """The corrections that came after an entry, judged by their figures."""

    def told(item: Correction) -> tuple[object, ...]:
        cells = [(c.cell, figure_text(c.was), figure_text(c.now)) for c in item.changes]
        return item.day, item.reason, tuple(cells)

    had = {told(item) for item in entry.corrections}
    return tuple(item for item in corrections if told(item) not in had)
