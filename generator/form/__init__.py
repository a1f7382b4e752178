"""An edition of a statutory form: its sections, tables, cells and rules, proved when loaded."""

from generator.form.align import Aligned, align
from generator.form.derive import working
from generator.form.load import load
from generator.form.model import (
    Block,
    Caution,
    Cell,
    Citation,
    Form,
    Header,
    HeaderPath,
    Identity,
    Indicator,
    Label,
    Lead,
    Level,
    Measure,
    Operand,
    Relation,
    Reserved,
    Section,
    Table,
    Term,
    form_for,
)
from generator.form.prose import Duty, Fee, Point, Prose, Statement, Sum
from generator.form.wording import NUMBER, prove

__all__ = [
    "NUMBER",
    "Aligned",
    "Block",
    "Caution",
    "Cell",
    "Citation",
    "Duty",
    "Fee",
    "Form",
    "Header",
    "HeaderPath",
    "Identity",
    "Indicator",
    "Label",
    "Lead",
    "Level",
    "Measure",
    "Operand",
    "Point",
    "Prose",
    "Relation",
    "Reserved",
    "Section",
    "Statement",
    "Sum",
    "Table",
    "Term",
    "align",
    "form_for",
    "load",
    "prove",
    "working",
]
