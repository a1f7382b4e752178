"""The agencies of a site; only those whose file changed are read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from generator.diagnostic import Diagnostic, from_plain, to_plain
from generator.engine import Snapshot, Store
from generator.report import Agency, Contact
from generator.workspace import tree
from generator.workspace.reading import agency_file, nearest_above, read_agency, unreadable


@dataclass(frozen=True, slots=True)
class Agencies:
    """Every agency, and what is wrong with their files."""

    records: Mapping[str, Agency]
    """By id, sorted."""
    below: Mapping[str, tuple[Agency, ...]]
    """The agencies right below each that has any."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong."""
    memory: dict[str, Any]
    """What to remember for the next run."""

    def chain(self, agency: str) -> tuple[Agency, ...]:
        """The agencies above one, outermost first, and itself; it stops where one is missing."""
        found: list[Agency] = []
        here: str | None = agency
        while here is not None and here in self.records and self.records[here] not in found:
            found.insert(0, self.records[here])
            here = self.records[here].parent
        return tuple(found)


def read_agencies(root: Path, ids: tuple[str, ...], snapshot: Snapshot, store: Store) -> Agencies:
    """The agencies with these ids.

    Raises:
        ChangedError: a file was changed after the snapshot was taken.
    """
    known: Any = store.read("agencies") or {}
    listed = dict.fromkeys(ids)
    memory: dict[str, Any] = {}
    contents = snapshot.contents
    records: dict[str, Agency] = {}
    findings: list[Diagnostic] = []
    for agency in ids:
        parent = nearest_above(agency, listed)
        stamp = (contents[agency_file(agency)], parent)
        held = known.get(agency)
        if held is None or held[0] != stamp:
            record, wrong = _read(root, agency, parent, contents[agency_file(agency)])
            held = (stamp, astuple(record), tuple(to_plain(item) for item in wrong))
        memory[agency] = held
        records[agency] = _record(held[1])
        findings += [from_plain(plain) for plain in held[2]]
    below: dict[str, list[Agency]] = {}
    for record in records.values():
        if record.parent is not None:
            below.setdefault(record.parent, []).append(record)
    settled = {agency: tuple(children) for agency, children in below.items()}
    return Agencies(records, settled, tuple(findings), memory)


def _read(
    root: Path, agency: str, parent: str | None, digest: str
) -> tuple[Agency, tuple[Diagnostic, ...]]:
    file = agency_file(agency)
    try:
        return read_agency(tree.read_again(root, file, digest), agency, parent)
    except OSError as error:
        record, _ = read_agency(b"", agency, parent)
        return record, (unreadable(file, error.strerror or str(error)),)


def _record(plain: tuple[Any, ...]) -> Agency:
    """The agency that ``astuple`` took apart."""
    agency, name, english, short, kind, region, parent, contact, *others = plain
    makes_rules, pinyin, moved = others
    office, address, postcode, phone, email = contact
    return Agency(
        id=agency,
        name=name,
        english=english,
        short=short,
        kind=kind,
        region=region,
        parent=parent,
        contact=Contact(
            office=office, address=address, postcode=postcode, phone=phone, email=email
        ),
        makes_rules=makes_rules,
        pinyin=pinyin,
        moved=tuple(moved),
    )
