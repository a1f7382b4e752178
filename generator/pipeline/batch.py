"""One agency at a time: whatever is out of date is made again, the rest is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

from generator.check import Sparse, explained, sparse
from generator.diagnostic import to_plain
from generator.engine import Key, Trace, digest_of, pack, unpack
from generator.engine.build import Build
from generator.export.opendata import agency_listing
from generator.ledger import LEDGER
from generator.pipeline.job import Job, Outcome
from generator.pipeline.values import Values, in_language, key_of
from generator.pipeline.workshop import Workshop, workshop
from generator.portal import (
    Line,
    Measures,
    PageKind,
    Record,
    Summary,
    comparison_url,
    downloads,
    face_of,
    file_of,
    filed_twice,
    measures,
    report_pages,
    several,
    unpacked,
)
from generator.portal.urls import TEXTS
from generator.publish import Bundles
from generator.publish.gate import bases
from generator.publish.survey import survey
from generator.search import Block, blocks, read_texts

_TASKS = {PageKind.REPORT: "page", PageKind.TABLE: "table", PageKind.CHECKS: "checks"}
"""What makes each kind of page of a report."""


def run(jobs: tuple[Job, ...]) -> tuple[Outcome, ...]:
    """Do some agencies' jobs one after the other, in this process.

    Raises:
        GeneratorError: the site or its theme cannot be used at all.
        ChangedError: a file was changed after the jobs were handed out.
    """
    return tuple(_run(job, workshop(job.order)) for job in jobs)


def _run(job: Job, shop: Workshop) -> Outcome:
    values = Values(job, shop)
    build = Build(values.make, values.inputs(), unpack(job.traces))

    def every(kind: str) -> list[Any]:
        return [build.value((kind, files.slug)) for files in job.reports]

    shown: list[Summary] = [item for item in every("summary") if item]
    if not build.old:
        every("narrative")  # one kind at a time: what reads them, and judges them, stays at hand
    outputs = dict(_outputs(job, shop, shown))
    outputs |= dict(_recorded(job, shop, build, shown))
    figures = dict(_figures(job, build))
    outcome = Outcome(
        agency=job.agency,
        summaries=tuple(item.plain for item in shown),
        diagnostics=(
            *(plain for found in every("problems") for plain in found),
            *_unrecorded(build),
            *(to_plain(finding) for finding in filed_twice(shown)),
        ),
        references=tuple(item for found in every("references") for item in found),
        waivers=dict(_waivers(job, build, shop)),
        shares={slug: digest_of(item) for slug, item in figures.items()},
        embargoes=dict(_embargoes(job, build)),
        figures=figures,
        measured=tuple(_measured(shop, build, shown)),
        past=tuple(
            path.removesuffix("index.html") for path, key in outputs.items() if key[0] == "version"
        ),
    )
    if job.order.bundles is not None:
        outcome = _with_pages(outcome, job, shop, build, shown, outputs)
    return replace(outcome, traces=pack(_remember(job, build, outputs)))


def _with_pages(
    outcome: Outcome,
    job: Job,
    shop: Workshop,
    build: Build,
    shown: list[Summary],
    outputs: Mapping[str, Key],
) -> Outcome:
    """What came of the job with the agency's pages, which are written now."""
    places = {job.agency: outputs, **dict(_faces(job, shop, outputs))}
    written = {at: _write(job, shop, build, at, of) for at, of in places.items()}
    bundle, surveyed = written.pop(job.agency)
    records = {item.slug: _record(build, item.slug) for item in shown}
    return replace(
        outcome,
        bundle=bundle,
        pages=sum(key[0] != "file" for of in places.values() for key in of.values()),
        survey=surveyed,
        made={
            f"{at}/{path}": _why(build, key)
            for at, of in places.items()
            for path, key in of.items()
            if key in build.reasons
        },
        records={
            slug: (record.updated, _as_csv(record), record.correction)
            for slug, record in records.items()
        },
        listed=_listed(job, shop, shown, records),
        blocks=_blocks(job, build),
        faces=written,
    )


def _measured(shop: Workshop, build: Build, shown: list[Summary]) -> Iterator[Measures]:
    """The indicators of the reports that are published, where agencies are compared."""
    for item in shown if shop.site.extras else ():
        filing: Any = build.value(("filing", item.slug))
        yield measures(filing[0].report.figures, shop.forms[item.edition])


def _unrecorded(build: Build) -> tuple[Any, ...]:
    """What is wrong with the agency's ledger besides its reports."""
    found: Any = build.value(("unrecorded",))
    return tuple(found)


def _outputs(job: Job, shop: Workshop, shown: list[Summary]) -> Iterator[tuple[str, Key]]:
    """Every file of the agency's bundle, with the key of what it holds."""
    files = {item.slug: item for item in job.reports}
    yield "index.html", ("index",)
    if shown and shop.site.search:
        yield TEXTS, ("texts",)
    for agency, scope in _several(shop, shown):
        path = file_of(comparison_url(agency, scope)).removeprefix(f"{agency}/")
        yield path, ("comparison", str(scope))
    for item in shown:
        slug, form = item.slug, shop.forms[item.edition] if shop.site.extras else None
        for page in report_pages(job.agency, slug, form):
            path = file_of(page.url).removeprefix(f"{job.agency}/")
            yield path, (_TASKS[page.kind], slug, *filter(None, (page.table,)))
        for path in files[slug].attachments:
            if job.contents[path]:  # one that cannot be read is an error of the report's
                yield f"{slug}/{path.rpartition('/')[2]}", ("file", path)
        for file in downloads(shop.site, form) if form else ():
            yield f"{slug}/{file.path}", key_of(file, slug)


def _several(shop: Workshop, shown: list[Summary]) -> tuple[Line, ...]:
    """Whether the agency's own years, and its region's, are set side by side."""
    if not shop.site.extras:
        return ()
    filed = [(item.agency, item.year, item.scope, item.edition) for item in shown]
    return several(filed, shop.forms)


def _faces(
    job: Job, shop: Workshop, outputs: Mapping[str, Key]
) -> Iterator[tuple[str, Mapping[str, Key]]]:
    """The pages in each other language, by where they stand; files are there once for all."""
    for language in shop.site.others:
        yield (
            f"{face_of(language)}{job.agency}",
            {
                path: in_language(key, language)
                for path, key in outputs.items()
                if path.endswith(".html") and key[0] != "file"
            },
        )


def _recorded(
    job: Job, shop: Workshop, build: Build, shown: list[Summary]
) -> Iterator[tuple[str, Key]]:
    """The agency's ledger, and the pages of the versions that no longer stand."""
    if job.ledger is None or not job.contents[job.ledger]:
        return
    yield LEDGER, ("file", job.ledger)
    for item in shown:
        past, _ = json.loads(build.digest(("versions", item.slug)))
        for version, *_ in past:
            folder = f"{item.slug}/versions/{version}"
            yield f"{folder}/index.html", ("version", item.slug, str(version))
            if shop.site.offers("json"):
                yield f"{folder}/report.json", ("version-json", item.slug, str(version))


def _record(build: Build, slug: str) -> Record:
    return unpacked(build.digest(("downloads", slug)))


def _as_csv(record: Record) -> str:
    """The digest of a report's figures as CSV; empty where they are not published so."""
    found = (file.sha256 for file in record.files if file.path == "report.csv")
    return next(found, "")


def _listed(job: Job, shop: Workshop, shown: list[Summary], records: Mapping[str, Record]) -> str:
    """The agency in the list of all data; empty where it has nothing to list."""
    if not records or not shop.site.opens:
        return ""
    return agency_listing(job.chain[-1], [(item, records[item.slug]) for item in shown])


def _write(
    job: Job, shop: Workshop, build: Build, place: str, outputs: Mapping[str, Key]
) -> tuple[str, tuple[Any, ...]]:
    """Write a bundle of the agency and survey it; pages whose traces hold come from the last."""
    kept: dict[str, str] = {}
    files: dict[str, bytes] = {}
    last = job.bundle if place == job.agency else job.faces.get(place)
    for path, key in outputs.items():
        if last is not None and _holds(build, key):
            kept[path] = last
        else:
            content: Any = build.value(key)
            files[path] = content
    bundles = Bundles(Path(str(job.order.bundles)))
    bundle = bundles.write(files, kept)
    pages = {
        path: files[path] if path in files else bundles.read(bundle.name, path)
        for path in outputs
        if path.endswith(".html")
    }
    surveyed = survey(
        place,
        pages,
        bundle.files,
        reports=[path for path, key in outputs.items() if key[0] == "page"],
        bases=bases(shop.site.base_url),
    )
    return bundle.name, astuple(surveyed)


def _blocks(job: Job, build: Build) -> tuple[Block, ...] | None:
    """What a new agency brings to the index, worked out here: there are many in a first build."""
    texts: Any = build.values.get(("texts",))
    if texts is None or job.bundle is not None:
        return None
    return blocks(read_texts(texts))


def _holds(build: Build, key: Key) -> bool:
    """Whether the last bundle has a file as it has to be now."""
    digest = build.digest(key)
    if key[0] == "file":
        kept = build.old.get(("kept", key[1]))
        return kept is not None and kept.digest == digest
    return key not in build.reasons


def _why(build: Build, key: Key) -> str:
    """What lies at the root of a value's having been made again: the first thing that changed."""
    reason = build.reasons[key]
    while reason.key != key and reason.key in build.reasons:
        key, reason = reason.key, build.reasons[reason.key]
    name = reason.key[-1] if reason.key[0] == "file" else "/".join(reason.key)
    return f"{reason.what} {name}"


def _waivers(job: Job, build: Build, shop: Workshop) -> Iterator[tuple[str, Any]]:
    """The waivers of the reports that are judged; drafts are not, unless they are asked for."""
    for files in job.reports:
        filing: Any = build.value(("filing", files.slug))
        if filing[0] is None or not filing[0].report.waivers:
            continue
        report = filing[0].report
        if not report.withheld(drafts=job.order.drafts, as_of=job.order.as_of):
            form = shop.forms[report.edition]
            yield filing[0].file, tuple(item.plain for item in explained(report, form))


def _embargoes(job: Job, build: Build) -> Iterator[tuple[str, str]]:
    """The reports that may not be published before a certain day."""
    for files in job.reports:
        filing: Any = build.value(("filing", files.slug))
        if filing[0] is not None and filing[0].report.embargo is not None:
            yield files.slug, filing[0].report.embargo.isoformat()


def _figures(job: Job, build: Build) -> Iterator[tuple[str, Sparse]]:
    """The figures of the reports that may be parts of a region's."""
    for files in job.reports:
        if int(files.slug[:4]) in job.shared:
            filing: Any = build.value(("filing", files.slug))
            if filing[0] is not None:
                yield files.slug, sparse(filing[0].report.figures)


def _remember(job: Job, build: Build, outputs: Mapping[str, Key]) -> Mapping[Key, Trace]:
    """The traces for the next build. A check leaves those of the pages as they were."""
    if job.order.bundles is None:
        return {**build.old, **build.traces}
    files = (key for key in outputs.values() if key[0] == "file")
    return build.traces | {("kept", key[1]): Trace(build.digest(key), ()) for key in files}
