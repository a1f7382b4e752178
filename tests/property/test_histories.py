"""For every history of edits, building with memory gives what building afresh gives."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline
from generator.engine.build import Build
from generator.operations import releasing
from generator.pipeline import Wish, rollups, searching, values
from generator.publish.folder import FolderTarget
from generator.publish.verify import verify
from tests.portals import ROOT

LATE = "late"
"""A file of this name in a site's folder, which nothing reads, says that its day is a late one."""

HISTORIES = 1000 if os.environ.get("GONGKAI_FULL") else 8
"""How many histories to try, each of ten edits; GONGKAI_FULL=1 asks for all of them."""

LENIENT = (
    *("balance.column", "balance.outcomes", "balance.row", "link.dead", "narrative.contradicts"),
    *("rollup.sum", "site.moved", "years.carried"),
)
OF_RECORD = ("correction.missing", "correction.wrong", "ledger.broken", "date.impossible")
LOWERED = ", ".join(f"{rule}: warning" for rule in (*LENIENT, *OF_RECORD))
SETTINGS = f"name: 演示平台\nseverities: {{{LOWERED}}}\n"
"""What edits break most is published all the same, so that its pages can be compared, too."""

MORE = (
    "notice: 甲\nextras: yes\n",
    "notice: 乙\nnotice_en: B\nextras: no\n",
    "language: en\n",
    "languages: [zh-CN, en]\nname_en: Portal\n",
    "languages: [zh-CN, en]\ncalendar: yes\n",
    "languages: [en, zh-CN]\n",
    "calendar: yes\n",
    "deadlines: [{kind: government, due: 01-15}]\n",
    "downloads: [csv, zip]\nbase_url: https://www.example.com/\n",
    "search: no\n",
    "headers: yes\n",
    "base_url: https://www.example.com/portal/\n",
    'archived_until: "2022"\n',
    "moved: {old/2019/: city/, en/old/: years/2023/}\n",
    "theme: plain\n",
    "severities: {balance.column: warning, rollup.sum: note, date.missing: error}\n",
)
"""What else settings may say, several of them at once."""

PROSE = (
    "## 总体情况\n\n本年收到 {{申请办理/本年新收/总计}} 件。\n\n"
    "## 存在的主要问题及改进情况\n\n不足。\n\n"
    "## 其他需要报告的事项\n\n未收费。已开展考核、社会评议，未发生责任追究。\n"
)
BEGINNINGS = ("invented",) * 10 + ("sample",) * 5 + ("demo",)
"""Where histories begin, in turn: a small site of our own, or a copy of one of the portals."""
PORTALS = {"sample": ROOT, "demo": ROOT / "examples" / "demo-city"}


def figures(agency: str, year: int, received: int) -> str:
    row = f"[{received}, 0, 0, 0, 0, 0, {received}]"
    return (
        f"title: 演示市{agency}{year}年政府信息公开工作年度报告\npublished: {year + 1}-01-20\n"
        f"unlisted: 0\n申请办理:\n  本年新收: {row}\n  办理结果:\n    予以公开: {row}\n"
    )


class Site:
    """A portal and the edits that a history is made of."""

    def __init__(self, root: Path, chance: random.Random, beginning: str) -> None:
        self.root = root
        self.chance = chance
        if beginning in PORTALS:
            self.copy(PORTALS[beginning])
        else:
            self.invent()

    def copy(self, portal: Path) -> None:
        settings = (portal / "site.yml").read_text(encoding="utf-8")
        self.write("site.yml", f"{settings}severities: {{{LOWERED}}}\n")
        shutil.copytree(portal / "content", self.root / "content")

    def invent(self) -> None:
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

    def whose(self) -> str:
        """Some agency, or what was one."""
        found = self.pick("agency.yml")
        return found.parent.relative_to(self.root / "content").as_posix() if found else "city"

    def append(self, pattern: str, text: str) -> None:
        if path := self.pick(pattern):
            path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    def comment(self) -> None:
        self.append("20*.yml", "# 注\n")

    def touch(self) -> None:
        if path := self.pick("20*.*"):
            os.utime(path)

    def figure(self) -> None:
        if path := self.pick("20*.yml"):
            received = self.chance.randrange(1, 9)
            path.write_text(figures("甲", int(path.stem[:4]), received), encoding="utf-8")

    def nudge(self) -> None:
        """Change one number of a file, which often breaks a sum."""
        if path := self.pick("20*.yml"):
            text = path.read_text(encoding="utf-8")
            numbers = list(re.finditer(r"(?<=[ \[])[0-9]{1,3}(?=[,\]}\n])", text))
            if numbers:
                found = self.chance.choice(numbers)
                changed = f"{text[: found.start()]}{int(found[0]) + 1}{text[found.end() :]}"
                path.write_text(changed, encoding="utf-8")

    def prose(self) -> None:
        self.append("20*.md", f"\n再加 {self.chance.random()}。\n")

    def link(self) -> None:
        """Lead to a page that may be there, or go, or come."""
        target = self.chance.choice(("../2022/", "../2024/", "note.txt", "../../../years/2023/"))
        self.append("20*.md", f"\n见[那里]({target})。\n")

    def add(self) -> None:
        year = self.chance.choice((2021, 2024, 2025))
        agency = self.whose() + self.chance.choice(("", "", "", "/east"))
        self.write(f"content/{agency}/{year}.yml", figures(agency, year, 2))
        if self.chance.random() < 0.8:
            self.write(f"content/{agency}/{year}.md", PROSE)
        if self.chance.random() < 0.5:
            self.write(f"content/{agency}/agency.yml", f"name: 新的{agency}\nkind: township\n")

    def roll_up(self) -> None:
        """A region's report, wherever its parts are and whether they add up."""
        agency, year = self.whose(), self.chance.choice((2022, 2023))
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
        if path := self.pick(self.chance.choice(("20*.yml", "20*.md", "20*.*", "agency.yml"))):
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def rename(self) -> None:
        if path := self.pick(self.chance.choice(("20*.yml", "20*.md"))):
            path.rename(path.with_stem(f"{self.chance.choice((2021, 2022, 2026))}"))

    def move(self) -> None:
        """Give an agency's folder another name, or another place in the tree."""
        if path := self.pick("agency.yml"):
            above = self.pick("agency.yml")
            assert above is not None
            target = above.parent / self.chance.choice(("east", "west"))
            if not target.exists() and path.parent not in (target, *target.parents):
                path.parent.rename(target)

    def agency(self) -> None:
        if path := self.pick("agency.yml"):
            short = self.chance.choice(("甲", "乙", "丙"))
            text = f"name: 演示市{short}局\nshort: {short}局\nkind: office\n"
            path.write_text(text, encoding="utf-8")

    def named(self) -> None:
        """Put an agency elsewhere in lists, or say what its folder was called."""
        more = self.chance.choice(("pinyin: a\n", "pinyin: zz\n", "moved: [old]\n", "kind: zone\n"))
        if path := self.pick("agency.yml"):
            key = more.partition(":")[0]
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            others = (line for line in lines if not line.startswith(f"{key}:"))
            path.write_text("".join(others) + more, encoding="utf-8")

    def publish(self) -> None:
        """Give a report another day of publication."""
        if path := self.pick("20*.yml"):
            text = path.read_text(encoding="utf-8")
            day = f"published: 2026-0{self.chance.randrange(1, 9)}-11"
            path.write_text(re.sub("(?m)^published: .*$", day, text), encoding="utf-8")

    def correct(self) -> None:
        """Tell of a correction, of the figure that stands or of another."""
        now, day = self.chance.randrange(1, 4), self.chance.randrange(1, 9)
        cells = f"cells: {{申请办理/本年新收/总计: {{was: {now + 1}, now: {now}}}}}"
        text = f"corrections:\n  - {{date: 2026-10-0{day}, {cells}, reason: 更正}}\n"
        self.append("20*.yml", text)

    def release(self) -> None:
        """Record what is published, where nothing is wrong."""

        def put(path: str, content: bytes) -> None:
            self.write(path, content.decode())

        releasing.release(self.root, put, date(2030, 1, self.chance.randrange(1, 28)))

    def forge(self) -> None:
        """Lose a line of what was released, or spoil it, or lose all of it."""
        found = sorted((self.root / "ledger").rglob("*.jsonl"))
        if not found or self.chance.random() < 0.3:
            shutil.rmtree(self.root / "ledger", ignore_errors=True)
        elif self.chance.random() < 0.5:
            path = self.chance.choice(found)
            path.write_bytes(path.read_bytes().replace(b"1", b"2", 1))
        else:
            path = self.chance.choice(found)
            path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[1:]))

    def settings(self) -> None:
        few = self.chance.choices(MORE, k=self.chance.randrange(1, 6))
        own = any("severities" in more for more in few)
        told = {line.partition(":")[0]: line for more in few for line in more.splitlines()}
        begin = "name: 演示平台\n" if own else SETTINGS
        self.write("site.yml", begin + "".join(f"{line}\n" for line in told.values()))

    def theme(self) -> None:
        word = self.chance.choice(("首页", "起始页"))
        self.write("themes/default/messages/zh-CN.yml", f"nav: {{home: {word}}}\n")
        if self.chance.random() < 0.3:
            self.write("themes/default/assets/site.css", f"p {{ margin: {len(word)}px }}\n")

    def form(self) -> None:
        """Bring an edition of the site's own, change it, break it or take it away."""
        own, chance = self.root / "forms" / "own.yml", self.chance.random()
        if chance < 0.2:
            own.unlink(missing_ok=True)
        elif chance < 0.3:
            self.write("forms/own.yml", "edition: '2021'\n")
        else:
            text = (ROOT / "generator" / "forms" / "cn-2021.yml").read_text(encoding="utf-8")
            label = self.chance.choice(("行政许可", "行政许可（含延续）"))
            self.write("forms/own.yml", text.replace("label: 行政许可", f"label: {label}"))

    def attach(self) -> None:
        if path := self.pick("20*.yml"):
            name = path.relative_to(self.root).with_suffix("") / "note.txt"
            self.write(str(name), str(self.chance.randrange(3)))

    def detach(self) -> None:
        if path := self.pick("note.txt"):
            path.unlink()

    def draft(self) -> None:
        self.append("20*.yml", "draft: yes\n")

    def embargo(self) -> None:
        self.append("20*.yml", "embargo: 2020-01-01\n")

    def wait(self) -> None:
        """Let the day of the next builds be another: before all embargoes, or after them."""
        late = self.root / LATE
        late.unlink() if late.exists() else late.touch()

    def break_it(self) -> None:
        if path := self.pick("20*.yml"):
            path.write_text("title: [\n", encoding="utf-8")

    def edits(self) -> list[Callable[[], None]]:
        often = [self.comment, self.figure, self.nudge, self.prose, self.roll_up] * 3
        return [
            *often,
            *(self.add, self.delete, self.rename, self.move, self.agency, self.settings),
            *(self.theme, self.form, self.attach, self.detach, self.link, self.touch),
            *(self.draft, self.embargo, self.wait, self.wait, self.break_it, self.waiver),
            *(self.named, self.publish, self.correct, self.release, self.release, self.forge),
            *(self.settings, self.settings),
        ]


@pytest.fixture(autouse=True)
def reused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every site, however small, is made of the one before the last, as only large ones are."""
    assert FolderTarget.__init__.__kwdefaults__["worth"] > 0
    monkeypatch.setitem(FolderTarget.__init__.__kwdefaults__, "worth", 0)


def results(root: Path, target: Path, *, cache: bool) -> tuple[object, ...]:
    """What a build says and what it leaves; a refused one leaves the target alone."""
    day = date(2030, 1, 1) if (root / LATE).exists() else None
    built = pipeline.build(root, target, Wish(cache=cache, workers=1, as_of=day))
    found = [(item.severity, item.position, item.diagnostic) for item in built.verdict.problems]
    # A site may make light of a dead link; the gate does not.
    refused = built.refused(strict=False)
    manifest = None if refused else (target / "manifest.json").read_bytes()
    return found, built.reports, built.faults, manifest


def checked(root: Path, *, cache: bool) -> tuple[object, ...]:
    """What a check says."""
    found = pipeline.check(root, Wish(cache=cache, workers=1, drafts=True))
    return found.verdict.problems, found.reports


def differs(folder: Path, seed: int) -> bool:
    """Whether some build or check of a history is not what a fresh one is."""
    chance = random.Random(seed)
    site = Site(folder / "site", chance, BEGINNINGS[seed % len(BEGINNINGS)])
    for step in range(10):
        chance.choice(site.edits())()
        if step % 2:
            if chance.random() < 0.2 and checked(site.root, cache=True) != checked(
                site.root, cache=False
            ):
                return True
            continue
        warm = results(site.root, folder / "warm", cache=True)
        cold = results(site.root, folder / "cold", cache=False)
        if warm != cold or (warm[-1] and not verify(folder / "warm").sound):
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
    monkeypatch.setattr(rollups.Regions, "_facts", lambda *_: ())
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


def test_a_shard_that_is_not_amended_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "amend", lambda content, _: content)
    assert caught(tmp_path)
