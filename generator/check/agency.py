"""What only some agencies may file."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.equations import number
from generator.check.subject import Subject
from generator.diagnostic import Diagnostic, Related
from generator.report import Agency


def reserved_figures(subject: Subject) -> Iterator[Diagnostic]:
    """A figure above 0 in a row that the agency's kind cannot have anything in."""
    if may_make_rules(subject.agency) is not False:
        return
    for reserved in subject.form.reserved:
        filed = [cell for cell in reserved.cells if number(subject.report.figures[cell])]
        if not filed:
            continue
        cells = [subject.form.cells[cell] for cell in filed]
        yield Diagnostic(
            rule=reserved.rule,
            at=subject.place(filed[0]),
            args={
                "agency": subject.agency.name,
                "cells": "、".join(
                    f"{cell.address} = {subject.report.figures[cell.index]}" for cell in cells
                ),
            },
            cells=tuple(cell.address for cell in cells),
            related=tuple(
                Related(at=subject.place(cell.index), label=f"{cell.address} = {value}")
                for cell in cells
                if (value := subject.report.figures[cell.index])
            ),
        )


def may_make_rules(agency: Agency) -> bool | None:
    """Whether an agency may make 规章; ``None`` where a government's region is not known.

    They are made by departments of the State Council, which say so in their file, and by the
    governments of provinces and of cities divided into districts, whose codes end in 00.
    """
    if agency.makes_rules is not None:
        return agency.makes_rules
    if agency.kind != "government":
        return False
    return None if agency.region is None else agency.region[4:].strip("0") == ""
