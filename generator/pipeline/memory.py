"""What a build remembers of the last one, and where."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from generator import PACKAGE
from generator.engine import BusyError, Store
from generator.workspace.theming import themes

FOLDER = ".gongkai"
"""The cache's folder in the site; it may be deleted at any time."""

_LIBRARIES = frozenset(
    {"jinja2", "markdown-it-py", "markupsafe", "mdurl", "pyyaml", "xlsxwriter", "python-docx"}
)
"""What pages and downloads are made by, as far as it is installed."""


@lru_cache(maxsize=1)
def program() -> str:
    """A digest of everything that pages are made by: program, forms, themes, libraries, Python.

    Taken once: a process that outlives an update goes on as the program that it began as.
    """
    digest = hashlib.sha256("\n".join((sys.version, *sorted(set(_installed())))).encode())
    for top in (str(PACKAGE), str(themes())):
        for path in sorted(_sources(top)):
            digest.update(path.removeprefix(top).encode())
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - hundreds, in every run
                digest.update(file.read())
    return digest.hexdigest()[:20]


def _installed() -> Iterator[str]:
    """The libraries with their versions, as their installers note them.

    Read off the names of folders: to open what is noted would take longer than all else here.
    """
    for folder in sys.path:
        with contextlib.suppress(OSError), os.scandir(folder or ".") as entries:
            for entry in entries:
                library = entry.name.partition("-")[0].lower().replace("_", "-")
                if library in _LIBRARIES and entry.name.endswith((".dist-info", ".egg-info")):
                    yield entry.name


def _sources(folder: str) -> Iterator[str]:
    """Every file below a folder but what Python makes of it."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _sources(entry.path)
            elif not entry.name.endswith(".pyc"):
                yield entry.path


def open_store(root: Path, version: str, folder: str = FOLDER) -> Store | None:
    """The memory of a site, for one version of the program only (see ``program``).

    ``None`` where the site's folder cannot be written or another build has its memory: then
    nothing is remembered.
    """
    try:
        return Store(root / folder / f"{version}.sqlite")
    except (OSError, sqlite3.Error, BusyError):
        return None


def forget(root: Path) -> None:
    """Delete everything that is remembered of a site."""
    shutil.rmtree(root / FOLDER, ignore_errors=True)


def size(root: Path) -> int:
    """How many bytes are remembered of a site."""
    return sum(path.stat().st_size for path in (root / FOLDER).rglob("*") if path.is_file())
