"""What a self-test found out about an edition."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTrial:
    """What happened when the figures of one rule were changed, one at a time."""

    rule: str
    """The rule's name."""
    instances: int
    """How many columns, rows or tables it holds over."""
    changes: int
    """How many figures were changed, counted once for each instance that reads them."""
    fired: int
    """How often the instance was told of."""
    together: tuple[str, ...]
    """The other rules that read one of these figures and were told of as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What happened when figures were written in one wrong way, one at a time."""

    way: str
    """``blank``, ``words``, ``list``, ``figure``, ``left-out`` or ``unknown``."""
    tried: int
    """How many places were tried."""
    told: int
    """How often the rule that is meant for it was told of, and nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A gap in the edition's rules, or in how they are carried out."""

    kind: str
    """``never``, ``silent``, ``stray``, ``unsound``, ``zero``, ``rigid`` or ``reading``."""
    rule: str
    """The rule; for ``reading`` the way of writing; empty where no single one is meant."""
    what: str
    """The figure or line that shows it; empty where the whole edition does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """All that a self-test found out."""

    cells: int
    """How many figures the form has."""
    rules: tuple[RuleTrial, ...]
    """By rule, in the form's order."""
    readings: tuple[Reading, ...]
    """By way of writing."""
    unread: tuple[str, ...]
    """Addresses of the figures that no rule reads; no fault, but worth knowing."""
    faults: tuple[Fault, ...]
    """Everything that is not as it should be; empty if the edition can be trusted."""
