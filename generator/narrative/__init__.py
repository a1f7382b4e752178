"""A report's prose: Markdown split by the form's sections, rendered, and checked for loss."""

from generator.narrative.read import read
from generator.narrative.sections import fold

__all__ = ["fold", "read"]
