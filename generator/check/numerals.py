"""Numerals before headings and paragraphs: one kind at each level."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.counts import chinese
from generator.check.subject import Subject
from generator.diagnostic import Address, Diagnostic

_BEFORE = r"(?:#{2,6} +)?(?:\*\*)?"
_DIGITS = r"[0-9０-９]{1,2}"
_MARK = re.compile(
    rf"{_BEFORE}(?P<mark>(?P<open>[（(])?"
    rf"(?:(?P<chinese>[一二三四五六七八九十]{{1,3}})|(?P<arabic>{_DIGITS}))(?(open)[）)]|、))"
)
_ARABIC = re.compile(rf"{_BEFORE}[（(]?{_DIGITS}[）)、]")

_STARTS = frozenset("#*（(一二三四五六七八九十0123456789") | {
    chr(0xFF10 + digit) for digit in range(10)
}


def mixed_numerals(subject: Subject) -> Iterator[Diagnostic]:
    """2、 after 一、, or （3） after （二）: a count that goes on in another kind of numeral."""
    if subject.narrative is None or subject.form.prose.doubled is None:
        return
    if not any(map(_ARABIC.match, subject.narrative.source)):
        return  # one kind at all levels, as nearly always
    latest: dict[tuple[bool, bool], tuple[int, str]] = {}
    for number, line in enumerate(subject.narrative.source, start=1):
        if line[:1] not in _STARTS or (found := _MARK.match(line)) is None:
            continue
        if line.startswith("## "):
            latest = {key: value for key, value in latest.items() if not key[0]}
        opened, numeral, arabic, mark = found.group("open", "chinese", "arabic", "mark")
        bracketed, is_chinese = opened is not None, numeral is not None
        value = chinese(numeral) or 0 if is_chinese else int(arabic)
        own, other = latest.get((bracketed, is_chinese)), latest.get((bracketed, not is_chinese))
        goes_on = own is not None and own[0] == value - 1
        if value > 1 and other is not None and other[0] == value - 1 and not goes_on:
            yield _finding(subject, number, found, other[1])
        latest[bracketed, is_chinese] = (value, mark)


def _finding(subject: Subject, line: int, found: re.Match[str], before: str) -> Diagnostic:
    at = Address(
        file=subject.filing.file.removesuffix(".yml") + ".md",
        line=line,
        column=found.start("mark") + 1,
        width=len(found["mark"]),
    )
    return Diagnostic(
        rule="narrative.numerals", at=at, args={"found": found["mark"], "before": before}
    )
