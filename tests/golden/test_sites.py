"""Two small sites, one for each edition, byte for byte as they were looked at and approved.

``pytest tests/golden --update-golden`` writes what is built now over what is expected; look at the
difference before it is committed.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import pipeline

HERE = Path(__file__).parent


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_site_is_built_as_approved(tmp_path: Path, edition: str, update_golden: bool) -> None:
    site = shutil.copytree(HERE / edition / "site", tmp_path / "site")
    built = pipeline.build(site, tmp_path / "public")
    assert built.verdict.problems == ()
    expected = HERE / edition / "expected"
    if update_golden:
        shutil.rmtree(expected, ignore_errors=True)
        shutil.copytree(tmp_path / "public", expected)
    made, approved = contents(tmp_path / "public"), contents(expected)
    assert sorted(made) == sorted(approved)
    assert [name for name in made if made[name] != approved[name]] == []
