"""Gongkai (公开): a static-site generator for disclosure portals."""

from pathlib import Path

__version__ = "0.1.0"

LANGUAGES = ("zh", "en")
"""The languages that all messages are complete in; the first is the default."""

PACKAGE = Path(__file__).parent
"""Where the program lies, with the files that it reads: cards, forms, words.

``importlib.resources`` would read them out of an archive too, but to import it takes some three
hundredths of a build that has nothing to do.
"""
