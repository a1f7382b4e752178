"""Figures written as a report's file, in one of the many ways in which editors may write them."""

from __future__ import annotations

import json
import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from generator.form import Form, Level
from generator.report import Value


def dump(
    form: Form, figures: Sequence[Value], dice: random.Random, leave_out: Collection[int] = ()
) -> str:
    """The YAML of a report; ``leave_out`` are cells that it does not list."""
    writer = _Writer(figures, dice, frozenset(leave_out))
    lines = [f'edition: "{form.edition}"', "title: 报告"]
    for table in dice.sample(form.tables, len(form.tables)):
        name = dice.choice([table.key, table.id, table.label.text])
        lines.append(f"{_word(name, dice)}:")
        lines += writer.level(form.levels[table.id], "  ")
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    figures: Sequence[Value]
    dice: random.Random
    leave_out: frozenset[int]

    def level(self, level: Level, indent: str) -> Iterator[str]:
        """What stands below a name, as a block of lines."""
        for key in self.dice.sample(level.keys, len(level.keys)):
            below = level.entries[key]
            name = _word(self.name(level, key), self.dice)
            if isinstance(below, int):
                if below not in self.leave_out:
                    yield f"{indent}{name}: {self.figure(below)}{_comment(self.dice)}"
            elif below.is_row and self.dice.random() < 0.7:
                yield f"{indent}{name}: {self.row(below)}{_comment(self.dice)}"
            elif not self.leave_out.issuperset(below.cells):
                yield f"{indent}{name}:{_comment(self.dice)}"
                yield from self.level(below, indent + " " * self.dice.choice([1, 2, 4]))

    def row(self, row: Level) -> str:
        """A row on one line: as a list where all of it is listed, or as a mapping."""
        if self.leave_out.isdisjoint(row.cells) and self.dice.random() < 0.5:
            return f"[{', '.join(self.figure(cell) for cell in row.cells)}]"
        keys = self.dice.sample(row.keys, len(row.keys))
        listed = [
            f"{_word(self.name(row, key), self.dice)}: {self.figure(cell)}"
            for key in keys
            if isinstance(cell := row.entries[key], int) and cell not in self.leave_out
        ]
        return "{" + ", ".join(listed) + "}"

    def name(self, level: Level, key: str) -> str:
        """One of the names that lead where a key does."""
        names = [name for name, entry in level.entries.items() if entry is level.entries[key]]
        return self.dice.choice(names)

    def figure(self, cell: int) -> str:
        value = self.figures[cell]
        if value is None:
            return "~"
        return self.dice.choice([str(value), str(value), f'"{value}"', f"'{value}'"])


def _word(name: str, dice: random.Random) -> str:
    return json.dumps(name, ensure_ascii=False) if dice.random() < 0.2 else name


def _comment(dice: random.Random) -> str:
    return dice.choice(["", "", "", "   # 注", " "])
