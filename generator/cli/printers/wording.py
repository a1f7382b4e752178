"""What every format says of a problem: its words, made safe, and its place as a reader finds it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from generator import catalogue
from generator.cli.printers.repairs import advice, in_words
from generator.cli.words import language, say
from generator.diagnostic import Position, Problem, Severity
from generator.privacy import mask

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SEEN = {"\t": "→", "\n": "\n"}


def visible(text: str) -> str:
    """A text in which nothing hides or moves the cursor: each such character as one that is seen.

    What stands in files and in their names must not be able to give orders to a terminal. A number
    that names a person is masked besides.
    """
    masked = mask(text)
    if masked.isprintable():
        return masked
    return "".join(
        _SEEN.get(char, "\ufffd") if unicodedata.category(char) in _HIDDEN else char
        for char in masked
    )


def message(problem: Problem) -> str:
    """What is wrong, in the editor's language."""
    found = problem.diagnostic
    return visible(catalogue.card(found.rule).message(found, language()))


def hint(problem: Problem) -> str:
    """What to do about it."""
    found = problem.diagnostic
    return visible(catalogue.card(found.rule).hint(found, language()))


def place(position: Position, path: Callable[[str], str] = str) -> str:
    """File, line and column in one word; the file alone where there is no line.

    ``path`` gives a file's path as it is to be shown; without it, it counts from the site.
    """
    file = visible(path(position.file))
    return f"{file}:{position.line}:{position.column}" if position.line else file


def remedy(problem: Problem) -> Iterator[tuple[str, str]]:
    """What to do, each line with the key of its name: what would mend the sums, or the rule's hint.

    Where just one repair is good, the hint says less than it, and may lead elsewhere. The repairs
    of several stand on lines of their own, without a name.
    """
    found = problem.diagnostic
    repairs = () if problem.severity is Severity.NOTE else found.repairs
    words = [visible(in_words(repair)) for repair in repairs]
    if len(words) == 1 and not repairs[0].rivals:
        yield "repair", words[0] + advice(repairs)
        return
    yield "hint", hint(problem)
    if words:
        yield "repair", advice(repairs).lstrip()
    for number, line in enumerate(words, 1):
        yield "", f"{number}. {line}"


def remedies(problem: Problem) -> Iterator[str]:
    """What to do, as lines of plain text."""
    for key, words in remedy(problem):
        yield f"{say(key)}: {words}" if key else f"  {words}"


def beside(problem: Problem, path: Callable[[str], str]) -> Iterator[str]:
    """What it read, a line for each place, and last what to do."""
    for remark in problem.remarks:
        yield f"{place(remark.position, path)} {visible(remark.label)}"
    yield from remedies(problem)


def path_from(base: Path, root: Path, file: str) -> str:
    """The path of a site's file as seen from a folder above the site.

    Whoever shows findings beside a change looks for files from the top of a checkout. A site that
    does not lie below ``base`` keeps its own paths.
    """
    above, below = root.resolve(), base.resolve()
    if not above.is_relative_to(below):
        return file
    return (above.relative_to(below) / file).as_posix()
