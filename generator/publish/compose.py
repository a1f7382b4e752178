"""A whole site laid out in a folder of its own, which then takes another's place."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from generator.diagnostic import PublishError
from generator.publish import system
from generator.publish.bundles import flat, link_or_copy
from generator.publish.manifest import MANIFEST, SIGNATURE, read_manifest
from generator.publish.site import Part, Site


def compose(site: Site, folder: Path) -> None:
    """Lay a site out in a folder: a new one, or one that holds another site of ours.

    What is already the same file stays, so that it costs what differs and a look at every name.
    The folder must be nobody's yet: half-way it holds parts of both sites.

    Raises:
        PublishError: a page is no longer what it was when it was made.
        OSError: the disk refuses.
    """
    root = str(folder)
    folder.mkdir(exist_ok=True)
    device = os.stat(root).st_dev  # noqa: PTH116
    there: dict[str, int] = {}
    folders: list[str] = []
    _walk(root, "", there, folders)
    same = {
        whole
        for at, part in site.parts.items()
        for whole, found in _unedited(at, part, site.sizes)
        if there.get(whole) == found.st_ino and found.st_dev == device
    }
    if there:
        _clear(root, there.keys() - same, folders, site.sizes)
    _fill(root, site, same)


def _walk(root: str, above: str, files: dict[str, int], folders: list[str]) -> None:
    """All that lies in a folder: files with their inodes; folders, each after the one it is in."""
    with os.scandir(f"{root}/{above}") as entries:
        found = list(entries)
    for entry in found:
        path = above + entry.name
        if entry.is_dir(follow_symlinks=False):
            folders.append(path)
            _walk(root, f"{path}/", files, folders)
        else:
            files[path] = entry.inode()


def _clear(root: str, stale: Iterable[str], folders: list[str], wanted: Iterable[str]) -> None:
    """Delete files that a site does not have, or not so; then folders that it has no use for."""
    for path in stale:
        os.unlink(f"{root}/{path}")  # noqa: PTH108 - once per file, at scale
    needed = {path.rpartition("/")[0] for path in wanted}
    for path in reversed(folders):
        if path in needed:
            needed.add(path.rpartition("/")[0])
        else:
            os.rmdir(f"{root}/{path}")  # noqa: PTH106


def _fill(root: str, site: Site, same: Collection[str]) -> None:
    """Write and link whatever is not there."""
    made = {root}

    def place(path: str) -> str:
        whole = f"{root}/{path}"
        above = whole.rpartition("/")[0]
        if above not in made:
            os.makedirs(above, exist_ok=True)  # noqa: PTH103 - once per file, at scale
            made.add(above)
        return whole

    for path, content in site.loose.items():
        with open(place(path), "xb") as file:  # noqa: PTH123
            file.write(content)
    for at, part in site.parts.items():
        for path in part.files:
            whole = f"{at}/{path}"
            if whole not in same:
                link_or_copy(f"{part.folder}/{flat(path)}", place(whole))
    with open(place(MANIFEST), "xb") as file:  # noqa: PTH123
        file.write(site.manifest)
    if site.signature is not None:
        with open(place(SIGNATURE), "xb") as file:  # noqa: PTH123
            file.write(site.signature)


def _unedited(
    at: str, part: Part, sizes: Mapping[str, int]
) -> Iterator[tuple[str, os.stat_result]]:
    """Each file of a bundle in its place; stops at one written to after its bundle was made.

    A published file and the one in the memory are the same file, so an edit of the one is an edit
    of the other. A bundle's manifest is written last; only a file that is newer, or of another
    length, has to be read.
    """
    manifest = f"{part.folder}/{MANIFEST}"
    written = os.stat(manifest).st_mtime_ns  # noqa: PTH116 - once per file, at scale
    for path in part.files:
        whole = f"{at}/{path}"
        stat = os.stat(f"{part.folder}/{flat(path)}")  # noqa: PTH116
        if stat.st_mtime_ns > written or stat.st_size != sizes[whole]:
            listed = read_manifest(Path(manifest).read_bytes(), manifest)
            content = Path(part.folder, flat(path)).read_bytes()
            if hashlib.sha256(content).hexdigest() != listed[path].digest:
                raise PublishError("edited", path=whole)
        yield whole, stat


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
