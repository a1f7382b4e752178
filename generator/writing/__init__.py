"""Files as editors keep them, in their canonical form: records to text, and text to neater text."""

from generator.writing.neat import mended_yaml, neat_yaml
from generator.writing.prose import neat_prose
from generator.writing.report import report_yaml
from generator.writing.shape import AGENCY, SITE, Shape, report_shape
from generator.writing.signatures import with_signatures
from generator.writing.tables import table_lines
from generator.writing.words import words

__all__ = [
    "AGENCY",
    "SITE",
    "Shape",
    "mended_yaml",
    "neat_prose",
    "neat_yaml",
    "report_shape",
    "report_yaml",
    "table_lines",
    "with_signatures",
    "words",
]
