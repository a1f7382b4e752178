"""Publishers with a mistake in them. A harness that does not catch each of them proves nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.publish import Site, compose, folder, system
from generator.publish.folder import FolderTarget
from generator.publish.manifest import MANIFEST
from generator.publish.releases import RELEASES, ReleasesTarget

_compose = compose.compose
_prepare = ReleasesTarget._prepare


def rebuild_in_place() -> None:
    def prepare(self: FolderTarget, site: Site) -> None:
        compose.sweep(self._path)
        _compose(site, self._path)

    FolderTarget._prepare = prepare  # type: ignore[method-assign]
    FolderTarget._swap = lambda self, site: None  # type: ignore[method-assign]


def unlink_and_link() -> None:
    def swap(self: ReleasesTarget, site: Site) -> None:
        self._current.unlink(missing_ok=True)
        self._current.symlink_to(f"{RELEASES}/{site.root}")

    ReleasesTarget._swap = swap  # type: ignore[method-assign]


def prune_before_the_swap() -> None:
    def prepare(self: ReleasesTarget, site: Site) -> None:
        for path in list(self._releases.iterdir()):
            compose.sweep(path)
        _prepare(self, site)

    ReleasesTarget._prepare = prepare  # type: ignore[method-assign]


def sweep_nothing() -> None:
    folder.sweep = lambda path: None  # type: ignore[attr-defined]


def manifest_last() -> None:
    def laid_out(site: Site, place: object) -> None:
        _compose(site, place)  # type: ignore[arg-type]
        (place / MANIFEST).unlink()  # type: ignore[operator]

    def settle(self: FolderTarget, site: Site) -> None:
        system.flush_entry(self._path)
        (self._path / MANIFEST).write_bytes(site.manifest)
        compose.sweep(self._fresh)

    folder.compose = laid_out  # type: ignore[attr-defined]
    FolderTarget._settle = settle  # type: ignore[method-assign]


def rename_twice() -> None:
    system.exchange = lambda one, other: False


MUTANTS: Mapping[str, tuple[str, Callable[[], None]]] = {
    "rebuild in place": ("folder", rebuild_in_place),
    "unlink the link, then link": ("releases", unlink_and_link),
    "prune before the swap": ("releases", prune_before_the_swap),
    "sweep nothing": ("folder", sweep_nothing),
    "write the manifest last": ("folder", manifest_last),
    "rename twice and promise one moment": ("folder", rename_twice),
}
"""The kind of target each is about, and how to put it in."""
