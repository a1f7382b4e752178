"""Findings for programs, on standard output."""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator import catalogue
from generator.cli.words import language
from generator.diagnostic import Problem, Severity
from generator.pipeline import Verdict
from generator.privacy import mask


def print_json(verdict: Verdict, root: Path) -> None:
    """Print every problem as one JSON object; lines and columns count from 1, in characters."""
    document = {
        "diagnostics": [_problem(problem) for problem in verdict.problems],
        "summary": {f"{severity}s": verdict.count(severity) for severity in Severity},
    }
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _problem(problem: Problem) -> dict[str, object]:
    found, card = problem.diagnostic, catalogue.card(problem.diagnostic.rule)
    return {
        "rule": found.rule,
        "severity": problem.severity,
        "message": card.message(found, language()),
        "file": problem.position.file,
        "line": problem.position.line,
        "column": problem.position.column,
        "cells": list(found.cells),
        "related": [
            {
                "file": remark.position.file,
                "line": remark.position.line,
                "column": remark.position.column,
                "label": mask(remark.label),
            }
            for remark in problem.remarks
        ],
        "hint": card.hint(found, language()),
    }
