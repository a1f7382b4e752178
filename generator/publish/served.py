"""What a web server gives to readers, against the manifest of what was published."""

from __future__ import annotations

import hashlib
import http.client
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from threading import local
from urllib.parse import quote, urlsplit

from generator.publish.manifest import MANIFEST, File

SAMPLE = 100
"""Files that a sample has."""
_AT_ONCE = 8
_PATIENCE = 20.0
"""Seconds without an answer after which a file counts as unanswered."""
_PAUSE = 1.0
"""Seconds between two looks at a site that is not yet the new one."""
_MOST = 64 << 20
"""Bytes of one answer that are read; no file of a site comes near."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """How the site that is served differs from the one that was published."""

    url: str
    """Where it is served."""
    root: str | None
    """The root of the site that says it is served there; ``None`` where no manifest came."""
    wanted: str
    """The root of the site that was published."""
    files: int
    """How many files that one has."""
    read: int
    """How many of them were asked for."""
    wrong: tuple[tuple[str, str], ...] = ()
    """Files that did not come as they were published, with what came: a status, ``other`` for
    another content, or why there was no answer."""

    @property
    def sound(self) -> bool:
        """Whether everything that was asked for came as it was published."""
        return self.root == self.wanted and not self.wrong


def served(
    url: str, manifest: bytes, files: Mapping[str, File], *, whole: bool, wait: float = 0
) -> Served:
    """Read a site over HTTP, and compare it with its manifest.

    ``url`` ends with a slash. Without ``whole`` a sample is read, the same for equal sites. For
    ``wait`` seconds the manifest is asked for again while it is another one.
    """
    with closing(_Reader(url)) as reader:
        return _served(reader, url, manifest, files, whole=whole, wait=wait)


def _served(
    reader: _Reader,
    url: str,
    manifest: bytes,
    files: Mapping[str, File],
    *,
    whole: bool,
    wait: float,
) -> Served:
    wanted = hashlib.sha256(manifest).hexdigest()
    root = _awaited(reader, wanted, wait)
    if root != wanted:
        return Served(url=url, root=root, wanted=wanted, files=len(files), read=0)
    chosen = sorted(files) if whole else _sample(files, wanted)
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        came = threads.map(lambda path: reader.fault(path, files[path]), chosen)
        wrong = [(path, fault) for path, fault in zip(chosen, came, strict=True) if fault]
    return Served(
        url=url,
        root=root,
        wanted=wanted,
        files=len(files),
        read=len(chosen),
        wrong=tuple(wrong),
    )


def _awaited(reader: _Reader, wanted: str, wait: float) -> str | None:
    """The root of the manifest that is served, as soon as it is the one wanted or at the end."""
    until = time.monotonic() + wait
    while True:
        status, content = reader.get(MANIFEST)
        root = hashlib.sha256(content).hexdigest() if status == "200" else None
        if root == wanted or time.monotonic() >= until:
            return root
        time.sleep(_PAUSE)


def _sample(files: Mapping[str, File], root: str) -> list[str]:
    """The home page, and files chosen by nobody: those whose names go with the root's digest."""

    def rank(path: str) -> tuple[bool, str]:
        return path != "index.html", hashlib.sha256(f"{root}{path}".encode()).hexdigest()

    return sorted(sorted(files, key=rank)[:SAMPLE])


class _Reader:
    """Reads files of one site, over a connection for each thread that is kept open."""

    def __init__(self, url: str) -> None:
        self._parts = urlsplit(url)
        self._own = local()
        self._opened: list[http.client.HTTPConnection] = []

    def close(self) -> None:
        """Let go of all connections."""
        for connection in self._opened:
            connection.close()

    def fault(self, path: str, file: File) -> str:
        """What is wrong with a file as it comes; empty where nothing is."""
        status, content = self.get(path)
        if status != "200":
            return status
        return "" if hashlib.sha256(content).hexdigest() == file.digest else "other"

    def get(self, path: str) -> tuple[str, bytes]:
        """The status of an answer and its content, or why there was none."""
        reason = ""
        for _ in range(2):  # a connection that the server closed meanwhile says nothing of it
            try:
                return self._get(path)
            except (OSError, http.client.HTTPException) as error:
                self._own.connection = None
                reason = " ".join(str(error).split()) or type(error).__name__
        return reason, b""

    def _get(self, path: str) -> tuple[str, bytes]:
        connection = self._connection()
        address = self._parts.path + quote(path)
        connection.request("GET", address, headers={"Cache-Control": "no-cache"})
        answer = connection.getresponse()
        return str(answer.status), answer.read(_MOST)

    def _connection(self) -> http.client.HTTPConnection:
        held: http.client.HTTPConnection | None = getattr(self._own, "connection", None)
        if held is None:
            secure = self._parts.scheme == "https"
            kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
            held = kind(self._parts.netloc, timeout=_PATIENCE)
            self._own.connection = held
            self._opened.append(held)
        return held
