"""A target that is not reached by the file system: a site is laid out here, then sent."""

from __future__ import annotations

import contextlib
import os
import subprocess
from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path

from generator.diagnostic import PublishError
from generator.publish.compose import compose, sweep
from generator.publish.lock import Lock
from generator.publish.site import Site
from generator.publish.target import Standing, Target

_QUIET = {"GIT_TERMINAL_PROMPT": "0"}
"""Nobody sits there to be asked for a password."""
_HEARD = 400
"""Characters of what a program says that are passed on."""


class StagedTarget(Target):
    """Lays a site out in a folder on this machine, from which another program sends it.

    ``place`` is that folder's: near the memory of builds, so that files need not be copied.
    """

    def __init__(self, name: str, place: Path) -> None:
        self._name = name
        self._place = place
        self._stage = place / "site"
        self._lock: Lock | None = None
        self._standing: Standing | None = None

    @property
    def name(self) -> str:
        """The target's address."""
        return self._name

    @property
    def root(self) -> str | None:
        """The root of the site that stood when the target was opened, or ``None``."""
        return None if self._standing is None else self._standing.root

    @property
    def signature(self) -> bytes | None:
        """Its signature, or ``None``."""
        return None if self._standing is None else self._standing.signature

    @property
    def scratch(self) -> Path:
        """Beside the site that is laid out."""
        return self._place / "bundles"

    def _open(self) -> None:
        self._place.mkdir(parents=True, exist_ok=True)
        self._lock = Lock(self._place.with_name(f"{self._place.name}.lock"), self._place)
        sweep(self._place)
        self._place.mkdir()
        self._standing = self._begin()

    def _close(self) -> None:
        self._end()
        if self._lock is not None:
            with contextlib.suppress(OSError):  # the next run tries again
                sweep(self._place)
            self._lock.release()
            self._lock = None

    def _prepare(self, site: Site) -> None:
        compose(site, self._stage)
        self._send(site)

    def _swap(self, site: Site) -> None:
        self._show(site)

    def _abandon(self) -> None:
        """What was sent stays for the next try; nobody is shown it."""

    @abstractmethod
    def _begin(self) -> Standing | None:
        """Lock the place far away, refuse what is not ours; the site that stands there."""

    @abstractmethod
    def _end(self) -> None:
        """Unlock it, as far as it was locked."""

    @abstractmethod
    def _send(self, site: Site) -> None:
        """Have the site that is laid out far away, whole, and shown to nobody yet."""

    @abstractmethod
    def _show(self, site: Site) -> None:
        """Make it the site that stands, at one moment."""


def run(command: Sequence[str | Path], content: bytes = b"", *, name: str) -> bytes:
    """What a program prints.

    Raises:
        PublishError: it is not installed, or it fails.
    """
    ran = attempt(command, content)
    if ran.returncode:
        raise PublishError("remote", path=name, command=command[0], reason=said(ran.stderr))
    return ran.stdout


def attempt(
    command: Sequence[str | Path], content: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """What came of a program that may fail.

    Raises:
        PublishError: it is not installed.
    """
    try:
        # Programs are found as the shell finds them; addresses were checked when they were read.
        return subprocess.run(  # noqa: S603
            command, input=content, capture_output=True, check=False, env={**os.environ, **_QUIET}
        )
    except OSError as error:
        raise PublishError("no-program", command=command[0]) from error


def said(content: bytes) -> str:
    """What a program said, in one line; its end, since that is where the reason stands."""
    return " ".join(content.decode(errors="replace").split())[-_HEARD:]
