"""What is remembered of each agency: what came of its job, and of what it was made."""

from __future__ import annotations

from dataclasses import astuple, replace
from typing import Any

from generator.check import Reference
from generator.engine import Store
from generator.pipeline.job import Job, Outcome
from generator.pipeline.rollups import figures_to_keep
from generator.pipeline.workshop import Order


def recall(
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
    return replace(job, traces=traces or b"", bundle=main, faces=held)


def remember(store: Store, order: Order, fingerprint: bytes, outcome: Outcome) -> None:
    """Put by what came of an agency, and of what it was made."""
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
        survey=survey,
        records=records,
        listed=listed,
        shares=shares,
        embargoes=embargoes,
        figures={},
        measured=measured,
        faces=faces,
        past=past,
    )
