"""Sites on disk, and the command line run on them."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from generator import LANGUAGES, pipeline
from generator.cli import main
from generator.cli.printers import PRINTERS
from generator.diagnostic import Problem

SOUND: Mapping[str, str] = {
    "site.yml": "name: 演示站点\n",
    "content/demo/agency.yml": "name: 演示市示例局\nkind: department\n",
    "content/demo/2023.yml": (
        "title: 演示市示例局2023年政府信息公开工作年度报告\npublished: 2024-01-20\nunlisted: 0\n"
    ),
    "content/demo/2023.md": (
        "## 总体情况\n\n主动公开、依申请公开、信息管理、平台建设、监督保障均按要求开展。\n\n"
        "## 存在的主要问题及改进情况\n\n正文。\n\n"
        "## 其他需要报告的事项\n\n未收取信息处理费。\n"
    ),
}
"""The files of a site with one report in which nothing is wrong."""


def write(root: Path, files: Mapping[str, str | bytes | None]) -> Path:
    """Write files below a folder, which is returned; ``None`` stands for a file that is not."""
    for name, content in files.items():
        if content is None:
            continue
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def site(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """The sound site with some files changed, added or (``None``) left out."""
    return write(root, {**SOUND, **(changes or {})})


def problems(root: Path) -> tuple[Problem, ...]:
    """Everything wrong with a site, as it would be printed."""
    return pipeline.check(root).verdict.problems


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


def gongkai(*arguments: str | Path, language: str = "zh") -> Ran:
    """Run a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    excepthook = sys.excepthook
    plain = {"GONGKAI_LANG": language, "NO_COLOR": "1", "TERM": "dumb"}
    try:
        with (
            mock.patch.dict(os.environ, plain),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            status = main([str(argument) for argument in arguments])
    finally:
        sys.excepthook = excepthook
    return Ran(status, out.getvalue(), err.getvalue())


def printed(root: Path, verdict: pipeline.Verdict | None = None) -> list[str]:
    """Everything wrong with a site, printed in every format and language."""
    verdict = verdict or pipeline.check(root).verdict
    texts = []
    for language in LANGUAGES:
        for show in PRINTERS.values():
            out = io.StringIO()
            with (
                mock.patch.dict(os.environ, {"GONGKAI_LANG": language}),
                contextlib.redirect_stdout(out),
            ):
                show(verdict, root)
            texts.append(out.getvalue())
    return texts
