"""Someone without git edits reports on the web: what Decap saves is what was typed, and is sound."""

from __future__ import annotations

import hashlib
import json
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator import form, source
from generator.operations.webeditor import web_editor
from generator.workspace.editions import editions
from tests.support.sites import gongkai, problems

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
DECAP = "decap-cms@3.16.3"
SHA256 = "f1c0055411ebdbd5b7c77a835a68b92b5467622585838f8496223b27eee116d1"
PLACE = "http://localhost/admin/"
"""Nothing listens there; the browser trusts the name, as Decap needs."""
TREE = "window.repoFiles"
SENTENCE = "\n又写一句，**不转义**_任何_[3件]{=申请办理/本年新收/总计}字符。\n"


@pytest.fixture(scope="module")
def decap() -> Path:
    """Decap's programs as npm has them. It is fetched alone: installed, it brings 640 packages."""
    folder = ROOT / "node_modules" / f".{DECAP}"
    archive = folder / "package.tgz"
    if not archive.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "pack", DECAP, "--silent", "--pack-destination", folder]
        made = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
        (folder / made.stdout.split()[-1]).rename(archive)
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == SHA256
    if not (folder / "package" / "dist" / "decap-cms.js").is_file():
        with tarfile.open(archive) as packed:
            # Python before 3.11.4, as Debian 12 has it, knows of no filters.
            safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
            packed.extractall(folder, **safely)
    return folder / "package" / "dist"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a report that has a row as a list, and an agency without a report."""
    root = tmp_path / "site"
    gongkai("new", "site", root, "--ci", "none")
    gongkai("-C", root, "new", "agency", "demo", "--name", "演示市商务局")
    return root


class Editor:
    """Decap in a browser, with its test backend in place of a repository."""

    def __init__(self, chromium: Browser, site: Path, decap: Path) -> None:
        made = web_editor(site, {"name": "test-repo"}, 2025)
        assert made.left == ()
        self.own = {name: text.encode() for name, text in made.files.items()}
        self.decap = decap
        self.elsewhere: list[str] = []
        self.faults: list[str] = []
        self.page: Page = chromium.new_page()
        self.page.set_default_timeout(120_000)  # five megabytes of script on a busy machine
        self.page.route("**/*", self._serve)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._heard)
        self.page.add_init_script(f"{TREE} = {json.dumps(tree(site))}")
        self.page.goto(f"{PLACE}index.html")
        self.page.get_by_role("button", name="登录").click()

    def _serve(self, route: Route) -> None:
        name = route.request.url.removeprefix(PLACE).partition("?")[0]
        if name in self.own:
            kind = "text/yaml" if name.endswith(".yml") else "text/html"
            route.fulfill(body=self.own[name], content_type=f"{kind}; charset=utf-8")
        elif (self.decap / name).is_file():
            route.fulfill(path=self.decap / name)
        else:
            self.elsewhere.append(route.request.url)
            route.abort()

    def _heard(self, message: Any) -> None:
        if "config" in message.text.lower() and message.type in ("error", "warning"):
            self.faults.append(message.text)

    def open(self, agency: str, document: str) -> None:
        """Go to a file as editors do: by its agency, then its name in the list."""
        self.page.get_by_role("link", name=agency).click()
        self.page.get_by_role("link", name=document).click()
        self.page.locator("label").first.wait_for()
        self.page.wait_for_timeout(2000)  # fields are shown before they are filled, and none tells

    def fill(self, label: str, text: str, index: int = 0) -> None:
        """Unfold what one of the fields with a label stands in, and fill it in."""
        found = self.page.locator("label", has_text=label)
        field = self.page.locator(f'[id="{found.nth(index).get_attribute("for")}"]')
        for group in field.locator("xpath=ancestor::div[@aria-label='object field']").all():
            toggle = group.get_by_test_id("expand-button").first
            if toggle.get_attribute("aria-label") == "Expand":
                toggle.click()
        field.fill(text)

    def publish(self) -> None:
        """Save, and go back to the list."""
        self.page.get_by_role("button", name="发布", exact=True).click()
        self.page.get_by_role("menuitem").first.click()
        self.page.get_by_text("修改已保存").wait_for()
        self.page.get_by_role("link", name="正在集合").click()

    def saved(self) -> Mapping[str, Any]:
        """What the repository holds now."""
        found: Mapping[str, Any] = self.page.evaluate(TREE)
        return found


def tree(site: Path) -> Mapping[str, Any]:
    """A site's files as Decap's test backend keeps them."""
    top: dict[str, Any] = {}
    for path in [site / "site.yml", *sorted((site / "content").rglob("*.*"))]:
        at = top
        *folders, name = path.relative_to(site).parts
        for folder in folders:
            at = at.setdefault(folder, {})
        at[name] = {"content": path.read_text(encoding="utf-8")}
    return top


def put(folder: Path, saved: Mapping[str, Any]) -> None:
    """Write what was saved, as a commit would."""
    for name, below in saved.items():
        if isinstance(below.get("content"), str):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(below["content"], encoding="utf-8")
        else:
            put(folder / name, below)


def column(edition: form.Form, table: str, address: str) -> int:
    """How many fields with the label of a cell's column the editor has before the cell's."""
    cells = [cell for cell in edition.cells if cell.table == table]
    last = address.rpartition("/")[2]
    alike = [cell.address for cell in cells if cell.address.rpartition("/")[2] == last]
    return alike.index(address)


def test_what_is_filled_in_on_the_web_passes_the_check(
    chromium: Browser, site: Path, decap: Path
) -> None:
    before = {path: path.read_bytes() for path in (site / "content").rglob("*.*")}
    narrative = (site / "content/sample/2024.md").read_text(encoding="utf-8")
    edition = editions(site)[0]["2021"]
    table = next(item for item in edition.tables if item.key == "申请办理").id
    editor = Editor(chromium, site, decap)

    editor.open("演示市示例局", "2024 文字")
    editor.fill("正文", narrative + SENTENCE)
    editor.publish()
    editor.open("演示市示例局", "2024 数字")
    editor.fill("行政许可", "5")
    editor.publish()
    editor.open("演示市商务局", "2025 数字")
    editor.fill("报告标题", "演示市商务局2025年政府信息公开工作年度报告")
    editor.fill("公布日期", "2026-01-20")
    editor.fill("没有列出的格子", "0")
    for address in ("申请办理/本年新收/自然人", "申请办理/办理结果/无法提供/不掌握/自然人"):
        editor.fill("自然人", "1", column(edition, table, address))
    editor.publish()
    editor.open("演示市商务局", "2025 文字")
    editor.fill("正文", narrative.replace("2024", "2025").replace("申请{{", "申请共{{"))
    editor.publish()
    put(site, editor.saved())
    assert editor.faults == []
    assert editor.elsewhere == []

    assert [(item.position.file, item.diagnostic.rule) for item in problems(site)] == []
    assert (site / "content/sample/2024.md").read_text(encoding="utf-8") == narrative + SENTENCE
    filed = source.read((site / "content/sample/2024.yml").read_bytes(), "").data or {}
    known = source.read(before[site / "content/sample/2024.yml"], "").data or {}
    assert filed == {**known, "主动公开": {"行政许可": "5"}}
    assert (site / "content/demo/2025.yml").is_file()
    changed = {path.name for path, raw in before.items() if path.read_bytes() != raw}
    assert changed == {"2024.yml", "2024.md"}
    assert gongkai("-C", site, "build", "--strict").status == 0
    assert gongkai("-C", site, "fmt").status == 0
    assert problems(site) == ()
