"""What a machine's facts mean for those who want to check, build and publish a site there."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from generator.operations.machine import Machine, Package

OLDEST_PYTHON = (3, 11)
"""As in ``pyproject.toml``."""
MUCH = 1_000_000_000
"""Bytes of memory of builds from which on it is worth a word."""


class State(enum.StrEnum):
    """How something stands."""

    FINE = "fine"
    """There, and as it has to be."""
    LACKING = "lacking"
    """Something cannot be done that not everybody needs."""
    WRONG = "wrong"
    """The site cannot be made here, or would come out otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How one thing stands."""

    topic: str
    """What was looked at, such as ``git``; its words are the command line's."""
    state: State
    """How it stands."""
    slots: Mapping[str, object] = field(default_factory=dict)
    """What the words' slots are filled with."""


def findings(machine: Machine) -> Iterator[Finding]:
    """How everything stands, first what all need."""
    python = ".".join(map(str, machine.python))
    yield _either(machine.python >= OLDEST_PYTHON, "python", State.WRONG, found=python)
    yield from _packages(machine.packages)
    yield _either(_is_utf8(machine.names), "names", State.WRONG, found=machine.names)
    yield _either(_is_utf8(machine.output), "output", State.LACKING, found=machine.output)
    yield _either(machine.git is not None, "git", State.LACKING, found=machine.git)
    yield _either(machine.chromium is not None, "chromium", State.LACKING, found=machine.chromium)
    yield _either(machine.site, "site", State.LACKING)
    if machine.site:
        yield from _site(machine)


def _site(machine: Machine) -> Iterator[Finding]:
    """How it stands with the site's folder."""
    yield _either(machine.writes, "writing", State.WRONG)
    if machine.writes:
        yield _either(machine.swaps, "swap", State.LACKING)
        yield _either(machine.links, "links", State.LACKING)
    yield _either(machine.cache < MUCH, "cache", State.LACKING, size=machine.cache)
    other = [pin for pin in machine.pins if pin.version != machine.program]
    for pin in other or machine.pins[:1]:
        slots = {"here": machine.program, "file": pin.file, "there": pin.version}
        yield _either(not other, "version", State.WRONG, **slots)
    if not machine.pins:
        yield Finding(topic="version", state=State.LACKING, slots={"here": machine.program})


def _packages(packages: Iterable[Package]) -> Iterator[Finding]:
    """How it stands with the packages that are always wanted, and with each extra."""
    kinds: dict[str, list[Package]] = {}
    for package in packages:
        kinds.setdefault(package.extra, []).append(package)
    if not kinds:
        yield Finding(topic="packages", state=State.LACKING)
    for extra, wanted in kinds.items():
        lacking = [item for item in wanted if not _will_do(item)]
        topic = f"extra.{extra}" if extra else "packages"
        names = "、".join(f"{item.name}>={item.least}" for item in lacking)
        bad = State.LACKING if extra else State.WRONG
        slots = {"names": names, "count": len(wanted)}
        yield _either(not lacking, topic, bad, **slots)


def _will_do(package: Package) -> bool:
    return package.found is not None and _numbers(package.found) >= _numbers(package.least)


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers that a version begins with: ``1.24.0rc1`` gives 1, 24 and 0."""
    parts = ("".join(takewhile(str.isdigit, part)) for part in version.split("."))
    return tuple(map(int, takewhile(bool, parts)))


def _is_utf8(encoding: str) -> bool:
    return encoding.lower().replace("-", "").replace("_", "") == "utf8"


def _either(fine: bool, topic: str, otherwise: State, **slots: object) -> Finding:  # noqa: FBT001
    return Finding(topic=topic, state=State.FINE if fine else otherwise, slots=slots)
