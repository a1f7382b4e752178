"""The comments of a YAML text, each given to the key or item that it goes with."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.writing.layout import Chain, Entry, Group, Place, Words, entries

_EMPTY = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment, or an empty line between keys."""

    place: Place
    """Where it begins."""
    text: str
    """The comment from its ``#``; empty for an empty line."""
    gap: str = ""
    """The blanks between it and what stands before it on its line."""
    alone: bool = True
    """Whether it has a line of its own."""


def comments(text: str, root: Group) -> Iterator[Comment]:
    """Every comment and empty line of a text: what lies outside of its keys and values."""
    taken = _taken(root)
    for number, line in enumerate(text.split("\n")):
        spans = taken.get(number, [])
        if not line.strip() and not spans:
            yield Comment(place=(number, 0), text=_EMPTY)
            continue
        start = _hash(line, spans)
        if start is not None:
            before = line[:start]
            gap = before[len(before.rstrip()) :]
            yield Comment(
                place=(number, start),
                text=line[start:].rstrip(),
                gap=" " * max(len(gap), 1),
                alone=not before.strip() and not spans,
            )


def attach(root: Group, found: Sequence[Comment]) -> tuple[str, ...]:
    """Give each comment to its entry; those above the first one are returned.

    A comment at the end of a line goes with that line. One on a line of its own goes with the key
    below it, or, where it is indented deeper than that key, with what it is indented like above.
    """
    placed = sorted(entries(root), key=lambda item: item[0].start)
    starts = [entry.start for entry, _ in placed]
    head: list[str] = []
    gaps: dict[int, _Gap] = {}
    for comment in found:
        index = bisect_left(starts, comment.place)
        before = placed[index - 1] if index else None
        if not comment.alone:
            _note(before, comment, head)
        elif before is None:
            head.append(comment.text)
        elif (group := _brackets(before, comment.place)) is not None:
            _inside(group, placed[index : index + 1], comment)
        else:
            gaps.setdefault(index, _gap(placed, index)).take(comment)
    for gap in gaps.values():
        gap.settle()
    while head and not (head[-1] or starts):
        head.pop()
    return tuple(line for line, above in zip(head, ["", *head], strict=False) if line or above)


def _taken(root: Group) -> dict[int, list[tuple[int, int]]]:
    """The columns that keys and values take, by line."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for entry, _ in entries(root):
        for words in (entry.key, entry.value):
            if not isinstance(words, Words):
                continue
            (first, column), (last, end) = words.start, words.end
            if words.block:
                taken.setdefault(first, []).append((column, column + len(words.block[0])))
                first, column = first + 1, 0
            for line in range(first, last + 1):
                begins = column if line == first else 0
                ends = end if line == last else 1 << 20
                taken.setdefault(line, []).append((begins, ends))
    return taken


def _hash(line: str, spans: Sequence[tuple[int, int]]) -> int | None:
    """The column of the first ``#`` outside of the spans of a line."""
    column = line.find("#")
    while column >= 0:
        ends = [end for start, end in spans if start <= column < end]
        if not ends:
            return column
        column = line.find("#", max(ends))
    return None


def _note(owner: tuple[Entry, Chain] | None, comment: Comment, head: list[str]) -> None:
    """Give a comment at the end of a line to the entry that the line ends with."""
    if owner is None:
        head.append(comment.text)
        return
    entry, chain = owner
    while len(chain) > 1 and chain[-1].flow and chain[-1].end <= comment.place:
        entry, chain = _owner(chain), chain[:-1]
    if entry.note:
        entry.above.append(comment.text)
    else:
        entry.note = comment.gap + comment.text


def _owner(chain: Chain) -> Entry:
    """The entry whose value the last of some groups is."""
    return next(entry for entry in chain[-2].entries if entry.value is chain[-1])


def _brackets(before: tuple[Entry, Chain], place: Place) -> Group | None:
    """The innermost brackets that stand open at a place; ``before`` is the entry before it."""
    entry, chain = before
    value = (entry.value,) if isinstance(entry.value, Group) else ()
    around = [group for group in (*chain, *value) if group.flow and place < group.end]
    return around[-1] if around else None


def _inside(group: Group, after: Sequence[tuple[Entry, Chain]], comment: Comment) -> None:
    """Give away a comment inside brackets, where empty lines mean nothing."""
    if comment.text:
        follows = [entry.above for entry, _ in after if entry.start < group.end]
        (follows or [group.tail])[0].append(comment.text)


def _gap(placed: Sequence[tuple[Entry, Chain]], index: int) -> _Gap:
    """The gap before an entry of a block, or after the last one."""
    entry, chain = placed[index - 1]
    while len(chain) > 1 and chain[-1].flow:
        entry, chain = _owner(chain), chain[:-1]
    if index == len(placed):
        outer, last = chain[:1], chain[0].tail
    else:
        outer, last = placed[index][1], placed[index][0].above
    if len(outer) > len(chain):
        return _Gap([(-1, last)], opens=True)
    closed = [
        (_owner(chain[:depth]).start[1], chain[depth - 1].tail)
        for depth in range(len(chain), len(outer), -1)
    ]
    places = [(entry.start[1], entry.below), *closed, (-1, last)]
    return _Gap(places, at_end=index == len(placed))


@dataclass(slots=True)
class _Gap:
    """The lines between one entry and the next, while their comments are given away."""

    places: Sequence[tuple[int, list[str]]]
    """Where comments may go, the deepest first: each with a column that they have to exceed."""
    opens: bool = False
    """Whether it lies between a key and the first one below it, where no empty line is wanted."""
    at_end: bool = False
    """Whether it is the end of the text."""
    current: int = 0
    empty: bool = False
    """Whether an empty line waits for what follows it."""

    def take(self, comment: Comment) -> None:
        """Give a comment away, or keep an empty line for what follows it."""
        if not comment.text:
            self.empty = True
            return
        while comment.place[1] <= self.places[self.current][0]:
            self.current += 1
        into = self.places[self.current][1]
        if self.empty and not (self.opens and not into):
            into.append(_EMPTY)
        self.empty = False
        into.append(comment.text)

    def settle(self) -> None:
        """End the gap: an empty line right above the next entry goes with it."""
        into = self.places[-1][1]
        if self.empty and not self.at_end and not (self.opens and not into):
            into.append(_EMPTY)
