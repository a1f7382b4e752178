"""Bytes to a site on disk: whole, or not at all.

A site is made of bundles, immutable folders named by what they hold, and of loose files. Bundles
are written by many processes; a target puts them together and takes the old site's place.
"""

from generator.publish.bundles import MANIFEST, Bundle, Bundles, File
from generator.publish.target import Published, Release, Target

__all__ = ["MANIFEST", "Bundle", "Bundles", "File", "Published", "Release", "Target"]
