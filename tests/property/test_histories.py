"""For every history of edits, building with memory gives what building afresh gives."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import pipeline
from generator.engine import Build
from generator.pipeline import Wish, rollups, values

HISTORIES = int(os.environ.get("GONGKAI_HISTORIES", "40"))
"""How many histories to try; each has some ten edits and a build after every second one."""

SETTINGS = "name: 演示平台\nseverities: {rollup.sum: warning}\n"
"""A region that does not add up is published, so that its pages can be compared, too."""

PROSE = (
    "## 总体情况\n\n本年收到 {{申请办理/本年新收/总计}} 件。\n\n"
    "## 存在的主要问题及改进情况\n\n不足。\n\n## 其他需要报告的事项\n\n未收费。\n"
)


def figures(agency: str, year: int, received: int) -> str:
    row = f"[{received}, 0, 0, 0, 0, 0, {received}]"
    return (
        f"title: 演示市{agency}{year}年政府信息公开工作年度报告\npublished: {year + 1}-01-20\n"
        f"unlisted: 0\n申请办理:\n  本年新收: {row}\n  办理结果:\n    予以公开: {row}\n"
    )


class Site:
    """A small portal and the edits that a history is made of."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root = root
        self.chance = chance
        self.write("site.yml", SETTINGS)
        for agency in ("city", "city/north", "city/south"):
            self.write(f"content/{agency}/agency.yml", f"name: 演示市{agency}\nkind: government\n")
            for year in (2022, 2023):
                self.write(f"content/{agency}/{year}.yml", figures(agency, year, 1))
                self.write(f"content/{agency}/{year}.md", PROSE)
        self.write("content/city/2023-region.yml", figures("全市", 2023, 3))
        self.write("content/city/2023-region.md", PROSE)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def pick(self, pattern: str) -> Path | None:
        found = sorted((self.root / "content").rglob(pattern))
        return self.chance.choice(found) if found else None

    def comment(self) -> None:
        if path := self.pick("20*.yml"):
            path.write_text(path.read_text(encoding="utf-8") + "# 注\n", encoding="utf-8")

    def figure(self) -> None:
        if path := self.pick("20*.yml"):
            received = self.chance.randrange(1, 9)
            path.write_text(figures("甲", int(path.stem[:4]), received), encoding="utf-8")

    def prose(self) -> None:
        if path := self.pick("20*.md"):
            path.write_text(PROSE + f"再加 {self.chance.random()}。\n", encoding="utf-8")

    def add(self) -> None:
        year = self.chance.choice((2021, 2024, 2025))
        agency = self.chance.choice(("city", "city/north", "city/south", "city/north/east"))
        self.write(f"content/{agency}/{year}.yml", figures(agency, year, 2))
        if self.chance.random() < 0.8:
            self.write(f"content/{agency}/{year}.md", PROSE)
        if self.chance.random() < 0.5:
            self.write(f"content/{agency}/agency.yml", f"name: 新的{agency}\nkind: township\n")

    def roll_up(self) -> None:
        """A region's report, wherever its parts are and whether they add up."""
        agency, year = self.chance.choice(("city", "city/north")), self.chance.choice((2022, 2023))
        received = self.chance.choice((2, 3, 3, 5))
        self.write(f"content/{agency}/{year}-region.yml", figures("全市", year, received))
        self.write(f"content/{agency}/{year}-region.md", PROSE)

    def waiver(self) -> None:
        """An explanation of a difference, which may or may not be there."""
        if path := self.pick("20*.yml"):
            rule = self.chance.choice(("rollup.sum", "rollup.missing", "years.carried"))
            seen = "" if rule == "rollup.missing" else ", seen: {申请办理/本年新收/总计: 3}"
            text = f"waivers:\n  - {{rule: {rule}{seen}, reason: 口径不同}}\n"
            path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    def delete(self) -> None:
        if path := self.pick("20*.*"):
            path.unlink()

    def rename(self) -> None:
        if path := self.pick("20*.yml"):
            path.rename(path.with_name(f"{self.chance.choice((2021, 2022, 2026))}.yml"))

    def agency(self) -> None:
        if path := self.pick("agency.yml"):
            short = self.chance.choice(("甲", "乙", "丙"))
            text = f"name: 演示市{short}局\nshort: {short}局\nkind: office\n"
            path.write_text(text, encoding="utf-8")

    def settings(self) -> None:
        notice = self.chance.choice(("甲", "乙"))
        self.write("site.yml", f"{SETTINGS}notice: {notice}\nextras: yes\n")

    def theme(self) -> None:
        word = self.chance.choice(("首页", "起始页"))
        self.write("themes/default/messages/zh-CN.yml", f"nav: {{home: {word}}}\n")

    def attach(self) -> None:
        if path := self.pick("20*.yml"):
            name = path.relative_to(self.root).with_suffix("") / "note.txt"
            self.write(str(name), str(self.chance.randrange(3)))

    def draft(self) -> None:
        if path := self.pick("20*.yml"):
            path.write_text(path.read_text(encoding="utf-8") + "draft: yes\n", encoding="utf-8")

    def break_it(self) -> None:
        if path := self.pick("20*.yml"):
            path.write_text("title: [\n", encoding="utf-8")

    def edits(self) -> list[Callable[[], None]]:
        often = [self.comment, self.figure, self.prose, self.roll_up] * 3
        return [
            *often,
            *(self.add, self.delete, self.rename, self.agency, self.settings, self.waiver),
            *(self.theme, self.attach, self.draft, self.break_it),
        ]


def results(root: Path, target: Path, *, cache: bool) -> tuple[object, ...]:
    """What a build says and what it leaves; a refused one leaves the target alone."""
    built = pipeline.build(root, target, Wish(cache=cache, workers=1))
    found = [(item.severity, item.position, item.diagnostic) for item in built.verdict.problems]
    refused = built.verdict.refuses(strict=False)
    manifest = None if refused else (target / "manifest.json").read_bytes()
    return found, built.reports, manifest


def differs(folder: Path, seed: int) -> bool:
    """Whether some build of a history is not what a fresh build is."""
    chance = random.Random(seed)
    site = Site(folder / "site", chance)
    for step in range(10):
        chance.choice(site.edits())()
        if step % 2:
            continue
        warm = results(site.root, folder / "warm", cache=True)
        cold = results(site.root, folder / "cold", cache=False)
        if warm != cold:
            return True
    return False


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_memory_never_shows(tmp_path: Path, seed: int) -> None:
    assert not differs(tmp_path, seed)


def caught(tmp_path: Path) -> bool:
    """Whether the histories tell a planted bug, or the engine itself does while it builds."""
    for seed in range(HISTORIES * 2):
        try:
            if differs(tmp_path / str(seed), seed):
                return True
        except (RuntimeError, KeyError):
            return True
        shutil.rmtree(tmp_path / str(seed))
    return False


def test_a_region_that_does_not_look_at_its_parts_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rollups._Checker, "_facts", lambda *_: ())
    assert caught(tmp_path)


def test_a_listing_that_is_no_input_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = values.Values.inputs

    def without_listing(self: values.Values) -> object:
        found = sound(self)
        found["slugs",] = b"always the same"
        return found

    monkeypatch.setattr(values.Values, "inputs", without_listing)
    assert caught(tmp_path)


def test_verifying_the_first_need_only_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = Build._mismatch

    def first_only(self: Build, trace: object) -> object:
        short = type(trace)(trace.digest, trace.needs[:1])  # type: ignore[attr-defined,call-arg]
        return sound(self, short)  # type: ignore[arg-type]

    monkeypatch.setattr(Build, "_mismatch", first_only)
    assert caught(tmp_path)
