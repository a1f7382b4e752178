"""A plain folder, which changes places with a new one."""

from __future__ import annotations

import contextlib
from pathlib import Path

from generator.diagnostic import PublishError
from generator.publish import system
from generator.publish.compose import compose, sweep, take_place
from generator.publish.lock import Lock
from generator.publish.manifest import MANIFEST, SIGNATURE
from generator.publish.site import Site
from generator.publish.spare import WORTH, Spare
from generator.publish.target import Standing, Target


class FolderTarget(Target):
    """A folder that holds the site itself.

    On Linux the two folders change names at one moment. Elsewhere the old one is renamed away
    first, so there is a moment without a site; a build that is killed then leaves the old site
    beside the target, and the next build puts it back before anything else.

    A large site that was replaced is put by, and the next one is made of it.
    """

    def __init__(self, path: Path, *, worth: int = WORTH) -> None:
        self._path = path.absolute()
        self._fresh = self._beside("new")
        self._old = self._beside("old")
        self._spare = Spare(self._beside("spare"), self.scratch, worth)
        self._lock: Lock | None = None

    def _beside(self, ending: str) -> Path:
        return self._path.with_name(f".{self._path.name}.{ending}")

    @property
    def name(self) -> str:
        """The folder's path."""
        return str(self._path)

    @property
    def root(self) -> str | None:
        """The root of the site that stands now, or ``None``."""
        return root_of(self._path)

    @property
    def signature(self) -> bytes | None:
        """The signature of the site that stands now, or ``None``."""
        return held(self._path / SIGNATURE)

    def standing(self) -> Standing | None:
        """The site that stands now."""
        return standing_in(self._path)

    @property
    def scratch(self) -> Path:
        """Beside the target, so that files need not be copied."""
        return self._beside("bundles")

    def _open(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = Lock(self._beside("lock"), self._path)
        if self._old.exists() and not self._path.exists():
            self._old.rename(self._path)
        for leftover in (self._fresh, self._old, self.scratch):
            sweep(leftover)
        self._refuse_foreign()

    def _refuse_foreign(self) -> None:
        if self._path.is_symlink() or (self._path.exists() and not self._path.is_dir()):
            raise PublishError("no-folder", path=self._path)
        foreign = self._path.is_dir() and not (self._path / MANIFEST).is_file()
        if foreign and any(self._path.iterdir()):
            raise PublishError("foreign", path=self._path, manifest=MANIFEST)

    def _close(self) -> None:
        if self._lock is not None:
            with contextlib.suppress(OSError):  # the next build tries again, and says so
                sweep(self.scratch)
            self._lock.release()
            self._lock = None

    def _prepare(self, site: Site) -> None:
        self._spare.lend(self._fresh)
        compose(site, self._fresh)
        system.flush(self._fresh)

    def _swap(self, site: Site) -> None:
        take_place(self._fresh, self._path, aside=self._old)

    def _settle(self, site: Site) -> None:
        system.flush_entry(self._path.parent)
        stood = next((path for path in (self._fresh, self._old) if path.exists()), None)
        self._spare.settle(stood, site)
        for leftover in (self._fresh, self._old):
            sweep(leftover)

    def _abandon(self) -> None:
        with contextlib.suppress(OSError):
            if self._old.exists() and not self._path.exists():
                self._old.rename(self._path)
            sweep(self._fresh)


def root_of(folder: Path) -> str | None:
    """The root of the site in a folder, or ``None`` where there is none."""
    standing = standing_in(folder)
    return None if standing is None else standing.root


def standing_in(folder: Path) -> Standing | None:
    """The site in a folder, or ``None`` where there is none."""
    manifest = held(folder / MANIFEST)
    if manifest is None:
        return None
    return Standing(manifest=manifest, signature=held(folder / SIGNATURE))


def held(file: Path) -> bytes | None:
    """What a file holds; ``None`` where there is none."""
    try:
        return file.read_bytes()
    except OSError:
        return None
