"""Wires the stages: from a site's folder to findings, pages and a published site."""

from generator.pipeline.build import build, check
from generator.pipeline.changed import touching
from generator.pipeline.verdict import Verdict
from generator.pipeline.watch import changes
from generator.pipeline.wish import Built, Printout, Styled, Wish

__all__ = [
    "Built",
    "Printout",
    "Styled",
    "Verdict",
    "Wish",
    "build",
    "changes",
    "check",
    "touching",
]
