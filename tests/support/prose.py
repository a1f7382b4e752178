"""Narrative read in the sections of the edition of 2021."""

from __future__ import annotations

from generator import narrative
from generator.diagnostic import Diagnostic
from generator.report import Narrative
from tests.support.forms import shipped

OTHERS = "## 存在的主要问题及改进情况\n\n正文。\n\n## 其他需要报告的事项\n\n正文。\n"
"""The other sections that have to be there."""


def read(text: str) -> tuple[Narrative, tuple[Diagnostic, ...]]:
    """A whole file."""
    return narrative.read(text.encode(), "content/demo/2023.md", shipped("2021"))


def within(prose: str) -> tuple[Narrative, tuple[Diagnostic, ...]]:
    """A file whose first section holds some prose, from line 3 on."""
    return read(f"## 总体情况\n\n{prose}\n\n{OTHERS}")


def sound(prose: str) -> Narrative:
    """The same, where nothing is wrong with it."""
    found, findings = within(prose)
    assert findings == ()
    return found


def html(prose: str) -> str:
    """The first section as HTML, a figure as its address in braces."""
    return shown(sound(prose))


def shown(found: Narrative, section: str = "overview") -> str:
    """A section as HTML, a figure as its address in braces."""
    passage = found.passage(section)
    assert passage is not None
    parts = [part if isinstance(part, str) else f"{{{part.address}}}" for part in passage.html]
    return "".join(parts).strip()


def only(prose: str) -> Diagnostic:
    """The one thing that is wrong with some prose."""
    (finding,) = within(prose)[1]
    return finding
