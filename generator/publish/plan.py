"""What a publication would change at a target, before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass

from generator.publish.manifest import read_manifest
from generator.publish.site import Site
from generator.publish.target import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A site beside the one that stands at a target."""

    root: str
    """The root of the site."""
    before: str | None
    """The root of the one that stands; ``None`` where there is none."""
    files: int
    """How many files the site has."""
    added: tuple[str, ...]
    """Files that are not there yet, by path."""
    changed: tuple[str, ...]
    """Files that are there and hold something else."""
    removed: tuple[str, ...]
    """Files that would no longer be there."""
    size: int
    """Bytes of what is new or changed."""


def plan(site: Site, target: Target) -> Plan:
    """What it would take to publish a site to a target, which is only looked at.

    Raises:
        PublishError: the target cannot be asked.
    """
    standing = target.standing()
    there = {} if standing is None else read_manifest(standing.manifest, target.name)
    here = read_manifest(site.manifest, target.name)
    added = sorted(here.keys() - there.keys())
    changed = sorted(path for path in here.keys() & there.keys() if here[path] != there[path])
    return Plan(
        root=site.root,
        before=None if standing is None else standing.root,
        files=len(here),
        added=tuple(added),
        changed=tuple(changed),
        removed=tuple(sorted(there.keys() - here.keys())),
        size=sum(here[path].size for path in (*added, *changed)),
    )
