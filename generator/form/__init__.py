"""An edition of a statutory form: its sections, tables, cells and rules, proved when loaded."""

from generator.form.derive import working
from generator.form.load import load
from generator.form.model import (
    Block,
    Cell,
    Citation,
    Form,
    Header,
    HeaderPath,
    Identity,
    Label,
    Lead,
    Level,
    Measure,
    Operand,
    Section,
    Table,
)

__all__ = [
    "Block",
    "Cell",
    "Citation",
    "Form",
    "Header",
    "HeaderPath",
    "Identity",
    "Label",
    "Lead",
    "Level",
    "Measure",
    "Operand",
    "Section",
    "Table",
    "load",
    "working",
]
