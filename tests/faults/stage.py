"""A small site in two versions, the targets it is published to, and what may be found there."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.publish import Bundles, Release, Site, Target, put_together
from generator.publish.folder import FolderTarget
from generator.publish.manifest import MANIFEST
from generator.publish.releases import CURRENT, RELEASES, ReleasesTarget
from generator.publish.spare import WORTH
from generator.publish.verify import verify

KINDS = ("folder", "spare", "twice", "releases")
"""A folder that is exchanged; one whose next site is made of the one before; one on a system that
can only rename twice; releases and a link."""
STARTS = ("empty", "normal", "fresh", "aside")
"""Nothing there; a site; a site and half of the next; a site and what a killed swap left."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A folder in which one kind of target stands."""

    folder: Path
    kind: str
    sites: Mapping[str, Site]
    """The two versions, ``old`` and ``new``."""

    @property
    def place(self) -> Path:
        return self.folder / "www"

    @property
    def seen(self) -> Path:
        """What a web server shows."""
        return self.place / CURRENT if self.kind == "releases" else self.place

    def target(self) -> Target:
        if self.kind == "releases":
            return ReleasesTarget(self.place)
        return FolderTarget(self.place, worth=0 if self.kind == "spare" else WORTH)

    def publish(self, which: str) -> str:
        """Publish a version; in a word, what was said of it."""
        with self.target() as target:
            return "left" if target.publish(self.sites[which]).left else "published"

    def set(self, start: str) -> None:
        """Put everything as it is at the start of a run."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        if start == "empty":
            return
        if self.kind == "spare":
            self.publish("new")
        self.publish("old")
        if self.kind == "spare":
            self._spoil(self.beside("spare") / "site")
        if start == "fresh":
            self._half_composed()
        elif start == "aside":
            self._half_swapped()

    @staticmethod
    def _spoil(spare: Path) -> None:
        """Do to a site that was put by whatever somebody might."""
        (spare / "a/0/index.html").unlink()
        (spare / "a/stray").mkdir()
        (spare / "a/stray/file.html").write_text("stray", encoding="utf-8")
        (spare / "index.html").write_text("edited", encoding="utf-8")
        shutil.rmtree(spare / "a/1")
        (spare / "a/1").symlink_to("../a")
        (spare / "a/same/index.html").unlink()
        (spare / "a/same/index.html").mkdir()

    def _half_composed(self) -> None:
        fresh = self.place / RELEASES / ".new" if self.kind == "releases" else self.beside("new")
        (fresh / "a").mkdir(parents=True)
        (fresh / "index.html").write_text("half", encoding="utf-8")

    def _half_swapped(self) -> None:
        if self.kind == "releases":
            (self.place / ".current.new").symlink_to(f"{RELEASES}/{'0' * 64}")
            (self.place / RELEASES / f".going-{'1' * 64}" / "a").mkdir(parents=True)
        elif self.kind in ("folder", "spare"):
            shutil.copytree(self.place, self.beside("new"))  # the exchange was done, no more
            (self.beside("new") / "index.html").unlink()
        else:
            self.place.rename(self.beside("old"))

    def beside(self, ending: str) -> Path:
        return self.folder / f".www.{ending}"

    def standing(self) -> str | None:
        """Which version a reader sees now: whole, or it is called broken."""
        if not self.seen.exists():
            return None
        for which, site in self.sites.items():
            if (self.seen / MANIFEST).is_file():
                found = verify(self.seen)
                if found.root == site.root:
                    return which if found.sound else "broken"
        return "broken"

    def litter(self) -> list[str]:
        """Whatever lies about that belongs to neither a site nor a release that is kept."""
        kept = {self.place, self.beside("spare")} if self.kind == "spare" else {self.place}
        found = [path.name for path in self.folder.iterdir() if path not in kept]
        if self.kind == "releases" and self.place.is_dir():
            found += [p.name for p in self.place.iterdir() if p.name not in (CURRENT, RELEASES)]
            kept = [path.name for path in (self.place / RELEASES).iterdir()]
            found += [name for name in kept if name.startswith(".")] + kept[2:]
        return sorted(found)


def sites(folder: Path, pages: int = 2) -> Mapping[str, Site]:
    """The two versions; each has a bundle of some pages and loose files of its own."""
    bundles = Bundles(folder)

    def version(name: str) -> Site:
        text = f"<h1>{name}</h1>".encode() * 50
        shared = {"same/index.html": b"<h1>same</h1>"}
        bundle = bundles.write(
            {**shared, **{f"{page}/index.html": text for page in range(pages)}}, {}
        )
        loose = {"index.html": text, f"assets/{name}.css": b"p{}"}
        return put_together(Release(mounts={"a": bundle.name}, files=loose), bundles)

    return {name: version(name) for name in ("old", "new")}


def acceptable(stage: Stage, start: str) -> frozenset[str | None]:
    """What may stand at any moment of a publication of the new version."""
    if start == "empty":
        return frozenset({None, "new"})
    if stage.kind == "twice":
        return frozenset({"old", None, "new"})  # which is what the documentation says
    return frozenset({"old", "new"})
