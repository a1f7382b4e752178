"""Files that the command line changes for an editor."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile

from generator.diagnostic import GeneratorError


def rewrite(path: Path, content: bytes) -> None:
    """Give a file other content, all of it or none.

    Raises:
        GeneratorError: the file or its folder cannot be written.
    """
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as new:
            new.write(content)
        shutil.copymode(path, new.name)
        Path(new.name).replace(path)
    except OSError as error:
        raise GeneratorError(f"{path}: {error.strerror}") from error
