"""A site that is no longer shown, kept because the next one can be made of it."""

from __future__ import annotations

import contextlib
from pathlib import Path

from generator.publish.compose import sweep
from generator.publish.site import Site

WORTH = 1_000
"""Files from which on it pays: to link and delete every one again would cost more than all the
rest of a build after one edit."""


class Spare:
    """A folder beside a target, closed to everybody else: what it holds may have been withdrawn.

    Nothing is taken on trust from it. ``compose`` looks at every name in it again.
    """

    def __init__(self, folder: Path, scratch: Path, worth: int) -> None:
        self._folder = folder
        self._site = folder / "site"
        self._scratch = f"{scratch}/"
        self._worth = worth

    def lend(self, fresh: Path) -> None:
        """Put what is kept, if anything is, where the next site is to be made."""
        with contextlib.suppress(FileNotFoundError):
            self._site.rename(fresh)

    def settle(self, stood: Path | None, site: Site) -> None:
        """Keep a site that stood, or what is kept already, where it pays beside the one now."""
        if not self._pays(site):
            sweep(self._folder)
        elif stood is not None:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            sweep(self._site)
            stood.rename(self._site)

    def _pays(self, site: Site) -> bool:
        """Whether the next site can share much with this one; not if its bundles go at once."""
        lasting = not any(part.folder.startswith(self._scratch) for part in site.parts.values())
        return lasting and len(site.sizes) >= self._worth
