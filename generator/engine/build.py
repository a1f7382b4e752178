"""One run of the scheduler: a value is made when first needed, unless its trace still holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from generator.engine.trace import Digest, Key, Reason, Trace


class Made(NamedTuple):
    """A value and its digest."""

    value: object
    digest: Digest


class Fetch(Protocol):
    """How a task asks for what it needs; whatever it asks for is recorded."""

    def __call__(self, key: Key) -> object:
        """The value of a key."""

    def digest(self, key: Key) -> Digest:
        """The digest of a key, for a task that has to know whether, not what."""

    def unrecorded(self, key: Key) -> object:
        """The value of a key of which the task prints only parts that it has asked for."""


Task = Callable[[Key, Fetch], Made]
"""Makes the value of a key from what it fetches; a pure function of that."""


@dataclass(slots=True)
class Build:
    """Values on demand, from traces where they hold and from tasks where they do not."""

    task: Task
    """Makes any value that is not an input."""
    inputs: Mapping[Key, Digest]
    """Things from outside, such as files; the task reads their values, but they have no trace."""
    old: Mapping[Key, Trace]
    """What the last run remembered."""
    traces: dict[Key, Trace] = field(default_factory=dict)
    """What this run found to hold or made."""
    reasons: dict[Key, Reason] = field(default_factory=dict)
    """Why each value that was made again had to be."""
    values: dict[Key, object] = field(default_factory=dict)
    """The values made in this run."""

    def digest(self, key: Key) -> Digest:
        """The digest of a key; its value is made only if its trace does not hold."""
        given = self.inputs.get(key)
        if given is not None:
            return given
        known = self.traces.get(key)
        if known is not None:
            return known.digest
        trace = self.old.get(key)
        reason = Reason(key, "new") if trace is None else self._mismatch(trace)
        if trace is not None and reason is None:
            self.traces[key] = trace
            return trace.digest
        if reason is not None:
            self.reasons[key] = reason
        self._make(key)
        return self.traces[key].digest

    def value(self, key: Key) -> object:
        """The value of a key.

        Raises:
            RuntimeError: a task made another value from the same things; tasks have to be pure.
        """
        if key not in self.values:
            held = self.digest(key)
            if key not in self.values:
                self._make(key)
                if key not in self.inputs and self.traces[key].digest != held:
                    raise RuntimeError(f"{key}: made twice from the same, with two results")
        return self.values[key]

    def _mismatch(self, trace: Trace) -> Reason | None:
        """The first thing of a trace that is not as it was; later ones may not even be there."""
        for key, digest in trace.needs:
            if self.digest(key) != digest:
                return Reason(key, "changed")
        return None

    def _make(self, key: Key) -> None:
        recorder = _Recorder(self)
        made = self.task(key, recorder)
        self.values[key] = made.value
        if key not in self.inputs:
            self.traces[key] = Trace(made.digest, tuple(recorder.needs.items()))


@dataclass(slots=True)
class _Recorder:
    """The ``Fetch`` of one task."""

    build: Build
    needs: dict[Key, Digest] = field(default_factory=dict)

    def __call__(self, key: Key) -> object:
        self.needs[key] = self.build.digest(key)
        return self.build.value(key)

    def digest(self, key: Key) -> Digest:
        found = self.needs[key] = self.build.digest(key)
        return found

    def unrecorded(self, key: Key) -> object:
        return self.build.value(key)
