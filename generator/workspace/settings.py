"""``site.yml``, and the files that decide with it how everything is read and shown."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from generator import source
from generator.diagnostic import Address, ChangedError, Diagnostic, SiteError
from generator.engine import Snapshot, take
from generator.workspace import tree

if TYPE_CHECKING:
    from generator.site import Site

SITE_FILE = "site.yml"
_OWN = ("forms", "themes")
"""The folders of a site's own editions and themes."""


def load_site(root: Path) -> tuple[Site, tuple[Diagnostic, ...]]:
    """The settings of a site.

    Raises:
        SiteError: there is no ``site.yml``, or it is no YAML at all.
    """
    from generator import decode  # and with it all that reads reports
    from generator.catalogue import rules, unknown_rules
    from generator.site import Site

    try:
        raw = tree.read(root, SITE_FILE)
    except OSError as error:
        raise SiteError("disk", path=root / SITE_FILE, reason=error.strerror) from error
    read = source.read(raw, SITE_FILE)
    if read.data is None:
        return Site(name=""), read.diagnostics
    site, findings = decode.site(read.data, SITE_FILE)
    strange = [
        Diagnostic(
            rule="content.unknown-key",
            at=Address(file=SITE_FILE, path=("severities", rule), on_key=True),
            args={"key": rule, "known": "、".join(rules())},
        )
        for rule in unknown_rules(site.severities)
    ]
    return site, (*read.diagnostics, *findings, *strange)


def settings_files(root: Path, snapshot: Snapshot | None = None) -> dict[str, str]:
    """SHA-256 of ``site.yml`` and of the site's own editions and themes, by path.

    A snapshot saves looking at them once more.
    """
    snapshot = snapshot or take(root, _OWN, None)
    site = hashlib.sha256(tree.read(root, SITE_FILE)).hexdigest()
    contents = snapshot.contents
    own = [
        f"{folder}/{name}"
        for folder in snapshot.folders
        if folder.partition("/")[0] in _OWN
        for name, _ in snapshot.files(folder)
    ]
    return {SITE_FILE: site, **{path: contents[path] for path in sorted(own)}}


def still_the_same(root: Path, files: Mapping[str, str]) -> None:
    """Make sure of what was read of these files after they were looked at.

    Raises:
        ChangedError: one of them holds something else by now, or there is another.
    """
    now = settings_files(root)
    for path in {**files, **now}:
        if files.get(path) != now.get(path):
            raise ChangedError("changed", path=path)
