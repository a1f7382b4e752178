"""One run over a site: look, find what changed, have that done, put everything together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from functools import partial
from itertools import islice
from typing import Any

from generator.check import Reference, dead_links, unread_names
from generator.diagnostic import Diagnostic, WorkerError, from_plain
from generator.engine import Snapshot, Store, digest_of
from generator.engine.executor import LostError, in_batches
from generator.ledger import FOLDER, INDEX, LEDGER
from generator.pipeline import tree
from generator.pipeline.agencies import Agencies, read_agencies
from generator.pipeline.batch import run
from generator.pipeline.job import Job, Outcome
from generator.pipeline.ledgers import Ledgers, forsaken, ledger_paths, ledgers
from generator.pipeline.listing import entries
from generator.pipeline.rollups import Regions, figures_to_keep, roll_ups, rolled_up_years
from generator.pipeline.workers import Workers
from generator.pipeline.workshop import Order, Workshop
from generator.portal import (
    Found,
    Lists,
    Move,
    PageKind,
    ReportFiles,
    about_pages,
    broken_parents,
    comparison_pages,
    discover,
    downloads,
    list_pages,
    misled,
    moves,
    parts_url,
    sound,
    tree_order,
)
from generator.portal.urls import DATA, NOT_FOUND, SEARCH, TEXTS
from generator.report import Agency, Scope

Progress = Callable[[int, int], object]
"""Told after each agency: how many reports are done, of how many."""

_BATCH = 60
"""Reports in one call to another process: enough that the call itself costs nothing."""
_SHOWN = 5
"""Agencies that one line names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conducted:
    """What came of a run over all agencies."""

    agencies: Mapping[str, Agency]
    """By id."""
    outcomes: Mapping[str, Outcome]
    """By agency; those that were up to date are as they were remembered."""
    regions: Regions
    """The reports on regions."""
    diagnostics: tuple[Diagnostic, ...]
    """Everything that is wrong with the content."""
    waivers: Mapping[str, Any]
    """Published explanations, by the report's file."""
    made: Mapping[str, str]
    """The pages made again, by path, and why."""
    lists: Lists
    """What stands in the lists of the site."""
    urls: Callable[[], frozenset[str]]
    """Every page and file of the site that a link may lead to, but those at old addresses."""

    ledger: Mapping[str, bytes]
    """The list of releases, to be published at the top of the site."""
    ground: Ground
    """What it takes to do one agency once more."""

    @property
    def moved(self) -> tuple[Move, ...]:
        """The old addresses that lead somewhere: for pages there, and for a server's own rules."""
        told = moves(self.lists.site, self.agencies.values())
        return sound(told, self.urls()) if told else ()

    def more_pages(self) -> tuple[str, ...]:
        """The pages that list or compare, besides the first of each year's index."""
        listed = tuple(
            page.url
            for page in list_pages(self.lists)
            if page.kind is not PageKind.YEAR or page.number > 1
        )
        if not self.lists.site.extras:
            return listed
        compared = comparison_pages(self.lists.filed, self.lists.forms)
        parts = (parts_url(*item[:2]) for item in self.regions.every())
        return (*listed, *(page.url for page in compared), *parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a run knew of the site when it handed out its jobs."""

    order: Order
    """What it was asked for."""
    files: Mapping[str, Sequence[ReportFiles]]
    """The reports of each agency."""
    contents: Mapping[str, str]
    """SHA-256 of every file, by path."""
    read: Agencies
    """The agencies."""
    regional: Mapping[str, frozenset[int]]
    """The years on which each reports for a region."""
    recorded: Ledgers
    """What was released of each."""

    def job(self, agency: str, contents: Mapping[str, str] | None = None) -> Job:
        """The job of an agency; ``contents`` are files that hold something else by now."""
        held = {**self._held(agency), **(contents or {})}
        plain = _job(self.order, agency, self.files[agency], held, self.read, self.regional)
        return _recorded(plain, self.recorded, self.contents)

    def _held(self, agency: str) -> Mapping[str, str]:
        paths = (path for files in self.files[agency] for path in files.paths())
        return {path: self.contents[path] for path in paths}


def conduct(
    shop: Workshop,
    snapshot: Snapshot,
    store: Store,
    bundles: frozenset[str],
    *,
    workers: Workers,
    progress: Progress | None,
) -> Conducted:
    """Bring every agency up to date; ``bundles`` are those still there of earlier builds.

    Raises:
        GeneratorError: the theme cannot be used, or those who were to do the work are lost.
        ChangedError: a file was changed after the snapshot was taken.
    """
    order = shop.order
    found = discover(entries(shop.root, snapshot))
    read = read_agencies(shop.root, found.agencies, snapshot, store)
    outcomes: dict[str, Outcome] = {}
    fingerprints: dict[str, bytes] = {}
    grouped = _by_agency(found, read)
    regional = rolled_up_years(found.reports)
    recorded = ledgers(shop.root, ledger_paths(_below_ledger(snapshot)))
    ground = Ground(
        order=order,
        files=grouped,
        contents=snapshot.contents,
        read=read,
        regional=regional,
        recorded=recorded,
    )
    job = ground.job
    for agency in grouped:
        fingerprint = _fingerprint(job(agency))
        held = _held(store, fingerprint, agency, order, bundles)
        if held is not None:
            outcomes[agency] = held
        else:
            fingerprints[agency] = fingerprint
    made: dict[str, str] = {}
    with store.writing():
        store.put({"agencies": read.memory})
        sizes = {agency: len(grouped[agency]) for agency in fingerprints}
        ready = (with_memory(job(agency), store, bundles) for agency in fingerprints)
        for outcome in _done(order, ready, sizes, workers, progress):
            made |= outcome.made
            _remember(store, order, fingerprints[outcome.agency], outcome)
            outcomes[outcome.agency] = replace(outcome, traces={}, made={}, figures={})
    regions = roll_ups(shop, snapshot, grouped, read, outcomes, store)
    # In one order, whichever of them were remembered and whichever were brought up to date first.
    outcomes = dict(sorted(outcomes.items()))
    lists = listed(shop, read.records, outcomes)
    return Conducted(
        agencies=read.records,
        outcomes=outcomes,
        regions=regions,
        diagnostics=(
            *_findings(shop, found, read, outcomes, lists),
            *regions.wrong(),
            *recorded.diagnostics,
            *forsaken(shop.root, recorded, grouped),
        ),
        waivers={
            file: waivers for item in outcomes.values() for file, waivers in item.waivers.items()
        },
        made=made,
        lists=lists,
        urls=partial(_urls, shop, found, outcomes, lists, read.below),
        ledger=_list_of_releases(shop, recorded, snapshot.contents),
        ground=ground,
    )


def listed(
    shop: Workshop, agencies: Mapping[str, Agency], outcomes: Mapping[str, Outcome]
) -> Lists:
    """What stands in the lists of a site."""
    broken = {finding.at.file for finding in broken_parents(agencies.values())}
    filed = [
        (item[0], item[2], Scope(item[3]), item[4])
        for agency in sorted(outcomes)
        for item in outcomes[agency].summaries
    ]
    ordered = tree_order(agencies, broken)
    return Lists(site=shop.site, agencies=ordered, filed=filed, forms=shop.forms)


def _below_ledger(snapshot: Snapshot) -> Iterator[str]:
    """The files in the folder of the ledger."""
    for folder in snapshot.folders:
        if folder.partition("/")[0] == FOLDER:
            yield from (f"{folder}/{name}" for name, _ in snapshot.files(folder))


def _recorded(job: Job, recorded: Ledgers, contents: Mapping[str, str]) -> Job:
    """A job with what was released of its agency."""
    if recorded.heads is None and not recorded.files:
        return job
    file = recorded.files.get(job.agency)
    own = {file: contents[file]} if file else {}
    stated = recorded.stated(job.agency)
    return replace(job, contents={**job.contents, **own}, ledger=file, stated=stated)


def _list_of_releases(
    shop: Workshop, recorded: Ledgers, contents: Mapping[str, str]
) -> Mapping[str, bytes]:
    if recorded.heads is None or shop.order.bundles is None:
        return {}
    return {LEDGER: tree.read_again(shop.root, INDEX, contents[INDEX])}


def _by_agency(found: Found, read: Agencies) -> Mapping[str, list[ReportFiles]]:
    """The reports of each agency; one without any has a page of its own, too."""
    grouped: dict[str, list[ReportFiles]] = {agency: [] for agency in read.records}
    for files in found.reports:
        grouped.setdefault(files.agency, []).append(files)
    return grouped


def _job(
    order: Order,
    agency: str,
    files: Sequence[ReportFiles],
    contents: Mapping[str, str],
    read: Agencies,
    regional: Mapping[str, frozenset[int]],
) -> Job:
    paths = [path for item in files for path in item.paths()]
    chain = read.chain(agency)
    years = frozenset[int]().union(*(regional.get(above.id, ()) for above in chain))
    return Job(
        order=order,
        agency=agency,
        reports=tuple(files),
        contents={path: contents[path] for path in paths},
        chain=chain,
        below=read.below.get(agency, ()),
        traces={},
        bundle=None,
        shared=tuple(sorted(years)),
    )


def _fingerprint(job: Job) -> bytes:
    """A digest of everything that an agency's outcome depends on."""
    order = job.order
    files = [(item.slug, item.figures, item.narrative, item.attachments) for item in job.reports]
    around = [repr(agency) for agency in (*job.chain, *job.below)]
    flags = (order.settings, order.base_url, order.drafts, order.live)
    recorded = [] if job.stated is None else [repr(job.stated)]
    return digest_of((flags, files, sorted(job.contents.items()), around, job.shared, recorded))


def _held(
    store: Store, fingerprint: bytes, agency: str, order: Order, bundles: frozenset[str]
) -> Outcome | None:
    """What is remembered of an agency, if it is still so and its pages are still there."""
    memory: Any = store.read(f"agency/{agency}")
    if memory is None or memory[0] != fingerprint:
        return None
    outcome = _outcome(agency, memory[1])
    if memory[2] != _over(outcome, order):
        return None
    there = outcome.bundle in bundles and bundles.issuperset(outcome.bundles.values())
    if order.bundles is not None and not there:
        return None
    return outcome


def with_memory(job: Job, store: Store, bundles: frozenset[str]) -> Job:
    """A job with all that is remembered of its agency."""
    memory: Any = store.read(f"agency/{job.agency}")
    last = _outcome(job.agency, memory[1]).bundles if memory else {}
    held = {place: bundle for place, bundle in last.items() if bundle in bundles}
    traces: Any = store.read(f"traces/{job.agency}")
    main = held.pop(job.agency, None)
    return replace(job, traces=traces or {}, bundle=main, faces=held)


def _done(
    order: Order,
    jobs: Iterator[Job],
    sizes: Mapping[str, int],
    workers: Workers,
    progress: Progress | None,
) -> Iterator[Outcome]:
    """The outcomes of jobs, from as many processes as they are worth.

    ``sizes`` are the reports of each. A job is taken when its turn comes: it holds all that is
    remembered of an agency.
    """
    if not sizes:
        return
    work, done = sum(sizes.values()), 0
    size = max(_BATCH * len(sizes) // (work + len(sizes)), 1)
    batches = iter(lambda: tuple(islice(jobs, size)), ())
    try:
        with workers.hired(order, work) as crew:
            for outcome in in_batches(crew, run, batches):
                yield outcome
                done += sizes[outcome.agency]
                if progress is not None:
                    progress(done, work)
    except LostError as error:
        names = [job.agency for job in error.jobs]
        shown = ", ".join(names[:_SHOWN])
        raise WorkerError("lost", agencies=shown, count=len(names)) from error


def _remember(store: Store, order: Order, fingerprint: bytes, outcome: Outcome) -> None:
    store.put(
        {
            f"agency/{outcome.agency}": (fingerprint, _plain(outcome), _over(outcome, order)),
            f"traces/{outcome.agency}": outcome.traces,
            **figures_to_keep(outcome),
        }
    )


def _over(outcome: Outcome, order: Order) -> tuple[str, ...]:
    """The embargoes of an agency that are over: all that the day of a site decides."""
    today = order.as_of.isoformat() if order.as_of else ""
    return tuple(slug for slug, day in sorted(outcome.embargoes.items()) if day <= today)


def _plain(outcome: Outcome) -> tuple[object, ...]:
    return (
        outcome.bundle,
        outcome.pages,
        outcome.summaries,
        outcome.diagnostics,
        tuple(astuple(item) for item in outcome.references),
        dict(outcome.waivers),
        dict(outcome.shares),
        outcome.survey,
        dict(outcome.records),
        outcome.listed,
        outcome.measured,
        dict(outcome.faces),
        dict(outcome.embargoes),
        outcome.past,
    )


def _outcome(agency: str, plain: tuple[Any, ...]) -> Outcome:
    bundle, pages, summaries, diagnostics, references, waivers, *others = plain
    shares, survey, records, listed, measured, faces, embargoes, past = others
    return Outcome(
        agency=agency,
        bundle=bundle,
        pages=pages,
        summaries=summaries,
        diagnostics=diagnostics,
        references=tuple(Reference(*item) for item in references),
        waivers=waivers,
        traces={},
        survey=survey,
        made={},
        records=records,
        listed=listed,
        blocks=None,
        shares=shares,
        embargoes=embargoes,
        figures={},
        measured=measured,
        faces=faces,
        past=past,
    )


def _findings(
    shop: Workshop,
    found: Found,
    read: Agencies,
    outcomes: Mapping[str, Outcome],
    lists: Lists,
) -> Iterator[Diagnostic]:
    """Everything that is wrong, of the site as a whole and of each agency."""
    yield from shop.diagnostics
    yield from found.diagnostics
    yield from read.diagnostics
    yield from broken_parents(read.records.values())
    yield from unread_names(read.records.values())
    for agency in sorted(outcomes):
        for plain in outcomes[agency].diagnostics:
            yield from_plain(plain)
    references = [item for agency in sorted(outcomes) for item in outcomes[agency].references]
    moved = moves(shop.site, read.records.values())
    if references or moved:
        urls = _urls(shop, found, outcomes, lists, read.below)
        yield from misled(moved, urls)
        led = {item.old for item in sound(moved, urls)}
        yield from dead_links(references, urls | led)


def _urls(
    shop: Workshop,
    found: Found,
    outcomes: Mapping[str, Outcome],
    lists: Lists,
    below: Mapping[str, Sequence[Agency]],
) -> frozenset[str]:
    """Every page and file of the site that a link may lead to, but those at old addresses."""
    urls = {"", NOT_FOUND, *about_pages(shop.site).values(), *([DATA] if shop.site.opens else [])}
    urls |= {page.url for page in list_pages(lists)}
    if shop.site.extras:
        urls |= {page.url for page in comparison_pages(lists.filed, shop.forms)}
    if shop.site.search:
        urls.add(SEARCH)
    for agency, outcome in outcomes.items():
        urls |= {f"{agency}/", *(f"{agency}/{page}" for page in outcome.past)}
        if shop.site.search and outcome.summaries:
            urls.add(f"{agency}/{TEXTS}")
        for _, slug, _, scope, edition, *_ in outcome.summaries:
            urls.add(f"{agency}/{slug}/")
            if shop.site.extras:
                if scope == Scope.REGION and below.get(agency):
                    urls.add(parts_url(agency, slug))
                form = shop.forms[edition]
                urls |= {f"{agency}/{slug}/{file.path}" for file in downloads(shop.site, form)}
                tables = (table.id.replace("_", "-") for table in form.tables)
                urls |= {f"{agency}/{slug}/{table}/" for table in (*tables, "checks")}
    for files in found.reports:
        if f"{files.agency}/{files.slug}/" in urls:  # what lies beside a draft is kept back, too
            names = (path.rpartition("/")[2] for path in files.attachments)
            urls |= {f"{files.agency}/{files.slug}/{name}" for name in names}
    return frozenset(urls)
