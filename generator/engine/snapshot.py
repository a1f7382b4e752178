"""Which files there are and what they hold, known as git knows it.

A file whose size, time and inode are as they were is taken to hold what it held; one that was
written in the same moment as the last look is never trusted. What counts in the end is content.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

Stat = tuple[int, int, int, int]
"""Mode, size, modification time in nanoseconds, inode."""
Names = tuple[tuple[str, Stat], ...]
"""The names in a folder with their stats."""

MAX_FILE = 64 << 20
"""Bytes; a larger file counts as one that cannot be read. No attachment of a report comes near."""
_SAME_MOMENT = 20_000_000
"""Nanoseconds within which a file system may give two writes one time."""
_PART = 1 << 18
"""Bytes that are read of a large file at a time."""
_FOLDER: Stat = (stat.S_IFDIR, 0, 0, 0)
_NONE = bytes(32)
"""Stands for the digest of what cannot be read."""
_VERSION = 2
"""Of marshal's format: equal names and stats give equal bytes."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What lies below a folder, packed: a large site has as many names as its memory can bear."""

    folders: Mapping[str, bytes]
    """Every folder by its path from the root: names with their stats, sorted, packed."""
    digests: Mapping[str, bytes]
    """SHA-256 of the plain files of every folder, in order, one after the other."""

    @property
    def contents(self) -> Contents:
        """SHA-256 of every plain file by its path; a link has that of its target's name."""
        return Contents(self)

    @property
    def folders_only(self) -> list[str]:
        """Every folder, also those without files; sorted."""
        return sorted(self.folders)

    @property
    def plain(self) -> tuple[object, ...]:
        """The same in types that can be stored."""
        return dict(self.folders), dict(self.digests)

    @property
    def digest(self) -> bytes:
        """A digest of all names and contents; times do not count."""
        found = hashlib.sha256()
        for folder in self.folders_only:
            names = [name for name, _ in self.files(folder)]
            found.update(marshal.dumps((folder, names, self.digests[folder]), _VERSION))
        return found.digest()

    def names(self, folder: str) -> Names:
        """The names in a folder with their stats, sorted."""
        return _unpacked(self.folders[folder])

    def files(self, folder: str) -> Iterator[tuple[str, bytes]]:
        """The names in a folder that are not folders, with their digests, sorted."""
        packed, at = self.digests[folder], 0
        for name, found in self.names(folder):
            if found[0] != stat.S_IFDIR:
                yield name, packed[at : at + 32]
                at += 32


class Contents(Mapping[str, str]):
    """The digests of a snapshot by path, in hexadecimal; empty for what cannot be read."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._folder = ""
        self._files: Mapping[str, bytes] = {}

    def __getitem__(self, path: str) -> str:
        folder, _, name = path.rpartition("/")
        if folder != self._folder:
            known = folder in self._snapshot.folders
            self._files = dict(self._snapshot.files(folder)) if known else {}
            self._folder = folder
        return _told(self._files[name])

    def __iter__(self) -> Iterator[str]:
        for folder in self._snapshot.folders:
            for name, _ in self._snapshot.files(folder):
                yield f"{folder}/{name}"

    def __len__(self) -> int:
        return sum(map(len, self._snapshot.digests.values())) // len(_NONE)


def _told(digest: bytes) -> str:
    return "" if digest == _NONE else digest.hex()


def _packed(names: Names) -> bytes:
    return marshal.dumps(names, _VERSION)


def _unpacked(content: bytes) -> Names:
    names: Names = marshal.loads(content)  # noqa: S302 - packed by this module
    return names


def take(root: Path, tops: Iterable[str], known: Snapshot | None) -> Snapshot:
    """What lies below some folders and files of a root now; unchanged files are not read.

    Hidden names are left out. What cannot be read has an empty digest.
    """
    folders: dict[str, bytes] = {}
    moment = time.time_ns()
    for top in tops:
        _scan(str(root), top, folders)
    if known is not None and known.folders == folders:
        return known
    digests: dict[str, bytes] = {}
    for path, packed in folders.items():
        if known is not None and known.folders.get(path) == packed:
            digests[path] = known.digests[path]
        else:
            names = _unpacked(packed)
            digests[path] = b"".join(_digests(str(root), path, names, known))
            folders[path] = _packed(_settle(names, moment))
    return Snapshot(folders, digests)


def _scan(root: str, top: str, folders: dict[str, bytes]) -> None:
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        rows = []
        try:
            with os.scandir(f"{root}/{folder}") as entries:
                for entry in entries:
                    name = entry.name
                    if name[0] == ".":
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{folder}/{name}")
                        # A folder's own time and size say nothing that its names do not.
                        rows.append((name, _FOLDER))
                        continue
                    found = entry.stat(follow_symlinks=False)
                    look = found.st_mode, found.st_size, found.st_mtime_ns, found.st_ino
                    rows.append((name, look))
        except (FileNotFoundError, NotADirectoryError):
            continue
        rows.sort()
        folders[folder] = _packed(tuple(rows))


def _digests(root: str, folder: str, names: Names, known: Snapshot | None) -> Iterator[bytes]:
    """The digests of a folder's files; those that look as they did are not read."""
    held = known is not None and folder in known.folders
    old = dict(known.names(folder)) if known and held else {}
    digests = dict(known.files(folder)) if known and held else {}
    for name, found in names:
        if found[0] != stat.S_IFDIR:
            if old.get(name) == found:
                yield digests[name]
            else:
                yield _digest(f"{root}/{folder}/{name}", found[0], found[1])


def _digest(path: str, mode: int, size: int) -> bytes:
    try:
        if stat.S_ISLNK(mode):
            return hashlib.sha256(os.readlink(path).encode()).digest()  # noqa: PTH115
        if not stat.S_ISREG(mode) or size > MAX_FILE:
            return _NONE
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            return _digest_of(descriptor, size)
        finally:
            os.close(descriptor)
    except OSError:
        return _NONE


def _digest_of(descriptor: int, size: int) -> bytes:
    """The digest of an open file that is about so large: nearly every one is read at one go."""
    found = hashlib.sha256()
    part = min(size + 1, _PART)
    while content := os.read(descriptor, part):
        found.update(content)
    return found.digest()


def _settle(names: Names, moment: int) -> Names:
    """Forget the time of files written just now: a later write could look the same."""
    return tuple(
        (name, (found[0], found[1], -1, found[3]))
        if found[2] >= moment - _SAME_MOMENT
        else (name, found)
        for name, found in names
    )
