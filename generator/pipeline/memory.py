"""What a build remembers of the last one, and where."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from generator.engine import BusyError, Store
from generator.workspace.theming import themes

FOLDER = ".gongkai"
"""The cache's folder in the site; it may be deleted at any time."""

_EXTRAS = ("xlsxwriter", "python-docx")
"""What else writes files where it is installed."""
_LIBRARIES = ("jinja2", "markdown-it-py", "markupsafe", "mdurl", "pyyaml")


@lru_cache(maxsize=1)
def program() -> str:
    """A digest of everything that pages are made by: program, forms, themes, libraries, Python.

    Taken once: a process that outlives an update goes on as the program that it began as.
    """
    digest = hashlib.sha256(sys.version.encode())
    for name in (*_LIBRARIES, *_EXTRAS):
        with contextlib.suppress(PackageNotFoundError):
            digest.update(f"{name} {version(name)}\n".encode())
    for path in _sources():
        digest.update(f"{path.parent.name}/{path.name}".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:20]


def _sources() -> Iterator[Path]:
    for top in (Path(str(files("generator"))), themes()):
        for path in sorted(top.rglob("*")):
            if path.suffix != ".pyc" and path.is_file():
                yield path


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
