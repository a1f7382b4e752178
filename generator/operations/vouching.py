"""The numbers of a site's narrative that nothing vouches for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.check import Subject, Unbound, unbound
from generator.workspace.content import load


def unvouched(root: Path) -> Iterator[Unbound]:
    """Every such number of every report, drafts included, by file and line.

    Raises:
        SiteError: there is no site here.
    """
    content = load(root, drafts=True)
    for _, item in sorted(content.filed.items()):
        subject = Subject(
            filing=item.filing,
            form=content.forms[item.report.edition],
            agency=content.portal.agencies[item.report.agency],
            narrative=item.narrative,
            previous=None,
            previous_form=None,
        )
        yield from unbound(subject)
