"""The bad inputs: files in ``cases`` with what ``expected.txt`` says of each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.diagnostic import Problem
from tests.support.sites import site

HERE = Path(__file__).parent
CASES = HERE / "cases"

PLACES = {
    "report": "content/demo/2023.yml",
    "narrative": "content/demo/2023.md",
    "agency": "content/demo/agency.yml",
    "site": "site.yml",
    "form": "forms/fictionia.yml",
}
"""Where a case stands in the sound site, by its folder."""

Expected = list[tuple[str, str]]
"""Rule with variant, and line with column, of each finding in the printed order."""


def names() -> list[str]:
    """Every case that there is a file for."""
    return sorted(path.relative_to(CASES).as_posix() for path in CASES.glob("*/*"))


def table() -> dict[str, Expected]:
    """What is expected of each case, as ``expected.txt`` has it."""
    expected: dict[str, Expected] = {}
    for line in (HERE / "expected.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            name, what, where = line.split()
            expected.setdefault(name, []).append((what, where))
    return expected


def placed(root: Path, name: str) -> Path:
    """The sound site with a case in it."""
    return site(root, {PLACES[name.split("/")[0]]: (CASES / name).read_bytes()})


def seen(problems: Iterable[Problem], file: str) -> Expected:
    """The findings in a file as ``expected.txt`` writes them; one elsewhere names its file."""
    found = []
    for problem in problems:
        at, finding = problem.position, problem.diagnostic
        elsewhere = "" if at.file == file else f"@{at.file}"
        found.append((f"{finding.rule}/{finding.variant}", f"{at.line}:{at.column}{elsewhere}"))
    return found
