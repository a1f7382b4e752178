"""Wires the stages: from a site's folder to findings, pages and a published site."""

from generator.pipeline.build import Built, Wish, build, check
from generator.pipeline.problems import Verdict

__all__ = ["Built", "Verdict", "Wish", "build", "check"]
