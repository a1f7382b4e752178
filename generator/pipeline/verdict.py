"""All that is wrong with a site, in one piece."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostic import Problem, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """All problems of a site, worst first within each file's order."""

    problems: tuple[Problem, ...]
    """By file, line and column."""
    strict: bool = False
    """Whether whoever asked takes warnings for errors."""
    partial: bool = False
    """Whether only some files were asked about, so that others may have problems too."""

    def count(self, severity: Severity) -> int:
        """How many problems there are of a severity."""
        return sum(problem.severity is severity for problem in self.problems)

    def refuses(self, *, strict: bool) -> bool:
        """Whether the site must not be published."""
        return bool(self.count(Severity.ERROR) or (strict and self.count(Severity.WARNING)))
