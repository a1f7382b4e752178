"""How many of something there are, in languages in which one thing has another name than two.

A message may say ``{count:report|reports}``: the number, and its noun in the number that it needs.
"""

from __future__ import annotations

from collections.abc import Mapping

_OR = "|"


class Counted(int):
    """A number that knows what it counts once it is written into a message."""

    def __format__(self, spec: str) -> str:
        one, divided, many = spec.partition(_OR)
        return (
            f"{int(self)} {one if self == 1 else many}" if divided else int(self).__format__(spec)
        )


def has_nouns(text: str) -> bool:
    """Whether a message has words that hang on a number."""
    return _OR in text


def counted(text: str, slots: Mapping[str, object]) -> Mapping[str, object]:
    """What fills a message's slots; numbers count where the message has nouns to choose from."""
    if not has_nouns(text):
        return slots
    return {name: _number(value) for name, value in slots.items()}


def _number(value: object) -> object:
    if type(value) is int:
        return Counted(value)
    if type(value) is str and value.isdecimal() and str(int(value)) == value:
        return Counted(value)
    return value
