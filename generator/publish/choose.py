"""Which kind of target an address on the command line means."""

from __future__ import annotations

from pathlib import Path

from generator.publish.folder import FolderTarget
from generator.publish.releases import CURRENT, KEPT, RELEASES, ReleasesTarget
from generator.publish.target import Target


def choose(place: Target | str | Path, releases: int | None = None) -> Target:
    """The target at a place: a store, a folder of releases, or a plain folder.

    A folder that has releases goes on with them; ``releases`` says how many stay, and makes it
    one.

    Raises:
        PublishError: there is no such kind of store, or what it needs is not installed.
    """
    if isinstance(place, Target):
        return place
    if isinstance(place, str) and "://" in place:
        from generator.publish.store import StoreTarget  # and with it all that speaks to stores

        return StoreTarget(place, releases or KEPT)
    folder = Path(place)
    if releases is not None or has_releases(folder):
        return ReleasesTarget(folder, releases or KEPT)
    return FolderTarget(folder)


def has_releases(folder: Path) -> bool:
    """Whether a folder holds releases and a link to one, rather than a site."""
    return (folder / CURRENT).is_symlink() and (folder / RELEASES).is_dir()


def site_folder(folder: Path) -> Path:
    """Where the site lies that a folder publishes."""
    return (folder / CURRENT).resolve() if has_releases(folder) else folder
