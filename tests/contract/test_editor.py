"""A new site in a real editor's hands: words are offered and explained, and faults are shown.

The same schemas are held against both portals by a program of others.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.form import Form
from generator.schema import vscode_settings
from generator.workspace.editions import editions
from tests.contract.language_server import Editor
from tests.support.forms import FICTIONIA
from tests.support.sites import gongkai, problems, site

ROOT = Path(__file__).parents[2]
HEAD = "title: 报告\n"
REQUESTS = ["本年新收", "上年结转", "办理结果", "结转下年"]
APPLICANTS = ["自然人", "商业企业", "科研机构", "公益组织", "法律服务", "其他", "总计"]


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    folder = tmp_path_factory.mktemp("editor") / "新 站点"
    assert gongkai("new", "site", folder).status == 0
    opened = Editor(folder)
    opened.faults("content/a/2023.yml", HEAD)  # from here on the server knows its settings
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("name", "text", "offered"),
    [
        ("2023.yml", "申请办理:\n  |\n", REQUESTS),
        ("2023.yml", "申请办理:\n  本年新收: {自|}\n", APPLICANTS),
        ("2023-region.yml", "申请办理:\n  办理结果:\n    无法提供:\n      不|\n", ["不掌握", "需另行制作", "补正后不明确"]),
        ("2023.yml", "requests:\n  本年新收:\n    |\n", APPLICANTS),
        ("2020.yml", "主动公开:\n  行政许可:\n    |\n", ["上年项目", "增减", "处理决定"]),
        ("2020.yml", 'edition: "2021"\n复议诉讼:\n  |\n', ["行政复议", "行政诉讼"]),
        ("2031.yml", "复议诉讼:\n  |\n", ["行政复议", "行政诉讼"]),
        ("2023.yml", "corrections:\n  - cells:\n      申请办理/本年新收/自然人:\n        |\n", ["was", "now"]),
    ],
)  # fmt: skip
def test_just_the_names_of_a_level_are_offered(
    editor: Editor, name: str, text: str, offered: list[str]
) -> None:
    assert editor.completions(f"content/a/{name}", HEAD + text) == offered


@pytest.mark.parametrize(
    ("file", "text", "offered"),
    [
        ("content/a/2023.yml", "|\n", {"title", "published", "unlisted", "主动公开", "申请办理"}),
        ("content/a/2023.yml", f"{HEAD}waivers:\n  - cells: [|]\n", {"主动公开/规章/制发"}),
        ("content/a/agency.yml", "kind: |\n", {"government", "department"}),
        ("content/a/agency.yml", "|\n", {"name", "kind", "contact"}),
        ("a/site.yml", "|\n", {"name", "footer", "base_url"}),
    ],
)
def test_the_keys_of_a_file_are_offered(
    editor: Editor, file: str, text: str, offered: set[str]
) -> None:
    assert offered <= set(editor.completions(file, text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("申请办理:\n  本年|新收: {自然人: 1}\n", "一、本年新收政府信息公开申请数量"),
        ("申请办理:\n  rece|ived: {自然人: 1}\n", "一、本年新收政府信息公开申请数量"),
        ("申请办理:\n  本年新收: {公益|组织: 1}\n", "社会公益组织"),
        ("申请办理:\n  本年新收: [0, 0, 0, |1, 0, 0, 1]\n", "社会公益组织"),
        ("主动公开:\n  行政事业|性收费: 1.5\n", "万元"),
        ("unli|sted: 0\n", "没有列出的格子"),
    ],
)
def test_a_word_is_explained_in_the_words_of_the_form(editor: Editor, text: str, told: str) -> None:
    assert told in editor.hover("content/a/2023.yml", HEAD + text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("申请办理:\n  本年新受: {自然人: 1}\n", "本年新受"),
        ("申请办理:\n  本年新收: [1, 0]\n", "too few items"),
        ("申请办理:\n  本年新收: {自然人: -1}\n", "minimum"),
        ("申请办理:\n  本年新收: {自然人: 12件}\n", "pattern"),
        ("publishd: 2024-01-19\n", "publishd"),
    ],
)
def test_a_fault_is_shown(editor: Editor, text: str, told: str) -> None:
    faults = editor.faults("content/a/2023.yml", HEAD + text)
    assert any(told in fault for fault in faults), faults


def test_sound_files_are_shown_without_faults(editor: Editor) -> None:
    for path in sorted((ROOT / "content/yuhang").rglob("*.yml")):
        assert editor.faults(f"content/a/{path.name}", path.read_text()) == []
    for path in sorted((ROOT / "examples/demo-city/content/demo").glob("*.yml")):
        assert editor.faults(f"content/a/{path.name}", path.read_text()) == []
    assert editor.faults("site.yml", (editor.folder / "site.yml").read_text()) == []


def check_jsonschema(*arguments: str | Path) -> None:
    program = Path(sys.executable).with_name("check-jsonschema")
    ran = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_another_program_finds_both_portals_sound(tmp_path: Path) -> None:
    assert gongkai("-C", ROOT, "schema", "-o", tmp_path).status == 0
    tops = (ROOT, ROOT / "examples" / "demo-city")
    every = [path for top in tops for path in (top / "content").rglob("*.yml")]
    agencies = [path for path in every if path.name == "agency.yml"]
    old = [path for path in every if path.name[:4] in ("2019", "2020")]
    files = {
        "site": [top / "site.yml" for top in tops],
        "agency": agencies,
        "report-2019": old,
        "report-2021": [path for path in every if path not in (*agencies, *old)],
    }
    check_jsonschema("--check-metaschema", *tmp_path.glob("*.json"))
    for name, found in files.items():
        assert found
        check_jsonschema("--schemafile", tmp_path / f"{name}.json", *found)


def test_a_site_s_own_form_has_a_schema_and_its_years(tmp_path: Path) -> None:
    root = site(tmp_path, {"forms/fictionia.yml": FICTIONIA})
    ran = gongkai("-C", root, "schema")
    written = sorted(path.name for path in (root / "schemas").iterdir())
    assert "report-fictionia-7.json" in written
    assert sorted(ran.err.split("\n")[:-1]) == [
        f"已写入：{root}/schemas/{name}" for name in written
    ]
    assert problems(root) == ()
    settings = gongkai("-C", root, "schema", "--settings").document
    assert sorted(settings["yaml.schemas"]) == [f"./schemas/{name}" for name in written]


def test_schemas_are_written_anew_and_always_alike(tmp_path: Path) -> None:
    root = site(tmp_path)
    gongkai("-C", root, "schema")
    before = {path.name: path.read_bytes() for path in (root / "schemas").iterdir()}
    (root / "schemas/site.json").write_text("{}")
    assert gongkai("-C", root, "schema").status == 0
    assert {path.name: path.read_bytes() for path in (root / "schemas").iterdir()} == before
    assert json.loads(before["site.json"])["title"] == "站点设置"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    root = site(tmp_path, {"schemas": "in the way"})
    ran = gongkai("-C", root, "schema")
    assert (ran.status, "schemas" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("first", "last"), [(2019, 2020), (2021, None), (1998, 2013), (2000, 2000), (1000, None)]
)
def test_the_pattern_of_an_edition_s_years_fits_just_these(
    tmp_path: Path, first: int, last: int | None
) -> None:
    from dataclasses import replace

    forms, _ = editions(tmp_path)
    only: dict[str, Form] = {"x": replace(forms["2021"], first_year=first, last_year=last)}
    patterns = vscode_settings(only, "schemas")["yaml.schemas"]["./schemas/report-x.json"]  # type: ignore[index]
    fits = {
        year
        for year in range(1000, 3000)
        for pattern in patterns
        if Path(f"content/{year}.yml").match(pattern.replace("**/", "").replace("{,-region}", ""))
    }
    assert fits == set(range(first, (last or 2999) + 1))
