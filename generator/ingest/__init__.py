"""Old documents to drafts of reports: text, web pages and Word, by the labels of a form.

Bytes become a neutral ``Document`` (one reader for each format), the document is taken apart by a
form's own words, and the parts become a ``Draft``. Nothing is guessed: what is not certain stays
blank and is told, with its place in the source.
"""

from generator.ingest.document import Document, Place
from generator.ingest.draft import Draft, Wish, draft, refused
from generator.ingest.formats import ENDINGS, MAX_BYTES, read
from generator.ingest.readback import Difference

__all__ = [
    "ENDINGS",
    "MAX_BYTES",
    "Difference",
    "Document",
    "Draft",
    "Place",
    "Wish",
    "draft",
    "read",
    "refused",
]
