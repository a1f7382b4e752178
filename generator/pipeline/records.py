"""What is read of an agency and what is found in it: the values that no page is part of.

``file`` → ``data`` → ``filing`` → ``summary`` → ``siblings``, ``portal``; beside them
``narrative``, ``proof``, ``problems`` and ``references``. A comment in YAML stops at ``data``.
Each task is a pure function of what it fetches; what it needs besides is in the job, whose parts
are inputs with digests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator import source
from generator.check import (
    Filing,
    Subject,
    attached_numbers,
    broken_ledger,
    check,
    explained,
    flaws,
    is_text,
    lost_editions,
    proof,
    references,
    taken_down,
    vanished,
)
from generator.diagnostic import Diagnostic, from_plain, to_plain
from generator.engine import Digest, Key, digest_of
from generator.engine.build import Fetch, Made
from generator.form import Form
from generator.ledger import Break, Chain, Entry, read_chain
from generator.pipeline.job import Job
from generator.pipeline.workshop import Workshop
from generator.portal import (
    assemble,
    summary,
)
from generator.report import Narrative, Report
from generator.source import Source
from generator.source.laid import essence
from generator.workspace import tree
from generator.workspace.ledgers import breaks
from generator.workspace.reading import read_filing, read_narrative, unreadable


class Records:
    """What the files of one agency say and what is wrong with it, for one job."""

    def __init__(self, job: Job, shop: Workshop) -> None:
        self._job = job
        self._shop = shop
        self._files = {files.slug: files for files in job.reports}
        self._tasks: Mapping[str, Callable[..., Made]] = {
            "file": self._file,
            "data": self._data,
            "filing": self._filing,
            "narrative": self._narrative,
            "summary": self._summary,
            "siblings": self._siblings,
            "portal": self._portal,
            "problems": self._problems,
            "proof": self._proof,
            "tally": self._tally,
            "flaws": self._flaws,
            "references": self._references,
            "ledger": self._ledger,
            "breaks": self._breaks,
            "released": self._released,
            "unrecorded": self._unrecorded,
        }

    def inputs(self) -> dict[Key, Digest]:
        """Everything that comes from outside, with its digest."""
        job = self._job
        found: dict[Key, Digest] = {
            ("file", path): bytes.fromhex(content) for path, content in job.contents.items()
        }
        found["settings",] = job.order.settings
        found["place",] = digest_of((job.order.base_url, job.order.live))
        found["drafts",] = digest_of(job.order.drafts)
        found["as-of",] = digest_of(str(job.order.as_of))
        found["chain",] = digest_of([repr(agency) for agency in job.chain])
        found["below",] = digest_of([repr(agency) for agency in job.below])
        found["slugs",] = digest_of(sorted(self._files))
        found["recorded",] = digest_of((job.ledger, repr(job.stated)))
        for slug, files in self._files.items():
            found["files", slug] = digest_of((files.figures, files.narrative, files.attachments))
        return found

    def make(self, key: Key, fetch: Fetch) -> Made:
        """The value of a key.

        Raises:
            ChangedError: a file holds something else by now.
        """
        return self._tasks[key[0]](fetch, *key[1:])

    def _file(self, _: Fetch, path: str) -> Made:
        """A file's bytes, or in words why it cannot be read."""
        try:
            return Made(tree.read_again(self._shop.root, path, self._job.contents[path]), b"")
        except OSError as error:
            return Made(error.strerror or str(error), b"")

    def _data(self, fetch: Fetch, slug: str) -> Made:
        """A report's YAML. Sound text counts by what it says, refused text by where it stands."""
        fetch.digest(("files", slug))
        file = self._files[slug].figures
        raw: Any = fetch(("file", file))
        read = (
            Source(data=None, diagnostics=(unreadable(file, raw),))
            if isinstance(raw, str)
            else source.read_laid(raw, file)
        )
        if read.data is None or read.diagnostics:
            return Made(read, b"!" + fetch.digest(("file", file)))
        return Made(read, digest_of(essence(read.data)))

    def _filing(self, fetch: Fetch, slug: str) -> Made:
        """A report's record, and what is wrong with it."""
        digest = fetch.digest(("data", slug)) + fetch.digest(("settings",))
        read: Any = fetch(("data", slug))
        if read.data is None:
            return Made((None, read.diagnostics), digest)
        filing, wrong = read_filing(read.data, self._files[slug], self._shop.forms)
        return Made((filing, (*read.diagnostics, *wrong)), digest)

    def _narrative(self, fetch: Fetch, slug: str) -> Made:
        """A report's prose, ``None`` where it has no file, and what is wrong with it."""
        files = self._files[slug]
        digest = fetch.digest(("files", slug))
        filing = self._filed(fetch, slug)
        if files.narrative is None or filing is None:
            return Made((None, ()), digest)
        form = self._form(filing.report)
        raw: Any = fetch(("file", files.narrative))
        digest += fetch.digest(("file", files.narrative)) + form.edition.encode()
        if isinstance(raw, str):
            return Made((Narrative(), (unreadable(files.narrative, raw),)), digest)
        return Made(read_narrative(raw, files.narrative, form), digest)

    def _summary(self, fetch: Fetch, slug: str) -> Made:
        """What indexes say of a report; ``None`` where it is not published."""
        filing = self._filed(fetch, slug)
        if filing is None or self._withheld(fetch, filing.report):
            return Made(None, b"-")
        made = summary(filing.report, self._form(filing.report))
        return Made(made, digest_of(made.plain))

    def _siblings(self, fetch: Fetch) -> Made:
        """Which reports there are: all that one report's page shows of the others."""
        fetch.digest(("slugs",))
        found: list[Any] = [fetch(("summary", slug)) for slug in sorted(self._files)]
        years = tuple(
            (item.slug, item.year, str(item.scope), item.edition) for item in found if item
        )
        return Made(years, digest_of(years))

    def _portal(self, fetch: Fetch, language: str = "") -> Made:
        """The part of the portal that this agency's pages show, with their words in a language."""
        digests = [fetch.digest((name,)) for name in ("slugs", "chain", "below", "settings")]
        digests.append(fetch.digest(("place",)))
        found: list[Any] = [fetch(("summary", slug)) for slug in sorted(self._files)]
        agencies = (*self._job.chain, *self._job.below)
        shown = [item for item in found if item]
        portal = assemble(self._shop.site, agencies, shown)
        digests.append(digest_of([item.plain for item in shown]))
        return Made(self._shop.context(portal, language), b"".join(digests))

    def _proof(self, fetch: Fetch, slug: str) -> Made:
        """What came of the form's equations; prose has no part in it."""
        for name in ("slugs", "chain"):
            fetch.digest((name,))
        filing = self._filed(fetch, slug)
        assert filing is not None  # noqa: S101 - only a report with a summary has pages
        earlier = self._year_before(fetch, filing.report)
        form = self._form(filing.report)
        subject = Subject(
            filing=filing,
            form=form,
            agency=self._job.chain[-1],
            narrative=None,
            previous=earlier,
            previous_form=self._form(earlier.report) if earlier else None,
        )
        found = proof(subject, tuple(explained(filing.report, form)))
        return Made(found, digest_of(found.plain))

    def _tally(self, fetch: Fetch, slug: str) -> Made:
        """All that the report's own page says of its equations."""
        found: Any = fetch(("proof", slug))
        return Made(found.tally if found.results else None, digest_of(found.tally))

    def _flaws(self, fetch: Fetch, slug: str) -> Made:
        """The rules that found something in a report, wherever in its files."""
        plain: Any = fetch(("problems", slug))
        filing = self._filed(fetch, slug)
        given = tuple(explained(filing.report, self._form(filing.report))) if filing else ()
        found = flaws([from_plain(item) for item in plain], given)
        return Made(found, digest_of(found))

    def _problems(self, fetch: Fetch, slug: str) -> Made:
        """Everything that is wrong with a report, also beside the year before."""
        for name in ("slugs", "chain", "below", "settings"):
            fetch.digest((name,))
        fetch.digest(("files", slug))
        filing, wrong = self._pair(fetch, ("filing", slug))
        if filing is None:
            return _plain(wrong)
        if self._withheld(fetch, filing.report):
            return _plain(())
        prose, unsound = self._pair(fetch, ("narrative", slug))
        subject = self._subject(fetch, slug, filing, prose)
        entries, broken = self._history(fetch, slug)
        tampered = broken_ledger(self._job.agency, broken, entries, subject)
        # A ledger that cannot be trusted on a report tells nothing of what was changed in it.
        subject = replace(subject, released=() if broken else entries)
        lost = lost_editions(self._job.agency, entries, self._shop.forms)
        attached = (*self._lost_files(fetch, slug), *self._attached(fetch, slug, subject))
        return _plain((*wrong, *unsound, *attached, *check(subject), *tampered, *lost))

    def _ledger(self, fetch: Fetch) -> Made:
        """What was released of the agency's reports."""
        digest = fetch.digest(("recorded",))
        if self._job.ledger is None:
            return Made(Chain(), digest)
        raw: Any = fetch(("file", self._job.ledger))
        digest += fetch.digest(("file", self._job.ledger))
        return Made(read_chain(raw) if isinstance(raw, bytes) else Chain(), digest)

    def _breaks(self, fetch: Fetch) -> Made:
        """Where that is broken."""
        chain: Any = fetch(("ledger",))
        found = breaks(chain, self._job.stated)
        return Made(found, digest_of(repr(found)))

    def _released(self, fetch: Fetch, slug: str) -> Made:
        """The versions of a report that were released, and where their lines are broken."""
        chain: Any = fetch(("ledger",))
        broken: Any = fetch(("breaks",))
        entries, own = chain.of(slug), tuple(item for item in broken if item.report == slug)
        lines = [(entry.line, entry.hash, repr(entry) if own else "") for entry in entries]
        return Made((entries, own), digest_of((lines, repr(own))))

    def _history(self, fetch: Fetch, slug: str) -> tuple[tuple[Entry, ...], tuple[Break, ...]]:
        """The same; nothing where the site has no ledger."""
        fetch.digest(("recorded",))
        if self._job.ledger is None and not (self._job.stated and self._job.stated.lines):
            return (), ()
        found: Any = fetch(("released", slug))
        return found[0], found[1]

    def _unrecorded(self, fetch: Fetch) -> Made:
        """What is wrong with the agency's ledger besides the reports that are there."""
        fetch.digest(("recorded",))
        if self._job.ledger is None and not (self._job.stated and self._job.stated.lines):
            return _plain(())
        fetch.digest(("slugs",))
        chain: Any = fetch(("ledger",))
        broken: Any = fetch(("breaks",))
        filed = {slug: self._filed(fetch, slug) for slug in sorted(self._files)}
        there = [slug for slug, item in filed.items() if item is None or not item.report.draft]
        others = [item for item in broken if item.report not in there]
        doubtful = {item.report for item in others}
        entries = [entry for entry in chain.entries if entry.report not in doubtful]
        agency = self._job.agency
        back = [item for item in filed.values() if item and self._is_held_back(fetch, item.report)]
        return _plain(
            (
                *broken_ledger(agency, others),
                *vanished(agency, entries, there),
                *(found for item in back for found in taken_down(item, entries)),
            )
        )

    def _is_held_back(self, fetch: Fetch, report: Report) -> bool:
        """Whether a report that is no draft is kept back by its embargo."""
        if report.draft or report.embargo is None:
            return False
        fetch.digest(("as-of",))
        return report.withheld(drafts=False, as_of=self._job.order.as_of)

    def _subject(self, fetch: Fetch, slug: str, filing: Filing, prose: Narrative | None) -> Subject:
        """What the rules over a report may look at."""
        earlier = self._year_before(fetch, filing.report)
        before, _ = self._pair(fetch, ("narrative", earlier.report.slug)) if earlier else (None, ())
        return Subject(
            filing=filing,
            form=self._form(filing.report),
            agency=self._job.chain[-1],
            narrative=prose,
            previous=earlier,
            previous_form=self._form(earlier.report) if earlier else None,
            previous_narrative=before,
            above=self._job.chain[:-1],
            below=self._job.below,
            attachments=self._files[slug].attachments,
            site=self._shop.site,
        )

    def _lost_files(self, fetch: Fetch, slug: str) -> Iterator[Diagnostic]:
        """The attachments that cannot be read; only those without a digest are tried."""
        for path in self._files[slug].attachments:
            if not fetch.digest(("file", path)):
                reason: Any = fetch(("file", path))
                yield unreadable(path, reason if isinstance(reason, str) else "")

    def _attached(self, fetch: Fetch, slug: str, subject: Subject) -> Iterator[Diagnostic]:
        """What is wrong in the attachments that are plain text."""
        for path in filter(is_text, self._files[slug].attachments):
            raw: Any = fetch(("file", path))
            if isinstance(raw, bytes):
                yield from attached_numbers(subject, path, raw)

    def _references(self, fetch: Fetch, slug: str) -> Made:
        """Where a report's prose leads inside the site; nothing of one that is kept back."""
        filing = self._filed(fetch, slug)
        if filing is None or self._withheld(fetch, filing.report):
            return Made((), b"-")
        prose, _ = self._pair(fetch, ("narrative", slug))
        if prose is None:
            return Made((), b"-")
        found = tuple(references(filing.report, prose, self._files[slug].narrative or ""))
        return Made(found, digest_of(repr(found)))

    def _pair(self, fetch: Fetch, key: Key) -> tuple[Any, tuple[Diagnostic, ...]]:
        found: Any = fetch(key)
        return found[0], found[1]

    def _filed(self, fetch: Fetch, slug: str) -> Filing | None:
        if slug not in self._files:
            return None
        found: Filing | None = self._pair(fetch, ("filing", slug))[0]
        return found

    def _sure(self, fetch: Fetch, slug: str) -> Filing:
        filing = self._filed(fetch, slug)
        assert filing is not None  # noqa: S101 - only a report with a summary has downloads
        return filing

    def _year_before(self, fetch: Fetch, report: Report) -> Filing | None:
        """The agency's report of the same scope on the year before, whatever its file is called.

        One that is kept back counts as none: pages beside it would show its figures.
        """
        for slug in sorted(self._files):
            if slug.startswith(str(report.year - 1)):
                earlier = self._filed(fetch, slug)
                if earlier is None or earlier.report.scope is not report.scope:
                    continue
                if not self._withheld(fetch, earlier.report):
                    return earlier
        return None

    def _withheld(self, fetch: Fetch, report: Report) -> bool:
        """Whether a report is kept back: only then does it matter what the build was asked for."""
        order = self._job.order
        if report.draft or report.embargo is not None:
            fetch.digest(("drafts",))
        if report.embargo is not None:
            fetch.digest(("as-of",))
        return report.withheld(drafts=order.drafts, as_of=order.as_of)

    def _form(self, report: Report) -> Form:
        return self._shop.forms[report.edition]


def _plain(found: tuple[Diagnostic, ...]) -> Made:
    plain = tuple(to_plain(item) for item in found)
    return Made(plain, digest_of(plain))
