"""The reference says what the program does: every command, rule and key."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from generator import catalogue
from generator.cli.app import cli

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"


def test_the_generated_pages_are_up_to_date_and_every_key_is_documented() -> None:
    command = [sys.executable, REFERENCE / "make.py", "--check"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("name", cli.list_commands(click.Context(cli)))
def test_every_command_is_documented_and_has_help(name: str) -> None:
    assert f"gongkai {name}" in (REFERENCE / "commands.md").read_text(encoding="utf-8")
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.help


@pytest.mark.parametrize("page", ["rules.md", "rules.zh-CN.md"])
def test_every_rule_is_documented_in_both_languages(page: str) -> None:
    text = (REFERENCE / page).read_text(encoding="utf-8")
    assert [rule for rule in catalogue.rules() if f"`{rule}`" not in text] == []


def test_every_dependency_has_its_reason() -> None:
    text = (ROOT / "docs/decisions/0006-dependencies.md").read_text(encoding="utf-8")
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    named = {line.strip(' ",').split(">=")[0] for line in lines if '">=' in line or ">=" in line}
    packages = {name for name in named if name.islower() and " " not in name and "=" not in name}
    assert {name for name in packages if name not in text} <= {"requires-python", "hatchling"}
