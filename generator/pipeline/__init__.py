"""Wires the stages: from a site's folder to findings, pages and a published site."""

from generator.pipeline.build import Built, build, check
from generator.pipeline.content import Content, load
from generator.pipeline.problems import Verdict

__all__ = ["Built", "Content", "Verdict", "build", "check", "load"]
