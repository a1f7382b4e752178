"""``targets`` in ``site.yml``: where a site is deployed to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.decode.fields import Fields
from generator.site import DESTINATIONS, Destination

WEB = r"https?://[^\s?#/]+(?:/[^\s?#]*)?"
"""An address of a site, or the beginning of some."""
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""A name that can be typed and be part of a path."""

_HOST = r"(?:[A-Za-z0-9_][A-Za-z0-9._-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*"
_PATH = r"[A-Za-z0-9._/+-]+"
TO: Mapping[str, str] = {
    "folder": r"[^\s-](?:.*\S)?",
    "rsync": rf"{_HOST}:/{_PATH}",
    # No other transport: git runs programs for some, and takes what begins with a hyphen for an
    # option. No password, which is what a colon before the @ would be.
    "git": rf"(?:https|ssh)://[^\s:/@]+(?:@[^\s:/@]+)?(?::[0-9]+)?/\S+|{_HOST}:{_PATH}|[./]\S*",
    "store": r"s3://[^\s/]+(?:/\S*)?",
}
"""How each kind of target writes its address."""
_BRANCH = r"[A-Za-z0-9_][A-Za-z0-9_-]*(?:[./][A-Za-z0-9_-]+)*"


def targets(fields: Fields | None) -> tuple[Destination, ...]:
    """The targets of a site, in their order."""
    return () if fields is None else tuple(_targets(fields))


def _targets(fields: Fields) -> Iterator[Destination]:
    for name in fields.data:
        if not re.fullmatch(SLUG, name):
            fields.wrong(name, "slug", found=name)
        elif (entry := fields.mapping(name)) is not None:
            target = _target(entry, name)
            if target is not None:
                yield target


def _target(fields: Fields, name: str) -> Destination | None:
    """A target; ``None`` where its kind or its address is missing or wrong."""
    kind = fields.choice("kind", DESTINATIONS, None)
    to = fields.text("to", required=True)
    if kind is not None and to is not None and not re.fullmatch(TO[kind], to):
        fields.wrong("to", f"to-{kind}", found=to)
        to = None
    branch = fields.pattern("branch", _BRANCH, "branch")
    url = fields.pattern("url", WEB, "base-url")
    keep = fields.pattern("keep", "[2-9]|[1-9][0-9]", "keep")
    sign = fields.texts("sign")
    fields.close()
    if kind is None or to is None:
        return None
    found = Destination(name=name, kind=kind, to=to, sign=sign)
    return Destination(
        name=name,
        kind=kind,
        to=to,
        branch=branch or found.branch,
        url=url and url.rstrip("/") + "/",
        keep=int(keep) if keep else found.keep,
        sign=sign,
    )
