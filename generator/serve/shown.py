"""A target that is no place on disk: the site that a preview shows, out of the build's memory."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.pipeline.quick import Ahead
from generator.portal.urls import faceless
from generator.publish import MANIFEST, Site, Standing, Target
from generator.publish.bundles import flat
from generator.publish.site import Part


class ShownTarget(Target):
    """Holds a site whose pages are read from the bundles that the build remembers.

    Another build could delete these; the next one then makes them again.
    """

    def __init__(self) -> None:
        self.site: Site | None = None
        """The last site in which nothing was wrong; ``None`` before there was one."""
        self._folder = TemporaryDirectory(prefix="gongkai-")

    @property
    def name(self) -> str:
        """What its builds are remembered as."""
        return "preview"

    @property
    def root(self) -> str | None:
        """The root of the site that is shown."""
        return None if self.site is None else self.site.root

    @property
    def signature(self) -> bytes | None:
        """A preview is not signed."""
        return None

    def standing(self) -> Standing | None:
        """The site that is shown."""
        if self.site is None:
            return None
        return Standing(manifest=self.site.manifest, signature=None)

    @property
    def scratch(self) -> Path:
        """For builds that cannot remember; it stays until the preview ends."""
        return Path(self._folder.name)

    def swap(self, ahead: Ahead) -> None:
        """Show an agency as it is now, before the site as a whole is.

        It is then another site than any that a build remembers, which the next one has to replace.
        """
        site = self.site
        if site is None:
            return
        gone = {f"{at}/{path}" for at in ahead.parts for path in site.parts[at].files}
        sizes = {path: size for path, size in site.sizes.items() if path not in gone}
        self.site = replace(
            site,
            parts={**site.parts, **ahead.parts},
            sizes={**sizes, **ahead.sizes},
            root="+".join((site.root, *(Path(part.folder).name for part in ahead.parts.values()))),
        )

    def same(self, before: Site, agency: str) -> bool:
        """Whether an agency's pages are those that they were in another site."""
        return self.site is not None and _of(self.site, agency) == _of(before, agency)

    def close(self) -> None:
        """Delete what builds left that could not remember."""
        self._folder.cleanup()

    def _open(self) -> None:
        """Nobody else can have it."""

    def _close(self) -> None:
        """What is shown stays."""

    def _prepare(self, site: Site) -> None:
        """All of it is there."""

    def _swap(self, site: Site) -> None:
        self.site = site

    def _settle(self, site: Site) -> None:
        """Nothing remains."""

    def _abandon(self) -> None:
        """Nothing was done."""


def _of(site: Site, agency: str) -> Mapping[str, Part]:
    """An agency's pages in each language."""
    return {place: part for place, part in site.parts.items() if faceless(place) == agency}


def page(site: Site, path: str) -> bytes | None:
    """A file of a site by its path; ``None`` where the site lists none.

    Only what the manifest names is ever opened, and no link is followed.
    """
    if path == MANIFEST or path in site.loose:
        return site.read(path)
    if path not in site.sizes:
        return None
    place = path
    while place := place.rpartition("/")[0]:
        part = site.parts.get(place)
        if part is not None and path.removeprefix(f"{place}/") in part.files:
            return _plain(Path(part.folder), flat(path.removeprefix(f"{place}/")))
    return None


def _plain(folder: Path, name: str) -> bytes | None:
    """A plain file in a folder; ``None`` where a link stands for either, or nothing."""
    whole = folder / name
    try:
        if whole.resolve() != folder.parent.resolve() / folder.name / name:
            return None
        descriptor = os.open(whole, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            return file.read()
    except OSError:
        return None
