"""The official document: a report laid out as its form is printed, in Word's own format."""

from generator.export.docx.report import report_docx

__all__ = ["report_docx"]
