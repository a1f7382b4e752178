"""A report is signed in a role: its file with a digest of all that it says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator import writing
from generator.diagnostic import GeneratorError
from generator.engine import take
from generator.ledger import digests
from generator.portal import discover
from generator.report import Signature
from generator.workspace import tree
from generator.workspace.content import read_filed
from generator.workspace.editions import editions
from generator.workspace.listing import entries
from generator.workspace.settings import load_site


def signed(
    root: Path, agency: str, slug: str, role: str, by: str | None, day: date
) -> tuple[str, bytes]:
    """The file of a report and what it holds once it is signed.

    A signature in the same role is replaced; they stand in the order of the roles.

    Raises:
        SiteError: there is no site here.
        GeneratorError: there is no such report, no such role, or the file cannot be read.
    """
    site, _ = load_site(root)
    forms, _ = editions(root)
    found = discover(entries(root, take(root, ("content",), None)))
    files = next(
        (item for item in found.reports if (item.agency, item.slug) == (agency, slug)), None
    )
    filed = read_filed(root, files, forms) if files else None
    if files is None or filed is None:
        raise GeneratorError("no-report", agency=agency, report=slug)
    report, form = filed.report, forms[filed.report.edition]
    roles = site.signers or form.signers
    if role not in roles:
        raise GeneratorError("no-role", role=role, known="、".join(roles))
    parts = digests(report, filed.narrative, form)
    new = Signature(role=role, by=by, day=day, digests=tuple(parts.items()))
    others = [item for item in report.signed if item.role != role]
    known = {name: place for place, name in enumerate(roles)}
    every = sorted((*others, new), key=lambda item: known.get(item.role, len(roles)))
    text = tree.read(root, files.figures).decode("utf-8-sig")
    return files.figures, writing.with_signatures(text, every).encode()
