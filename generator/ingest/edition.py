"""Which edition's tables a document has: told by the labels that only one edition prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.form import Form
from generator.ingest.labels import Labels, labels

_ENOUGH = 3
"""A table's labels that have to be there for a document to have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """The edition whose labels a document has."""

    form: Form | None
    """The edition; ``None`` where no table or no difference between editions is found."""
    others: tuple[str, ...]
    """Editions of which it has labels that the one found does not know."""


def recognise(texts: Sequence[str], forms: Mapping[str, Form]) -> Recognised:
    """The edition with the most labels of its own among some texts. No year is asked."""
    hits = {name: _hits(texts, form) for name, form in forms.items()}
    own = {
        name: frozenset(found).difference(*(hits[other] for other in hits if other != name))
        for name, found in hits.items()
    }
    best = sorted(own, key=lambda name: (-len(own[name]), -len(hits[name]), name))
    if not best or len(hits[best[0]]) < _ENOUGH:
        return Recognised(form=None, others=())
    if len(best) > 1 and len(own[best[0]]) == len(own[best[1]]):
        return Recognised(form=None, others=tuple(best[:2]))
    others = tuple(name for name in best[1:] if own[name])
    return Recognised(form=forms[best[0]], others=others)


def _hits(texts: Sequence[str], form: Form) -> frozenset[str]:
    return frozenset[str]().union(*(table.hits(texts) for table in labels(form)))


def table_of(texts: Sequence[str], known: Sequence[Labels]) -> Labels | None:
    """The form's table that texts are the cells of, or ``None`` where they are of none."""
    counts = [(len(table.hits(texts)), -place, table) for place, table in enumerate(known)]
    most, _, table = max(counts, key=lambda count: count[:2])
    return table if most >= _ENOUGH else None
