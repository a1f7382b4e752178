"""Typed access to a mapping that an editor wrote; what is wrong becomes a diagnostic."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from generator.diagnostic import Address, DataPath, Diagnostic


@dataclass(frozen=True, slots=True)
class Findings:
    """The diagnostics of one file while it is decoded."""

    file: str
    """Path relative to the site."""
    list: list[Diagnostic] = field(default_factory=list)
    """In the order in which they were found."""

    def add(
        self,
        rule: str,
        path: DataPath,
        variant: str = "default",
        args: Mapping[str, str | int] | None = None,
        *,
        on_key: bool = False,
        cells: tuple[str, ...] = (),
    ) -> None:
        """Note a fault at a data address."""
        at = Address(file=self.file, path=path, on_key=on_key)
        self.list.append(
            Diagnostic(rule=rule, variant=variant, at=at, args=args or {}, cells=cells)
        )

    def unknown(self, path: DataPath, known: Collection[str]) -> None:
        """Note a key that means nothing, with the one that was probably meant."""
        written = str(path[-1])
        meant = difflib.get_close_matches(written, known, n=1, cutoff=0.5)
        args: dict[str, str | int] = {"key": written, "known": "、".join(known)}
        variant = "default"
        if meant:
            variant = "meant"
            args["meant"] = meant[0]
        elif written.isdecimal():
            variant = "digits"
        self.add("content.unknown-key", path, variant, args, on_key=True)


@dataclass(slots=True)
class Fields:
    """A mapping with the address at which it stands; ask for each key once, then ``close``."""

    data: Mapping[str, object]
    path: DataPath
    findings: Findings
    asked: dict[str, None] = field(default_factory=dict)

    def text(self, key: str, *, required: bool = False) -> str | None:
        """The text at a key, without blanks around it; ``None`` where there is none."""
        value = self._get(key)
        if value is None:
            if required:
                self.missing(key)
            return None
        if not isinstance(value, str):
            self.wrong(key, "text")
            return None
        if not value.strip() and required:
            self.missing(key)
        return value.strip() or None

    def pattern(self, key: str, pattern: str, variant: str) -> str | None:
        """The text at a key where it matches a pattern whole."""
        value = self.text(key)
        if value is not None and not re.fullmatch(pattern, value):
            self.wrong(key, variant, found=value)
            return None
        return value

    def choice(self, key: str, allowed: Sequence[str], default: str | None) -> str | None:
        """One of a few words."""
        value = self.text(key, required=default is None)
        if value is None:
            return default
        if value not in allowed:
            meant = difflib.get_close_matches(value, allowed, n=1, cutoff=0.5)
            self.wrong(key, "choice", found=value, allowed="、".join(meant or allowed))
            return default
        return value

    def flag(self, key: str) -> bool:
        """Yes or no; no where it is left out."""
        return self.choice(key, ("yes", "no", "true", "false"), "no") in ("yes", "true")

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A date, written YYYY-MM-DD."""
        value = self.text(key, required=required)
        if value is None:
            return None
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
                return date.fromisoformat(value)
        except ValueError:
            pass  # a shape like a date, but no such day: told below like any other text
        self.wrong(key, "date", found=value)
        return None

    def mapping(self, key: str) -> Fields | None:
        """The mapping at a key, or ``None`` where there is none."""
        value = self._get(key)
        if isinstance(value, dict):
            return Fields(value, (*self.path, key), self.findings)
        if value is not None:
            self.wrong(key, "mapping")
        return None

    def mappings(self, key: str) -> list[Fields]:
        """The mappings of the list at a key."""
        value = self._get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(key, "list")
            return []
        found = []
        for index, item in enumerate(value):
            path = (*self.path, key, index)
            if isinstance(item, dict):
                found.append(Fields(item, path, self.findings))
            else:
                self.findings.add("content.type", path, "mapping", {"key": f"{key}[{index + 1}]"})
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of the list at a key."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.wrong(key, "list")
            return ()
        return tuple(value)

    def missing(self, key: str) -> None:
        """Note that a key has to be there."""
        where = (*self.path, key)
        self.findings.add("content.missing", where, "key", {"key": key})

    def wrong(self, key: str, variant: str, **args: str | int) -> None:
        """Note that the value at a key is not of the kind that belongs there."""
        self.findings.add("content.type", (*self.path, key), variant, {"key": key, **args})

    def close(self, *more: str) -> None:
        """Note every key that was not asked for; ``more`` are keys that others read."""
        known = (*self.asked, *more)
        for key in self.data:
            if key not in known:
                self.findings.unknown((*self.path, key), known)

    def _get(self, key: str) -> object:
        self.asked[key] = None
        return self.data.get(key)
