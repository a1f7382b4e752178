"""A plain folder, which changes places with a new one."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from generator.diagnostic import PublishError
from generator.publish import system
from generator.publish.compose import compose, sweep, take_place
from generator.publish.lock import Lock
from generator.publish.manifest import MANIFEST
from generator.publish.site import Site
from generator.publish.target import Target

WORTH = 1_000
"""Files from which on it pays to keep the site that was replaced."""
_SITE = "site"


class FolderTarget(Target):
    """A folder that holds the site itself.

    On Linux the two folders change names at one moment. Elsewhere the old one is renamed away
    first, so there is a moment without a site; a build that is killed then leaves the old site
    beside the target, and the next build puts it back before anything else.

    A large site that was replaced is put by, closed to everybody else: the next one is made of
    it, since to link and delete every file again would cost more than all the rest of a build.
    """

    def __init__(self, path: Path, *, worth: int = WORTH) -> None:
        self._path = path.absolute()
        self._worth = worth
        self._fresh = self._beside("new")
        self._old = self._beside("old")
        self._spare = self._beside("spare")
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
        with contextlib.suppress(FileNotFoundError):
            (self._spare / _SITE).rename(self._fresh)
        compose(site, self._fresh)
        system.flush(self._fresh)

    def _swap(self, site: Site) -> None:
        take_place(self._fresh, self._path, aside=self._old)

    def _settle(self, site: Site) -> None:
        system.flush_entry(self._path.parent)
        if self._is_worth_keeping(site):
            self._put_by()
        else:
            sweep(self._spare)
        for leftover in (self._fresh, self._old):
            sweep(leftover)

    def _is_worth_keeping(self, site: Site) -> bool:
        """Whether the next site can share much with this one; not if its bundles go at once."""
        scratch = f"{self.scratch}/"
        lasting = not any(part.folder.startswith(scratch) for part in site.parts.values())
        return lasting and len(site.sizes) >= self._worth

    def _put_by(self) -> None:
        """Keep the site that stood until now, where no web server may read it."""
        self._spare.mkdir(mode=0o700, exist_ok=True)
        place = self._spare / _SITE
        for stood in (self._fresh, self._old):
            if stood.exists():
                sweep(place)
                stood.rename(place)

    def _abandon(self) -> None:
        with contextlib.suppress(OSError):
            if self._old.exists() and not self._path.exists():
                self._old.rename(self._path)
            sweep(self._fresh)


def root_of(folder: Path) -> str | None:
    """The root of the site in a folder, or ``None`` where there is none."""
    try:
        return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return None
