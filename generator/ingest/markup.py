"""The door of lxml: web pages as browsers forgive them, and the XML inside Word documents."""

from __future__ import annotations

from typing import Any

from lxml import etree

from generator.ingest.fold import visible

Element = Any
"""An element of a tree; lxml brings no types along."""


def page(text: str) -> Element | None:
    """The tree of a web page, however badly it is written; ``None`` where there is nothing."""
    parser = etree.HTMLParser(recover=True, no_network=True, remove_comments=True, remove_pis=True)
    declared = text.lstrip()
    if declared.startswith("<?xml"):
        text = declared.partition("?>")[2]
    try:
        return etree.fromstring(visible(text), parser)
    except etree.XMLSyntaxError:
        return None


def document(raw: bytes) -> Element | None:
    """The tree of an XML file, or ``None`` where it is none. Nothing outside of it is fetched."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def name(element: Element) -> str:
    """An element's name without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, wanted: str) -> str:
    """The value of an attribute, whatever its namespace; empty where there is none."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == wanted:
            return str(value)
    return ""
