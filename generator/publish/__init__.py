"""STUB"""
from generator.publish.bundles import Bundles
from generator.publish.release import Layout, Published, Release, Target, layout_of
__all__ = ["Bundles", "Layout", "Published", "Release", "Target", "layout_of"]
