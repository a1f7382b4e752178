"""The fictional city with a ledger: a silent edit, a corrected one, a reverted one and rewritten
history are told apart, and what follows from each is published."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline
from generator.diagnostic import Problem
from generator.ledger import entry_line, read_chain
from generator.operations.releasing import Released, release
from tests.portals import ROOT
from tests.support.sites import gongkai

LICENCES = "主动公开/行政许可"
OLD, NEW = "  行政许可: 65\n", "  行政许可: 56\n"
SAID = "一是公开属性认定的尺度把握不够一致"
SAYS = "一是公开属性认定的尺度不够一致"
CORRECTION = f"""
corrections:
  - date: 2022-03-05
    cells: {{{LICENCES}: {{was: 65, now: 56}}}}
    words:
      - section: 存在的主要问题及改进情况
        was: {SAID}
        now: {SAYS}
    reason: 录入时数字颠倒。
"""
FIGURES = "content/demo/education/2021.yml"
PROSE = "content/demo/education/2021.md"
LEDGER = "ledger/demo/education/ledger.jsonl"
INDEX = "ledger/ledger.jsonl"


def recorded(root: Path) -> Released:
    """The site as it is, recorded."""

    def write(path: str, content: bytes) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)

    return release(root, write)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the city, all of which has been released."""
    copy = tmp_path_factory.mktemp("city") / "site"
    shutil.copytree(
        ROOT / "examples" / "demo-city", copy, ignore=shutil.ignore_patterns(".*", "*.py", "public")
    )
    assert len(recorded(copy).versions) == 80
    assert problems(copy) == ()
    return copy


@contextmanager
def changed(root: Path, *changes: tuple[str, str, str]) -> Iterator[None]:
    """The site with some words in its files replaced; afterwards everything is as it was."""
    kept = {path: (root / path).read_bytes() for path in (FIGURES, PROSE, LEDGER, INDEX)}
    try:
        for path, old, new in changes:
            text = (root / path).read_text("utf-8")
            assert text.count(old) == 1 or not old, (path, old)
            put = text.replace(old, new) if old else text + new
            (root / path).write_text(put, encoding="utf-8")
        yield
    finally:
        for path, content in kept.items():
            (root / path).write_bytes(content)


def problems(root: Path) -> tuple[Problem, ...]:
    return pipeline.check(root).verdict.problems


def told(root: Path) -> list[tuple[str, str, str, int]]:
    """Rule, variant and place of everything that is wrong."""
    return [
        (item.diagnostic.rule, item.diagnostic.variant, item.position.file, item.position.line)
        for item in problems(root)
    ]


CORRECTED = ((FIGURES, OLD, NEW), (PROSE, SAID, SAYS), (FIGURES, "", CORRECTION))


def test_a_silent_edit_names_cell_and_sentence_with_old_and_new(city: Path) -> None:
    with changed(city, (FIGURES, OLD, NEW), (PROSE, SAID, SAYS)):
        words, figure = problems(city)
        assert told(city) == [
            ("correction.missing", "words", PROSE, 33),
            ("correction.missing", "default", FIGURES, 10),
        ]
        assert figure.diagnostic.cells == (LICENCES,)
        assert {**figure.diagnostic.args} == {
            "cell": LICENCES,
            "was": "65",
            "now": "56",
            "version": 1,
            "day": "2022-01-25",
        }
        assert [(at.position.file, at.position.line) for at in figure.remarks] == [(LEDGER, 3)]
        assert SAID in str(words.diagnostic.args["was"])
        assert SAYS in str(words.diagnostic.args["now"])
        assert words.diagnostic.args["section"] == "存在的主要问题及改进情况"
        done = recorded(city)
        assert done.refused
        assert done.versions == ()


def test_a_corrected_edit_is_sound_and_adds_one_line(city: Path) -> None:
    with changed(city, *CORRECTED):
        before = (city / LEDGER).read_bytes(), (city / INDEX).read_bytes()
        assert told(city) == []
        (version,) = recorded(city).versions
        assert (version.agency, version.report, version.version) == ("demo/education", "2021", 2)
        assert version.day.isoformat() == "2022-03-05"
        assert told(city) == []
        after = (city / LEDGER).read_bytes(), (city / INDEX).read_bytes()
        for old, new in zip(before, after, strict=True):
            assert new.startswith(old)
            assert new.count(b"\n") == old.count(b"\n") + 1
        assert recorded(city).versions == ()


def test_a_reverted_edit_is_nothing_unless_a_correction_was_released_in_between(
    city: Path,
) -> None:
    with changed(city, (FIGURES, OLD, NEW)):
        assert [item[:2] for item in told(city)] == [("correction.missing", "default")]
    assert told(city) == []
    with changed(city, *CORRECTED):
        recorded(city)
        text = (city / FIGURES).read_text("utf-8")
        (city / FIGURES).write_text(text.replace(NEW, OLD), encoding="utf-8")
        (found,) = problems(city)
        assert (found.diagnostic.rule, found.diagnostic.variant) == (
            "correction.missing",
            "reverted",
        )
        assert found.diagnostic.args["since"] == "2022-03-05"
        assert found.diagnostic.args["earlier"] == 1


def test_a_released_correction_may_not_be_withdrawn(city: Path) -> None:
    with changed(city, *CORRECTED):
        recorded(city)
        text = (city / FIGURES).read_text("utf-8")
        (city / FIGURES).write_text(text.replace(CORRECTION, ""), encoding="utf-8")
        (found,) = problems(city)
        assert (found.diagnostic.rule, found.diagnostic.variant) == (
            "correction.missing",
            "withdrawn",
        )
        assert found.diagnostic.args["reason"] == "录入时数字颠倒。"


def test_rewritten_history_is_told_apart_and_names_the_cell(city: Path) -> None:
    """Whoever makes ledger and report agree again is told by the line, not as a silent edit."""
    with changed(city, (FIGURES, OLD, NEW), (PROSE, SAID, SAYS)):
        lines = (city / LEDGER).read_text("utf-8").splitlines(keepends=True)
        lines[2] = lines[2].replace(f'"{LICENCES}":65', f'"{LICENCES}":56').replace(SAID, SAYS)
        (city / LEDGER).write_text("".join(lines), encoding="utf-8")
        assert told(city) == [("ledger.broken", "altered", LEDGER, 3)]
    with changed(city):
        lines = (city / LEDGER).read_text("utf-8").splitlines(keepends=True)
        lines[2] = lines[2].replace(f'"{LICENCES}":65', f'"{LICENCES}":66')
        (city / LEDGER).write_text("".join(lines), encoding="utf-8")
        (found,) = problems(city)
        assert (found.diagnostic.rule, found.diagnostic.variant) == (
            "ledger.broken",
            "altered-cells",
        )
        assert found.diagnostic.args["report"] == "demo/education/2021"
        assert found.diagnostic.args["cells"] == f"{LICENCES} 66 ≠ 65"
        assert found.diagnostic.cells == (LICENCES,)


def test_a_line_rewritten_with_a_digest_of_its_own_is_told(city: Path) -> None:
    with changed(city):
        lines = (city / LEDGER).read_bytes().splitlines(keepends=True)
        entry = read_chain((city / LEDGER).read_bytes()).entries[2]
        assert f"{entry_line(entry)}\n".encode() == lines[2]
        figures = {**entry.figures, LICENCES: "66"}
        object.__setattr__(entry, "figures", figures)
        lines[2] = f"{entry_line(entry)}\n".encode()
        (city / LEDGER).write_bytes(b"".join(lines))
        assert told(city) == [("ledger.broken", "rewritten-cells", LEDGER, 3)]


@pytest.mark.parametrize(("line", "report"), [(0, "2019"), (2, "2021"), (6, "2025")])
def test_a_line_taken_out_is_told_with_its_report(city: Path, line: int, report: str) -> None:
    with changed(city):
        lines = (city / LEDGER).read_bytes().splitlines(keepends=True)
        del lines[line]
        (city / LEDGER).write_bytes(b"".join(lines))
        (found,) = problems(city)
        assert (found.diagnostic.rule, found.diagnostic.variant) == ("ledger.broken", "removed")
        assert found.diagnostic.args["report"] == f"demo/education/{report}"


def test_a_ledger_or_list_that_is_gone_is_told(city: Path) -> None:
    with changed(city):
        (city / LEDGER).unlink()
        found = problems(city)
        assert {(item.diagnostic.rule, item.diagnostic.variant) for item in found} == {
            ("ledger.broken", "removed")
        }
        assert len(found) == 7
    with changed(city):
        (city / INDEX).unlink()
        assert told(city) == [("ledger.broken", "index-gone", INDEX, 1)]


def test_a_list_of_releases_that_was_altered_is_told(city: Path) -> None:
    with changed(city, (INDEX, '"day":"2026', '"day":"2025')):
        assert told(city) == [("ledger.broken", "index-altered", INDEX, 1)]


def test_a_released_report_may_not_vanish(city: Path) -> None:
    with changed(city, (FIGURES, "unlisted: 0", "draft: yes\nunlisted: 0")):
        assert told(city) == [("correction.missing", "gone", LEDGER, 3)]
    elsewhere = city.parent / "kept"
    shutil.move(city / "content/demo/education", elsewhere)
    try:
        gone = [item for item in told(city) if item[0] == "correction.missing"]
        assert gone == [("correction.missing", "gone", LEDGER, line) for line in range(1, 8)]
    finally:
        shutil.move(elsewhere, city / "content/demo/education")


def test_an_embargo_may_not_take_down_what_was_released(city: Path) -> None:
    with changed(city, (FIGURES, "unlisted: 0", "embargo: 2099-01-01\nunlisted: 0")):
        (found,) = (item for item in told(city) if item[0] == "correction.missing")
        assert found[:3] == ("correction.missing", "embargo", FIGURES)
        assert pipeline.build(city, city.parent / "out").refused(strict=False)
        later = pipeline.Wish(drafts=True, as_of=date(2099, 1, 1))
        problems = pipeline.check(city, later).verdict.problems
        assert not [item for item in problems if item.diagnostic.rule == "correction.missing"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("was: 65, now: 56", "was: 66, now: 56", ("correction.wrong", "was")),
        ("was: 65, now: 56", "was: 65, now: 57", ("correction.wrong", "now")),
        (f"was: {SAID}", "was: 从未说过的话", ("correction.wrong", "words-was")),
        (f"now: {SAYS}", "now: 也不在正文里", ("correction.wrong", "words-now")),
    ],
)
def test_a_correction_has_to_be_true(
    city: Path, old: str, new: str, expected: tuple[str, str]
) -> None:
    with changed(city, *CORRECTED, (FIGURES, old, new)):
        assert expected in [item[:2] for item in told(city)]


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_correction_is_published_with_the_version_before_it(city: Path, tmp_path: Path) -> None:
    public, fresh = tmp_path / "public", tmp_path / "fresh"
    pipeline.build(city, public)
    before = files(public)
    assert before["ledger.jsonl"] == (city / INDEX).read_bytes()
    assert before["demo/education/ledger.jsonl"] == (city / LEDGER).read_bytes()
    assert not any("/versions/" in path for path in before)
    with changed(city, *CORRECTED):
        recorded(city)
        built = pipeline.build(city, public)
        assert built.faults == ()
        after = files(public)
        pipeline.build(city, fresh, pipeline.Wish(cache=False))
        assert files(fresh) == after
    new = sorted(set(after) - set(before))
    assert new == [
        "demo/education/2021/versions/1/index.html",
        "demo/education/2021/versions/1/report.json",
        "demo/schools/2021/versions/1/index.html",  # where the agency stood before
    ]
    assert set(before) <= set(after)
    page = after["demo/education/2021/index.html"].decode()
    assert "<dt>发布日期</dt><dd>2022-01-25</dd>" in page
    assert "<dt>最近更正</dt><dd>2022-03-05</dd>" in page
    assert "：原为65，更正为56" in page
    assert f"原文“{SAID}”，更正为“{SAYS}”" in page
    assert 'href="versions/1/index.html"' in page
    old = after["demo/education/2021/versions/1/index.html"].decode()
    assert '<meta name="robots" content="noindex">' in old
    assert '<link rel="canonical" href="https://www.example.com/demo/education/2021/">' in old
    assert SAID in old
    assert SAYS not in old
    assert 'href="../../index.html#corrections"' in old
    report = json.loads(after["demo/education/2021/report.json"])
    assert report["corrections"][0]["cells"] == {
        "disclosure/licences/decisions": {"was": 65, "now": 56}
    }
    assert report["published"] == "2022-01-25"
    assert report["release"]["version"] == 2
    assert [item["url"] for item in report["versions"]] == ["versions/1/"]
    first = json.loads(after["demo/education/2021/versions/1/report.json"])
    assert first["figures"]["disclosure"]["licences"]["decisions"] == 65
    assert first["figures"] == json.loads(before["demo/education/2021/report.json"])["figures"]
    assert b"versions/" not in after["sitemap.xml"]


def test_a_release_makes_again_only_what_shows_it(city: Path, tmp_path: Path) -> None:
    with changed(city, *CORRECTED):
        pipeline.build(city, tmp_path / "public")
        recorded(city)
        built = pipeline.build(city, tmp_path / "public")
        touched = {path for path in built.made if path.startswith("demo/")}
        assert "demo/education/2021/report.json" in touched
        assert all(path.startswith("demo/education/2021/") for path in touched)
        assert "demo/education/2021/versions/1/index.html" not in touched


def test_the_feed_tells_of_a_correction(city: Path, tmp_path: Path) -> None:
    newest = "content/demo/education/2025.yml"
    kept = (city / newest).read_bytes()
    try:
        with (city / newest).open("a", encoding="utf-8") as file:
            file.write("\ncorrections:\n  - {date: 2026-05-01, reason: 说明口径。}\n")
        pipeline.build(city, tmp_path / "public")
    finally:
        (city / newest).write_bytes(kept)
    feed = (tmp_path / "public" / "feed.xml").read_text("utf-8")
    assert "<summary>更正说明：2026-05-01 说明口径。</summary>" in feed


def test_the_commands_tell_what_they_do(city: Path) -> None:
    with changed(city, *CORRECTED):
        ledger = (city / LEDGER).read_bytes()
        would = gongkai("-C", city, "release", "--dry-run", "--date", "2022-03-08")
        assert would.status == 0
        assert would.out == "demo/education 2021 第2版 2022-03-08\n"
        assert (city / LEDGER).read_bytes() == ledger
        done = gongkai("-C", city, "release", "--note", "更正一份", language="en")
        assert (done.status, done.out) == (0, "demo/education 2021 version 2 2022-03-05\n")
        last = read_chain((city / LEDGER).read_bytes()).entries[-1]
        assert (last.note, last.version) == ("更正一份", 2)
        again = gongkai("-C", city, "release")
        assert (again.status, again.out) == (0, "")
    with changed(city, (FIGURES, OLD, NEW)):
        refused = gongkai("-C", city, "release")
        assert refused.status == 1
        assert "correction.missing" in refused.out
