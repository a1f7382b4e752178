"""What the operating system does for a publisher: swap two names at once, and write to disk."""

from __future__ import annotations

import errno
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}
"""Neither kernel nor file system know the call, or a container forbids it: rename twice instead."""


def exchange(one: Path, other: Path) -> bool:
    """Let two names change places at one moment; ``False`` where the system has no such call.

    Raises:
        OSError: it has, and it failed.
    """
    call = _call("renameat2")
    if call is None:
        return False
    first, second = os.fsencode(one), os.fsencode(other)
    if call(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE) == 0:
        return True
    code = _failure()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(other))


def flush(folder: Path) -> None:
    """Have everything below a folder on disk before this returns.

    One call for the whole file system where there is one (Linux); else file by file, which takes
    some six times as long.

    Raises:
        OSError: the disk did not take it.
    """
    call = _call("syncfs")
    if call is None:
        for above, _, names in os.walk(folder):
            for name in names:
                flush_entry(Path(above, name))
            flush_entry(Path(above))
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        if call(opened) != 0:
            code = _failure()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(opened)


def flush_entry(path: Path) -> None:
    """Have one file, or the names in one folder, on disk before this returns.

    Raises:
        OSError: the disk did not take it.
    """
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@lru_cache(maxsize=2)
def _call(name: str) -> Any:
    """A function of the C library, or ``None`` where there is none of that name."""
    import ctypes  # only a build that swaps pays for it

    return getattr(ctypes.CDLL(None, use_errno=True), name, None)


def _failure() -> int:
    """Why the last call failed."""
    import ctypes

    return ctypes.get_errno()
