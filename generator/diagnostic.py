"""What is wrong with content (values, all collected), and why the program cannot run (errors).

    GeneratorError            the program cannot do what it was asked; exit status 2
    ├── SiteError             no ``site.yml``, or one that cannot be read
    │   └── ChangedError      a file was changed while it was read; doing it over will do
    ├── FormError             an edition of a form contradicts itself
    ├── ThemeError            a theme lacks a template or a message
    ├── WorkerError           the processes or machines that were to do the work cannot
    ├── GitError              git cannot say what it was asked
    └── PublishError          the target cannot be written or is not ours
        └── TargetBusyError   another build is publishing there; exit status 4

Anything else that is raised is a bug of ours and ends with a traceback and status 70.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

DataPath = tuple[str | int, ...]
"""Keys and list positions from the root of a YAML file down to a value."""


class GeneratorError(Exception):
    """The program cannot do what it was asked to do.

    Like a finding it has no words of its own: ``generator/cli/words.yml`` has them, under
    ``cannot.`` and the key, in Chinese and English.
    """

    def __init__(self, key: str, /, **slots: object) -> None:
        super().__init__(f"{key} {' '.join(f'{name}={slots[name]}' for name in slots)}".strip())
        self.key = key
        """Which phrase tells of it."""
        self.slots = slots
        """What its slots are filled with."""


class SiteError(GeneratorError):
    """The site folder has no readable ``site.yml``."""


class ChangedError(SiteError):
    """A file was changed after it was looked at; doing it all over will do."""


class FormError(GeneratorError):
    """An edition of a form contradicts itself or names something that it does not define."""

    def __init__(self, path: DataPath, reason: str) -> None:
        super().__init__("form", where="/".join(map(str, path)) or "(top)", reason=reason)
        self.path = path
        """The data address of the fault in the edition's file."""
        self.reason = reason
        """What is wrong there, in one English sentence."""


class ThemeError(GeneratorError):
    """A theme lacks a template, a message or an asset that the site needs."""


class WorkerError(GeneratorError):
    """The processes or machines that were to do the work cannot do it."""


class GitError(GeneratorError):
    """Git cannot say what it was asked."""


class PublishError(GeneratorError):
    """The target folder cannot be written, or holds something that this program did not make."""


class TargetBusyError(PublishError):
    """Another build has the target; trying again later will do."""


class Severity(enum.StrEnum):
    """How bad a finding is; the order is that of the printed list."""

    ERROR = "error"
    """Publishing is refused."""
    WARNING = "warning"
    """Published, but a person should look; refused under ``--strict``."""
    NOTE = "note"
    """Worth knowing; never refuses anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a finding points: a place in a file's data, or in its text."""

    file: str
    """Path relative to the site, with forward slashes."""
    path: DataPath = ()
    """Data address inside a YAML file; resolved to a line only when printed."""
    on_key: bool = False
    """Whether the key at ``path`` is meant rather than its value."""
    line: int = 0
    """Line from 1 where the text itself is meant (Markdown, syntax); 0 means use ``path``."""
    column: int = 0
    """Column from 1, in characters; only with ``line``."""
    width: int = 1
    """How many characters the place spans; only with ``line``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another place that a finding read, with what stands there."""

    at: Address
    """The place."""
    label: str
    """The place in the editor's words, such as ``自然人 = 1``."""
    zero: bool = False
    """Whether a 0 stands there, which a printer may pass over where there are many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One figure of a repair: what stands there, and what would."""

    at: Address
    """The place."""
    cell: str
    """The figure's address in the form."""
    was: str
    """The figure as it is."""
    now: str
    """The figure as it would be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A change of a few figures that would make broken sums true; offered, never applied."""

    slip: str
    """What may have gone wrong, such as ``transposed`` or ``swapped``; printers have the words."""
    changes: tuple[Change, ...]
    """The figures to change, all together."""
    settles: int
    """How many broken sums it makes true."""
    rivals: int
    """How many other repairs are as good by the numbers, offered or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """A finding about content, as a stage emits it: no line number, no language, no severity.

    The rule's card (``generator/rules``) gives severity and words; ``source`` gives lines.
    """

    rule: str
    """The rule's name, such as ``balance.column``."""
    at: Address
    """The place to change first."""
    variant: str = "default"
    """Which of the rule's messages applies."""
    args: Mapping[str, str | int] = field(default_factory=dict)
    """What the message's slots are filled with."""
    cells: tuple[str, ...] = ()
    """Addresses of the figures that the rule read."""
    related: tuple[Related, ...] = ()
    """The other places that it read."""
    unlisted: int = 0
    """How many more figures it read: those that the file does not list and that count as 0."""
    repairs: tuple[Repair, ...] = ()
    """What would mend it, together with the other sums that the same slip broke; best first."""


def to_plain(found: Diagnostic) -> tuple[object, ...]:
    """A finding in plain types, as the build's memory keeps it."""
    return (
        found.rule,
        found.variant,
        _address_to_plain(found.at),
        tuple(found.args.items()),
        found.cells,
        tuple((_address_to_plain(item.at), item.label, item.zero) for item in found.related),
        found.unlisted,
        tuple(_repair_to_plain(item) for item in found.repairs),
    )


def from_plain(plain: tuple[Any, ...]) -> Diagnostic:
    """The finding that ``to_plain`` made plain."""
    rule, variant, at, args, cells, related, unlisted, repairs = plain
    return Diagnostic(
        rule=rule,
        variant=variant,
        at=_address_from_plain(at),
        args=dict(args),
        cells=cells,
        related=tuple(
            Related(at=_address_from_plain(place), label=label, zero=zero)
            for place, label, zero in related
        ),
        unlisted=unlisted,
        repairs=tuple(_repair_from_plain(item) for item in repairs),
    )


def _repair_to_plain(repair: Repair) -> tuple[object, ...]:
    changes = tuple(
        (_address_to_plain(item.at), item.cell, item.was, item.now) for item in repair.changes
    )
    return repair.slip, changes, repair.settles, repair.rivals


def _repair_from_plain(plain: tuple[Any, ...]) -> Repair:
    slip, changes, settles, rivals = plain
    return Repair(
        slip=slip,
        changes=tuple(
            Change(at=_address_from_plain(place), cell=cell, was=was, now=now)
            for place, cell, was, now in changes
        ),
        settles=settles,
        rivals=rivals,
    )


def _address_to_plain(at: Address) -> tuple[object, ...]:
    return at.file, at.path, at.on_key, at.line, at.column, at.width


def _address_from_plain(plain: tuple[Any, ...]) -> Address:
    file, path, on_key, line, column, width = plain
    return Address(file=file, path=path, on_key=on_key, line=line, column=column, width=width)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A place in a file's text."""

    file: str
    """Path relative to the site."""
    line: int
    """From 1; 0 when the file itself is meant, such as one that is missing."""
    column: int
    """From 1, in characters."""
    width: int = 1
    """How many characters are meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A related place, resolved."""

    position: Position
    """Where."""
    label: str
    """What stands there."""
    zero: bool = False
    """Whether it is a 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A diagnostic with its severity and its lines: all that a printer needs but the words."""

    diagnostic: Diagnostic
    """The finding."""
    severity: Severity
    """As the rule's card, the report's age and ``site.yml`` have it."""
    position: Position
    """The place to change first."""
    remarks: tuple[Remark, ...] = ()
    """The other places."""
    mends: tuple[tuple[Position, ...], ...] = ()
    """For each of the diagnostic's repairs: where its changes would be made."""


def problem_to_plain(problem: Problem) -> tuple[object, ...]:
    """A problem in plain types, as the build's memory keeps it."""
    return (
        to_plain(problem.diagnostic),
        problem.severity.value,
        _position_to_plain(problem.position),
        tuple(
            (_position_to_plain(item.position), item.label, item.zero) for item in problem.remarks
        ),
        tuple(tuple(map(_position_to_plain, places)) for places in problem.mends),
    )


def problem_from_plain(plain: tuple[Any, ...]) -> Problem:
    """The problem that ``problem_to_plain`` made plain."""
    diagnostic, severity, position, remarks, mends = plain
    return Problem(
        diagnostic=from_plain(diagnostic),
        severity=Severity(severity),
        position=_position_from_plain(position),
        remarks=tuple(
            Remark(position=_position_from_plain(place), label=label, zero=zero)
            for place, label, zero in remarks
        ),
        mends=tuple(tuple(map(_position_from_plain, places)) for places in mends),
    )


def _position_to_plain(position: Position) -> tuple[object, ...]:
    return position.file, position.line, position.column, position.width


def _position_from_plain(plain: tuple[Any, ...]) -> Position:
    file, line, column, width = plain
    return Position(file=file, line=line, column=column, width=width)
