"""``security.txt`` (RFC 9116): whom to tell of a weakness of the site."""

from __future__ import annotations

from generator.export.opendata.holdings import absolute
from generator.portal.urls import SECURITY
from generator.site import Security, Site


def security_txt(site: Site, security: Security) -> bytes:
    """The file, with the lines that the standard wants."""
    lines = [
        f"Contact: {security.contact}",
        f"Expires: {security.expires.isoformat()}T00:00:00Z",
        "Preferred-Languages: zh, en",
    ]
    if site.base_url is not None:
        lines.append(f"Canonical: {absolute(site, SECURITY)}")
    return ("\n".join(lines) + "\n").encode()
