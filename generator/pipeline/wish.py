"""What is asked of a run over a site, and what it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.pipeline import memory
from generator.pipeline.verdict import Verdict

if TYPE_CHECKING:
    from generator.publish.survey import Fault


Styled = tuple[str, str]
"""Words, and how they look; empty for words like all others."""


class Printout(NamedTuple):
    """What people are to read of a verdict; like all else it is kept while nothing changes."""

    name: str
    """What it depends on besides the site, such as its language."""
    make: Callable[[Verdict], tuple[Styled, ...]]
    """Words it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked for on the command line, besides the site and the target."""

    base_url: str | None = None
    """Where the site will be served."""
    strict: bool = False
    """Whether warnings refuse the site too."""
    drafts: bool = False
    """Whether drafts are built."""
    live: bool = False
    """Whether it is a preview."""
    cache: bool = True
    """Whether the memory of the last build may be used."""
    workers: int | None = None
    """How many processes may be used; ``None`` for as many as the machine has."""
    as_of: date | None = None
    """The day of the run, where it was said: embargoes that end by then are over, and a report
    published later is impossible."""
    cluster: str | None = None
    """The address of a Dask scheduler that does the work, empty for one of our own."""
    printout: Printout | None = None
    """What is to be printed of a build's verdict."""
    progress: Any = None
    """Called with the reports done and the reports in all."""
    releases: int | None = None
    """How many releases the target keeps; ``None`` for what it does already."""
    sign: tuple[str, ...] = ()
    """The command that signs the manifest; empty for none."""
    memory: str = memory.FOLDER
    """The folder of the site in which this build remembers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a run did."""

    verdict: Verdict
    """What is wrong with the content."""
    reports: int
    """How many reports the site has."""
    printed: tuple[Styled, ...] = ()
    """What the printout says, where there was to be one."""
    files: int = 0
    """How many files it has; 0 where it was refused or only checked."""
    made: Mapping[str, str] = field(default_factory=dict)
    """The pages made again in this run, by their file, and why."""
    kept: int = 0
    """How many pages are as they were made in an earlier run."""
    changed: bool = False
    """Whether another site is published now."""
    root: str | None = None
    """SHA-256 of its manifest."""
    faults: tuple[Fault, ...] = ()
    """What the gate found in the pages."""
    left: str | None = None
    """The site is published, but what could not be done after that."""
    ground: Any = None
    """What it takes to do one agency once more; ``None`` where nothing had to be looked at."""

    def refused(self, *, strict: bool) -> bool:
        """Whether nothing was published, because of the content or of the pages."""
        at_the_gate = any(strict or fault.refuses for fault in self.faults)
        return at_the_gate or self.verdict.refuses(strict=strict)
