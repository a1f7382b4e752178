"""Deploy a site by the name of a target: build it there, then read what readers get."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostic import SiteError
from generator.pipeline import memory
from generator.pipeline.build import build, rehearse
from generator.pipeline.wish import Built, Wish
from generator.publish import Target, read_manifest
from generator.publish.destination import destination
from generator.publish.plan import Plan
from generator.publish.served import Served, served
from generator.workspace.settings import SITE_FILE, load_site

if TYPE_CHECKING:
    from generator.site import Destination

FOLDER = "deploy"
"""Where in the memory a site is laid out that is to be sent elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployed:
    """What a deployment did, or would do."""

    built: Built
    """The build."""
    to: str
    """The target's address."""
    plan: Plan | None = None
    """What would change, where that was all that was asked for."""
    stands: bool = True
    """Whether the target itself now says that the new site stands there."""
    served: Served | None = None
    """What readers get; ``None`` where nobody looked, or nobody knows where that would be."""


def deploy(
    root: Path, name: str, wish: Wish, *, dry: bool, verify: str = "sample", wait: float = 0
) -> Deployed:
    """Build a site and publish it to one of its targets.

    ``dry`` only says what would change. ``verify`` is how much of it is then read over HTTP:
    ``all``, ``sample`` or ``none``; a server that has another site is asked again for ``wait``
    seconds.

    Raises:
        SiteError: there is no site here, or no such target.
        PublishError: the target cannot be asked or written, or the manifest cannot be signed.
    """
    if not (root / SITE_FILE).is_file():
        raise SiteError("no-site", path=root / SITE_FILE)
    site, _ = load_site(root)
    where = _named(site.targets, name)
    url = where.url or site.base_url
    wish = replace(wish, base_url=url, releases=where.keep)
    target = destination(where, root, root / memory.FOLDER / FOLDER)
    if dry:
        built, plan = rehearse(root, target, wish)
        return Deployed(built=built, to=where.to, plan=plan)
    built = build(root, target, replace(wish, sign=where.sign))
    if built.refused(strict=wish.strict):
        return Deployed(built=built, to=where.to)
    asked = None if verify == "none" else url
    return _proved(
        target, Deployed(built=built, to=where.to), asked, whole=verify == "all", wait=wait
    )


def _named(targets: tuple[Destination, ...], name: str) -> Destination:
    for target in targets:
        if target.name == name:
            return target
    known = "、".join(target.name for target in targets)
    raise SiteError("no-target" if known else "no-targets", name=name, known=known)


def _proved(
    target: Target, deployed: Deployed, url: str | None, *, whole: bool, wait: float
) -> Deployed:
    """The same, with what the target and the server of readers say."""
    standing = target.standing()
    if standing is None or standing.root != deployed.built.root:
        return replace(deployed, stands=False)
    if url is None:
        return deployed
    files = read_manifest(standing.manifest, target.name)
    found = served(url, standing.manifest, files, whole=whole, wait=wait)
    return replace(deployed, served=found)
