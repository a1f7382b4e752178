"""Pages: prepared once per form, filled per report."""

from generator.render.context import Context
from generator.render.data import data_page
from generator.render.indexes import index_page
from generator.render.report import report_page, table_page
from generator.render.shell import Shell
from generator.render.tables import PreparedTable
from generator.render.theme import Theme, load_theme

__all__ = [
    "Context",
    "PreparedTable",
    "Shell",
    "Theme",
    "data_page",
    "index_page",
    "load_theme",
    "report_page",
    "table_page",
]
