"""YAML text to plain data, strictly: the one module that opens PyYAML.

It reads libyaml's events with a small stack of its own and never constructs a YAML type, so every
scalar stays the text that was written. What would be read differently by two programs (anchors,
tags, directives, repeated keys, invisible characters) is refused with its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.diagnostic import Address, DataPath, Diagnostic

MAX_BYTES = 1 << 20
"""A larger file is refused: no report comes near, and parsing it could stall a build."""
MAX_DEPTH = 32
"""Deeper nesting is refused."""
MAX_NODES = 50_000
"""More values than this are refused."""

_BLANKS = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER = yaml.CSafeLoader if getattr(yaml, "__with_libyaml__", False) else yaml.SafeLoader
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffd\ud800-\udfff]"
)
_REFUSED = {
    "character": _FORBIDDEN,
    "line-end": re.compile(r"\r(?!\n)"),
    "mojibake": re.compile("锟斤拷|烫烫烫|屯屯屯"),
}
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
_HASH_IN_TEXT = re.compile(r"[^\s#][^\n]*? #[^\s#]")
_FULLWIDTH_COLON = re.compile(r"^\s*(?:- )?[^\s:#'\"{\[][^:#\n]*：")

# libyaml's and PyYAML's own words for what went wrong, to the message that an editor can use.
_CAUSES = {
    "mapping values are not allowed": "colon-in-text",
    "cannot start any token": "bad-start",
    "expected ',' or ']'": "open-list",
    "expected ',' or '}'": "open-map",
    "expected the node content": "open-list",
    "expected node content": "open-list",
    "expected hexdecimal number": "escape",
    "expected comment or line break": "bad-start",
    "could not find expected ':'": "no-colon",
    "expected key": "indent",
    "expected '-' indicator": "indent",
    "expected <block end>": "indent",
    "unexpected end of stream": "open-quote",
    "unknown escape character": "escape",
    "expected escape sequence": "escape",
    "tab character": "tab",
    "sequence entries are not allowed": "indent",
    "expected <document start>": "indent",
    "expected alphabetic or numeric": "alias",
}


_Event = Any
"""One of PyYAML's events; its stubs leave open whether a parsed one has marks. It has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where a value or key stands: line and column from 1, in characters."""

    line: int
    column: int
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """The side table from data addresses to places in the text."""

    values: Mapping[DataPath, Span]
    """Where each value begins; a mapping or list where its first character stands."""
    keys: Mapping[DataPath, Span]
    """Where the key of each value stands."""

    def find(self, path: DataPath, *, on_key: bool) -> Span:
        """The place of an address, or of the nearest address above it that the text has."""
        for length in range(len(path), 0, -1):
            part = path[:length]
            exact = length == len(path)
            first, second = (
                (self.keys, self.values)
                if on_key or not exact
                else (
                    self.values,
                    self.keys,
                )
            )
            span = first.get(part) or second.get(part)
            if span is not None:
                return span
        return self.values.get((), Span(line=1, column=1, width=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a YAML file says, as plain data."""

    data: Mapping[str, object] | None
    """Mappings, lists, texts and ``None`` (blank); ``None`` at the top if nothing can be used."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Everything refused."""


def read(raw: bytes, file: str) -> Source:
    """The data of a YAML file whose top is a mapping.

    ``file`` only names the file in diagnostics. Nothing is raised for any bytes whatever.
    """
    text, findings = _decode(raw, file)
    if text is None:
        return Source(data=None, diagnostics=tuple(findings))
    reader = _Reader(text=text, file=file)
    data = reader.run()
    findings += reader.findings
    findings.sort(key=lambda finding: (finding.at.line, finding.at.column))
    fatal = any(finding.rule != "yaml.comment" for finding in findings)
    if not fatal and not isinstance(data, dict):
        findings.append(_top_level(text, file, reader.spans.find((), on_key=False)))
    usable = data if isinstance(data, dict) and not fatal else None
    return Source(data=usable, diagnostics=tuple(findings))


def spans(raw: bytes) -> Spans:
    """Where each value of a file stands; empty for what cannot be read.

    Kept apart from ``read`` so that lines are worked out only when a finding is to be printed.
    """
    text, _ = _decode(raw, "")
    if text is None:
        return Spans(values={}, keys={})
    reader = _Reader(text=text, file="")
    reader.run()
    return reader.spans


def plain_text(
    raw: bytes, file: str, *, limit: int = MAX_BYTES
) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of a file that an editor wrote, or what no such file may hold, whatever it says."""
    text, findings = _decode(raw, file, limit)
    return text, tuple(findings)


def _decode(raw: bytes, file: str, limit: int = MAX_BYTES) -> tuple[str | None, list[Diagnostic]]:
    if len(raw) > limit:
        return None, [_finding(file, "yaml.limit", "bytes", 1, 1, limit=limit)]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [_finding(file, "yaml.encoding", "utf-16", 1, 1)]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        before = raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start]
        column = len(before.decode("utf-8", "replace")) + 1
        return None, [_finding(file, "yaml.encoding", _guess(raw), line, column)]
    text = text.removeprefix("\ufeff")
    findings = [
        _at(text, file, match.start(), "yaml.encoding", variant, found=_shown(match[0]))
        for variant, pattern in _REFUSED.items()
        for match in pattern.finditer(text)
    ]
    return (None if findings else text), findings[:20]


def _shown(found: str) -> str:
    """A character that cannot be seen by its number, any other text as it is."""
    return found if found.isprintable() else f"U+{ord(found[0]):04X}"


def _guess(raw: bytes) -> str:
    """Which encoding bytes that are not UTF-8 seem to be in."""
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "not-utf-8"
    return "gb18030"


def _at(
    text: str, file: str, offset: int, rule: str, variant: str, **args: str | int
) -> Diagnostic:
    line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    at = Address(file=file, line=line, column=column)
    return Diagnostic(rule=rule, variant=variant, at=at, args=args)


def _finding(
    file: str, rule: str, variant: str, line: int, column: int, width: int = 1, **args: str | int
) -> Diagnostic:
    at = Address(file=file, line=line, column=column, width=max(width, 1))
    return Diagnostic(rule=rule, variant=variant, at=at, args=args)


def _top_level(text: str, file: str, span: Span) -> Diagnostic:
    if not text.strip():
        return _finding(file, "yaml.syntax", "empty", 1, 1)
    line = text.split("\n")[span.line - 1]
    variant = "fullwidth-colon" if "：" in line else "no-colon" if ":" in line else "not-a-mapping"
    return _finding(file, "yaml.syntax", variant, span.line, span.column, span.width)


@dataclass(slots=True)
class _Frame:
    """A mapping or list while its events come in."""

    into: dict[str, object] | list[object]
    path: DataPath
    key: str | None = None
    """The key that waits for its value; only in a mapping."""


@dataclass(slots=True)
class _Reader:
    """One pass over the events of one text."""

    text: str
    file: str
    findings: list[Diagnostic] = field(default_factory=list)
    values: dict[DataPath, Span] = field(default_factory=dict)
    keys: dict[DataPath, Span] = field(default_factory=dict)
    stack: list[_Frame] = field(default_factory=list)
    nodes: int = 0
    documents: int = 0
    root: dict[str, object] | list[object] | str | None = None
    latest: DataPath = ()
    """Where the value that was placed last stands."""
    lines: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = self.text.split("\n")

    @property
    def spans(self) -> Spans:
        return Spans(values=self.values, keys=self.keys)

    def run(self) -> dict[str, object] | list[object] | str | None:
        """The data, or what was read of it before a fault that ends the reading."""
        try:
            for event in yaml.parse(self.text, Loader=_LOADER):
                if not self._take(event):
                    break
        except yaml.YAMLError as error:
            self.findings.append(self._syntax(error))
        return self.root

    def _take(self, event: _Event) -> bool:
        """Take one event; ``False`` ends the reading."""
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            return self._open(event)
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.stack.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(event, "yaml.anchor", "alias", name=str(event.anchor))
            return self._place(None, event)
        elif isinstance(event, yaml.DocumentStartEvent):
            return self._document(event)
        return True

    def _document(self, event: _Event) -> bool:
        self.documents += 1
        if event.version or event.tags:
            self._refuse(event, "yaml.syntax", "directive")
        if self.documents > 1:
            self._refuse(event, "yaml.syntax", "second-document")
        return self.documents == 1

    def _scalar(self, event: _Event) -> bool:
        self._plainly(event)
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.into, dict) and frame.key is None:
            return self._key(frame, event)
        plain = event.style is None or event.style == ""
        if plain and event.value and "#" in self._line(event.end_mark.line):
            self._comment(event)
        return self._place(None if plain and event.value in _BLANKS else event.value, event)

    def _key(self, frame: _Frame, event: _Event) -> bool:
        self.nodes += 1
        if event.value == "<<" and not event.style:
            self._refuse(event, "yaml.anchor", "merge")
        path = (*frame.path, event.value)
        if isinstance(frame.into, dict) and event.value in frame.into:
            first = self.keys[path].line
            self._refuse(event, "yaml.duplicate-key", "default", key=event.value, first=first)
        else:
            self.keys[path] = _span(event)
        frame.key = event.value
        return self._within_limits(event)

    def _open(self, event: _Event) -> bool:
        self._plainly(event)
        into: dict[str, object] | list[object]
        into = {} if isinstance(event, yaml.MappingStartEvent) else []
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.into, dict) and frame.key is None:
            self._refuse(event, "yaml.syntax", "complex-key")
            return False
        going = self._place(into, event)
        self.stack.append(_Frame(into, self.latest))
        if len(self.stack) > MAX_DEPTH:
            self._refuse(event, "yaml.limit", "depth", limit=MAX_DEPTH)
            return False
        return going

    def _place(self, value: dict[str, object] | list[object] | str | None, event: _Event) -> bool:
        """Put a value where the text has it."""
        self.nodes += 1
        frame = self.stack[-1] if self.stack else None
        path: DataPath = ()
        if frame is None:
            self.root = value
        elif isinstance(frame.into, list):
            path = (*frame.path, len(frame.into))
            frame.into.append(value)
        elif frame.key is not None:
            path = (*frame.path, frame.key)
            frame.into.setdefault(frame.key, value)
            frame.key = None
        else:
            self._refuse(event, "yaml.syntax", "complex-key")
            return False
        self.latest = path
        self.values.setdefault(path, _span(event))
        return self._within_limits(event)

    def _within_limits(self, event: _Event) -> bool:
        if self.nodes <= MAX_NODES:
            return True
        self._refuse(event, "yaml.limit", "nodes", limit=MAX_NODES)
        return False

    def _plainly(self, event: _Event) -> None:
        """Refuse anchors and tags; a quoted text carries the tag ``!`` for no reason of its own."""
        if event.anchor:
            self._refuse(event, "yaml.anchor", "anchor", name=event.anchor)
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            self._refuse(event, "yaml.tag", "default", tag=tag.replace("tag:yaml.org,2002:", "!!"))
        value = getattr(event, "value", "")
        if value and not value.isprintable() and (found := _FORBIDDEN.search(value)):
            self._refuse(event, "yaml.encoding", "character", found=_shown(found[0]))

    def _comment(self, event: _Event) -> None:
        """Warn where ``#`` right after a blank and right before a word cuts a text short."""
        rest = self._line(event.end_mark.line)[event.end_mark.column :]
        if re.match(r" #[^\s#]", rest) and not re.fullmatch(r"[-+]?[0-9.]+|~", event.value):
            self._refuse(event, "yaml.comment", "default", kept=event.value)

    def _refuse(self, event: _Event, rule: str, variant: str, **args: str | int) -> None:
        span = _span(event)
        self.findings.append(
            _finding(self.file, rule, variant, span.line, span.column, span.width, **args)
        )

    def _line(self, index: int) -> str:
        return self.lines[index] if index < len(self.lines) else ""

    def _syntax(self, error: yaml.YAMLError) -> Diagnostic:
        """libyaml's complaint as the cause that an editor can mend."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = str(getattr(error, "problem", None) or error)
        variant = next((v for part, v in _CAUSES.items() if part in problem), "other")
        written = self._line(line - 1)
        before = self._line(line - 2) if line > 1 else ""
        if _TAB_INDENT.match(written):
            variant = "tab"
        elif variant in ("no-colon", "indent", "other", "colon-in-text"):
            for text, number in ((written, line), (before, line - 1)):
                if "：" in text and _FULLWIDTH_COLON.match(text):
                    variant, line, column = "fullwidth-colon", number, text.index("：") + 1
                    break
        if written[column - 1 : column] in ("*", "&"):
            variant = "alias"
        return _finding(self.file, "yaml.syntax", variant, line, column, problem=problem)


def _span(event: _Event) -> Span:
    start, end = event.start_mark, event.end_mark
    single = end.line == start.line
    width = end.column - start.column if single else 1
    return Span(line=start.line + 1, column=start.column + 1, width=max(width, 1))


def lines(raw: bytes) -> Iterator[str]:
    """The lines of a file for an excerpt, whatever its bytes are."""
    yield from raw.decode("utf-8-sig", "replace").splitlines()
