"""Damages a text as editors, mail programs and bad copies do, by the throw of dice."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

NASTY = [
    *"\t\n\r \x00\x07\x1b\x7f\x85\u00a0\u200b\u202e\u2028\u3000\ufeff\ufffd",
    *"：，。；“”（）－＋０１２９",
    *":,;#&*!|>'\"%@`[]{}?-=~\\/<$^_.+0123456789eE",
    *["- ", ": ", " #", "---\n", "...\n", "<<: ", "{{", "}}", "![", "](", "**", "```", "<b>"],
    *["1,234", "1e3", "0x1", "~", "null", "no", "!!int ", "&a ", "*a", "&#1;", "𠮷", "自然人: 1"],
]
"""What is put in."""


def damaged(text: str, dice: random.Random) -> bytes:
    """The text with one to three things done to it."""
    for _ in range(dice.choice([1, 1, 1, 2, 3])):
        text = dice.choice(_WAYS)(text, dice)
    raw = text.encode()
    return _flip(raw, dice) if raw and dice.random() < 0.1 else raw


def _insert(text: str, dice: random.Random) -> str:
    place = dice.randrange(len(text) + 1)
    return text[:place] + dice.choice(NASTY) + text[place:]


def _replace(text: str, dice: random.Random) -> str:
    place = dice.randrange(len(text) + 1)
    return text[:place] + dice.choice(NASTY) + text[place + 1 :]


def _delete(text: str, dice: random.Random) -> str:
    place = dice.randrange(len(text) + 1)
    return text[:place] + text[place + dice.choice([1, 1, 2, 5, 40]) :]


def _change_digit(text: str, dice: random.Random) -> str:
    digits = [match.start() for match in re.finditer("[0-9]", text)]
    place = dice.choice(digits) if digits else 0
    return text[:place] + dice.choice("0123456789") + text[place + 1 :]


def _swap_lines(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _repeat_line(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    lines.insert(dice.randrange(len(lines)), dice.choice(lines))
    return "\n".join(lines)


def _flip(raw: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(raw))
    return raw[:place] + bytes([raw[place] ^ (1 << dice.randrange(8))]) + raw[place + 1 :]


_WAYS: tuple[Callable[[str, random.Random], str], ...] = (
    _insert,
    _replace,
    _delete,
    _change_digit,
    _swap_lines,
    _repeat_line,
)
