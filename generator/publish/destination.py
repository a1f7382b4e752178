"""Which kind of target a name in a site's settings means."""

from __future__ import annotations

from pathlib import Path

from generator.publish.branch import BranchTarget
from generator.publish.choose import choose
from generator.publish.rsync import RsyncTarget
from generator.publish.target import Target
from generator.site import Destination


def destination(where: Destination, root: Path, near: Path) -> Target:
    """The target of a site that is deployed to by name.

    A folder counts from the site's folder, ``root``; what is to be sent elsewhere is laid out
    below ``near``.

    Raises:
        PublishError: what it needs is not installed.
    """
    place = near / where.name
    if where.kind == "rsync":
        return RsyncTarget(where.to, place, where.keep)
    if where.kind == "git":
        return BranchTarget(where.to, where.branch, place)
    return choose(where.to if where.kind == "store" else root / where.to, where.keep)
