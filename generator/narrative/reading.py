"""What is gathered from one narrative file while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.diagnostic import Address, Diagnostic
from generator.report import Claim, Link, Slot

SLOT_MARK = "\x00"
"""Stands before and after a slot's address in rendered HTML; no source may hold it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What stands below one ``##`` heading, or before the first."""

    heading: str | None
    """The heading's words; ``None`` before the first."""
    line: int
    """Line of the heading, from 1."""
    html: str
    """The prose, with addresses of figures between slot marks."""
    text: str
    """The prose as plain text."""


@dataclass(slots=True)
class Reading:
    """The diagnostics and references of one file while it is read."""

    file: str
    lines: list[str]
    findings: list[Diagnostic] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)

    def add(self, rule: str, variant: str, line: int, words: str = "", **args: str | int) -> None:
        """Note a fault; it points at ``words`` where they stand at or after the line."""
        line, column = self.locate(words, line)
        at = Address(file=self.file, line=line, column=column, width=max(len(words), 1))
        self.findings.append(Diagnostic(rule=rule, variant=variant, at=at, args=args))

    def locate(self, words: str, line: int) -> tuple[int, int]:
        """Line and column of words at or after a line, in the block that begins there."""
        for number in range(line, min(line + 40, len(self.lines) + 1)):
            found = self.lines[number - 1].find(words) if words else 0
            if found >= 0:
                return number, found + 1
        return line, 1
