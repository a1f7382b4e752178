"""An object store: the one door of fsspec, which comes with the extra ``cloud``.

A store cannot rename, so a release is uploaded under its own name, checked by listing it, and then
one small object, ``current.json``, is replaced by one that names it.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.diagnostic import PublishError
from generator.publish.manifest import MANIFEST, SIGNATURE
from generator.publish.media import MEDIA, media_type
from generator.publish.releases import RELEASES
from generator.publish.site import Site
from generator.publish.target import Standing, Target

POINTER = "current.json"
"""The object that says which release stands."""

_KEYWORDS: Mapping[str, str] = {"s3": "ContentType"}
"""How each kind of store that was tried wants to be told a media type: left to itself it serves
pages as downloads."""
_AT_ONCE = 64
"""Files in memory and on their way at one time."""
_FORGOTTEN = timedelta(days=1)
"""An upload that nothing was added to for so long, and that was never published, is litter."""


class StoreTarget(Target):
    """``s3://bucket/prefix``, with ``releases/`` and ``current.json`` below it.

    There is no lock. Two builds at once disturb nobody: each uploads under its own name, and the
    later pointer stands.
    """

    def __init__(self, url: str, kept: int) -> None:
        protocol, _, rest = url.partition("://")
        if protocol not in _KEYWORDS or not rest.strip("/"):
            raise PublishError("store-kind", path=url)
        self._url = url
        self._kept = kept
        self._keyword = _KEYWORDS[protocol]
        self._base = rest.strip("/")
        self._folder: TemporaryDirectory[str] | None = None
        self._store: Any = None
        self._pointer: Mapping[str, Any] = {}
        self._dropped: list[str] = []

    @property
    def name(self) -> str:
        """The store's address."""
        return self._url

    @property
    def root(self) -> str | None:
        """The root of the site that stands now, or ``None``."""
        return self._pointer.get("release")

    @property
    def signature(self) -> bytes | None:
        """The signature of the site that stands now, or ``None``."""
        return self._read(f"{self._release(self.root)}/{SIGNATURE}") if self.root else None

    def standing(self) -> Standing | None:
        """The site that stands now."""
        if self._store is None:
            self._store = _opened(self._url)
        self._point()
        manifest = self._read(f"{self._release(self.root)}/{MANIFEST}") if self.root else None
        if manifest is None:
            return None
        return Standing(manifest=manifest, signature=self.signature)

    @property
    def scratch(self) -> Path:
        """On this machine."""
        assert self._folder is not None  # noqa: S101 - made when the target opens
        return Path(self._folder.name)

    def _open(self) -> None:
        self._store = _opened(self._url)
        self._folder = TemporaryDirectory(prefix="gongkai-")
        self._point()

    def _point(self) -> None:
        """See which release stands."""
        content = self._read(f"{self._base}/{POINTER}")
        self._pointer = {} if content is None else _pointer(content)

    def _read(self, path: str) -> bytes | None:
        """What an object holds; ``None`` where there is none."""
        with _plainly():
            try:
                content: bytes = self._store.cat_file(path)
            except FileNotFoundError:
                return None
            return content

    def _close(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _release(self, root: str) -> str:
        return f"{self._base}/{RELEASES}/{root}"

    def _prepare(self, site: Site) -> None:
        """Upload what is not there yet; no file of the site that is there is written again."""
        sizes = {**site.sizes, MANIFEST: len(site.manifest)}
        if site.signature is not None:
            sizes[SIGNATURE] = len(site.signature)
        place = self._release(site.root)
        with _plainly():
            there = self._listed(place)
            # A signature is no part of what it signs, and the one thing that may become another.
            missing = [path for path in sizes if path not in there or path == SIGNATURE]
            if SIGNATURE in there and site.signature is None:
                self._store.rm_file(f"{place}/{SIGNATURE}")
            for kind in sorted({_kind(path) for path in missing}):
                self._upload(place, site, [path for path in missing if _kind(path) == kind], kind)
            self._prove(site.root, sizes)

    def _upload(self, place: str, site: Site, paths: list[str], kind: str) -> None:
        for start in range(0, len(paths), _AT_ONCE):
            some = {f"{place}/{path}": site.read(path) for path in paths[start : start + _AT_ONCE]}
            self._store.pipe(some, **{self._keyword: kind})

    def _listed(self, place: str) -> Mapping[str, Any]:
        """What lies below a place in the store, by path."""
        found = self._store.find(place, detail=True)
        return {path.removeprefix(f"{place}/"): told for path, told in found.items()}

    def _prove(self, root: str, sizes: Mapping[str, int]) -> None:
        """Stop if the store does not list just what was to be uploaded."""
        there = {path: told["size"] for path, told in self._listed(self._release(root)).items()}
        for path in sorted(there.keys() | sizes.keys()):
            if there.get(path) != sizes.get(path):
                raise PublishError(
                    "store-differs",
                    path=f"{RELEASES}/{root}/{path}",
                    there=there.get(path, "-"),
                    here=sizes.get(path, "-"),
                )

    def _swap(self, site: Site) -> None:
        before = [root for root in self._pointer.get("kept", ()) if root != site.root]
        pointer = {
            "release": site.root,
            "path": f"{RELEASES}/{site.root}/",
            "kept": [site.root, *before][: self._kept],
        }
        options = {self._keyword: MEDIA["json"], "CacheControl": "no-cache"}
        with _plainly():
            content = json.dumps(pointer, indent=2).encode() + b"\n"
            self._store.pipe_file(f"{self._base}/{POINTER}", content, **options)
        self._dropped = before[self._kept - 1 :]
        self._pointer = pointer

    def _settle(self, site: Site) -> None:
        with _plainly():
            now = self._newest(site.root)
            for place in self._store.ls(f"{self._base}/{RELEASES}", detail=False):
                root = place.rpartition("/")[2]
                if root in self._pointer["kept"]:
                    continue
                # Another build may be uploading a release this very moment.
                if root in self._dropped or now - self._newest(root) > _FORGOTTEN:
                    self._store.rm(place, recursive=True)

    def _newest(self, root: str) -> datetime:
        """When something was last uploaded to a release, by the store's own clock."""
        listed = self._listed(self._release(root))
        found: datetime = max(told["LastModified"] for told in listed.values())
        return found

    def _abandon(self) -> None:
        """What was uploaded stays for the next try; nothing points to it."""


def _kind(path: str) -> str:
    return media_type(path) or MEDIA["bin"]


def _opened(url: str) -> Any:
    """The file system of a store."""
    try:
        import fsspec
    except ImportError as error:
        raise PublishError("no-cloud", path=url) from error
    with _plainly():
        store, _ = fsspec.url_to_fs(url, use_listings_cache=False, skip_instance_cache=True)
    return store


def _pointer(content: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(content)
        return {"release": str(found["release"]), "kept": [str(root) for root in found["kept"]]}
    except (ValueError, KeyError, TypeError) as error:
        raise PublishError("manifest", path=POINTER) from error


@contextmanager
def _plainly() -> Iterator[None]:
    """What the library underneath raises, as an error of the system."""
    from botocore.exceptions import BotoCoreError

    try:
        yield
    except BotoCoreError as error:
        raise OSError(errno.EIO, str(error)) from error
