"""Gongkai beside Hugo and Eleventy on the same pages: ``python bench/run.py --reports 10000``.

Prints a table of medians and ratios from one session. What it does and does not do, so that the
comparison is fair, is told in ``bench/README.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median

import contestants
from check_output import faults
from contestants import RIVALS, Contestant, Task
from corpus import STYLES
from edits import edits
from measure import CommandError, Measured, measure
from pages import PAGE_SETS, WHOLE_SITE
from results import SCENARIOS, Result, document, machine, markdown


class Session:
    """One session: every contestant in every scenario, taking turns."""

    def __init__(
        self, runs: int, count: int, pages: frozenset[str], *, check: bool, best: bool
    ) -> None:
        self._runs = runs
        self._statistic: Callable[[Sequence[float]], float] = min if best else median
        self._count = count
        self._pages = pages
        self._check = check
        self._edits = edits(count, runs + 1)
        self._edited = False

    def results(self, entered: Sequence[Contestant], scenarios: Sequence[str]) -> Iterator[Result]:
        """Every result; the first round is for memory and the output check, the others for time."""
        for scenario in scenarios:
            rounds: dict[str, list[Measured]] = {}
            for turn in range(self._runs + 1):
                for one in entered:
                    took = self._turn(one, scenario, turn)
                    _say(f"{scenario} {turn} {one.name}: {took.wall:.2f} s")
                    rounds.setdefault(one.name, []).append(took)
            for one in entered:
                yield self._result(one, scenario, rounds[one.name])

    def _turn(self, one: Contestant, scenario: str, turn: int) -> Measured:
        if scenario == "cold":
            one.forget()
        elif scenario == "edit":
            one.edit(self._edits[turn])
            self._edited = True
        os.sync()
        return measure(one.command, cwd=one.site, env=one.env, memory=turn == 0)

    def _result(self, one: Contestant, scenario: str, rounds: Sequence[Measured]) -> Result:
        sizes = [path.stat().st_size for path in one.published.rglob("*") if path.is_file()]
        return Result(
            name=one.name,
            scenario=scenario,
            runs=rounds[1:],
            statistic=self._statistic,
            peak=rounds[0].peak or 0,
            files=len(sizes),
            bytes=sum(sizes),
            wrong=self._wrong(one) if self._check else 0,
        )

    def _wrong(self, one: Contestant) -> int:
        """How many faults the output has, the first of them told."""
        edit = self._edits[-1] if self._edited else None
        found = list(faults(one.published, self._count, self._pages, edit))
        for fault in islice(found, 5):
            _say(f"{one.name}: {fault}")
        return len(found)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _enter(options: argparse.Namespace) -> tuple[list[Contestant], frozenset[str]]:
    """The contestants, and what they build: a site map and a feed only if our program does."""
    folder = options.scratch / f"{options.reports}-{options.rows}-{options.pages}"
    pages = PAGE_SETS[options.pages]
    task = Task(count=options.reports, style=options.rows, pages=pages, folder=folder)
    own = contestants.ours(task, shlex.split(options.gongkai), shlex.split(options.build_args))
    measure(own.command, cwd=own.site, env=own.env)
    pages |= {kind for name, kind in WHOLE_SITE.items() if (own.published / name).is_file()}
    task = Task(count=options.reports, style=options.rows, pages=pages, folder=folder)
    tools = options.scratch / "tools"
    return [own, *(RIVALS[name](task, tools) for name in options.rivals)], pages


def _names(text: str) -> list[str]:
    return [name for name in text.split(",") if name]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--reports", type=int, default=1000, metavar="N")
    add("--runs", type=int, default=3, help="runs of each that count for time")
    add("--pages", choices=PAGE_SETS, default="pages")
    add("--rows", choices=STYLES, default="lists", help="how the YAML writes its rows")
    add("--rivals", type=_names, default=list(RIVALS), help=f"of {','.join(RIVALS)}")
    add("--scenarios", type=_names, default=list(SCENARIOS), help=f"of {','.join(SCENARIOS)}")
    add("--scratch", type=Path, default=Path(tempfile.gettempdir(), "gongkai-bench"))
    add("--gongkai", default=f"{sys.executable} -m generator", metavar="COMMAND")
    add("--build-args", default="", help="further arguments of our build")
    add("--best", action="store_true", help="the best run of each instead of the median")
    add("--no-check", action="store_true", help="leave the output check out")
    add("--json", type=Path, metavar="FILE", help="write every run there too")
    return parser.parse_args()


def main() -> int:
    """Run the benchmark."""
    options = _options()
    options.scratch = options.scratch.resolve()
    found = machine()
    try:
        entered, pages = _enter(options)
        session = Session(
            options.runs,
            options.reports,
            pages,
            check=not options.no_check,
            best=options.best,
        )
        results = list(session.results(entered, options.scenarios))
    except CommandError as error:
        _say(str(error))
        return 2
    versions = list(dict.fromkeys(one.version for one in entered))
    facts = {
        **found,
        "reports": options.reports,
        "pages": sorted(pages),
        "rows": options.rows,
        "versions": versions,
    }
    title = (
        f"{options.reports:,} reports, {facts['date']}, {facts['processor']}, "
        f"{facts['cores']} cores, load {facts['load']} before; {'; '.join(versions)}; "
        f"{'best' if options.best else 'medians'} of {options.runs} runs in turn"
    )
    sys.stdout.write(markdown(title, results))
    if options.json:
        written = json.dumps(document(facts, results), ensure_ascii=False, indent=1)
        options.json.write_text(f"{written}\n", encoding="utf-8")
    return 1 if any(result.wrong for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
