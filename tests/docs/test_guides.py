"""The guides are followed to the letter: their commands run, and their files are what they show."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

GUIDES = Path(__file__).parents[2] / "docs" / "guide"
FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
VARIES = re.compile(r"\d[\d.]*(?= 秒| 个文件| 个，沿用)|[0-9a-f]{64}")
"""Times, digests, and how many files a site has: these change with the program."""
FILES = ("yaml", "markdown", "csv", "css", "html")


@dataclass(frozen=True)
class Block:
    kind: str
    words: list[str]
    text: str


def blocks(page: str) -> list[Block]:
    text = (GUIDES / page).read_text(encoding="utf-8")
    return [Block(kind, words.split(), body) for kind, words, body in FENCE.findall(text)]


class Reader:
    """Someone who follows a guide from an empty folder."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder = folder
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self.environment = {**os.environ, "PATH": path, "GONGKAI_LANG": language}

    def shell(self, script: str) -> subprocess.CompletedProcess[str]:
        """Run commands where the last ones left off."""
        keep = self.folder.parent / "cwd"
        here = keep.read_text(encoding="utf-8").strip() if keep.exists() else str(self.folder)
        return subprocess.run(
            ["bash", "-e", "-c", f"cd '{here}'\n{script}\npwd > '{keep}'"],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def here(self) -> Path:
        keep = self.folder.parent / "cwd"
        return Path(keep.read_text(encoding="utf-8").strip()) if keep.exists() else self.folder

    def write(self, block: Block) -> None:
        """Write a block to the path that it names, or add it to what is there."""
        path = self.here / block.words[0]
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if "more" in block.words else ""
        path.write_text(before + block.text, encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "language"),
    [
        ("editor.zh-CN.md", "zh"),
        ("editor.en.md", "en"),
        ("first-hour.md", "zh"),
        ("forms.md", "en"),
        ("import.md", "zh"),
        ("install.md", "zh"),
        ("web-editor.md", "zh"),
        ("ledger.md", "zh"),
        ("themes.md", "zh"),
    ],
)
def test_a_guide_can_be_followed(tmp_path: Path, page: str, language: str) -> None:
    (tmp_path / "work").mkdir()
    reader = Reader(tmp_path / "work", language)
    every = blocks(page)
    ran, said = 0, ""
    for block, following in zip(every, [*every[1:], None], strict=True):
        if block.kind == "console":
            commands = [line[2:] for line in block.text.splitlines() if line.startswith("$ ")]
            for command in commands:
                if "serve" in command.split():
                    continue  # it does not end by itself; tests of their own look at it
                done = reader.shell(f"{{ {command}\n}} 2>&1")
                assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
                ran, said = ran + 1, done.stdout
        elif block.kind == "text" and "output" in block.words:
            assert VARIES.sub("…", block.text.strip()) == VARIES.sub("…", said.strip())
        elif block.kind in FILES and block.words:
            reader.write(block)
            if "broken" in block.words:
                done = reader.shell("gongkai check")
                assert done.returncode == 1, block.text
                assert following is not None
                assert following.text.strip() in done.stdout, done.stdout
    assert ran >= 3


def test_the_guide_to_themes_names_each_block_and_token() -> None:
    guide = (GUIDES / "themes.md").read_text(encoding="utf-8")
    default = GUIDES.parents[1] / "themes" / "default"
    base = (default / "templates/base.html").read_text(encoding="utf-8")
    blocks = re.findall(r"{% block (\w+) %}", base)
    assert re.findall(r"^\| `(\w+)` \| .* \|$", guide, re.MULTILINE) == blocks
    sheet = (default / "assets/site.css").read_text(encoding="utf-8")
    tokens = re.findall(r"(--[a-z-]+):", sheet[: sheet.index("@media")])
    assert len(tokens) > 10
    assert [token for token in tokens if f"`{token}`" not in guide] == []


def test_the_guide_to_forms_writes_the_example_of_another_country(tmp_path: Path) -> None:
    (tmp_path / "foia").mkdir()
    reader = Reader(tmp_path / "foia", "en")
    for block in blocks("forms.md"):
        if block.kind in FILES and block.words and "broken" not in block.words:
            reader.write(block)

    def words(root: Path) -> dict[str, list[str]]:
        found = [path for path in root.rglob("*.*") if path.suffix in (".md", ".yml")]
        return {
            str(path.relative_to(root)): path.read_text(encoding="utf-8").split()
            for path in found
            if ".gongkai" not in path.parts
        }

    assert words(tmp_path / "foia") == words(GUIDES.parents[1] / "examples" / "foia")
