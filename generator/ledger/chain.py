"""The lines of an agency's ledger, and where their chain is broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.ledger.entry import Entry, entry_of
from generator.ledger.sealed import lines, report_in, unsealed


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What releases say of an agency's ledger."""

    lines: int = 0
    """How many lines it had after the last one."""
    hash: str = ""
    """The digest of its last line then."""
    reports: Mapping[str, int] = field(default_factory=dict)
    """The reports released so far, each with its last version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A place where a ledger is not as it was written."""

    kind: str
    """``unreadable``, ``altered``, ``rewritten``, ``removed`` or ``added``."""
    line: int
    """The line in the file, from 1."""
    report: str = ""
    """The report that the line is about; empty where that is not known."""
    version: int = 0
    """Which version of it; 0 where that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """An agency's ledger, as far as it can be read."""

    entries: tuple[Entry, ...] = ()
    """Every line that can be read."""
    breaks: tuple[Break, ...] = ()
    """Where it is broken within itself."""
    lines: int = 0
    """How many lines there are."""

    @property
    def head(self) -> Head:
        """What the next release states."""
        last = self.entries[-1].hash if self.entries else ""
        reports = {entry.report: entry.version for entry in self.entries}
        return Head(lines=self.lines, hash=last, reports=reports)

    def of(self, report: str) -> tuple[Entry, ...]:
        """The versions of a report, first one first."""
        return tuple(entry for entry in self.entries if entry.report == report)


def read_chain(raw: bytes) -> Chain:
    """The ledger that a file holds."""
    found = [_read(line) for line in lines(raw)]
    breaks = [
        Break(kind="unreadable", line=place, report=entry)
        if isinstance(entry, str)
        else _at("altered", place, entry)
        for place, entry in enumerate(found, 1)
        if isinstance(entry, str) or not entry.hash
    ]
    return Chain(
        entries=tuple(entry for entry in found if isinstance(entry, Entry)),
        breaks=tuple(sorted((*breaks, *_torn(found)), key=lambda item: item.line)),
        lines=len(found),
    )


def _read(line: str) -> Entry | str:
    """The entry of a line, or of one that cannot be read the report that it seems to be about."""
    data = unsealed(line)
    entry = entry_of(data) if data else None
    return report_in(line) if entry is None else entry


def _at(kind: str, line: int, entry: Entry) -> Break:
    return Break(kind=kind, line=line, report=entry.report, version=entry.version)


def _torn(found: list[Entry | str]) -> Iterator[Break]:
    """Where a line does not follow the one before, though both are what they state."""
    missing = 0
    for place, entry in enumerate(found, 1):
        if isinstance(entry, str) or not entry.hash:
            continue
        before = found[place - 2] if place > 1 else None
        if entry.line != place + missing:
            missing = entry.line - place
            yield Break(kind="removed", line=place)
        elif isinstance(before, Entry) and before.hash and entry.before != before.hash:
            yield _at("rewritten", place - 1, before)
        elif before is None and entry.before:
            yield _at("rewritten", place, entry)


def head_breaks(chain: Chain, stated: Head) -> Iterator[Break]:
    """How a ledger differs from what the releases say of it."""
    last = max(chain.lines, 1)
    known = {(entry.report, entry.version) for entry in chain.entries}
    unread = {item.report for item in chain.breaks if item.kind == "unreadable"}
    for report, versions in sorted(stated.reports.items()):
        for version in range(1, versions + 1):
            if (report, version) not in known and report not in unread:
                yield Break(kind="removed", line=last, report=report, version=version)
    for place, entry in enumerate(chain.entries, 1):
        if entry.line == stated.lines and entry.hash not in ("", stated.hash):
            yield _at("rewritten", place, entry)
        if entry.line > stated.lines:
            yield _at("added", place, entry)
