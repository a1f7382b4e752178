"""The door of rich: text with styles, the room it takes, and where it is printed."""

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

__all__ = ["Console", "Text", "cell_len"]
