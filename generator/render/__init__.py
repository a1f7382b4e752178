"""Pages: prepared once per form, filled per report."""

from generator.render.context import Context
from generator.render.indexes import index_page
from generator.render.report import prose_of, report_page, table_page
from generator.render.shell import Shell
from generator.render.tables import PreparedTable
from generator.render.theme import Theme, load_theme

__all__ = [
    "Context",
    "PreparedTable",
    "Shell",
    "Theme",
    "index_page",
    "load_theme",
    "prose_of",
    "report_page",
    "table_page",
]
