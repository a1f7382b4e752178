"""``site.yml``."""

from __future__ import annotations

from pathlib import Path

from generator import source
from generator.catalogue import rules, unknown_rules
from generator.diagnostic import Address, Diagnostic, SiteError
from generator.pipeline import tree
from generator.site import Site

SITE_FILE = "site.yml"


def load_site(root: Path) -> tuple[Site, tuple[Diagnostic, ...]]:
    """The settings of a site.

    Raises:
        SiteError: there is no ``site.yml``, or it is no YAML at all.
    """
    from generator import decode  # and with it all that reads reports

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
