"""The index: terms in shards of JSON, and the list of the reports that they lead to."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.search.postings import BLOCK, Block, decode, encode, sets_of

Index = Mapping[str, bytes]
"""The shards by the names of their files."""


_SHARDS = ((4, 50), (16, 500), (64, 5000))
"""How many shards an index has, up to a number of reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An agency in the list of the index."""

    id: str
    """Its id."""
    name: str
    """Its name, as the reader chooses it."""
    slugs: tuple[str, ...]
    """Its reports, sorted."""

    @property
    def width(self) -> int:
        """How many blocks its reports take."""
        return -(-len(self.slugs) // BLOCK)


def shard_count(reports: int) -> int:
    """How many shards an index has: enough that an answer needs little of it, no more."""
    return next((count for count, most in _SHARDS if reports <= most), 256)


def listing(entries: Sequence[Entry], shards: int) -> bytes:
    """The file that a search begins with: how many shards there are, and the reports in order."""
    plain = {"shards": shards, "agencies": [[item.id, item.name, *item.slugs] for item in entries]}
    return _json(plain)


def shard(term: str, shards: int) -> int:
    """The number of the shard that a term stands in: its characters' numbers, added up."""
    return sum(map(ord, term)) % shards


def merge(placed: Iterable[tuple[int, Block]], shards: int) -> Index:
    """A whole index, of blocks by ascending number."""
    found: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for number, block in placed:
        base = number << BLOCK
        for term, reports in sets_of(block):
            found[term].append(base | reports)
    files: list[dict[str, str]] = [{} for _ in range(shards)]
    for term in sorted(found):
        code = encode((item >> BLOCK, item & 31) for item in found.pop(term))
        files[shard(term, shards)][term] = code
    return {f"{number}.json": _json(codes) for number, codes in enumerate(files)}


Changes = Mapping[str, Mapping[str, Mapping[int, int]]]
"""By shard and term: the set of reports that each block has now, 0 for none."""


def changes(numbered: Iterable[tuple[int, Block, Block]], shards: int) -> Changes:
    """What has to change in an index, of blocks by number as they were and as they are."""
    found: dict[str, dict[str, dict[int, int]]] = {}
    for number, before, now in numbered:
        old, new = dict(sets_of(before)), dict(sets_of(now))
        for term in old.keys() | new.keys():
            if old.get(term) != new.get(term):
                file = found.setdefault(f"{shard(term, shards)}.json", {})
                file.setdefault(term, {})[number] = new.get(term, 0)
    return found


def amend(content: bytes, changed: Mapping[str, Mapping[int, int]]) -> bytes:
    """A shard with some terms changed; it is what merging anew would give."""
    codes: dict[str, str] = json.loads(content)
    for term, sets in changed.items():
        placed = {**dict(decode(codes.pop(term, ""))), **sets}
        code = encode(sorted(item for item in placed.items() if item[1]))
        if code:
            codes[term] = code
    return _json(dict(sorted(codes.items())))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
