"""The files of a site's theme."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator import PACKAGE
from generator.diagnostic import ThemeError
from generator.workspace import tree

DEFAULT = "default"
"""The theme that lies below every other."""
SITE = "site"
"""What the site's own layer is called among templates."""


def theme_layers(root: Path, name: str) -> Mapping[str, Mapping[str, bytes]]:
    """The files of a theme by layer: the default one, the one that comes along, the site's own.

    Raises:
        ThemeError: there is no theme of that name, neither here nor in the site.
    """
    along, own = themes() / name, root / "themes" / name
    layers = {DEFAULT: tree.folder(themes() / DEFAULT)}
    if along.is_dir() and name != DEFAULT:
        layers[name] = tree.folder(along)
    if own.is_dir():
        if not (along.is_dir() and own.samefile(along)):
            layers[SITE] = tree.folder(own)
    elif not along.is_dir():
        raise ThemeError("no-theme", path=own)
    return layers


def themes() -> Path:
    """The themes that come along: inside the wheel, or beside the program in a checkout."""
    inside = PACKAGE / "themes"
    return inside if inside.is_dir() else PACKAGE.parent / "themes"
