"""``gongkai schema --cms``: fields in the form's order, with its words and limits; no file is harmed.

That Decap takes the settings, and what it saves, is tried in ``tests/browser/test_web_editor.py``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.operations.webeditor import web_editor
from generator.workspace.editions import editions
from tests.support.sites import SOUND, gongkai, site

REPORT = SOUND["content/demo/2023.yml"]
WIDGETS = {"string", "number", "select", "object", "list", "text"}
"""Source: https://decapcms.org/docs/widgets/."""


def config(root: Path, *options: str) -> Any:
    ran = gongkai("-C", root, "schema", "--cms", "decap", *options)
    assert ran.status == 0, ran.err
    return yaml.safe_load((root / "admin/config.yml").read_text(encoding="utf-8"))


def files(found: Any) -> dict[str, Any]:
    return {item["file"]: item for part in found["collections"] for item in part["files"]}


def fields(found: Any, file: str) -> dict[str, Any]:
    return {item["name"]: item for item in files(found)[file]["fields"]}


def every(items: list[Any]) -> list[Any]:
    below = [every(item.get("fields", [])) for item in items]
    return [*items, *(item for one in below for item in one)]


def test_each_agency_has_its_files(tmp_path: Path) -> None:
    found = config(site(tmp_path), "--year", "2024")
    assert [(part["name"], part["label"]) for part in found["collections"]] == [
        ("site", "站点"),
        ("demo", "演示市示例局"),
    ]
    names = (
        "site.yml",
        *(f"content/demo/{name}" for name in ("agency.yml", "2024.yml", "2024.md")),
    )
    assert list(files(found)) == [*names, "content/demo/2023.yml", "content/demo/2023.md"]


def test_a_report_has_every_cell_of_its_edition_in_order(tmp_path: Path) -> None:
    root = site(tmp_path)
    form = editions(root)[0]["2021"]
    found = fields(config(root), "content/demo/2023.yml")

    def addresses(name: str, field: Any) -> list[str]:
        if "fields" not in field:
            return [name]
        return [
            address
            for item in field["fields"]
            for address in addresses(f"{name}/{item['name']}", item)
        ]

    keys = [table.key for table in form.tables]
    listed = [address for key in keys for address in addresses(key, found[key])]
    assert listed == [cell.address for cell in form.cells]
    fresh = found["申请办理"]["fields"][0]
    assert fresh["label"] == "一、本年新收政府信息公开申请数量"
    person = fresh["fields"][0]
    limits = {key: person[key] for key in ("widget", "value_type", "min", "max")}
    assert limits == {"widget": "number", "value_type": "int", "min": 0, "max": 999_999_999}
    assert "写 ~" not in person["hint"]
    assert found["scope"]["options"] == ["agency", "region"]
    assert found["edition"]["options"] == ["2021", "2019"]
    assert "waivers" not in found


def test_every_field_is_one_that_the_editor_knows(tmp_path: Path) -> None:
    for item in files(config(site(tmp_path))).values():
        for field in every(item["fields"]):
            assert field["widget"] in WIDGETS, field
            assert {"name", "label"} <= field.keys()


def test_codes_are_words_and_only_figures_are_numbers(tmp_path: Path) -> None:
    contact = fields(config(site(tmp_path)), "content/demo/agency.yml")["contact"]["fields"]
    postcode = next(item for item in contact if item["name"] == "postcode")
    assert (postcode["widget"], postcode["hint"]) == ("string", "六位数字。")


def test_a_row_is_edited_as_it_is_written(tmp_path: Path) -> None:
    text = f"{REPORT}\n申请办理:\n  本年新收: [1, 0, 0, 0, 0, 0, 1]\n  上年结转: {{自然人: 0}}\n"
    found = fields(config(site(tmp_path, {"content/demo/2023.yml": text})), "content/demo/2023.yml")
    listed, named = found["申请办理"]["fields"][:2]
    assert (listed["widget"], listed["min"], listed["max"]) == ("list", 7, 7)
    assert listed["hint"].startswith("依次是：自然人、商业企业、")
    assert (named["widget"], len(named["fields"])) == ("object", 7)


@pytest.mark.parametrize(
    "change",
    [
        "\n主动公开:\n  行政事业性收费: 12.50\n",
        "\n主动公开:\n  行政事业性收费: 1234567890.123456\n",
        "\n申请办理:\n  new: [1, 0, 0, 0, 0, 0, 1]\n",
        "unknown: 1\n",
        "published:   2024-01-20\n",
    ],
)
def test_a_file_that_would_come_back_otherwise_is_left_alone(tmp_path: Path, change: str) -> None:
    start = REPORT.replace("published: 2024-01-20\n", "") if "published" in change else REPORT
    root = site(tmp_path, {"content/demo/2023.yml": start + change})
    assert web_editor(root, {"name": "test-repo"}, None).left == ("content/demo/2023.yml",)
    found = config(root)
    assert "content/demo/2023.yml" not in files(found)
    assert "content/demo/2023.md" in files(found)


def test_a_decimal_that_comes_back_is_no_hindrance(tmp_path: Path) -> None:
    text = f"{REPORT}\n主动公开:\n  行政事业性收费: 12.25\n"
    made = web_editor(site(tmp_path, {"content/demo/2023.yml": text}), {"name": "test-repo"}, None)
    assert made.left == ()


def test_paths_count_from_the_repository(tmp_path: Path) -> None:
    import subprocess

    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    found = config(site(tmp_path / "portal"), "--repo", "gitlab:demo/reports")
    assert "portal/content/demo/2023.yml" in files(found)
    assert found["backend"] == {"name": "gitlab", "repo": "demo/reports", "branch": "main"}
    assert found["media_folder"] == "portal/admin/uploads"


@pytest.mark.parametrize(
    "options",
    [
        ("--repo", "github:demo/reports"),
        ("--year", "2024"),
        ("--cms", "decap", "--repo", "demo/reports"),
        ("--cms", "decap", "--repo", "svn:demo"),
        ("--cms", "other"),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(tmp_path: Path, options: tuple[str, ...]) -> None:
    ran = gongkai("-C", site(tmp_path), "schema", *options)
    assert ran.status == 2
    assert not (tmp_path / "admin").exists()


def test_the_page_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    config(site(tmp_path, {"site.yml": "name: <b>站点</b>\n"}))
    page = (tmp_path / "admin/index.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;" in page
    assert "//" not in page.replace("<!doctype html>", "")
    assert page.count("<script") == page.count("<script src=") == 1
