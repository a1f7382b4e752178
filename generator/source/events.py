"""YAML text to plain data, strictly: the one module that opens PyYAML.

It reads libyaml's events with a small stack of its own and never constructs a YAML type, so every
scalar stays the text that was written. What would be read differently by two programs (anchors,
tags, directives, repeated keys) is refused with its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.diagnostic import DataPath, Diagnostic
from generator.source.model import Kind, Piece, Source, Span, Spans
from generator.source.text import FORBIDDEN, finding, shown

MAX_DEPTH = 32
"""Deeper nesting is refused."""
MAX_NODES = 50_000
"""More values than this are refused."""

BLANKS = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain scalars that mean "left blank"."""

_LOADER = yaml.CSafeLoader if getattr(yaml, "__with_libyaml__", False) else yaml.SafeLoader
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
    "character escape code": "escape",
    "tab character": "tab",
    "sequence entries are not allowed": "indent",
    "expected <document start>": "indent",
    "expected alphabetic or numeric": "alias",
}
_TOLD_WHERE_IT_BEGINS = frozenset({"no-colon", "open-quote", "alias"})
"""What libyaml notices only further on, where nothing is wrong."""

_Event = Any
"""One of PyYAML's events; its stubs leave open whether a parsed one has marks. It has."""


def read(text: str, file: str) -> Source:
    """The data of a text whose top is a mapping. Nothing is raised for any text whatever."""
    reader = _Reader(text=text, file=file)
    data = reader.run()
    findings = sorted(reader.findings, key=lambda found: (found.at.line, found.at.column))
    fatal = any(found.rule != "yaml.comment" for found in findings)
    if not fatal and data is None:
        findings.append(finding(file, "yaml.syntax", "empty", 1, 1))
    elif not fatal and not isinstance(data, dict):
        findings.append(_top_level(text, file, reader.spans.find((), on_key=False)))
    usable = data if isinstance(data, dict) and not fatal else None
    return Source(data=usable, diagnostics=tuple(findings))


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a text that ``read`` finds nothing wrong with."""
    for event in yaml.parse(text, Loader=_LOADER):
        start, end = _place(event.start_mark), _place(event.end_mark)
        if isinstance(event, yaml.ScalarEvent):
            style = event.style or ""
            yield Piece(kind=Kind.TEXT, start=start, end=end, value=event.value, style=style)
        elif isinstance(event, yaml.CollectionEndEvent):
            yield Piece(kind=Kind.END, start=start, end=end)
        elif isinstance(event, yaml.CollectionStartEvent):
            kind = Kind.MAP if isinstance(event, yaml.MappingStartEvent) else Kind.LIST
            yield Piece(kind=kind, start=start, end=end, flow=bool(event.flow_style))


def _place(mark: Any) -> tuple[int, int]:
    return mark.line, mark.column


def spans(text: str) -> Spans:
    """Where each value of a text stands."""
    reader = _Reader(text=text, file="")
    reader.run()
    return reader.spans


def _top_level(text: str, file: str, span: Span) -> Diagnostic:
    line = text.split("\n")[span.line - 1]
    variant = "fullwidth-colon" if "：" in line else "no-colon" if ":" in line else "not-a-mapping"
    return finding(file, "yaml.syntax", variant, span.line, span.column, span.width)


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
        return self._place(None if plain and event.value in BLANKS else event.value, event)

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
        if value and not value.isprintable() and (found := FORBIDDEN.search(value)):
            self._refuse(event, "yaml.encoding", "character", found=shown(found[0]))

    def _comment(self, event: _Event) -> None:
        """Warn where ``#`` right after a blank and right before a word cuts a text short."""
        rest = self._line(event.end_mark.line)[event.end_mark.column :]
        if re.match(r" #[^\s#]", rest) and not re.fullmatch(r"[-+]?[0-9.]+|~", event.value):
            self._refuse(event, "yaml.comment", "default", kept=event.value)

    def _refuse(self, event: _Event, rule: str, variant: str, **args: str | int) -> None:
        span = _span(event)
        self.findings.append(
            finding(self.file, rule, variant, span.line, span.column, span.width, **args)
        )

    def _line(self, index: int) -> str:
        return self.lines[index] if index < len(self.lines) else ""

    def _syntax(self, error: yaml.YAMLError) -> Diagnostic:
        """libyaml's complaint as the cause that an editor can mend."""
        problem = str(getattr(error, "problem", None) or error)
        if "nesting depth" in problem and (deep := getattr(error, "problem_mark", None)):
            # libyaml 0.2.6 looks ahead and stops on its own account, before an event comes of it.
            at = (deep.line + 1, deep.column + 1)
            return finding(self.file, "yaml.limit", "depth", *at, limit=MAX_DEPTH)
        variant = next((v for part, v in _CAUSES.items() if part in problem), "other")
        marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
        if variant in _TOLD_WHERE_IT_BEGINS or (marks[0] and not self._line(marks[0].line).strip()):
            marks.reverse()
        mark = marks[0] or marks[1]
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
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
        return finding(self.file, "yaml.syntax", variant, line, column, problem=problem)


def _span(event: _Event) -> Span:
    start, end = event.start_mark, event.end_mark
    single = end.line == start.line
    width = end.column - start.column if single else 1
    return Span(line=start.line + 1, column=start.column + 1, width=max(width, 1))
