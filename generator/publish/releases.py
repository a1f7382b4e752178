"""A folder of releases with a link to the one that stands."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from generator.diagnostic import PublishError
from generator.publish import system
from generator.publish.compose import compose, sweep, take_place
from generator.publish.folder import held, root_of, standing_in
from generator.publish.lock import Lock
from generator.publish.manifest import SIGNATURE
from generator.publish.site import Site
from generator.publish.spare import WORTH, Spare
from generator.publish.target import Standing, Target

RELEASES = "releases"
"""The folder that holds each release under its root."""
CURRENT = "current"
"""The link to the release that stands; what a web server is pointed at."""
KEPT = 2
"""How many releases stay: requests under way end as they began, and there is a way back."""

_ROOT = re.compile(r"[0-9a-f]{64}")
_GOING = ".going-"


class ReleasesTarget(Target):
    """A folder with ``releases/`` and ``current``, a link that is replaced at one moment."""

    def __init__(self, path: Path, kept: int = KEPT, *, worth: int = WORTH) -> None:
        self._path = path.absolute()
        self._kept = kept
        self._releases = self._path / RELEASES
        self._current = self._path / CURRENT
        self._fresh = self._releases / ".new"
        self._old = self._releases / ".old"
        self._link = self._path / ".current.new"
        self._spare = Spare(self._releases / ".spare", self.scratch, worth)
        self._lock: Lock | None = None
        self._before: Path | None = None

    @property
    def name(self) -> str:
        """The folder's path."""
        return str(self._path)

    @property
    def root(self) -> str | None:
        """The root of the site that stands now, or ``None``."""
        return root_of(self._current)

    @property
    def signature(self) -> bytes | None:
        """The signature of the site that stands now, or ``None``."""
        return held(self._current / SIGNATURE)

    def standing(self) -> Standing | None:
        """The site that stands now."""
        return standing_in(self._current)

    @property
    def scratch(self) -> Path:
        """Among the releases, so that files need not be copied."""
        return self._releases / ".bundles"

    def _open(self) -> None:
        self._refuse_foreign()
        self._releases.mkdir(parents=True, exist_ok=True)
        self._lock = Lock(self._path / ".lock", self._path)
        for leftover in list(self._leftovers()):
            sweep(leftover)
        self._before = self._standing()

    def _refuse_foreign(self) -> None:
        made = self._releases.is_dir() or not self._path.is_dir() or not any(self._path.iterdir())
        if not made:
            raise PublishError("foreign", path=self._path, manifest=f"{RELEASES}/")
        if os.path.lexists(self._current) and self._standing() is None:
            raise PublishError("foreign-link", path=self._current)

    def _leftovers(self) -> Iterator[Path]:
        """What a killed build left."""
        yield from (self._link, self._fresh, self._old, self.scratch)
        yield from self._releases.glob(f"{_GOING}*")

    def _standing(self) -> Path | None:
        """The release that stands now."""
        if not self._current.is_symlink():
            return None
        folder, _, root = str(self._current.readlink()).rpartition("/")
        ours = folder == RELEASES and _ROOT.fullmatch(root)
        return self._releases / root if ours else None

    def _close(self) -> None:
        if self._lock is not None:
            with contextlib.suppress(OSError):  # the next build tries again, and says so
                sweep(self.scratch)
            self._lock.release()
            self._lock = None

    def _prepare(self, site: Site) -> None:
        from generator.publish.verify import verify

        place = self._releases / site.root
        signed = held(place / SIGNATURE) == site.signature
        if signed and root_of(place) == site.root and verify(place).sound:
            os.utime(place)  # published again: now it is the newest
            return
        self._spare.lend(self._fresh)
        compose(site, self._fresh)
        system.flush(self._fresh)
        take_place(self._fresh, place, aside=self._old)
        sweep(self._old)
        system.flush_entry(self._releases)

    def _swap(self, site: Site) -> None:
        self._link.symlink_to(f"{RELEASES}/{site.root}")
        self._link.replace(self._current)

    def _settle(self, site: Site) -> None:
        system.flush_entry(self._path)
        keep = {self._releases / site.root}
        if self._before is not None:
            keep.add(self._before)
        others = [path for path in self._releases.iterdir() if _ROOT.fullmatch(path.name)]
        others = [path for path in others if path not in keep]
        others.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
        gone = others[max(self._kept - len(keep), 0) :]
        self._spare.settle(gone[0] if gone else None, site)
        for path in gone:
            if not path.exists():
                continue  # it was put by
            # Under another name first: half a release must not be taken for a whole one.
            going = path.with_name(f"{_GOING}{path.name}")
            path.rename(going)
            sweep(going)

    def _abandon(self) -> None:
        with contextlib.suppress(OSError):
            sweep(self._link)
            sweep(self._fresh)
