"""The names below ``content``, as the engine's snapshot has them."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from generator.engine import Snapshot
from generator.portal import Entry, EntryKind


def entries(root: Path, snapshot: Snapshot) -> Iterator[Entry]:
    """Every name below the site's ``content`` and what it stands for."""
    for folder in snapshot.folders:
        if folder.split("/", 1)[0] != "content":
            continue
        for name, found in snapshot.names(folder):
            mode, path = found[0], f"{folder}/{name}"
            if stat.S_ISREG(mode):
                yield Entry(path=path, kind=EntryKind.FILE)
            elif stat.S_ISDIR(mode):
                yield Entry(path=path, kind=EntryKind.FOLDER)
            elif stat.S_ISLNK(mode):
                target = str((root / path).readlink())
                yield Entry(path=path, kind=EntryKind.SYMLINK, target=target)
            else:
                yield Entry(path=path, kind=EntryKind.OTHER)
