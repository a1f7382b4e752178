"""Prose put before the rules that judge it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import narrative
from generator.check import Subject
from generator.diagnostic import Diagnostic
from generator.report import Value
from tests.support.forms import shipped
from tests.support.records import subject

REST = "## 存在的主要问题及改进情况\n\n{five}\n\n## 其他需要报告的事项\n\n{six}\n"
POINTS = "主动公开、依申请公开、信息管理、平台建设、监督保障均按要求开展。"
"""Speaks of the five points of the overview."""


def judged(
    prose: str,
    listed: Mapping[str, Value] | None = None,
    *,
    edition: str = "2021",
    five: str = "公开不够及时，将每月通报。",
    six: str = "未收取信息处理费。",
    **changes: Any,
) -> Subject:
    """A report whose overview says something, from line 3 of its file on."""
    text = f"## 总体情况\n\n{prose}\n\n" + REST.format(five=five, six=six)
    read, wrong = narrative.read(text.encode(), "content/demo/2023.md", shipped(edition))
    assert not wrong
    return subject(shipped(edition), listed, narrative=read, **changes)


def pointed(found: Diagnostic, prose: str) -> str:
    """The words that a finding points at in the overview."""
    line = prose.split("\n")[found.at.line - 3]
    return line[found.at.column - 1 : found.at.column - 1 + found.at.width]
