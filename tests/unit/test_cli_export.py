"""``gongkai export`` writes one report, all of it or nothing."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from unittest import mock

import pytest

from tests.support.sites import SOUND, gongkai, site

REPORT = "content/demo/2023.yml"


@pytest.mark.parametrize("name", ["csv", "json", "xlsx", "docx", "txt"])
def test_a_report_is_written_in_each_format(tmp_path: Path, name: str) -> None:
    root, out = site(tmp_path / "site"), tmp_path / f"report.{name}"
    ran = gongkai("-C", root, "export", "demo", "2023", "--format", name, "-o", out)
    assert (ran.status, ran.out, ran.err) == (0, "", f"已写出：{out}\n")
    raw = out.read_bytes()
    if name in ("xlsx", "docx"):
        assert zipfile.ZipFile(io.BytesIO(raw)).testzip() is None
    elif name == "json":
        assert json.loads(raw)["title"].startswith("演示市示例局")
    elif name == "csv":
        assert len(list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))) == 201
    else:
        assert raw.decode().startswith("演示市示例局2023年")
    assert out.stat().st_mode & 0o777 == 0o644


def test_one_table_is_written_as_it_is_printed(tmp_path: Path) -> None:
    root, out = site(tmp_path / "site"), tmp_path / "table.csv"
    arguments = ("-C", root, "export", "demo", "2023", "--format", "csv", "-o", out)
    assert gongkai(*arguments, "--table", "disputes").status == 0
    assert out.read_text(encoding="utf-8-sig").startswith("行政复议,")
    assert gongkai(*arguments, "--table", "nothing").status == 2


def test_a_table_goes_with_csv_only(tmp_path: Path) -> None:
    root = site(tmp_path)
    ran = gongkai(
        *("-C", root, "export", "demo", "2023", "--format", "txt", "-o", "x", "--table", "disputes")
    )
    assert ran.status == 2


def test_a_report_goes_to_standard_output_where_that_is_asked(tmp_path: Path) -> None:
    root = site(tmp_path)
    command = [sys.executable, "-m", "generator", "-C", str(root)]
    ran = subprocess.run(
        [*command, "export", "demo", "2023", "--format", "json", "-o", "-"],
        capture_output=True,
        check=True,
    )
    assert json.loads(ran.stdout)["year"] == 2023
    assert ran.stderr == b""


def test_a_report_that_is_not_there_is_told(tmp_path: Path) -> None:
    root = site(tmp_path)
    ran = gongkai("-C", root, "export", "demo", "2022", "--format", "csv", "-o", tmp_path / "x")
    assert (ran.status, "content/demo/2022.yml" in ran.err) == (2, True)


def test_what_cannot_be_read_is_told_and_never_left_out_in_silence(tmp_path: Path) -> None:
    text = SOUND[REPORT] + "申请办理: {本年新收: {自然人: １２}}\n"
    root, out = site(tmp_path / "site", {REPORT: text}), tmp_path / "x.csv"
    ran = gongkai("-C", root, "export", "demo", "2023", "--format", "csv", "-o", out)
    assert (ran.status, "cell.number" in ran.out) == (1, True)
    assert not out.exists()
    broken = site(tmp_path / "broken", {REPORT: "title: [\n"})
    ran = gongkai("-C", broken, "export", "demo", "2023", "--format", "csv", "-o", out)
    assert (ran.status, "yaml.syntax" in ran.out) == (1, True)


def test_errors_of_other_reports_are_no_hindrance(tmp_path: Path) -> None:
    other = {"content/demo/2022.yml": "title: [\n"}
    root, out = site(tmp_path / "site", other), tmp_path / "x.csv"
    assert gongkai("-C", root, "export", "demo", "2023", "--format", "csv", "-o", out).status == 0


@pytest.mark.parametrize(
    ("name", "module", "package"),
    [("xlsx", "xlsxwriter", "xlsxwriter"), ("docx", "docx", "python-docx")],
)
def test_a_file_without_its_library_says_what_to_install(
    tmp_path: Path, name: str, module: str, package: str
) -> None:
    root = site(tmp_path / "site")
    with mock.patch.dict(sys.modules, {module: None}):
        ran = gongkai("-C", root, "export", "demo", "2023", "--format", name, "-o", tmp_path / "x")
    assert ran.status == 2
    assert f"{package}：pip install 'gongkai[office]'" in ran.err


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    root = site(tmp_path)
    out = tmp_path / "nowhere/x.csv"
    assert gongkai("-C", root, "export", "demo", "2023", "--format", "csv", "-o", out).status == 2
