"""``manifest.json``: every file of a bundle or of a site, with its SHA-256."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from json.encoder import encode_basestring_ascii
from typing import Any

from generator.diagnostic import PublishError

MANIFEST = "manifest.json"
"""The file in every bundle and site that lists its files with their SHA-256."""
SIGNATURE = f"{MANIFEST}.sig"
"""The signature of a site's manifest, which cannot list it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """What is known of a file."""

    digest: str
    """SHA-256, in hexadecimal."""
    size: int
    """In bytes."""


def described(content: bytes) -> File:
    """What is known of a file by its content."""
    return File(digest=hashlib.sha256(content).hexdigest(), size=len(content))


def entry(path: str, file: File) -> str:
    """A file's line in a manifest. The manifest of a large site is put together from these."""
    name = encode_basestring_ascii(path)
    return f'{name}:{{"sha256":"{file.digest}","size":{file.size}}}'


def manifest(entries: Mapping[str, str]) -> bytes:
    """The canonical manifest of the files whose entries are given by path.

    Equal files give equal bytes.
    """
    listed = ",".join(entries[path] for path in sorted(entries))
    return f'{{"files":{{{listed}}}}}\n'.encode()


def read_manifest(content: bytes, name: str) -> Mapping[str, File]:
    """The files that a manifest lists, by path.

    Raises:
        PublishError: it is none of ours.
    """
    try:
        listed: Any = json.loads(content)["files"]
        return {
            path: File(digest=file["sha256"], size=file["size"]) for path, file in listed.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PublishError("manifest", path=name) from error
