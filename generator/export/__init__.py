"""Downloads: the same figures as the pages, for programs, spreadsheets and word processors.

``formats`` has all of them for one report. What a build writes beside each page is named here, so
that a build does not pay for the others.
"""

from generator.export.json import prepare_json, report_json

__all__ = ["prepare_json", "report_json"]
