"""The tables of an edition, name by name, as a report's file may have them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.form import Cell, Form, Header, Level, Measure
from generator.schema.shapes import Schema, exactly, optional, record, words

_WHOLE = "[1-9][0-9]{0,8}"
MOST = 999_999_999
"""The largest count."""
_NUMBERS: Mapping[Measure, tuple[Schema, str]] = {
    Measure.COUNT: ({"type": "integer", "minimum": 0, "maximum": MOST}, f"0|{_WHOLE}"),
    Measure.CHANGE: ({"type": "integer", "minimum": -MOST, "maximum": MOST}, f"0|[+-]?{_WHOLE}"),
    Measure.AMOUNT: (
        {"type": "number", "minimum": 0, "exclusiveMaximum": 10**12},
        r"(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?",
    ),
}
_UNIT = "( ?(元|万元|亿元))?"


def figure(measure: Measure, *, unit_printed: bool) -> Schema:
    """A figure of some kind, or a blank for "not filed"."""
    number, pattern = _NUMBERS[measure]
    if measure is Measure.AMOUNT and not unit_printed:
        pattern += _UNIT
    return {**number, "type": [number["type"], "string", "null"], "pattern": f"^({pattern})$"}


@dataclass(slots=True)
class Tables:
    """The schema of an edition's tables; parts that are alike stand in ``defs`` once."""

    form: Form
    """The edition."""
    prefix: str
    """What the names in ``defs`` begin with."""
    defs: dict[str, Schema] = field(default_factory=dict)
    """The parts, by name."""
    _names: dict[str, str] = field(default_factory=dict)

    def properties(self) -> tuple[Mapping[str, Schema], Mapping[str, Schema]]:
        """What may stand below each table's key, and below the other names for it."""
        keys: dict[str, Schema] = {}
        others: dict[str, Schema] = {}
        for table in self.form.tables:
            level = self.form.levels[table.key]
            said = words()["figures"]["table"].format(number=table.number)
            shape = {**self._level(level, 0), "title": table.label.text, "description": said}
            keys[table.key] = shape
            names = [name for name, below in self.form.levels.items() if below is level]
            others[exactly(name for name in names if name != table.key)] = shape
        return keys, others

    def unlisted(self) -> Schema:
        """What cells that are not listed were filed as."""
        return figure(self.form.cells[0].measure, unit_printed=True)

    def addresses(self) -> Schema:
        """A cell's address in keys, which editors offer, or in ids, which they let pass."""
        keys = {"enum": [cell.address for cell in self.form.cells]}
        ids = {"type": "string", "pattern": exactly(cell.id for cell in self.form.cells)}
        return self._shared({"anyOf": [keys, ids]})

    def changes(self) -> Schema:
        """Figures before and after, by address."""

        def change(shape: Schema) -> Schema:
            return optional(record("change", {"was": shape, "now": shape}))

        return self._by_address(change)

    def seen(self) -> Schema:
        """Figures, by address."""
        return self._by_address(lambda shape: shape)

    def _by_address(self, kept: Callable[[Schema], Schema]) -> Schema:
        """What is kept of figures, by address."""
        keys: dict[str, Schema] = {}
        others: dict[str, list[str]] = {}
        for cell in self.form.cells:
            found = self._shared(kept(figure(cell.measure, unit_printed=False)))
            keys[cell.address] = found
            others.setdefault(found["$ref"], []).append(cell.id)
        shape = {
            "type": ["object", "null"],
            "properties": keys,
            "patternProperties": {exactly(ids): {"$ref": ref} for ref, ids in others.items()},
            "additionalProperties": False,
        }
        return self._shared(shape)

    def _level(self, level: Level, depth: int) -> Schema:
        """What may stand at a level: a mapping, and for a single row also a list."""
        keys: dict[str, Schema] = {}
        others: dict[str, Schema] = {}
        for key in level.keys:
            below = level.entries[key]
            keys[key] = self._entry(below, depth)
            names = [name for name in level.entries if level.entries[name] is below]
            if others_of := [name for name in names if name != key]:
                others[exactly(others_of)] = keys[key]
        shape: dict[str, object] = {
            "type": ["object", "null"],
            "properties": keys,
            "patternProperties": others,
            "additionalProperties": False,
        }
        if level.is_row:
            count = len(level.cells)
            shape["type"] = ["object", "array", "null"]
            shape |= {"prefixItems": list(keys.values()), "items": False}
            shape |= {"minItems": count, "maxItems": count}
        return self._shared(shape)

    def _entry(self, below: Level | int, depth: int) -> Schema:
        if isinstance(below, int):
            return self._cell(self.form.cells[below], depth)
        header = self._header(below.cells[0], depth)
        said = words()["figures"]["row" if below.is_row else "group"]
        description = said.format(keys="、".join(below.keys), unit=self._unit(below.cells[0]))
        shape = self._level(below, depth + 1)
        return {**shape, "title": header.label.text, "description": description}

    def _cell(self, cell: Cell, depth: int) -> Schema:
        """A figure with the words of the header that it is written under."""
        said = words()["figures"]
        parts = [said[cell.measure]]
        if cell.measure is Measure.AMOUNT and not cell.unit_printed:
            parts = [said["unit"]]
        if cell.index in self._derived():
            parts.append(said["derived"])
        parts.append(said["blank"])
        text = "".join(parts).format(unit=self._unit(cell.index))
        title = self._header(cell.index, depth).label.text
        shape = figure(cell.measure, unit_printed=cell.unit_printed)
        return self._shared({**shape, "title": title, "description": text})

    def _derived(self) -> frozenset[int]:
        rules = (identity for identity in self.form.identities if identity.derives)
        return frozenset(rule.left[0].cell for rule in rules)

    def _header(self, cell: int, depth: int) -> Header:
        """The row or column that a cell is written under at some level of a file."""
        path = self.form.cells[cell]
        return [header for header in (*path.row, *path.column) if header.key is not None][depth]

    def _unit(self, cell: int) -> str:
        return next(self._units(self.form.cells[cell]), words()["figures"]["no_unit"])

    def _units(self, cell: Cell) -> Iterator[str]:
        for block in self.form.table(cell.table).blocks:
            if block.id == cell.block and block.unit is not None:
                yield block.unit.text

    def _shared(self, shape: Schema) -> Schema:
        """A reference to a part, which is put down once however often it is met."""
        text = json.dumps(shape, ensure_ascii=False, sort_keys=True)
        name = self._names.setdefault(text, f"{self.prefix}{len(self._names) + 1}")
        self.defs[name] = shape
        return {"$ref": f"#/$defs/{name}"}
