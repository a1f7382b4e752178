"""A published site against its manifest."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostic import PublishError
from generator.publish.manifest import MANIFEST, SIGNATURE, File, read_manifest


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

    @property
    def sound(self) -> bool:
        """Whether the site is just what its manifest says."""
        return not (self.changed or self.missing or self.extra)


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
    except FileNotFoundError as error:
        raise PublishError("no-manifest", path=folder, manifest=MANIFEST) from error
    except OSError as error:
        raise PublishError("disk", path=error.filename or file, reason=error.strerror) from error
    return Verified(
        folder=folder,
        root=hashlib.sha256(content).hexdigest(),
        files=len(listed),
        changed=tuple(changed),
        missing=tuple(sorted(listed.keys() - found)),
        extra=tuple(sorted(found - listed.keys() - {MANIFEST, SIGNATURE})),
    )


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
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest() == file.digest
