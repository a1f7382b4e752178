"""When a site's files change, by looking again and again."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

from generator.engine import Snapshot, take
from generator.pipeline import tree
from generator.pipeline.build import WATCHED
from generator.pipeline.settings import SITE_FILE

PAUSE = 0.3
"""Seconds between two looks."""


def changes(root: Path) -> Iterator[None]:
    """One item at once, and one after each change, when the files have come to rest.

    What is written while whoever asks is busy with the last item counts as a change too.
    """
    seen = _look(root, None)
    yield
    while True:
        time.sleep(PAUSE)
        now = _look(root, seen[0])
        if now[1] == seen[1]:
            seen = now
            continue
        while True:  # a switch of branches or a sync writes many files one by one
            time.sleep(PAUSE)
            seen, now = now, _look(root, now[0])
            if now[1] == seen[1]:
                break
        yield


def _look(root: Path, known: Snapshot | None) -> tuple[Snapshot, object]:
    """What lies in the site now, and what of it counts: names and contents, no times."""
    snapshot = take(root, WATCHED, known)
    try:
        site = hashlib.sha256(tree.read(root, SITE_FILE)).hexdigest()
    except OSError:
        site = ""
    return snapshot, (snapshot.folders_only, snapshot.contents, site)
