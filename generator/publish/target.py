"""The folder that the public sees. It holds one whole site at any moment, or the one before."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from generator.diagnostic import PublishError
from generator.publish.bundles import MANIFEST, Bundles, File, described, link_or_copy, manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Everything that a site is made of."""

    mounts: Mapping[str, str]
    """The bundle that stands at each path."""
    files: Mapping[str, bytes]
    """Files that belong to no bundle, by path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a publication did."""

    root: str
    """SHA-256 of the site's manifest; equal sites have equal roots."""
    files: int
    """How many files the site has, its manifest not counted."""
    changed: bool
    """Whether it is another site than before."""


class Target:
    """A folder to publish to, locked while it is open.

    Raises:
        PublishError: another build has it, or it holds something that we did not make.
    """

    def __init__(self, path: Path, bundles: Bundles) -> None:
        self._path = path.absolute()
        self._bundles = bundles
        self._fresh = self._beside("new")
        self._old = self._beside("old")
        self._lock = -1

    def _beside(self, ending: str) -> Path:
        return self._path.with_name(f".{self._path.name}.{ending}")

    def __enter__(self) -> Target:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(self._beside("lock"), os.O_CREAT | os.O_RDWR, 0o644)
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._lock)
            raise PublishError("busy", path=self._path) from error
        except OSError as error:
            raise PublishError(
                "disk", path=error.filename or self._path, reason=error.strerror
            ) from error
        try:
            self._recover()
            self._refuse_foreign()
        except BaseException:
            self._release()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._release()

    def _release(self) -> None:
        os.close(self._lock)
        self._beside("lock").unlink(missing_ok=True)

    def _recover(self) -> None:
        """Put back the old site if a build was killed between the two renames; sweep the rest."""
        if self._old.exists() and not self._path.exists():
            self._old.rename(self._path)
        for leftover in (self._fresh, self._old):
            shutil.rmtree(leftover, ignore_errors=True)

    def _refuse_foreign(self) -> None:
        if self._path.is_symlink() or (self._path.exists() and not self._path.is_dir()):
            raise PublishError("no-folder", path=self._path)
        foreign = self._path.is_dir() and not (self._path / MANIFEST).is_file()
        if foreign and any(self._path.iterdir()):
            raise PublishError("foreign", path=self._path, manifest=MANIFEST)

    @property
    def root(self) -> str | None:
        """The root of the site that stands now, or ``None``."""
        try:
            return hashlib.sha256((self._path / MANIFEST).read_bytes()).hexdigest()
        except OSError:
            return None

    def publish(self, release: Release) -> Published:
        """Put a site in the place of the one that stands; one that is the same is left alone.

        Raises:
            PublishError: the disk refuses; what stood before still stands.
        """
        files = {path: described(content) for path, content in release.files.items()}
        for prefix, name in release.mounts.items():
            for path, file in self._bundles.files(name).items():
                self._claim(files, f"{prefix}/{path}", file)
        listed = manifest(files)
        root = hashlib.sha256(listed).hexdigest()
        if root == self.root:
            return Published(root=root, files=len(files), changed=False)
        try:
            self._compose(release, listed)
            if self._path.exists():
                self._path.rename(self._old)
            self._fresh.rename(self._path)
            shutil.rmtree(self._old, ignore_errors=True)
        except OSError as error:
            self._recover()
            raise PublishError(
                "disk", path=error.filename or self._path, reason=error.strerror
            ) from error
        return Published(root=root, files=len(files), changed=True)

    @staticmethod
    def _claim(files: dict[str, File], path: str, file: File) -> None:
        if path in files:
            raise PublishError("address", path=path)
        files[path] = file

    def _compose(self, release: Release, listed: bytes) -> None:
        """Lay the whole site out beside the target."""
        made = set[str]()

        def place(path: str) -> str:
            whole = f"{self._fresh}/{path}"
            above = whole.rpartition("/")[0]
            if above not in made:
                os.makedirs(above, exist_ok=True)  # noqa: PTH103 - once per file, at scale
                made.add(above)
            return whole

        for path, content in {**release.files, MANIFEST: listed}.items():
            with open(place(path), "xb") as file:  # noqa: PTH123
                file.write(content)
        for prefix, name in release.mounts.items():
            for path in self._bundles.files(name):
                link_or_copy(f"{self._bundles.folder}/{name}/{path}", place(f"{prefix}/{path}"))
