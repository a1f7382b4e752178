"""Downloads: the same figures as the pages, for programs."""

from generator.export.json import report_json

__all__ = ["report_json"]
