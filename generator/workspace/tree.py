"""The disk, read with suspicion: no link is followed, and nothing but plain files is opened."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostic import ChangedError
from generator.engine.snapshot import MAX_FILE

if TYPE_CHECKING:
    from generator.portal import Entry, EntryKind


def entries(root: Path, top: str) -> Iterator[Entry]:
    """Every name below a folder of the site, with what it stands for; hidden names are left out."""
    from generator.portal import Entry, EntryKind  # and with it all that reads reports

    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(root / folder) as names:
                found = sorted(names, key=lambda name: name.name)
        except (FileNotFoundError, NotADirectoryError):
            continue
        for name in found:
            if name.name.startswith("."):
                continue
            path = f"{folder}/{name.name}"
            kind = _kind(name)
            if kind is EntryKind.FOLDER:
                waiting.append(path)
            target = str(Path(name.path).readlink()) if kind is EntryKind.SYMLINK else ""
            yield Entry(path=path, kind=kind, target=target)


def _kind(name: os.DirEntry[str]) -> EntryKind:
    from generator.portal import EntryKind

    if name.is_symlink():
        return EntryKind.SYMLINK
    if name.is_dir(follow_symlinks=False):
        return EntryKind.FOLDER
    return EntryKind.FILE if name.is_file(follow_symlinks=False) else EntryKind.OTHER


def read(root: Path, path: str) -> bytes:
    """The bytes of a plain file of the site.

    Raises:
        OSError: it is missing, cannot be read, is no plain file or is too large.
    """
    descriptor = os.open(root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(0, "not a plain file", path)
        if found.st_size > MAX_FILE:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), path)
        parts = []
        while part := os.read(descriptor, found.st_size + 1):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def read_again(root: Path, path: str, digest: str) -> bytes:
    """The bytes of a file of which it is remembered what they are; empty if it was unreadable.

    What is made of other bytes must not be remembered as made of these.

    Raises:
        OSError: it still cannot be read.
        ChangedError: it holds something else by now.
    """
    try:
        content = read(root, path)
    except OSError as error:
        if digest:
            raise ChangedError("changed", path=path) from error
        raise
    if hashlib.sha256(content).hexdigest() != digest:
        raise ChangedError("changed", path=path)
    return content


def folder(root: Path) -> Mapping[str, bytes]:
    """Every plain file below a folder, by its path from there."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file() and not file.is_symlink()
    }
