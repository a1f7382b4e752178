"""The command line: arguments to one pipeline call, its result to one printer, an exit status."""

from generator.cli.app import main

__all__ = ["main"]
