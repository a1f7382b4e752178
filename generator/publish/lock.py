"""One build at a time for each target."""

from __future__ import annotations

import contextlib
import fcntl
import os
from pathlib import Path

from generator.diagnostic import TargetBusyError


class Lock:
    """A file that one process has to itself while it publishes to a place.

    The system gives it back when the process ends, however that happens.

    Raises:
        TargetBusyError: another process has it.
        OSError: it cannot be made.
    """

    def __init__(self, file: Path, place: Path) -> None:
        self._file = file
        self._place = place
        self._opened = self._take()
        while not self._is_named():
            # The one who had it deleted the file between our opening and our locking: what we
            # have is a lock that nobody else will ever look at.
            os.close(self._opened)
            self._opened = self._take()

    def _take(self) -> int:
        opened = os.open(self._file, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o644)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(opened)
            raise TargetBusyError("busy", path=self._place, lock=self._file) from error
        except OSError:
            os.close(opened)
            raise
        return opened

    def _is_named(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self._opened), self._file.lstat())
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Let the next one have it. The file goes first, while nobody else can hold it.

        A file that cannot be deleted does no harm: it is the lock on it that counts.
        """
        with contextlib.suppress(OSError):
            self._file.unlink()
        with contextlib.suppress(OSError):
            os.close(self._opened)
