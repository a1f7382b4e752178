"""A published site against its manifest."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostic import PublishError
from generator.publish.manifest import (
    MANIFEST,
    SIGNATURE,
    File,
    entry,
    manifest,
    read_manifest,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """How a site differs from its manifest."""

    folder: Path
    """Where the site lies."""
    root: str
    """SHA-256 of the manifest."""
    files: int
    """How many files the manifest lists."""
    changed: tuple[str, ...]
    """Files that hold something else, by path."""
    missing: tuple[str, ...]
    """Files that are not there."""
    extra: tuple[str, ...]
    """Files and links that the manifest does not list."""
    mislisted: tuple[str, ...] = ()
    """Files that are as they were, while the manifest's own line about them was altered."""
    garbled: bool = False
    """Whether the manifest is written otherwise than this program writes it."""

    @property
    def sound(self) -> bool:
        """Whether the site is just what its manifest says."""
        listed = not (self.mislisted or self.garbled)
        return listed and not (self.changed or self.missing or self.extra)


def verify(folder: Path) -> Verified:
    """Read every file of a site again, and compare it with the manifest.

    Raises:
        PublishError: there is no site, or a file cannot be read.
    """
    file = folder / MANIFEST
    try:
        content = file.read_bytes()
        listed = read_manifest(content, str(file))
        found = set(_files(str(folder), ""))
        there = [path for path in sorted(listed) if path in found]
        changed = [path for path in there if not _same(folder / path, listed[path])]
        mislisted = _mislisted(folder, listed, changed, found)
    except FileNotFoundError as error:
        raise PublishError("no-manifest", path=folder, manifest=MANIFEST) from error
    except OSError as error:
        raise PublishError("disk", path=error.filename or file, reason=error.strerror) from error
    canonical = manifest({path: entry(path, file) for path, file in listed.items()})
    return Verified(
        folder=folder,
        root=hashlib.sha256(content).hexdigest(),
        files=len(listed),
        changed=tuple(path for path in changed if path not in mislisted),
        missing=tuple(sorted(listed.keys() - found - mislisted)),
        extra=tuple(sorted(found - listed.keys() - {MANIFEST, SIGNATURE} - mislisted)),
        mislisted=tuple(sorted(mislisted)),
        garbled=canonical != content,
    )


_ALIKE = 48
"""Of 64 digits so many are the same only in a digest that was altered by hand."""


def _mislisted(
    folder: Path, listed: Mapping[str, File], changed: Collection[str], found: Collection[str]
) -> set[str]:
    """The files about which the manifest was altered, rather than they themselves.

    Another content has quite another digest, and the same digest another size only by forgery.
    """
    wrong = {path for path in changed if _told_of(folder / path, listed[path])}
    gone = {listed[path].digest: path for path in listed if path not in found}
    for path in set(found) - listed.keys() - {MANIFEST} if gone else ():
        whole = folder / path
        if whole.is_file() and not whole.is_symlink():
            renamed = gone.get(_digest(whole))
            wrong |= {path, renamed} if renamed else set()
    return wrong


def _told_of(path: Path, file: File) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    pairs = zip(_digest(path), file.digest, strict=False)
    return sum(one == other for one, other in pairs) >= _ALIKE


def _digest(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _files(folder: str, prefix: str) -> Iterator[str]:
    """Every file below a folder, by path; a link or a device counts as a file of its own."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{prefix}{entry.name}/")
            else:
                yield f"{prefix}{entry.name}"


def _same(path: Path, file: File) -> bool:
    if path.is_symlink() or not path.is_file() or path.stat().st_size != file.size:
        return False
    return _digest(path) == file.digest
