"""The files of a site's theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from generator.diagnostic import ThemeError
from generator.pipeline import tree


def theme_layers(root: Path, name: str) -> Sequence[Mapping[str, bytes]]:
    """The files of a theme: the default one first, then the site's own of that name over it.

    Raises:
        ThemeError: the site names a theme that it does not have.
    """
    default, own = default_theme(), root / "themes" / name
    layers = [tree.folder(default)]
    if own.is_dir():
        if not own.samefile(default):
            layers.append(tree.folder(own))
    elif name != "default":
        raise ThemeError("no-theme", path=own)
    return layers


def default_theme() -> Path:
    """The theme that comes along: inside the wheel, or beside the program in a checkout."""
    package = Path(str(files("generator")))
    inside = package / "themes" / "default"
    return inside if inside.is_dir() else package.parent / "themes" / "default"
