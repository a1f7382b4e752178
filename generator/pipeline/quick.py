"""One agency made again ahead of the whole site, for somebody who waits to see a page.

What it gives is what the next whole build will give for that agency; indexes have to wait for that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostic import ChangedError, from_plain
from generator.pipeline import memory
from generator.pipeline.batch import run
from generator.pipeline.ground import Ground
from generator.pipeline.problems import judge
from generator.pipeline.remembering import with_memory
from generator.pipeline.verdict import Verdict
from generator.publish import Bundles
from generator.publish.site import Part
from generator.workspace import tree
from generator.workspace.places import Places
from generator.workspace.settings import load_site


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """An agency as it is now."""

    agency: str
    """Its id."""
    verdict: Verdict
    """What is wrong with its reports."""
    parts: Mapping[str, Part]
    """Its pages in each language, by where they stand."""
    sizes: Mapping[str, int]
    """Bytes of each of its files, by path in the site."""


def quick(root: Path, ground: Ground, files: Collection[str], folder: str) -> Ahead | None:
    """Do the one agency that some changed files belong to; ``folder`` is the memory's.

    ``None`` where it takes more than that: files of several agencies, files that were not there,
    are gone or are just being written, or anything else than figures and prose.
    """
    agency = _agency(ground, files)
    store = None if agency is None else memory.open_store(root, memory.program(), folder)
    if agency is None or store is None:
        return None
    try:
        contents = {path: hashlib.sha256(tree.read(root, path)).hexdigest() for path in files}
    except OSError:
        store.close()
        return None
    bundles = Bundles(root / folder / "bundles")
    with closing(store):
        remembered = with_memory(ground.job(agency, contents), store, bundles.names())
    try:
        (outcome,) = run((remembered,))
    except ChangedError:
        return None
    assert outcome.bundle is not None  # noqa: S101 - the ground is that of a build
    found = [from_plain(plain) for plain in outcome.diagnostics]
    held = {place: bundles.files(bundle) for place, bundle in outcome.bundles.items()}
    return Ahead(
        agency=agency,
        verdict=judge(Places(root), found, load_site(root)[0], outcome.waivers),
        parts={
            place: Part(folder=f"{bundles.folder}/{outcome.bundles[place]}", files=tuple(of))
            for place, of in held.items()
        },
        sizes={
            f"{place}/{path}": file.size for place in held for path, file in held[place].items()
        },
    )


def _agency(ground: Ground, files: Collection[str]) -> str | None:
    """The agency whose figures or prose all of some files are."""
    found = set()
    for path in files:
        agency = path.removeprefix("content/").rpartition("/")[0]
        known = {
            name
            for report in ground.files.get(agency, ())
            for name in (report.figures, report.narrative)
        }
        if path not in known:
            return None
        found.add(agency)
    return found.pop() if len(found) == 1 else None
