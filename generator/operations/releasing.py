"""What is published is recorded: a line for each version of a report, and one for the release."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path

from generator.diagnostic import GeneratorError
from generator.engine import take
from generator.form import Form
from generator.ledger import (
    FOLDER,
    INDEX,
    Chain,
    Entry,
    Head,
    Release,
    compared,
    entry_line,
    ledger_file,
    listed,
    read_chain,
    release_line,
)
from generator.ledger.entry import plain_correction
from generator.pipeline.build import check
from generator.pipeline.verdict import Verdict
from generator.pipeline.wish import Wish
from generator.portal import ReportFiles, discover
from generator.workspace import tree
from generator.workspace.content import Filed, read_filed
from generator.workspace.editions import editions
from generator.workspace.ledgers import Ledgers, ledger_paths, ledgers
from generator.workspace.listing import entries

Write = Callable[[str, bytes], None]
"""Writes a file of the site, whole or not at all."""

_OF_RECORD = ("correction.", "ledger.", "sign.")
"""The rules whose findings no release may pass, whatever a site makes of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A version that a release recorded."""

    agency: str
    """The agency's id."""
    report: str
    """The report's slug."""
    version: int
    """Which version of it."""
    day: date
    """The day of the release."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """What came of a release."""

    verdict: Verdict
    """What is wrong with the content."""
    refused: bool = False
    """Whether nothing was recorded because of that."""
    versions: tuple[Recorded, ...] = ()
    """What was recorded."""


def release(root: Path, write: Write, day: date | None = None, note: str | None = None) -> Released:
    """Record every report that is published and not recorded as it is.

    The agencies' files are written first and the list of releases last: where that breaks off,
    ``check`` tells, and nothing that was recorded before is lost.

    Raises:
        SiteError: there is no site here.
        GeneratorError: no day was given, and a report has none either.
    """
    verdict = check(root, Wish()).verdict
    of_record = any(item.diagnostic.rule.startswith(_OF_RECORD) for item in verdict.problems)
    if verdict.refuses(strict=False) or of_record:
        return Released(verdict=verdict, refused=True)
    run = _Run(root, day, note)
    heads: dict[str, Head] = {}
    versions: list[Recorded] = []
    for agency, files in groupby(run.reports, key=lambda item: item.agency):
        new = run.record(agency, tuple(files))
        if new.lines:
            write(ledger_file(agency), new.content)
            heads[agency] = new.head
            versions += new.versions
    if heads:
        write(INDEX, run.index(heads, max(item.day for item in versions)))
    return Released(verdict=verdict, versions=tuple(versions))


@dataclass(slots=True)
class _New:
    """An agency's ledger with what is added to it."""

    agency: str
    chain: Chain
    content: bytes
    lines: list[Entry] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Add a line; the digest of the one before and its own are worked out."""
        self.content += f"{entry_line(entry)}\n".encode()
        self.chain = read_chain(self.content)
        self.lines.append(entry)

    @property
    def head(self) -> Head:
        """What the list of releases states: the last line, and what was added."""
        reports = {entry.report: entry.version for entry in self.lines}
        return Head(lines=self.chain.lines, hash=self.chain.head.hash, reports=reports)

    @property
    def versions(self) -> Iterator[Recorded]:
        """What was added."""
        for item in self.lines:
            yield Recorded(
                agency=self.agency, report=item.report, version=item.version, day=item.day
            )


class _Run:
    """One release of a site."""

    def __init__(self, root: Path, day: date | None, note: str | None) -> None:
        self._root, self._day, self._note = root, day, note
        self._forms: Mapping[str, Form] = editions(root)[0]
        snapshot = take(root, ("content", FOLDER), None)
        self.reports = discover(entries(root, snapshot)).reports
        paths = [f"{of}/{name}" for of in snapshot.folders for name, _ in snapshot.files(of)]
        self._known: Ledgers = ledgers(root, ledger_paths(paths))

    def record(self, agency: str, files: Sequence[ReportFiles]) -> _New:
        """An agency's ledger, with those of its reports that are not in it as they are."""
        there = agency in self._known.files
        raw = tree.read(self._root, ledger_file(agency)) if there else b""
        new = _New(agency, read_chain(raw), raw)
        for item in files:
            filed = read_filed(self._root, item, self._forms)
            if filed is None or filed.report.withheld(drafts=False, as_of=self._day):
                continue
            if self._differs(filed, new.chain):
                new.add(self._entry(filed, new.chain))
        return new

    def index(self, heads: Mapping[str, Head], latest: date) -> bytes:
        """The list of releases with one more."""
        line = release_line(
            Release(
                before=self._known.leaves, day=self._day or latest, note=self._note, heads=heads
            )
        )
        there = self._known.heads is not None
        return (tree.read(self._root, INDEX) if there else b"") + f"{line}\n".encode()

    def _differs(self, filed: Filed, chain: Chain) -> bool:
        versions = chain.of(filed.report.slug)
        if not versions:
            return True
        form = self._forms[filed.report.edition]
        found = compared(versions[-1], filed.report, filed.narrative, form)
        return bool(found.pending) or not found.explained

    def _entry(self, filed: Filed, chain: Chain) -> Entry:
        report, versions = filed.report, chain.of(filed.report.slug)
        had = [plain_correction(item) for item in versions[-1].corrections] if versions else []
        new = [item.day for item in report.corrections if plain_correction(item) not in had]
        days = new if versions else []
        day = self._day or (max(days) if days else report.published)
        if day is None:
            raise GeneratorError("release-day", agency=report.agency, report=report.slug)
        return Entry(
            line=chain.lines + 1,
            before=chain.head.hash,
            hash="",
            report=report.slug,
            version=len(versions) + 1,
            day=day,
            note=self._note,
            edition=report.edition,
            title=report.title,
            published=report.published,
            index_number=report.index_number,
            figures=listed(report, self._forms[report.edition]),
            narrative="\n".join(filed.narrative.source) if filed.narrative else "",
            corrections=report.corrections,
        )
