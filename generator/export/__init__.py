"""Downloads: the same figures as the pages, for programs, spreadsheets and word processors.

``formats`` has all of them for one report. What a build writes beside each page is named here, so
that a build does not pay for the others; ``opendata`` has what describes all of it together.
"""

from generator.export.corrections import correction_text
from generator.export.csv import PreparedCsv, figures_csv, filled, prepare_csv
from generator.export.json import prepare_json, report_json

__all__ = [
    "PreparedCsv",
    "correction_text",
    "figures_csv",
    "filled",
    "prepare_csv",
    "prepare_json",
    "report_json",
]
