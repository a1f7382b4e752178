"""How findings are printed; adding a format is one function and one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from generator.cli.printers.json import print_json
from generator.cli.printers.text import print_text
from generator.pipeline import Verdict

__all__ = ["PRINTERS", "print_text"]

Printer = Callable[[Verdict, Path], None]

PRINTERS: Mapping[str, Printer] = {"text": print_text, "json": print_json}
"""Each printer by the name that ``--format`` takes."""
