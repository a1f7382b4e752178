"""Misspelt keys of which it is certain what they mean.

Certain means that no other reading is left. A wrong Chinese character is never certain: 复议前 is
as near to 复议后 as any slip of the pen, and says the opposite.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from difflib import SequenceMatcher

_FEWEST_LETTERS = 5


def certain(written: str, names: Collection[str]) -> str | None:
    """The only one of some names that a misspelt one can mean; ``None`` where that is not sure."""
    for alike in (_same_but_for_width, _same_but_for_order, _same_but_for_a_letter):
        meant = [name for name in names if alike(written, name)]
        if len(meant) == 1:
            return meant[0]
        if meant:
            return None
    return None


def _folded(name: str) -> str:
    return re.sub(r"[\s\W_]+", "", unicodedata.normalize("NFKC", name)).casefold()


def _same_but_for_width(written: str, name: str) -> bool:
    """Blanks, punctuation, full width and capitals aside."""
    return bool(_folded(name)) and _folded(written) == _folded(name)


def _same_but_for_order(written: str, name: str) -> bool:
    """Two neighbours have changed places, or one was written twice."""
    if len(written) == len(name) > 2:
        apart = [place for place in range(len(name)) if written[place] != name[place]]
        return (
            len(apart) == 2
            and apart[1] == apart[0] + 1
            and written[apart[0]] == name[apart[1]]
            and written[apart[1]] == name[apart[0]]
        )
    if len(written) == len(name) + 1 > 2:
        return any(
            written[:place] + written[place + 1 :] == name and written[place] == written[place - 1]
            for place in range(1, len(written))
        )
    return False


def _same_but_for_a_letter(written: str, name: str) -> bool:
    """One Latin letter is wrong, missing or too many."""
    if not (written.isascii() and name.isascii()) or min(len(written), len(name)) < _FEWEST_LETTERS:
        return False
    if any(char.isdigit() for char in written + name):
        return False
    steps = SequenceMatcher(None, written, name, autojunk=False).get_opcodes()
    changes = [
        max(end - start, to - since) for kind, start, end, since, to in steps if kind != "equal"
    ]
    return changes == [1]
