"""Where a site is published to: what every target can do, and how one is chosen."""

from __future__ import annotations

import errno
import hashlib
import os
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from generator.diagnostic import PublishError
from generator.publish.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a publication did."""

    root: str
    """SHA-256 of the site's manifest; equal sites have equal roots."""
    files: int
    """How many files the site has, its manifest not counted."""
    changed: bool
    """Whether it is another site than before."""
    left: str | None = None
    """The site stands, but what could not be done after that: leftovers deleted, say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A site that stands at a target."""

    manifest: bytes
    """The list of its files."""
    signature: bytes | None
    """The signature of that list, where it has one."""

    @property
    def root(self) -> str:
        """SHA-256 of its manifest."""
        return hashlib.sha256(self.manifest).hexdigest()


class Target(ABC):
    """A place to publish to, locked while it is open. It holds one whole site at any moment.

    Raises:
        TargetBusyError: another build has it.
        PublishError: it cannot be written, or holds something that we did not make.
    """

    def __enter__(self) -> Self:
        try:
            self._open()
        except OSError as error:
            self._close()
            raise refused(error, self.name) from error
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def publish(self, site: Site) -> Published:
        """Put a site in the place of the one that stands; one that is the same is left alone.

        Raises:
            PublishError: it is refused; what stood before still stands.
        """
        changed = site.root != self.root or site.signature != self.signature
        left = None
        if changed:
            try:
                self._prepare(site)
                self._swap(site)
            except BaseException as error:
                self._abandon()
                if isinstance(error, OSError):
                    raise refused(error, self.name) from error
                raise
            try:
                self._settle(site)
            except OSError as error:
                left = told(error, self.name)
        return Published(root=site.root, files=len(site.sizes), changed=changed, left=left)

    @property
    @abstractmethod
    def name(self) -> str:
        """The target as it was asked for."""

    @property
    @abstractmethod
    def root(self) -> str | None:
        """The root of the site that stands now, or ``None``."""

    @property
    @abstractmethod
    def signature(self) -> bytes | None:
        """The signature of the site that stands now, or ``None``."""

    @abstractmethod
    def standing(self) -> Standing | None:
        """The site that stands now, also while the target is not open; nothing is changed.

        Raises:
            PublishError: the target cannot be asked.
        """

    @property
    @abstractmethod
    def scratch(self) -> Path:
        """A folder near by for bundles of this build only; it goes when the target closes."""

    @abstractmethod
    def _open(self) -> None:
        """Lock it, delete what a killed build left, refuse what is not ours."""

    @abstractmethod
    def _close(self) -> None:
        """Unlock it, as far as it was locked."""

    @abstractmethod
    def _prepare(self, site: Site) -> None:
        """Have everything ready and safe on disk, beside what stands."""

    @abstractmethod
    def _swap(self, site: Site) -> None:
        """Make it the site that stands: the one step that readers see."""

    @abstractmethod
    def _settle(self, site: Site) -> None:
        """Whatever remains to be done when the new site stands."""

    @abstractmethod
    def _abandon(self) -> None:
        """Delete what was prepared, as far as that can be done; the next build does the rest."""


def refused(error: OSError, name: str) -> PublishError:
    """Why a target cannot be written, in words that help where the reason is known."""
    mounted = error.errno in (errno.EBUSY, errno.EXDEV)
    path = os.fsdecode(error.filename or name)
    key = "mounted" if mounted else "disk"
    return PublishError(key, path=path, reason=error.strerror or str(error))


def told(error: OSError, name: str) -> str:
    """An error of the system in one line."""
    return f"{os.fsdecode(error.filename or name)}: {error.strerror or error}"
