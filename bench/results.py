"""What was measured, as a table of medians and ratios and as JSON."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from measure import Measured

SCENARIOS = {"cold": "cold build", "edit": "one figure edited", "same": "nothing changed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One contestant in one scenario."""

    name: str
    scenario: str
    runs: Sequence[Measured]
    """The runs that count for time."""
    statistic: Callable[[Sequence[float]], float]
    """The median of them, or the least."""
    peak: int
    """Bytes of memory, from a run of its own."""
    files: int
    bytes: int
    wrong: int
    """How many pages lack something; 0 or the result is void."""

    @property
    def wall(self) -> float:
        """What stands for its runs."""
        return self.statistic([run.wall for run in self.runs])

    @property
    def cpu(self) -> float:
        """What stands for its runs."""
        return self.statistic([run.cpu for run in self.runs])


def machine() -> Mapping[str, str | float]:
    """When and on what it was measured."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "date": datetime.now(tz=UTC).date().isoformat(),
        "processor": models[0] if models else "unknown",
        "cores": len(os.sched_getaffinity(0)),
        "load": round(os.getloadavg()[0], 2),
    }


def markdown(title: str, results: Sequence[Result]) -> str:
    """The table; its ratios are to the rivals in the same scenario of the same session."""
    lines = [title, "", *_head()]
    for scenario, name in SCENARIOS.items():
        of = [result for result in results if result.scenario == scenario]
        if of:
            lines.append(f"| **{name}** |||||||||")
            lines += [_line(result, of) for result in of]
    return "\n".join([*lines, ""])


def _head() -> Iterator[str]:
    columns = ("wall s", "CPU s", "peak MB", "wall ÷ Hugo", "CPU ÷ Hugo", "wall ÷ Eleventy's best")
    yield f"| | {' | '.join((*columns, 'files', 'MB written'))} |"
    yield "|---" + "|--:" * 8 + "|"


def _line(result: Result, rivals: Sequence[Result]) -> str:
    hugo = [rival for rival in rivals if rival.name.startswith("Hugo")]
    eleventy = [rival for rival in rivals if rival.name.startswith("Eleventy")]
    cells = (
        f"{result.wall:.2f}",
        f"{result.cpu:.2f}",
        f"{result.peak / 1e6:.0f}",
        _ratio(result.wall, [rival.wall for rival in hugo]),
        _ratio(result.cpu, [rival.cpu for rival in hugo]),
        _ratio(result.wall, [rival.wall for rival in eleventy]),
        f"{result.files:,}",
        f"{result.bytes / 1e6:.1f}",
    )
    void = f" (void: {result.wrong} pages wrong)" if result.wrong else ""
    return f"| {result.name}{void} | {' | '.join(cells)} |"


def _ratio(value: float, others: Sequence[float]) -> str:
    return f"{value / min(others):.3g}" if others else "–"


def document(facts: Mapping[str, object], results: Sequence[Result]) -> Mapping[str, object]:
    """Everything, run by run, for a program to read."""
    kept = [
        {key: value for key, value in asdict(result).items() if key != "statistic"}
        for result in results
    ]
    return {**facts, "results": kept}
