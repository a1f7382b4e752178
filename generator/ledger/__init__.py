"""What was published, line by line, so that nothing can change afterwards without a word.

Each agency has a file of lines in JSON, ``ledger/<agency>/ledger.jsonl``: one for each version of a
report that was released, with its figures and words. Every line has a digest of itself and names
that of the line before. ``ledger/ledger.jsonl`` has a line for each release, with the last line of
every agency that took part; such a line may follow several, so that two branches can be merged.
"""

from generator.ledger.chain import Break, Chain, Head, head_breaks, read_chain
from generator.ledger.difference import Comparison, compared, expected, reported
from generator.ledger.entry import Entry, entry_line, figure_text, figures_of, listed
from generator.ledger.releases import Release, Releases, read_releases, release_line
from generator.ledger.signing import digests

LEDGER = "ledger.jsonl"
"""The name of each file of a ledger, also where it is published."""
FOLDER = "ledger"
"""The folder of a site that holds them."""
INDEX = f"{FOLDER}/{LEDGER}"
"""The file with a line for each release."""


def ledger_file(agency: str) -> str:
    """The file of an agency."""
    return f"{FOLDER}/{agency}/{LEDGER}"


__all__ = [
    "FOLDER",
    "INDEX",
    "LEDGER",
    "Break",
    "Chain",
    "Comparison",
    "Entry",
    "Head",
    "Release",
    "Releases",
    "compared",
    "digests",
    "entry_line",
    "expected",
    "figure_text",
    "figures_of",
    "head_breaks",
    "ledger_file",
    "listed",
    "read_chain",
    "read_releases",
    "release_line",
    "reported",
]
