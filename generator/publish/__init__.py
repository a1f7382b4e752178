"""Bytes to a site in a folder or a store: whole, or not at all.

A site is made of bundles, immutable folders named by what they hold, and of loose files. Bundles
are written by many processes and surveyed as they are written. ``put_together`` makes a site of
them, ``gate`` takes a last look, and a target lays it out beside the one that stands and swaps.

What looks at pages or at a published site is imported from its own module (``gate``, ``plan``,
``survey``, ``verify``): a build without changes needs none of it.
"""

from generator.publish.bundles import Bundle, Bundles
from generator.publish.choose import choose, site_folder
from generator.publish.manifest import MANIFEST, SIGNATURE, File, read_manifest
from generator.publish.site import Release, Site, put_together
from generator.publish.target import Published, Standing, Target

__all__ = [
    "MANIFEST",
    "SIGNATURE",
    "Bundle",
    "Bundles",
    "File",
    "Published",
    "Release",
    "Site",
    "Standing",
    "Target",
    "choose",
    "put_together",
    "read_manifest",
    "site_folder",
]
