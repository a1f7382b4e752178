"""What python-docx has no call for: elements made by hand, and what lies behind its objects."""

from __future__ import annotations

from typing import Any

Element = Any
"""An element of a document; python-docx types only some of them."""


def made(name: str, /, *inside: Element, **attributes: object) -> Element:
    """A new element such as ``w:shd`` with attributes of the same namespace."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    element.extend(inside)
    return element


def behind(item: Any) -> Element:
    """The element behind a paragraph, run, table or cell."""
    return item._element  # noqa: SLF001 - python-docx gives it no other name


def mark(first: Element, number: int, name: str) -> None:
    """Put a bookmark around an element: no program shows it, and every one keeps it."""
    first.addprevious(made("w:bookmarkStart", id=number, name=name))
    first.addnext(made("w:bookmarkEnd", id=number))


def field(instruction: str) -> Element:
    """Words that the program that opens the document works out, such as the number of a page."""
    words = made("w:t")
    words.text = "1"
    return made("w:fldSimple", made("w:r", words), instr=f" {instruction} ")
