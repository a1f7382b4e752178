"""Search in Chinese, without a server: what the browser's script reads is made here.

Chinese has no blanks between words, so text is cut into overlapping pairs of characters. An index
leads from each pair to reports; a report's own text then decides whether the words stand together.
"""

from generator.search.index import Entry, Index, amend, changes, listing, merge, shard_count
from generator.search.postings import Block, blocks
from generator.search.terms import level
from generator.search.texts import Text, plain_text, read_texts, write_texts

__all__ = [
    "Block",
    "Entry",
    "Index",
    "Text",
    "amend",
    "blocks",
    "changes",
    "level",
    "listing",
    "merge",
    "plain_text",
    "read_texts",
    "shard_count",
    "write_texts",
]
