"""Bytes to a site on disk: whole, or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from generator.diagnostic import PublishError

MANIFEST = "manifest.json"
"""Lists every file of a published site with its SHA-256; also the mark that a folder is ours."""


def publish(files: Iterable[tuple[str, bytes]], target: Path) -> int:
    """Write a site beside the target, then put it in the target's place; the number of files.

    Until the last moment the old site stands untouched.

    Raises:
        PublishError: the target is not a site of ours, or the disk refuses.
    """
    _refuse_foreign(target)
    fresh = target.with_name(f".{target.name}.new")
    old = target.with_name(f".{target.name}.old")
    try:
        for leftover in (fresh, old):
            if leftover.exists():
                shutil.rmtree(leftover)
        count = _write(files, fresh)
        if target.exists():
            target.rename(old)
        fresh.rename(target)
        if old.exists():
            shutil.rmtree(old)
    except OSError as error:
        raise PublishError(f"{error.filename or target}: {error.strerror}") from error
    return count


def _refuse_foreign(target: Path) -> None:
    """Refuse to replace a folder that this program did not make."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise PublishError(f"{target}: not a folder")
    if target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).is_file():
        raise PublishError(
            f"{target}: this folder holds files that gongkai did not write (no {MANIFEST}); "
            "name another one with -o, or empty it yourself"
        )


def _write(files: Iterable[tuple[str, bytes]], folder: Path) -> int:
    digests: dict[str, str] = {}
    made: set[str] = set()
    for path, content in files:
        if path in digests:
            raise PublishError(f"two pages want the address {path!r}")
        digests[path] = hashlib.sha256(content).hexdigest()
        place = os.path.join(folder, path)  # noqa: PTH118 - called once per file, at scale
        above = os.path.dirname(place)  # noqa: PTH120
        if above not in made:
            os.makedirs(above, exist_ok=True)  # noqa: PTH103
            made.add(above)
        with open(place, "xb") as file:  # noqa: PTH123
            file.write(content)
    manifest = {"files": dict(sorted(digests.items()))}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=0) + "\n", encoding="utf-8")
    return len(digests)
