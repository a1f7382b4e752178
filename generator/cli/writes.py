"""Files that the command line writes for an editor: all of a file or nothing."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile

from generator.diagnostic import GeneratorError


def write(path: Path, content: bytes) -> None:
    """Write a file; one that is there keeps its mode.

    Raises:
        GeneratorError: the file or its folder cannot be written.
    """
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as new:
            new.write(content)
        if path.exists():
            shutil.copymode(path, new.name)
        else:
            Path(new.name).chmod(0o644)
        Path(new.name).replace(path)
    except OSError as error:
        raise GeneratorError("disk", path=path, reason=error.strerror) from error
