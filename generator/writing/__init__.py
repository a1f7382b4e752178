"""Files as editors keep them, in their canonical form: records to text, and text to neater text."""

from generator.writing.report import report_yaml
from generator.writing.tables import table_lines
from generator.writing.words import in_flow, words

__all__ = ["in_flow", "report_yaml", "table_lines", "words"]
