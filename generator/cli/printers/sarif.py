"""Findings as SARIF 2.1.0, which code hosts and editors show beside the lines."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import click

from generator import __version__, catalogue
from generator.catalogue import Card
from generator.cli.printers.wording import message, path_from, remedies, visible
from generator.cli.words import language, say
from generator.diagnostic import Position, Problem
from generator.pipeline import Verdict

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_BASE = "%SRCROOT%"
_TAGS = {"zh": "zh-CN", "en": "en-US"}


def print_sarif(verdict: Verdict, root: Path) -> None:
    """Print one SARIF log with every rule and every problem; paths count from the folder here."""
    rules = sorted({*catalogue.rules(), *(item.diagnostic.rule for item in verdict.problems)})
    writer = _Writer(root, rules)
    run = {
        "tool": {"driver": {"name": "gongkai", "version": __version__, "rules": _rules(rules)}},
        "language": _TAGS[language()],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": say("sarif.base")}}},
        "results": [writer.result(problem) for problem in verdict.problems],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _rules(names: Sequence[str]) -> list[dict[str, object]]:
    return [_rule(catalogue.card(name)) for name in names]


def _rule(card: Card) -> dict[str, object]:
    told, tongue = card.explanation, language()
    parts = [
        (say("explain.what"), told.what[tongue]),
        (say("explain.why"), told.why[tongue]),
        *([(say("explain.source"), told.source)] if told.source else []),
        (say("explain.mend"), told.mend[tongue]),
    ]
    examples = [(say("explain.wrong"), told.wrong), (say("explain.right"), told.right)]
    marked = [f"**{name}** {text}" for name, text in parts]
    marked += [f"**{name}**\n\n```\n{text}\n```" for name, text in examples]
    return {
        "id": card.rule,
        "shortDescription": {"text": card.title[tongue]},
        "fullDescription": {"text": told.what[tongue]},
        "help": {
            "text": "\n\n".join(f"{name}: {text}" for name, text in (*parts, *examples)),
            "markdown": "\n\n".join(marked),
        },
        "defaultConfiguration": {"level": card.severity},
    }


class _Writer:
    """Problems as results, each with a fingerprint that no other of the run has."""

    def __init__(self, root: Path, rules: Sequence[str]) -> None:
        self._root = root
        self._indexes = {rule: index for index, rule in enumerate(rules)}
        self._seen: Counter[str] = Counter()

    def result(self, problem: Problem) -> dict[str, object]:
        """One problem: its words, its place, the figures that it read."""
        found = problem.diagnostic
        return {
            "ruleId": found.rule,
            "ruleIndex": self._indexes[found.rule],
            "level": problem.severity,
            "message": {"text": "\n".join((message(problem), *remedies(problem)))},
            "locations": [self._location(problem.position)],
            "relatedLocations": [
                {
                    "id": number,
                    **self._location(remark.position),
                    "message": {"text": visible(remark.label)},
                }
                for number, remark in enumerate(problem.remarks, 1)
            ],
            "partialFingerprints": {"finding/v1": self._fingerprint(problem)},
            "properties": {"cells": list(found.cells)},
        }

    def _location(self, position: Position) -> dict[str, object]:
        uri = quote(path_from(Path(), self._root, position.file))
        place: dict[str, object] = {"artifactLocation": {"uri": uri, "uriBaseId": _BASE}}
        if position.line:
            place["region"] = {
                "startLine": position.line,
                "startColumn": position.column,
                "endColumn": position.column + max(position.width, 1),
            }
        return {"physicalLocation": place}

    def _fingerprint(self, problem: Problem) -> str:
        """What tells a finding from others though lines above it come and go.

        In YAML that is the address in the data, in Markdown what the message is about. Two alike
        are numbered in their order.
        """
        found = problem.diagnostic
        what: object = found.at.path or sorted(found.args.items())
        text = repr((found.rule, found.variant, found.at.file, found.at.on_key, what))
        self._seen[text] += 1
        return hashlib.sha256(f"{text} {self._seen[text]}".encode()).hexdigest()[:32]
