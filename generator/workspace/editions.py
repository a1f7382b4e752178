"""The editions that a site can use: those that come along, and its own in ``forms/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator import PACKAGE, form, source
from generator.diagnostic import Address, Diagnostic, FormError
from generator.form import Form
from generator.grid import lay_out
from generator.kinds import KINDS
from generator.workspace import tree

_RULES = {
    "cautions": frozenset({"balance.in-force", "balance.decisions"}),
    "reserved": frozenset({"agency.rules"}),
    "duties": frozenset({"narrative.points", "narrative.duties", "narrative.fee"}),
}
"""The rules whose cards have words for these."""


def editions(
    root: Path, *, english: bool = False
) -> tuple[Mapping[str, Form], tuple[Diagnostic, ...]]:
    """Every edition by its name, newest first; a site's own come before the built-in ones.

    A broken edition of the site is told as a finding at its place in the file. One that is to be
    published in ``english`` has to have English words for all that it prints.
    """
    found: dict[str, Form] = {}
    findings: list[Diagnostic] = []
    own = tuple(_own(root))
    for path, content in (*own, *_built_in()):
        read = source.read(content, path)
        findings += read.diagnostics
        if read.data is None:
            continue
        try:
            edition = form.load(read.data, english=english)
            lay_out(edition)
            if (path, content) in own:
                _prove(read.data, edition)
        except FormError as error:
            at = Address(file=path, path=error.path)
            args = {"reason": error.reason}
            findings.append(Diagnostic(rule="form.definition", at=at, args=args))
        else:
            found.setdefault(edition.edition, edition)
    newest = sorted(found.values(), key=lambda item: item.first_year, reverse=True)
    return {item.edition: item for item in newest}, tuple(findings)


def _prove(data: Mapping[str, object], edition: Form) -> None:
    """What is too dear to be proved of the built-in editions in every run: tests do that."""
    form.prove(data.get("narrative"))
    kinds = {kind for duty in edition.prose.duties for kind in duty.kinds} | {*edition.deadlines}
    for kind in sorted(kinds - {*KINDS}):
        raise FormError(("deadlines",), f"there is no kind of agency {kind!r}")
    cautions = {item.rule for item in edition.cautions}
    reserved = {item.rule for item in edition.reserved}
    duties = {item.rule for item in edition.prose.duties}
    for key, named in {"cautions": cautions, "reserved": reserved, "duties": duties}.items():
        for rule in sorted(named - _RULES[key]):
            known = ", ".join(sorted(_RULES[key]))
            raise FormError((key,), f"{rule!r} has no words of its own; use {known}")


def _built_in() -> Iterator[tuple[str, bytes]]:
    for item in sorted((PACKAGE / "forms").iterdir(), key=lambda item: item.name):
        if item.name.endswith(".yml"):
            yield item.name, item.read_bytes()


def _own(root: Path) -> Iterator[tuple[str, bytes]]:
    for entry in tree.entries(root, "forms"):
        if entry.path.endswith(".yml"):
            yield entry.path, tree.read(root, entry.path)
