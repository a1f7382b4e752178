"""Each third-party package has one door; the layers themselves are import-linter's to prove."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOORS = {
    "yaml": {"source/events.py"},
    "markdown_it": {"narrative/markdown.py"},
    "jinja2": {"render/theme.py"},
    "markupsafe": {"render/theme.py"},
    "livereload": {"serve/server.py"},
    "tornado": {"serve/server.py"},
    "watchdog": {"serve/watching.py"},
    "stdnum": {"privacy.py"},
    "distributed": {"engine/cluster.py"},
    "xlsxwriter": {"export/xlsx.py"},
    "lxml": {"ingest/markup.py"},
    "docx": {"export/docx/", "ingest/docx.py"},
    "click": {"cli/"},
    "playwright": {"operations/chromium.py"},
    "pypdf": {"export/pdf.py"},
    "ghp_import": {"publish/branch.py"},
    "fsspec": {"publish/store.py"},
    "botocore": {"publish/store.py"},
    "rich": {"cli/printers/terminal.py", "cli/progress.py"},
}
"""Who may open each package, by its name in an import; a folder is a door as a whole."""


def imports(module: Path) -> Iterator[str]:
    """The top-level names that a module imports from outside, also inside functions."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").split(".")[0]


def openers(root: Path) -> dict[str, set[str]]:
    """Which modules below a folder import each package that is neither Python's nor ours."""
    found: dict[str, set[str]] = {}
    for module in root.rglob("*.py"):
        for name in set(imports(module)) - sys.stdlib_module_names - {"generator"}:
            found.setdefault(name, set()).add(module.relative_to(root).as_posix())
    return found


def strangers(found: dict[str, set[str]]) -> list[str]:
    """The modules that open a package without being its door."""
    return [
        f"{module}: {package}"
        for package, modules in sorted(found.items())
        for module in sorted(modules)
        if not any(module.startswith(door) for door in DOORS.get(package, ()))
    ]


def test_each_package_is_opened_at_its_door_only() -> None:
    found = openers(ROOT / "generator")
    assert strangers(found) == []
    assert found.keys() == DOORS.keys()


def test_an_import_elsewhere_would_be_seen(tmp_path: Path) -> None:
    package = tmp_path / "check"
    package.mkdir()
    (package / "dates.py").write_text("def f():\n    import yaml\n", encoding="utf-8")
    assert strangers(openers(tmp_path)) == ["check/dates.py: yaml"]


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("check/dates.py", "import generator.pipeline\n"),
        ("engine/build.py", "def f():\n    from generator import cli\n"),
        ("form/model.py", "import generator.source\n"),
        ("utils.py", "x = 1\n"),
    ],
)
def test_an_arrow_that_points_up_or_a_room_without_a_floor_breaks_the_contract(
    tmp_path: Path, place: str, line: str
) -> None:
    shutil.copytree(ROOT / "generator", tmp_path / "generator")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    module = tmp_path / "generator" / place
    before = module.read_text(encoding="utf-8") if module.exists() else ""
    module.write_text(f"{before}\n{line}", encoding="utf-8")
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run(
        [linter, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1, ran.stdout + ran.stderr
