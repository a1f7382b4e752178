"""When a site's files change, by looking again and again."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

from generator.engine import Snapshot, take
from generator.pipeline.build import WATCHED
from generator.workspace import tree
from generator.workspace.settings import SITE_FILE

PAUSE = 0.3
"""Seconds between two looks, at least."""
SHARE = 10
"""A look at a large site may take a while; the pause after it is so many times as long."""

_Seen = tuple[Snapshot, object]
"""What lies in a site, and what of it counts."""


def changes(root: Path) -> Iterator[None]:
    """One item at once, and one after each change, when the files have come to rest.

    What is written while whoever asks is busy with the last item counts as a change too.
    """
    seen = _look(root, None)
    yield
    while True:
        now = _later(root, seen)
        if now[1] == seen[1]:
            seen = now
            continue
        seen = now
        while (now := _later(root, seen))[1] != seen[1]:
            seen = now  # a switch of branches or a sync writes many files one by one
        yield


def _later(root: Path, seen: _Seen) -> _Seen:
    """A look after a pause."""
    time.sleep(PAUSE)
    begun = time.perf_counter()
    now = _look(root, seen[0])
    time.sleep((time.perf_counter() - begun) * SHARE)
    return now


def _look(root: Path, known: Snapshot | None) -> _Seen:
    """What lies in the site now; names and contents count, times do not."""
    snapshot = take(root, WATCHED, known)
    try:
        site = hashlib.sha256(tree.read(root, SITE_FILE)).hexdigest()
    except OSError:
        site = ""
    return snapshot, (snapshot.digest, site)
