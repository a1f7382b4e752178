"""A site put together: every file that it is to hold, before any of it is published."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostic import PublishError
from generator.publish.bundles import Bundles, flat
from generator.publish.manifest import MANIFEST, SIGNATURE, File, described, entry, manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Everything that a site is made of."""

    mounts: Mapping[str, str]
    """The bundle that stands at each path."""
    files: Mapping[str, bytes]
    """Files that belong to no bundle, by path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A bundle in its place."""

    folder: str
    """Where its files lie."""
    files: tuple[str, ...]
    """Their paths below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site that can be published."""

    parts: Mapping[str, Part]
    """Its bundles, by place."""
    loose: Mapping[str, bytes]
    """Files that belong to no bundle, by path."""
    manifest: bytes
    """The list of all its files."""
    root: str
    """SHA-256 of its manifest; equal sites have equal roots."""
    sizes: Mapping[str, int]
    """Bytes of every file but the manifest, by path."""
    signature: bytes | None = None
    """The signature of the manifest, where somebody made one."""

    def read(self, path: str) -> bytes:
        """What a file of the site holds.

        Raises:
            KeyError: it has no such file.
        """
        if path == MANIFEST:
            return self.manifest
        if path == SIGNATURE and self.signature is not None:
            return self.signature
        if path in self.loose:
            return self.loose[path]
        place = path
        while place := place.rpartition("/")[0]:
            part = self.parts.get(place)
            if part is not None and path.removeprefix(f"{place}/") in part.files:
                return Path(part.folder, flat(path.removeprefix(f"{place}/"))).read_bytes()
        raise KeyError(path)


def put_together(release: Release, bundles: Bundles) -> Site:
    """The site that a release makes.

    Raises:
        PublishError: two files want the same address.
    """
    entries: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def claim(path: str, file: File) -> None:
        if path in sizes:
            raise PublishError("address", path=path)
        sizes[path] = file.size
        entries[path] = entry(path, file)

    for path, content in release.files.items():
        claim(path, described(content))
    parts: dict[str, Part] = {}
    for place, name in release.mounts.items():
        held = bundles.files(name)
        parts[place] = Part(folder=f"{bundles.folder}/{name}", files=tuple(held))
        for path, file in held.items():
            claim(f"{place}/{path}", file)
    listed = manifest(entries)
    return Site(
        parts=parts,
        loose=release.files,
        manifest=listed,
        root=hashlib.sha256(listed).hexdigest(),
        sizes=sizes,
    )
