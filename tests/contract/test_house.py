"""The measures of the house: how long a file and a function may be, and no way round in a circle.

Layers are held by import-linter; within a room imports may run either way, but never in a circle,
not even for types alone. Why these measures: docs/decisions/0042-the-house.md.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path

from tests.portals import ROOT

LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def modules() -> Mapping[str, tuple[Path, ast.Module]]:
    """Every module of the program by its name, parsed."""
    found: dict[str, tuple[Path, ast.Module]] = {}
    for path in sorted((ROOT / "generator").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found[name] = (path, ast.parse(path.read_text(encoding="utf-8")))
    return found


def imported(tree: ast.Module, known: Mapping[str, object]) -> Iterator[str]:
    """The modules of the program that one imports, wherever in it and whatever for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in known:
            for item in node.names:
                whole = f"{node.module}.{item.name}"
                yield whole if whole in known else str(node.module)
        elif isinstance(node, ast.Import):
            yield from (item.name for item in node.names if item.name in known)


def test_no_file_is_longer_than_one_can_hold_in_mind() -> None:
    lengths = {
        str(path): len(path.read_text(encoding="utf-8").splitlines())
        for path, _ in modules().values()
    }
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    found = {
        f"{name}.{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for name, (_, tree) in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert len(found) > 1000
    assert {name: length for name, length in found.items() if length > LONGEST_FUNCTION} == {}


def test_imports_never_run_in_a_circle_not_even_for_types() -> None:
    known = modules()
    graph = {name: set(imported(tree, known)) for name, (_, tree) in known.items()}
    assert graph["generator.__main__"] == {"generator.cli"}
    TopologicalSorter(graph).prepare()  # which raises CycleError, and names the circle
