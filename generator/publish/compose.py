"""A whole site laid out in a new folder, which then takes another's place."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from generator.diagnostic import PublishError
from generator.publish import system
from generator.publish.bundles import link_or_copy
from generator.publish.manifest import MANIFEST, read_manifest
from generator.publish.site import Part, Site


def compose(site: Site, folder: Path) -> None:
    """Lay a site out in a folder that is not there yet.

    Raises:
        PublishError: a page is no longer what it was when it was made.
        OSError: the disk refuses.
    """
    folder.mkdir()
    made = {str(folder)}

    def place(path: str) -> str:
        whole = f"{folder}/{path}"
        above = whole.rpartition("/")[0]
        if above not in made:
            os.makedirs(above, exist_ok=True)  # noqa: PTH103 - once per file, at scale
            made.add(above)
        return whole

    for path, content in site.loose.items():
        with open(place(path), "xb") as file:  # noqa: PTH123
            file.write(content)
    for at, part in site.parts.items():
        _refuse_edited(at, part, site.sizes)
        for path in part.files:
            link_or_copy(f"{part.folder}/{path}", place(f"{at}/{path}"))
    with open(place(MANIFEST), "xb") as file:  # noqa: PTH123
        file.write(site.manifest)


def _refuse_edited(at: str, part: Part, sizes: Mapping[str, int]) -> None:
    """Stop at a file that was written to after its bundle was made.

    A published file and the one in the memory are the same file, so an edit of the one is an edit
    of the other. A bundle's manifest is written last; only a file that is newer, or of another
    length, has to be read.
    """
    manifest = f"{part.folder}/{MANIFEST}"
    written = os.stat(manifest).st_mtime_ns  # noqa: PTH116 - once per file, at scale
    for path in part.files:
        stat = os.stat(f"{part.folder}/{path}")  # noqa: PTH116
        if stat.st_mtime_ns > written or stat.st_size != sizes[f"{at}/{path}"]:
            listed = read_manifest(Path(manifest).read_bytes(), manifest)
            content = Path(part.folder, path).read_bytes()
            if hashlib.sha256(content).hexdigest() != listed[path].digest:
                raise PublishError("edited", path=f"{at}/{path}")


def take_place(fresh: Path, place: Path, *, aside: Path) -> None:
    """Give a new folder the name of an old one, at one moment where the system can do that.

    The old one is then under the new one's former name, or ``aside``.

    Raises:
        OSError: it cannot be done; a caller puts back what is ``aside``.
    """
    if not place.exists():
        fresh.rename(place)
    elif not system.exchange(fresh, place):
        place.rename(aside)
        fresh.rename(place)


def sweep(path: Path) -> None:
    """Delete a link, a file or a folder with all below it, if it is there.

    Raises:
        OSError: it cannot be deleted.
    """
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
