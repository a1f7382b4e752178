"""The problems that a change has to do with."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from generator.diagnostic import Problem
from generator.pipeline.verdict import Verdict
from generator.workspace.settings import SITE_FILE

_REPORT = re.compile(r"(content/.+/[12][0-9]{3}(?:-region)?)(?:\.yml|\.md|/.*)")
"""A file of a report: what it is all about stands before the ending or the attachment's name."""


def touching(verdict: Verdict, files: Collection[str]) -> Verdict:
    """Only the problems that some files have, or are read by.

    Figures, prose and attachments of a report count as one. The settings and the site's own forms
    decide what is wrong anywhere, so a change of these leaves no problem out.
    """
    whole = any(file == SITE_FILE or file.startswith("forms/") for file in files)
    units = {_unit(file) for file in files}

    def counts(problem: Problem) -> bool:
        places = (problem.position, *(remark.position for remark in problem.remarks))
        return whole or any(_unit(place.file) in units for place in places)

    kept = tuple(problem for problem in verdict.problems if counts(problem))
    return replace(verdict, problems=kept, partial=True)


def _unit(file: str) -> str:
    """What counts as changed with a file: the whole report, else the file alone."""
    report = _REPORT.fullmatch(file)
    return report[1] if report else file
