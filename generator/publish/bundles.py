"""Folders of files that never change, each named by the digest of what it holds.

A bundle is one flat folder, whatever the paths of its files: making folders is the dearest part of
writing small files, and a site makes them once more.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.publish.manifest import MANIFEST, File, described, entry, manifest, read_manifest

_LAYOUT = b"flat\n"
"""Another way to lay out a bundle is another name: no program takes what it cannot read."""
_SHORT = 80
"""Characters that fit into any file system's 255 bytes for a name, whatever they are."""

Content = bytes | Callable[[], Iterable[bytes]]
"""What a file is to hold; what is large comes in parts, each time it is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A bundle that has been written."""

    name: str
    """SHA-256 of its layout and manifest."""
    files: Mapping[str, File]
    """By path, without the manifest."""


def _described(content: Content) -> File:
    """What is known of a file, which may be too large to hold."""
    if isinstance(content, bytes):
        return described(content)
    digest, size = hashlib.sha256(), 0
    for part in content():
        digest.update(part)
        size += len(part)
    return File(digest=digest.hexdigest(), size=size)


class Bundles:
    """A folder of bundles. Several processes may write into it at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> frozenset[str]:
        """The bundles that are there."""
        try:
            with os.scandir(self.folder) as entries:
                return frozenset(entry.name for entry in entries if entry.name[0] != ".")
        except FileNotFoundError:
            return frozenset()

    def files(self, name: str) -> Mapping[str, File]:
        """What a bundle holds."""
        file = self.folder / name / MANIFEST
        return read_manifest(file.read_bytes(), str(file))

    def read(self, name: str, path: str) -> bytes:
        """The content of a file in a bundle."""
        return (self.folder / name / flat(path)).read_bytes()

    def write(self, files: Mapping[str, Content], kept: Mapping[str, str]) -> Bundle:
        """Write a bundle of new files and of files ``kept`` from the bundles named.

        A bundle that is there already is left as it is. A stream is gone through twice: its digest
        is in the bundle's name.
        """
        found = {path: _described(content) for path, content in files.items()}
        for older in set(kept.values()):
            held = self.files(older)
            found |= {path: held[path] for path, name in kept.items() if name == older}
        listed = manifest({path: entry(path, file) for path, file in found.items()})
        name = hashlib.sha256(_LAYOUT + listed).hexdigest()
        place = self.folder / name
        if not place.exists():
            draft = self.folder / f".{name}.{os.getpid()}"
            shutil.rmtree(draft, ignore_errors=True)
            self._fill(draft, {**files, MANIFEST: listed}, kept)
            with contextlib.suppress(FileExistsError):
                self._settle(draft, place)
        return Bundle(name=name, files=found)

    def _fill(self, draft: Path, files: Mapping[str, Content], kept: Mapping[str, str]) -> None:
        draft.mkdir(parents=True)
        for path, content in files.items():
            with open(f"{draft}/{flat(path)}", "xb") as file:  # noqa: PTH123
                for part in (content,) if isinstance(content, bytes) else content():
                    file.write(part)
        for path, name in kept.items():
            link_or_copy(f"{self.folder}/{name}/{flat(path)}", f"{draft}/{flat(path)}")

    @staticmethod
    def _settle(draft: Path, place: Path) -> None:
        """Give a bundle its name; another process may have been faster with the same one."""
        try:
            draft.rename(place)
        except OSError:
            shutil.rmtree(draft, ignore_errors=True)
            if not place.exists():
                raise

    def prune(self, keep: Collection[str]) -> int:
        """Delete all bundles but some, and what killed processes left; how many went."""
        gone = 0
        with contextlib.suppress(FileNotFoundError), os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.name not in keep:
                    shutil.rmtree(entry.path, ignore_errors=True)
                    gone += 1
        return gone


def flat(path: str) -> str:
    """The name in its bundle of the file with a path; no two paths share one."""
    name = path.replace("%", "%25").replace("/", "%2F")
    if len(name) <= _SHORT:
        return name
    return "%" + hashlib.sha256(path.encode()).hexdigest()


def link_or_copy(source: str, target: str) -> None:
    """The same file at a second place; a copy where the file system cannot share it."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
