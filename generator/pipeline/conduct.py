"""One run over a site: look, find what changed, have that done, put everything together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from generator.check import Reference, dead_links
from generator.diagnostic import Diagnostic, from_plain
from generator.engine import Snapshot, Store, digest_of
from generator.engine.executor import in_batches, pool, processes
from generator.pipeline.agencies import Agencies, read_agencies
from generator.pipeline.batch import run
from generator.pipeline.job import Job, Outcome
from generator.pipeline.listing import entries
from generator.pipeline.workshop import Order, Workshop
from generator.portal import Found, ReportFiles, broken_parents, discover
from generator.portal.urls import SEARCH, TEXTS
from generator.report import Agency

Progress = Callable[[int, int], object]
"""Told after each agency: how many reports are done, of how many."""

_WORTH = 250
"""Reports that make it worth while to start another process."""
_BATCH = 60
"""Reports in one call to another process: enough that the call itself costs nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conducted:
    """What came of a run over all agencies."""

    agencies: Mapping[str, Agency]
    """By id."""
    outcomes: Mapping[str, Outcome]
    """By agency; those that were up to date are as they were remembered."""
    diagnostics: tuple[Diagnostic, ...]
    """Everything that is wrong with the content."""
    waivers: Mapping[str, Any]
    """Published explanations, by the report's file."""
    made: Mapping[str, str]
    """The pages made again, by path, and why."""


def conduct(
    shop: Workshop,
    snapshot: Snapshot,
    store: Store,
    bundles: frozenset[str],
    *,
    workers: int | None,
    progress: Progress | None,
) -> Conducted:
    """Bring every agency up to date.

    ``bundles`` are those still there of earlier builds; ``workers`` is how many processes may be
    used, or ``None`` for as many as the machine has.

    Raises:
        GeneratorError: the theme cannot be used.
    """
    order = shop.order
    found = discover(entries(shop.root, snapshot))
    read = read_agencies(shop.root, found.agencies, snapshot, store)
    outcomes: dict[str, Outcome] = {}
    jobs: list[tuple[bytes, Job]] = []
    for agency, files in _by_agency(found, read).items():
        job = _job(order, agency, files, snapshot, read)
        fingerprint = _fingerprint(job)
        held = _held(store, fingerprint, job, bundles)
        if held is not None:
            outcomes[agency] = held
        else:
            jobs.append((fingerprint, _with_memory(job, store, bundles)))
    made: dict[str, str] = {}
    for outcome in _done([job for _, job in jobs], workers, progress):
        outcomes[outcome.agency] = outcome
        made |= {f"{outcome.agency}/{path}": why for path, why in outcome.made.items()}
    _remember(store, {job.agency: fingerprint for fingerprint, job in jobs}, outcomes, read)
    return Conducted(
        agencies=read.records,
        outcomes=outcomes,
        diagnostics=tuple(_findings(shop, found, read, outcomes)),
        waivers={
            file: waivers for item in outcomes.values() for file, waivers in item.waivers.items()
        },
        made=made,
    )


def _by_agency(found: Found, read: Agencies) -> Mapping[str, list[ReportFiles]]:
    """The reports of each agency that has a page: with reports, or with agencies below it."""
    grouped: dict[str, list[ReportFiles]] = {
        agency: [] for agency in read.records if agency in read.below
    }
    for files in found.reports:
        grouped.setdefault(files.agency, []).append(files)
    return grouped


def _job(
    order: Order,
    agency: str,
    files: Sequence[ReportFiles],
    snapshot: Snapshot,
    read: Agencies,
) -> Job:
    paths = [path for item in files for path in item.paths()]
    return Job(
        order=order,
        agency=agency,
        reports=tuple(files),
        contents={path: snapshot.contents[path] for path in paths},
        chain=read.chain(agency),
        below=read.below.get(agency, ()),
        traces={},
        bundle=None,
    )


def _fingerprint(job: Job) -> bytes:
    """A digest of everything that an agency's outcome depends on."""
    order = job.order
    files = [(item.slug, item.figures, item.narrative, item.attachments) for item in job.reports]
    around = [repr(agency) for agency in (*job.chain, *job.below)]
    flags = (order.settings, order.base_url, order.drafts, order.live)
    return digest_of((flags, files, sorted(job.contents.items()), around))


def _held(store: Store, fingerprint: bytes, job: Job, bundles: frozenset[str]) -> Outcome | None:
    """What is remembered of an agency, if it is still so and its pages are still there."""
    memory: Any = store.read(f"agency/{job.agency}")
    if memory is None or memory[0] != fingerprint:
        return None
    outcome = _outcome(job.agency, memory[1])
    if job.order.bundles is not None and outcome.bundle not in bundles:
        return None
    return outcome


def _with_memory(job: Job, store: Store, bundles: frozenset[str]) -> Job:
    memory: Any = store.read(f"agency/{job.agency}")
    bundle = memory[1][0] if memory else None
    traces: Any = store.read(f"traces/{job.agency}")
    return Job(
        order=job.order,
        agency=job.agency,
        reports=job.reports,
        contents=job.contents,
        chain=job.chain,
        below=job.below,
        traces=traces or {},
        bundle=bundle if bundle in bundles else None,
    )


def _done(jobs: Sequence[Job], workers: int | None, progress: Progress | None) -> Iterator[Outcome]:
    """The outcomes of jobs, from as many processes as they are worth."""
    sizes = {job.agency: max(len(job.reports), 1) for job in jobs}
    work, done = sum(sizes.values()), 0
    per_job = max(work // max(len(jobs), 1), 1)
    with pool(processes(workers, work, worth=_WORTH)) as executor:
        for outcome in in_batches(executor, run, jobs, max(_BATCH // per_job, 1)):
            yield outcome
            done += sizes[outcome.agency]
            if progress is not None:
                progress(done, work)


def _remember(
    store: Store,
    fingerprints: Mapping[str, bytes],
    outcomes: Mapping[str, Outcome],
    read: Agencies,
) -> None:
    values: dict[str, object] = {"agencies": read.memory}
    for agency, fingerprint in fingerprints.items():
        outcome = outcomes[agency]
        values[f"agency/{agency}"] = (fingerprint, _plain(outcome))
        values[f"traces/{agency}"] = outcome.traces
    store.write(values)


def _plain(outcome: Outcome) -> tuple[object, ...]:
    return (
        outcome.bundle,
        outcome.files,
        outcome.summaries,
        outcome.diagnostics,
        tuple(astuple(item) for item in outcome.references),
        dict(outcome.waivers),
    )


def _outcome(agency: str, plain: tuple[Any, ...]) -> Outcome:
    bundle, files, summaries, diagnostics, references, waivers = plain
    return Outcome(
        agency=agency,
        bundle=bundle,
        files=files,
        summaries=summaries,
        diagnostics=diagnostics,
        references=tuple(Reference(*item) for item in references),
        waivers=waivers,
        traces={},
        made={},
        blocks=None,
        kept=files,
    )


def _findings(
    shop: Workshop, found: Found, read: Agencies, outcomes: Mapping[str, Outcome]
) -> Iterator[Diagnostic]:
    """Everything that is wrong, of the site as a whole and of each agency."""
    yield from shop.diagnostics
    yield from found.diagnostics
    yield from read.diagnostics
    yield from broken_parents(read.records.values())
    for agency in sorted(outcomes):
        for plain in outcomes[agency].diagnostics:
            yield from_plain(plain)
    references = [item for agency in sorted(outcomes) for item in outcomes[agency].references]
    if references:
        yield from dead_links(references, _urls(shop, found, outcomes))


def _urls(shop: Workshop, found: Found, outcomes: Mapping[str, Outcome]) -> frozenset[str]:
    """Every page and file of the site that a link may lead to."""
    urls = {"", "about/", "404.html"}
    if shop.site.search:
        urls.add(SEARCH)
    for agency, outcome in outcomes.items():
        urls.add(f"{agency}/")
        if shop.site.search and outcome.summaries:
            urls.add(f"{agency}/{TEXTS}")
        for _, slug, year, _, edition, *_ in outcome.summaries:
            urls |= {f"{agency}/{slug}/", f"years/{year}/"}
            if shop.site.extras:
                urls.add(f"{agency}/{slug}/report.json")
                tables = (table.id.replace("_", "-") for table in shop.forms[edition].tables)
                urls |= {f"{agency}/{slug}/{table}/" for table in tables}
    for files in found.reports:
        for path in files.attachments:
            urls.add(f"{files.agency}/{files.slug}/{path.rpartition('/')[2]}")
    return frozenset(urls)
