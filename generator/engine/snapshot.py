"""Which files there are and what they hold, known as git knows it.

A file whose size, time and inode are as they were is taken to hold what it held; one that was
written in the same moment as the last look is never trusted. What counts in the end is content.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

Stat = tuple[int, int, int, int]
"""Mode, size, modification time in nanoseconds, inode."""

_SAME_MOMENT = 20_000_000
"""Nanoseconds within which a file system may give two writes one time."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What lies below a folder."""

    folders: Mapping[str, tuple[tuple[str, Stat], ...]]
    """Every folder by its path from the root: names with their stats, sorted."""
    contents: Mapping[str, str]
    """SHA-256 of every plain file by its path; a link has that of its target's name."""

    @property
    def folders_only(self) -> list[str]:
        """Every folder, also those without files; sorted."""
        return sorted(self.folders)

    @property
    def plain(self) -> tuple[object, ...]:
        """The same in types that can be stored."""
        return dict(self.folders), dict(self.contents)


def take(root: Path, tops: Iterable[str], known: Snapshot | None) -> Snapshot:
    """What lies below some folders and files of a root now; unchanged files are not read.

    Hidden names are left out. What cannot be read has an empty digest.
    """
    folders: dict[str, tuple[tuple[str, Stat], ...]] = {}
    moment = time.time_ns()
    for top in tops:
        _scan(str(root), top, folders)
    if known is not None and known.folders == folders:
        return known
    contents = _contents(str(root), folders, known)
    return Snapshot({path: _settle(names, moment) for path, names in folders.items()}, contents)


def _scan(root: str, top: str, folders: dict[str, tuple[tuple[str, Stat], ...]]) -> None:
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
                    found = entry.stat(follow_symlinks=False)
                    mode = found.st_mode
                    if stat.S_ISDIR(mode):
                        waiting.append(f"{folder}/{name}")
                        # A folder's own time and size say nothing that its names do not.
                        rows.append((name, (stat.S_IFDIR, 0, 0, 0)))
                    else:
                        rows.append((name, (mode, found.st_size, found.st_mtime_ns, found.st_ino)))
        except (FileNotFoundError, NotADirectoryError):
            continue
        rows.sort()
        folders[folder] = tuple(rows)


def _contents(
    root: str,
    folders: Mapping[str, tuple[tuple[str, Stat], ...]],
    known: Snapshot | None,
) -> dict[str, str]:
    contents: dict[str, str] = {}
    for folder, names in folders.items():
        before = known.folders.get(folder, ()) if known else ()
        if known is not None and before == names:
            for name, found in names:
                if found[0] != stat.S_IFDIR:
                    path = f"{folder}/{name}"
                    contents[path] = known.contents[path]
            continue
        old = dict(before)
        for name, found in names:
            path = f"{folder}/{name}"
            if found[0] == stat.S_IFDIR:
                continue
            if known is not None and old.get(name) == found and path in known.contents:
                contents[path] = known.contents[path]
            else:
                contents[path] = _digest(f"{root}/{path}", found[0])
    return contents


def _digest(path: str, mode: int) -> str:
    try:
        if stat.S_ISLNK(mode):
            return hashlib.sha256(os.readlink(path).encode()).hexdigest()  # noqa: PTH115
        if not stat.S_ISREG(mode):
            return ""
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _settle(names: tuple[tuple[str, Stat], ...], moment: int) -> tuple[tuple[str, Stat], ...]:
    """Forget the time of files written just now: a later write could look the same."""
    return tuple(
        (name, (found[0], found[1], -1, found[3]))
        if found[2] >= moment - _SAME_MOMENT
        else (name, found)
        for name, found in names
    )
