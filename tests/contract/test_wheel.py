"""The wheel carries all that a site needs, into an environment that has nothing."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.contract.conftest import run


def test_the_wheel_has_forms_rules_words_and_theme(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "generator/forms/cn-2019.yml",
        "generator/forms/cn-2021.yml",
        "generator/rules/cell.blank.yml",
        "generator/cli/words.yml",
        "generator/schema/words.yml",
        "generator/themes/default/templates/report.html",
        "generator/themes/default/messages/zh-CN.yml",
        "generator/themes/default/assets/site.css",
    } <= names
    assert not [name for name in names if not name.startswith(("generator/", "gongkai-"))]


def test_a_new_site_builds_where_only_the_wheel_is_installed(
    installed: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    run(installed / "gongkai", "new", "site", site)
    run(installed / "gongkai", "-C", site, "build", "--strict")
    assert (site / "public/sample/2024/index.html").is_file()
