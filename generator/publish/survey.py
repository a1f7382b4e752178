"""The pages of one bundle looked through: what is wrong in it, and where it leads."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.publish.manifest import File
from generator.publish.media import media_type
from generator.publish.outline import Outline, outline, targets

MAX_PATH = 200
"""Bytes in a path, which some systems and tools count together with what stands before it."""
MAX_PAGE = 60_000
"""Bytes in the page of a report."""
MAX_PACKED = 15_000
"""The same as it travels, compressed."""
_WORTH_PACKING = 30_000
"""A page shorter than this has never been found to take more than ``MAX_PACKED``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something about a site that nobody should see published."""

    kind: str
    """Which fault: ``link``, ``fragment``, ``id``, ``heading``, ``language``, ``path``, ``file``,
    ``page-size``, ``page-packed``, ``style-size`` or ``script-size``."""
    page: str
    """The file of the site where it is."""
    what: str = ""
    """The link, the name or the size that is meant."""

    @property
    def refuses(self) -> bool:
        """Whether the site must not be published with it; else it is only said."""
        return not self.kind.endswith(("-size", "-packed"))


@dataclass(frozen=True, slots=True)
class Survey:
    """What the gate has to know of a bundle, in plain types."""

    faults: tuple[tuple[str, str, str], ...] = ()
    """Each fault: kind, page, and what."""
    leaving: tuple[str, ...] = ()
    """Every address outside the bundle that its pages lead to, as file or as file#fragment."""


def survey(
    place: str,
    pages: Mapping[str, bytes],
    files: Mapping[str, File],
    *,
    reports: Collection[str] = (),
    bases: Sequence[str] = ("/",),
) -> Survey:
    """Look through a bundle that stands at a place, with its ``pages`` by path below it.

    ``reports`` are those pages that have to keep to the budget; ``bases`` is as in ``targets``.
    """
    above = f"{place}/" if place else ""
    outlines = {f"{above}{path}": outline(page) for path, page in pages.items()}
    names = {f"{above}{path}" for path in files}
    faults = [fault for name in names for fault in _misnamed(name)]
    leaving: set[str] = set()
    passed: dict[int, set[str]] = {}
    for page, found in outlines.items():
        faults.extend(_malformed(page, found))
        # Links by way of the site's root mean the same on every page at that depth: once will do.
        depth = page.count("/")
        same = passed.setdefault(depth, set())
        for link, file, fragment in targets(found.links - same, page, bases):
            if file not in names:
                leaving.add(f"{file}#{fragment}" if fragment else file)
            elif fragment and fragment not in _ids(outlines, file):
                faults.append(Fault(kind="fragment", page=page, what=link))
                continue
            if not link.startswith("#") and link.startswith("../" * depth):
                same.add(link)
    for path in reports:
        faults.extend(_heavy(f"{above}{path}", pages[path]))
    plain = sorted((fault.kind, fault.page, fault.what) for fault in faults)
    return Survey(tuple(plain), tuple(sorted(leaving)))


def _ids(outlines: Mapping[str, Outline], file: str) -> Collection[str]:
    """The places in a file that may be named; a file that is no page has none."""
    return outlines[file].ids if file in outlines else ()


def _misnamed(path: str) -> Iterator[Fault]:
    if len(path.encode()) > MAX_PATH:
        yield Fault(kind="path", page=path, what=str(len(path.encode())))
    if media_type(path) is None:
        yield Fault(kind="file", page=path)


def _malformed(page: str, found: Outline) -> Iterator[Fault]:
    if found.headings != 1:
        yield Fault(kind="heading", page=page, what=str(found.headings))
    if not found.language:
        yield Fault(kind="language", page=page)
    if len(set(found.ids)) != len(found.ids):
        twice = sorted({name for name in found.ids if found.ids.count(name) > 1})
        yield Fault(kind="id", page=page, what=", ".join(twice))


def _heavy(page: str, content: bytes) -> Iterator[Fault]:
    if len(content) > MAX_PAGE:
        yield Fault(kind="page-size", page=page, what=str(len(content)))
    if len(content) > _WORTH_PACKING:
        packed = len(zlib.compress(content, 6))
        if packed > MAX_PACKED:
            yield Fault(kind="page-packed", page=page, what=str(packed))
