"""Downloads: the same figures as the pages, for programs."""

from generator.export.json import prepare_json, report_json

__all__ = ["prepare_json", "report_json"]
