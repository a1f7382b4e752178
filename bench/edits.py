"""The edit that everyone has to follow: one figure of one report, changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import reports

EDITED_ROW = "行政许可"
"""A figure that no sum of the form holds to another one, so that one edit leaves all in balance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One figure of one report, changed."""

    agency: str
    year: int
    value: int

    def write(self, path: Path) -> None:
        """Change the figure in the file that holds it.

        Raises:
            ValueError: it is not there.
        """
        text = path.read_text(encoding="utf-8")
        row = re.compile(rf"^(  {EDITED_ROW}: )[0-9]+$", re.MULTILINE)
        changed, count = row.subn(rf"\g<1>{self.value}", text)
        if count != 1:
            raise ValueError(f"{path}: no figure to edit")
        path.write_text(changed, encoding="utf-8")


def edits(count: int, times: int) -> Sequence[Edit]:
    """That many edits of one report well inside the corpus, no two the same."""
    fitting = [report for report in reports(min(count, 700)) if report.year == 2023]
    report = fitting[len(fitting) // 2]
    row = next(row for row in report.rows if row.path[-1] == EDITED_ROW)
    return [
        Edit(agency=report.agency.id, year=report.year, value=int(row.values[0]) + step)
        for step in range(1, times + 1)
    ]
