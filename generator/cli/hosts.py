"""The CI templates that a new site begins with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator import PACKAGE

_FILES: Mapping[str, tuple[str, str]] = {
    "github": ("github-actions.yml", ".github/workflows/reports.yml"),
    "gitlab": ("gitlab-ci.yml", ".gitlab-ci.yml"),
}
HOSTS = (*_FILES, "none")
"""The hosts that there is a template for."""


def for_ci(host: str) -> Mapping[str, str]:
    """What a site keeps for a host of repositories, by path."""
    if host not in _FILES:
        return {}
    name, path = _FILES[host]
    return {path: (_templates() / name).read_text(encoding="utf-8")}


def _templates() -> Path:
    """Where templates are: inside the wheel, or with the documents in a checkout."""
    inside = PACKAGE / "ci"
    return inside if inside.is_dir() else PACKAGE.parent / "docs" / "ci"
