"""What may stand where in each kind of file: the order of keys, and their canonical names."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.form import Form, Level


class Manner(enum.Enum):
    """How a text is written."""

    WORDS = "words"
    """In quotes where any program would take it for something else than text."""
    BARE = "bare"
    """Without quotes: a figure, a date, yes or no."""
    AS_WRITTEN = "as written"
    """In quotes or not, as the editor has it: nobody knows what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What stands at one place of a file."""

    manner: Manner = Manner.WORDS
    """How a text is written here."""
    keys: Mapping[str, Shape] = field(default_factory=dict)
    """What may stand below each key, in the canonical order."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Other names that mean one of the keys here, or, for texts, one of the texts."""
    others: Shape | None = None
    """What stands below any other key, or in a list."""
    apart: bool = False
    """Whether an empty line is wanted before it."""


_WORDS = Shape()
_BARE = Shape(manner=Manner.BARE)
UNKNOWN = Shape(manner=Manner.AS_WRITTEN)
"""What nobody knows anything of."""


def _fields(words: str, /, **special: Shape) -> Mapping[str, Shape]:
    return {name: special.get(name, _WORDS) for name in words.split()}


_CONTACT = Shape(keys=_fields("office address postcode phone email"))

AGENCY = Shape(
    keys=_fields(
        "name pinyin short name_en kind region makes_rules parent moved contact",
        makes_rules=_BARE,
        moved=Shape(others=_WORDS),
        contact=_CONTACT,
    ),
)
"""``agency.yml``."""

SITE = Shape(
    keys=_fields(
        "name name_en language languages base_url notice notice_en theme extras downloads calendar "
        "search headers archived_until repository deadlines public_numbers severities signoff "
        "signers footer security moved targets",
        extras=_BARE,
        calendar=_BARE,
        search=_BARE,
        headers=_BARE,
        deadlines=Shape(others=Shape(keys=_fields("kind year due"))),
        public_numbers=Shape(others=_WORDS),
        severities=Shape(others=_WORDS),
        signers=Shape(others=_WORDS),
        footer=Shape(keys=_fields("organizer contact site_code icp police")),
        security=Shape(keys=_fields("contact expires", expires=_BARE)),
        moved=Shape(others=_WORDS),
        targets=Shape(
            others=Shape(keys=_fields("kind to branch url keep sign", sign=Shape(others=_WORDS)))
        ),
    ),
)
"""``site.yml``."""


_FACTS = _fields(
    "edition scope title published index_number draft embargo contact unlisted",
    published=_BARE,
    draft=_BARE,
    embargo=_BARE,
    contact=_CONTACT,
    unlisted=_BARE,
)


def report_shape(form: Form | None) -> Shape:
    """``2023.yml``: facts, the tables of its form, and what explains the figures.

    ``None`` stands for a form that is not known: its tables are then kept as they are written.
    """
    cells = form.cell_by_address if form else {}
    names = {name: cell.address for name, cell in cells.items()}
    tables = (
        {table.key: _level(form.levels[table.id], apart=True) for table in form.tables}
        if form
        else {}
    )
    change = Shape(keys=_fields("was now", was=_BARE, now=_BARE))
    seen = Shape(names=names, others=_BARE)
    listed = Shape(others=Shape(names=names))
    waiver = Shape(keys=_fields("rule seen cells reason", seen=seen, cells=listed))
    changes = Shape(names=names, others=change)
    reworded = Shape(others=Shape(keys=_fields("section was now")))
    correction = Shape(
        keys=_fields("date cells words reason", date=_BARE, cells=changes, words=reworded)
    )
    signature = Shape(keys=_fields("role by date digest", date=_BARE, digest=Shape(others=_WORDS)))
    return Shape(
        keys={
            **_FACTS,
            **tables,
            "waivers": Shape(others=waiver, apart=True),
            "corrections": Shape(others=correction, apart=True),
            "signed": Shape(others=signature, apart=True),
        },
        names=_names(form.levels, tables) if form else {},
        others=UNKNOWN,
    )


def _level(level: Level, *, apart: bool = False) -> Shape:
    """A level of a table: a row, a group of rows, or the table."""
    below = {key: level.entries[key] for key in level.keys}
    return Shape(
        manner=Manner.BARE,
        keys={
            key: _level(item) if isinstance(item, Level) else _BARE for key, item in below.items()
        },
        names=_names(level.entries, below),
        others=_BARE if level.is_row else UNKNOWN,
        apart=apart,
    )


def _names(entries: Mapping[str, Level | int], keys: Iterable[str]) -> Mapping[str, str]:
    """The key that each accepted name stands for."""
    meant = {_identity(entries[key]): key for key in keys}
    return {name: meant[_identity(entry)] for name, entry in entries.items()}


def _identity(entry: Level | int) -> int:
    """A level by the object it is: two rows may well look alike."""
    return -1 - id(entry) if isinstance(entry, Level) else entry
