"""Pages: prepared once per form, filled per report."""

from generator.render.checks import checks_page, mark
from generator.render.compare import Told, indicator_page
from generator.render.comparison import comparison_page
from generator.render.context import Context
from generator.render.data import data_page
from generator.render.frames import Frame
from generator.render.indexes import index_page
from generator.render.proofs import PreparedSheet
from generator.render.regions import parts_page
from generator.render.report import Around, prose_of, report_page, table_page
from generator.render.shell import Shell
from generator.render.tables import PreparedTable
from generator.render.theme import Theme, load_theme
from generator.render.version import Beside, version_page

__all__ = [
    "Around",
    "Beside",
    "Context",
    "Frame",
    "PreparedSheet",
    "PreparedTable",
    "Shell",
    "Theme",
    "Told",
    "checks_page",
    "comparison_page",
    "data_page",
    "index_page",
    "indicator_page",
    "load_theme",
    "mark",
    "parts_page",
    "prose_of",
    "report_page",
    "table_page",
    "version_page",
]
