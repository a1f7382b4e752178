"""Old documents into a site: which files are meant, what came of each, and where it is written."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from pathlib import Path

from generator import ingest
from generator.diagnostic import Address, Diagnostic, WorkerError
from generator.engine.executor import pool, processes
from generator.form import Form
from generator.ingest import Draft, Wish
from generator.pipeline.problems import judge
from generator.pipeline.verdict import Verdict
from generator.site import Site
from generator.workspace.content import load
from generator.workspace.places import Places

_MAX_BYTES = ingest.MAX_BYTES + 1
_WORTH = 50
"""Documents that make it worth while to start another process."""
_CHUNK = 20
"""Documents in one call to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What came of a document, and the files that its draft is."""

    draft: Draft
    """The draft."""
    files: Mapping[str, str]
    """The text of each file by its path in the site; none where there is no draft."""
    taken: tuple[str, ...]
    """Those of its files that are there already, for which it was not written."""
    verdict: Verdict
    """Its findings, weighed."""


def documents(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files that are meant: those that are named, and all below a folder that is named.

    Hidden files and the marks that Word leaves beside an open document are passed over.
    """
    return tuple(file for path in paths for file in _files(path))


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, inner, names in os.walk(path):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith((".", "~")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Importing:
    """A site into which documents are imported."""

    root: Path
    """The site's folder."""
    site: Site
    """Its settings."""
    forms: Mapping[str, Form]
    """The editions it knows."""
    wish: Wish
    """What was said of the documents."""

    def read(self, paths: Sequence[Path], workers: int | None = None) -> Iterator[Import]:
        """What each file comes to, in their order; two never make the same report.

        ``workers`` are the processes that may be used, ``None`` for as many as the machine has.

        Raises:
            WorkerError: a document killed the process that read it.
        """
        taken: set[str] = set()
        for draft in self._drafts(paths, workers):
            item = self._import(draft, taken)
            taken.update(item.files)
            yield item

    def _drafts(self, paths: Sequence[Path], workers: int | None) -> Iterator[Draft]:
        with pool(processes(workers, len(paths), worth=_WORTH)) as crew:
            if crew is None:
                yield from map(self._draft, paths)
                return
            try:
                yield from crew.executor.map(self._draft, paths, chunksize=_CHUNK)
            except BrokenExecutor as error:
                raise WorkerError("lost-import", count=len(paths)) from error

    def _import(self, draft: Draft, taken: Collection[str]) -> Import:
        files = _paths(draft)
        there = [name for name in files if name in taken or (self.root / name).exists()]
        return Import(
            draft=draft,
            files=files,
            taken=tuple(there),
            verdict=judge(Places(self.root), draft.diagnostics, self.site, {}),
        )

    def _draft(self, path: Path) -> Draft:
        name = path.as_posix()
        try:
            with path.open("rb") as file:
                raw = file.read(_MAX_BYTES)
        except OSError as error:
            args = {"reason": error.strerror or str(error)}
            at = Address(file=name)
            return ingest.refused(
                Diagnostic(rule="ingest.format", variant="unreadable", at=at, args=args)
            )
        document = ingest.read(raw, name)
        if isinstance(document, Diagnostic):
            return ingest.refused(document)
        return ingest.draft(document, self.forms, self.wish)

    def write(self, item: Import) -> Sequence[Path]:
        """Write the files of a draft, none of which is there yet.

        Raises:
            OSError: one of them cannot be written, or has come to be there.
        """
        written = []
        for name, text in item.files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
            written.append(path)
        return written


def _paths(draft: Draft) -> Mapping[str, str]:
    """The files of a draft; a narrative of no words is no file."""
    if draft.report is None:
        return {}
    stem = f"content/{draft.report.agency}/{draft.report.slug}"
    files = {f"{stem}.yml": draft.yaml}
    if draft.markdown:
        files[f"{stem}.md"] = draft.markdown
    return files


def importing(
    root: Path, agency: str | None, year: int | None, *, region: bool = False
) -> Importing:
    """The site to import into.

    Raises:
        SiteError: there is no site here.
    """
    content = load(root, drafts=True)
    wish = Wish(agencies=content.portal.agencies, agency=agency, year=year, region=region)
    return Importing(root=root, site=content.site, forms=content.forms, wish=wish)
