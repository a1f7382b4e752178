"""What a machine has of all that the program and a site on it may want: tried, not guessed."""

from __future__ import annotations

import importlib.metadata as installed
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from generator import __version__
from generator.pipeline import memory
from generator.publish.system import exchange
from generator.workspace.settings import SITE_FILE

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The names that the browser goes by."""

_PINNED_IN = (
    "requirements*.txt",
    "requirements*.lock",
    ".gitlab-ci.yml",
    ".github/workflows/*.yml",
)
_PIN = re.compile(r"\bgongkai(?:\[[\w,-]*\])?(?: ?== ?|-(?=[^\s-]+-py3))([0-9][\w.]*)")
_WANTED = re.compile(r"([\w.-]+)(?:\[[^]]*\])?>=([0-9.]+)(?:;.*extra == ['\"]([\w-]+)['\"])?")
_DEVELOPERS = "dev"


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package that the program wants."""

    name: str
    """As pip knows it."""
    extra: str
    """The extra that it comes with; empty for what is always wanted."""
    least: str
    """The oldest version that will do."""
    found: str | None
    """The version that is installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A place in a site that says which version of the program makes it."""

    file: str
    """Path from the site."""
    version: str
    """The version that it names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Facts about a machine and the site on it."""

    python: tuple[int, ...]
    """Version of Python: major, minor and micro."""
    program: str
    """Version of the program."""
    packages: tuple[Package, ...]
    """What the program wants; empty where it runs without having been installed."""
    names: str
    """How names of files are encoded."""
    output: str
    """How standard output is encoded."""
    git: str | None
    """What git says of its version; ``None`` where there is no git."""
    chromium: str | None
    """Where Chromium is."""
    site: bool
    """Whether the folder is a site."""
    writes: bool
    """Whether the folder can be written to."""
    swaps: bool
    """Whether two folders in it can change places in one call."""
    links: bool
    """Whether it may hold symbolic links."""
    cache: int
    """How many bytes are remembered of builds."""
    pins: tuple[Pin, ...]
    """Where the site says which version of the program makes it."""


def look(root: Path) -> Machine:
    """The facts about this machine and a folder on it.

    What can only be known by doing it is done in a folder beside the site's files that is gone
    afterwards.
    """
    writes, swaps, links = _tried(root)
    return Machine(
        python=tuple(sys.version_info[:3]),
        program=__version__,
        packages=tuple(_packages()),
        names=sys.getfilesystemencoding(),
        output=getattr(sys.stdout, "encoding", None) or "?",
        git=_git(),
        chromium=next(filter(None, map(shutil.which, CHROMIUM)), None),
        site=(root / SITE_FILE).is_file(),
        writes=writes,
        swaps=swaps,
        links=links,
        cache=memory.size(root),
        pins=tuple(_pins(root)),
    )


def _packages() -> Iterator[Package]:
    """What the metadata of the installed program wants, but for what developers want."""
    try:
        wanted = installed.requires("gongkai") or ()
    except installed.PackageNotFoundError:
        return
    for line in wanted:
        match = _WANTED.match(line.replace(" ", "").replace("extra==", "extra == "))
        if match and match[3] != _DEVELOPERS:
            yield Package(
                name=match[1], extra=match[3] or "", least=match[2], found=_version(match[1])
            )


def _version(package: str) -> str | None:
    try:
        return installed.version(package)
    except installed.PackageNotFoundError:
        return None


def _git() -> str | None:
    found = shutil.which("git")
    if found is None:
        return None
    # Found as the shell finds it, and asked for nothing but its version.
    ran = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    return None if ran.returncode else ran.stdout.strip()


def _tried(root: Path) -> tuple[bool, bool, bool]:
    """Whether a folder can be written, swaps folders in one call, and may hold links."""
    try:
        with TemporaryDirectory(dir=root, prefix=".gongkai-") as name:
            one, other, link = (Path(name, part) for part in ("one", "other", "link"))
            one.mkdir()
            other.mkdir()
            return True, _does_swap(one, other), _does_link(link, one)
    except OSError:
        return False, False, False


def _does_swap(one: Path, other: Path) -> bool:
    try:
        return exchange(one, other)
    except OSError:
        return False


def _does_link(link: Path, to: Path) -> bool:
    try:
        link.symlink_to(to)
    except OSError:
        return False
    return True


def _pins(root: Path) -> Iterator[Pin]:
    for pattern in _PINNED_IN:
        for path in sorted(root.glob(pattern)):
            text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
            for version in dict.fromkeys(_PIN.findall(text)):
                yield Pin(file=path.relative_to(root).as_posix(), version=version)
