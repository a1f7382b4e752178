"""The files that paths on the command line ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path


def below(site: Path, paths: Sequence[str]) -> Callable[[str], bool]:
    """Whether a file of the site was asked for; a path counts from here or from the site.

    Without paths every file is.
    """
    root = site.resolve()
    wanted = {Path(path).resolve() for path in paths} | {(root / path).resolve() for path in paths}

    def asked_for(file: str) -> bool:
        place = root / file
        return not paths or not wanted.isdisjoint((place, *place.parents))

    return asked_for
