"""A published site with one byte of it changed: ``verify`` names the file, the report and the cell."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator import pipeline
from generator.diagnostic import PublishError
from generator.form import Form
from generator.operations import verifying
from generator.operations.verifying import About, about, rewritten
from generator.publish.verify import verify
from generator.workspace.editions import editions
from tests.faults.test_ledger import recorded
from tests.support.forms import shipped
from tests.support.sites import gongkai, site

REPORT = """\
title: 演示市示例局2023年政府信息公开工作年度报告
published: 2024-01-20
unlisted: 0
主动公开:
  行政许可: {now}
  行政事业性收费: 20.10
申请办理:
  本年新收: {{自然人: 12}}
  办理结果: {{予以公开: {{自然人: 12}}}}
"""
CORRECTION = """\
corrections:
  - date: 2024-03-05
    cells: {主动公开/行政许可: {was: 65, now: 56}}
    reason: 录入时数字颠倒。
"""
FOLDER = "demo/2023"
CELL = "申请办理/本年新收/自然人"


@pytest.fixture(scope="module")
def form() -> Form:
    return shipped("2021")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one report that was released, corrected and released again."""
    root = site(tmp_path_factory.mktemp("source"), {"content/demo/2023.yml": REPORT.format(now=65)})
    assert len(recorded(root).versions) == 1
    figures = REPORT.format(now=56) + CORRECTION
    (root / "content/demo/2023.yml").write_text(figures, encoding="utf-8")
    assert len(recorded(root).versions) == 1
    return root


@pytest.fixture(scope="module")
def public(source: Path) -> Path:
    built = pipeline.build(source, source / "public")
    assert built.verdict.problems == ()
    assert found(source) == ([], [])
    return source / "public"


@contextmanager
def with_bytes(file: Path, content: bytes) -> Iterator[None]:
    """A file with another content, in a place of its own; afterwards it is as it was."""
    kept = file.read_bytes()
    file.unlink()  # it may share its bytes with what the next build is made of
    try:
        file.write_bytes(content)
        yield
    finally:
        file.write_bytes(kept)


FORMS = editions(Path())[0]


@pytest.fixture(autouse=True)
def _forms_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The editions are the same for every byte, and take a second to load."""
    monkeypatch.setattr(verifying, "editions", lambda _: (FORMS, ()))


def found(root: Path) -> tuple[list[str], list[About]]:
    """Every file that is told, and what it is about."""
    verified = verify(root / "public")
    wrong = [*verified.changed, *verified.missing, *verified.extra, *verified.mislisted]
    if verified.garbled:
        wrong.append("manifest.json")
    return sorted(wrong), list(about(root, verified))


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_a_byte_of_any_file_is_told_with_its_report(source: Path, public: Path) -> None:
    paths = sorted(
        path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file()
    )
    assert len(paths) > 30
    for number, path in enumerate(paths):
        if path == "manifest.json":
            continue
        content = (public / path).read_bytes()
        for place in {number * 997 % len(content)}:
            with with_bytes(public / path, flipped(content, place)):
                wrong, told = found(source)
            assert wrong == [path]
            assert {item.path for item in told} == {path}
            if path.startswith(f"{FOLDER}/"):
                assert {item.report for item in told} == {"demo 2023"}


def blame(public: Path, file: Path, content: bytes) -> str:
    """What ``verify`` finds fault with when the manifest has another content."""
    try:
        with with_bytes(file, content):
            verified = verify(public)
    except PublishError as error:
        return "refused" if error.slots["path"] == str(file) else str(error)
    if verified.changed or verified.missing or verified.extra:
        return "another file"
    return "manifest" if verified.mislisted or verified.garbled else "nothing"


def test_every_byte_of_the_manifest_is_told_as_the_manifest_s(source: Path, public: Path) -> None:
    """Never as another file's, nor as nothing: a digest that differs in one digit was altered."""
    file = public / "manifest.json"
    content = file.read_bytes()
    told = [blame(public, file, flipped(content, at)) for at in range(0, len(content), 13)]
    assert len(told) > 300
    assert set(told) == {"refused", "manifest"}
    with with_bytes(file, content.replace(b"0", b"1", 1)):
        ran = gongkai("verify", public, language="en")
    assert ran.status == 1
    assert ran.out.startswith("manifest.json: its line about this file was altered")


def test_every_byte_of_a_ledger_is_told_by_line_and_report(source: Path, public: Path) -> None:
    file = public / "demo/ledger.jsonl"
    content = file.read_bytes()
    for place in range(0, len(content), 29):
        with with_bytes(file, flipped(content, place)):
            wrong, told = found(source)
        assert wrong == ["demo/ledger.jsonl"]
        line = content.count(b"\n", 0, place) + 1
        assert line in {item.line for item in told}, place


def test_a_figure_altered_in_a_ledger_is_named(source: Path, public: Path) -> None:
    file = public / "demo/ledger.jsonl"
    for version, line in enumerate(file.read_bytes().splitlines(), 1):
        harmed = line.replace(f'"{CELL}":12'.encode(), f'"{CELL}":13'.encode())
        with with_bytes(file, file.read_bytes().replace(line, harmed)):
            _, told = found(source)
        (item,) = told
        assert (item.report, item.version, item.line) == ("demo 2023", version, version)
        assert item.cells == ((CELL, "12", "13"),)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("report.json", '"natural_person": 12', '"natural_person": 13'),
        ("report.json", '"natural_person": 12', '"natural_person": 1x'),
        ("report.csv", f"{CELL},件,12", f"{CELL},件,13"),
        ("index.html", '<td id="c10">12<', '<td id="c10">13<'),
        ("index.html", '<td id="c10">12<', '<td id="c99">12<'),
        ("requests/index.html", '<td id="c10">12<', '<td id="c10">13<'),
        ("requests/table.csv", "申请数量,,,12,", "申请数量,,,13,"),
        ("versions/1/index.html", '<td id="c10">12<', '<td id="c10">13<'),
        ("versions/1/report.json", '"natural_person": 12', '"natural_person": 13'),
    ],
)
def test_a_figure_altered_in_a_file_is_named(
    source: Path, public: Path, form: Form, path: str, old: str, new: str
) -> None:
    assert form.cell_by_address[CELL].index == 10
    file = public / FOLDER / path
    text = file.read_bytes().decode()
    assert old in text
    harmed = text.replace(old, new, 1)
    with with_bytes(file, harmed.encode()):
        wrong, told = found(source)
    assert wrong == [f"{FOLDER}/{path}"]
    (item,) = told
    assert item.report == "demo 2023"
    assert item.version == (1 if path.startswith("versions/") else 0)
    assert item.cells[0][:2] == (CELL, "12")


def test_a_figure_is_named_even_where_report_and_page_are_altered_alike(
    source: Path, public: Path
) -> None:
    """The ledger knows better than both."""
    page, data = public / FOLDER / "index.html", public / FOLDER / "report.json"
    one = page.read_text("utf-8").replace('<td id="c10">12<', '<td id="c10">13<')
    other = data.read_text("utf-8").replace('"natural_person": 12', '"natural_person": 13', 1)
    with with_bytes(page, one.encode()), with_bytes(data, other.encode()):
        _, told = found(source)
    assert [item.cells for item in told] == [((CELL, "12", "13"),)] * 2


def test_the_command_says_it_in_words(source: Path, public: Path) -> None:
    file = public / FOLDER / "report.json"
    text = file.read_text("utf-8").replace('"natural_person": 12', '"natural_person": 13', 1)
    with with_bytes(file, text.encode()):
        ran = gongkai("-C", source, "verify", public)
    assert ran.status == 1
    assert ran.out.splitlines() == [
        "改动过：demo/2023/report.json",
        "  报告 demo 2023",
        f"  “{CELL}”公布的是 12，文件里是 13",
    ]


def test_a_ledger_rewritten_as_a_whole_is_told_beside_the_published_one(
    source: Path, public: Path, tmp_path: Path
) -> None:
    assert list(rewritten(source, public)) == []
    forged = shutil.copytree(source, tmp_path / "forged", ignore=shutil.ignore_patterns(".*"))
    shutil.rmtree(forged / "ledger")
    figures = REPORT.format(now=56).replace("自然人: 12", "自然人: 13")
    (forged / "content/demo/2023.yml").write_text(figures, encoding="utf-8")
    assert len(recorded(forged).versions) == 1
    assert pipeline.check(forged).verdict.problems == ()
    ran = gongkai("-C", forged, "verify", "--ledger", public, language="en")
    assert ran.status == 1
    assert "demo/ledger.jsonl, line 1" in ran.out
    assert "report demo 2023, version 1" in ran.out
    assert f"“{CELL}” was published as 12, and the file has 13" in ran.out
    sound = gongkai("-C", source, "verify", "--ledger", public)
    assert sound.status == 0


def test_report_json_says_which_release_it_is(public: Path) -> None:
    now = json.loads((public / FOLDER / "report.json").read_text("utf-8"))
    first = json.loads((public / FOLDER / "versions/1/report.json").read_text("utf-8"))
    assert now["release"]["version"] == 2
    assert now["versions"][0]["digest"] == first["release"]["digest"]
