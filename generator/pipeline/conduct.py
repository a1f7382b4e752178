"""One run over a site: look, find what changed, have that done, put everything together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from generator.check import dead_links, leads, unread_names
from generator.diagnostic import Diagnostic, WorkerError, from_plain
from generator.engine import Snapshot, Store
from generator.engine.executor import LostError, in_batches
from generator.ledger import FOLDER, INDEX, LEDGER
from generator.pipeline.addresses import Addresses
from generator.pipeline.batch import run
from generator.pipeline.ground import Ground, by_agency, fingerprint
from generator.pipeline.job import Job, Outcome
from generator.pipeline.remembering import recall, remember, with_memory
from generator.pipeline.rollups import Regions, roll_ups, rolled_up_years
from generator.pipeline.workers import Workers
from generator.pipeline.workshop import Order, Workshop
from generator.portal import (
    Found,
    Lists,
    Move,
    PageKind,
    broken_parents,
    comparison_pages,
    discover,
    list_pages,
    misled,
    moves,
    parts_url,
    sound,
    tree_order,
)
from generator.report import Agency, Scope
from generator.workspace import tree
from generator.workspace.agencies import Agencies, read_agencies
from generator.workspace.ledgers import Ledgers, forsaken, ledger_paths, ledgers
from generator.workspace.listing import entries

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
    urls: Collection[str]
    """Every page and file of the site that a link may lead to, but those at old addresses."""
    ledger: Mapping[str, bytes]
    """The list of releases, to be published at the top of the site."""
    ground: Ground
    """What it takes to do one agency once more."""

    @property
    def moved(self) -> tuple[Move, ...]:
        """The old addresses that lead somewhere: for pages there, and for a server's own rules."""
        told = moves(self.lists.site, self.agencies.values())
        return sound(told, frozenset(self.urls)) if told else ()

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
    found = discover(entries(shop.root, snapshot))
    read = read_agencies(shop.root, found.agencies, snapshot, store)
    grouped = by_agency(found, read)
    recorded = ledgers(shop.root, ledger_paths(_below_ledger(snapshot)))
    ground = Ground(
        order=shop.order,
        files=grouped,
        contents=snapshot.contents,
        read=read,
        regional=rolled_up_years(found.reports),
        recorded=recorded,
    )
    made, outcomes = _outcomes(ground, store, bundles, workers, progress)
    regions = roll_ups(shop, snapshot, grouped, read, outcomes, store)
    lists = listed(shop, read.records, outcomes)
    urls = Addresses(lists=lists, outcomes=outcomes, files=grouped, below=read.below)
    return Conducted(
        agencies=read.records,
        outcomes=outcomes,
        regions=regions,
        diagnostics=(
            *_findings(shop, found, read, outcomes, urls),
            *regions.wrong(),
            *recorded.diagnostics,
            *forsaken(shop.root, recorded, grouped),
        ),
        waivers={
            file: waivers for item in outcomes.values() for file, waivers in item.waivers.items()
        },
        made=made,
        lists=lists,
        urls=urls,
        ledger=_list_of_releases(shop, recorded, snapshot.contents),
        ground=ground,
    )


def _outcomes(
    ground: Ground,
    store: Store,
    bundles: frozenset[str],
    workers: Workers,
    progress: Progress | None,
) -> tuple[Mapping[str, str], Mapping[str, Outcome]]:
    """The pages made again, and what came of each agency: remembered, or done now."""
    order, made = ground.order, dict[str, str]()
    outcomes: dict[str, Outcome] = {}
    stamps: dict[str, bytes] = {}
    for agency in ground.files:
        stamp = fingerprint(ground.job(agency))
        held = recall(store, stamp, agency, order, bundles)
        if held is not None:
            outcomes[agency] = held
        else:
            stamps[agency] = stamp
    with store.writing():
        store.put({"agencies": ground.read.memory})
        sizes = {agency: len(ground.files[agency]) for agency in stamps}
        ready = (with_memory(ground.job(agency), store, bundles) for agency in stamps)
        for outcome in _done(order, ready, sizes, workers, progress):
            made |= outcome.made
            remember(store, order, stamps[outcome.agency], outcome)
            outcomes[outcome.agency] = replace(outcome, traces=b"", made={}, figures={})
    # In one order, whichever of them were remembered and whichever were brought up to date first.
    return made, dict(sorted(outcomes.items()))


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


def _list_of_releases(
    shop: Workshop, recorded: Ledgers, contents: Mapping[str, str]
) -> Mapping[str, bytes]:
    if recorded.heads is None or shop.order.bundles is None:
        return {}
    return {LEDGER: tree.read_again(shop.root, INDEX, contents[INDEX])}


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


def _findings(
    shop: Workshop,
    found: Found,
    read: Agencies,
    outcomes: Mapping[str, Outcome],
    urls: Collection[str],
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
    led: frozenset[str] = frozenset()
    if moved := moves(shop.site, read.records.values()):
        every = frozenset(urls)
        yield from misled(moved, every)
        led = frozenset(item.old for item in sound(moved, every))
    references = (item for agency in sorted(outcomes) for item in outcomes[agency].references)
    yield from dead_links((item for item in references if not leads(item, led)), urls)
