"""Make the pictures of the editor's guides, by following these to where each picture stands.

Run ``python docs/pictures/make.py [NAME…]``. It needs ``.[dev]``, Chromium, Chinese fonts, and for
``web-editor.png`` Decap, which ``pytest tests/browser/test_web_editor.py`` fetches.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.test_web_editor import DECAP, Editor
from tests.docs.test_guides import FILES, Block, Reader
from tests.support.sites import gongkai

GUIDES = {"editor.zh-CN.md": "zh", "editor.en.md": "en"}
STEP = re.compile(
    r"^```(?P<kind>\w+)(?P<words>[^\n]*)\n(?P<text>.*?)^```$|^!\[[^\n]*\]\(\.\./pictures/(?P<name>[^\n]+)\)$",
    re.MULTILINE | re.DOTALL,
)
WIDTH, HEIGHT = 1000, 640
COLOURS = 48
LIMIT = 80_000
"""Bytes of one picture, as of the picture in the README."""
REPORT = "public/demo/commerce/2023/index.html"
SIGNED = (
    "gongkai sign demo/commerce 2023 --role 复审 --by 政策法规处 --date 2024-01-19; gongkai release"
)
FOLLOWED = re.compile(r"^\$ (?!.*\bserve\b)(.*)$", re.MULTILINE)


def page(path: str, selector: str = "body") -> Callable[[Browser, Reader], bytes]:
    """A screen of a built page, from an element on."""

    def shoot(browser: Browser, reader: Reader) -> bytes:
        tab = screen(browser)
        tab.goto((reader.here / path).as_uri())
        return below(tab, selector)

    return shoot


def terminal(
    command: str, lines: int, *, since: str = "", before: str = "true"
) -> Callable[[Browser, Reader], bytes]:
    """What a terminal shows of commands: some lines, from the first with these words on.

    ``before`` is run unseen.
    """

    def shoot(browser: Browser, reader: Reader) -> bytes:
        colours = {"FORCE_COLOR": "1", "COLUMNS": "110", "TERM": "xterm-256color"}
        shown = "; ".join(f"echo '$ {one}'; {one}" for one in command.split("; "))
        plain, reader.environment = reader.environment, reader.environment | colours
        said = reader.shell(f"{before} >/dev/null\n({shown}) 2>&1 || true").stdout.splitlines()
        reader.environment = plain
        first = next(at for at, line in enumerate(said) if since in line)
        return typed(browser, "\n".join([*said[: first and 1], *said[first : first + lines]]))

    return shoot


def typed(browser: Browser, said: str) -> bytes:
    """Coloured text as a terminal shows it."""
    console = Console(record=True, width=110, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(said), soft_wrap=True)
    look = "font:15px/1.45 'Noto Sans Mono CJK SC',monospace;padding:14px;white-space:pre-wrap"
    body = "<body style='margin:0;background:{background};color:{foreground}'>"
    html = console.export_html(
        theme=MONOKAI,
        inline_styles=True,
        code_format=f'{body}<pre style="margin:0;{look}">{{code}}',
    )
    tab = screen(browser)
    tab.set_content(html)
    return tab.locator("pre").screenshot()


def previewed(browser: Browser, reader: Reader) -> bytes:
    """The live preview just after something wrong was saved."""
    file = reader.here / "content/demo/commerce/2023.yml"
    sound = file.read_text(encoding="utf-8")
    with serving(reader) as address:
        tab = screen(browser)
        tab.goto(f"{address}demo/commerce/2023/index.html")
        file.write_text(sound.replace("[3, 1, 0", "[3, 2, 0"), encoding="utf-8")
        tab.get_by_text("2023.yml:").first.wait_for(timeout=60_000)
        taken = below(tab, "body")
    file.write_text(sound, encoding="utf-8")
    return taken


@contextmanager
def serving(reader: Reader) -> Iterator[str]:
    """A preview of the reader's site, and its address."""
    address = "http://127.0.0.1:8765/"
    command = [sys.executable, "-m", "generator", "-C", str(reader.here), "serve", "--port", "8765"]
    with subprocess.Popen(command, env=reader.environment | {"PYTHONPATH": str(ROOT)}) as running:
        try:
            for _ in range(100):
                try:
                    urlopen(address).close()
                    break
                except OSError:
                    time.sleep(0.3)
            yield address
        finally:
            running.terminate()


def web_editor(browser: Browser, reader: Reader) -> bytes:
    """The form that the web editor offers for figures."""
    root = reader.folder.parent / "web"
    gongkai("new", "site", root, "--ci", "none")
    gongkai("-C", root, "new", "agency", "demo", "--name", "演示市商务局")
    editor = Editor(browser, root, ROOT / f"node_modules/.{DECAP}/package/dist")
    editor.page.set_viewport_size({"width": WIDTH + 200, "height": HEIGHT + 100})
    editor.open("演示市示例局", "2024 数字")
    return editor.page.screenshot()


SHOTS: dict[str, Callable[[Browser, Reader], bytes]] = {
    "editor-site.png": page("public/index.html"),
    "editor-check.zh-CN.png": terminal("gongkai check", 14, since="balance.column"),
    "editor-check.en.png": terminal("gongkai check", 14, since="balance.column"),
    "editor-report.png": page(REPORT, "h2:has-text('二、')"),
    "editor-checks.png": page("public/demo/commerce/2023/checks/index.html"),
    "editor-serve.png": previewed,
    "editor-release.zh-CN.png": terminal(SIGNED, 6, before="rm -r ledger"),
    "editor-release.en.png": terminal(SIGNED, 6, before="rm -r ledger"),
    "editor-corrected.png": page(REPORT, "#corrections"),
    "web-editor.png": web_editor,
}


def screen(browser: Browser) -> Page:
    """A new window of the size of a picture."""
    return browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})


def below(tab: Page, selector: str) -> bytes:
    """What the window shows once an element is at its top."""
    tab.locator(selector).first.evaluate("it => window.scrollTo(0, it.offsetTop - 90)")
    return tab.screenshot()


def keep(name: str, taken: bytes) -> None:
    """Write a picture with few colours; refuse one that is too heavy."""
    path = HERE / name
    few = Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    if path.stat().st_size > LIMIT:
        sys.exit(f"{name}: {path.stat().st_size} bytes")
    sys.stdout.write(f"{name}: {path.stat().st_size} bytes\n")


def follow(guide: str, language: str, browser: Browser, wanted: set[str]) -> None:
    """Do what a guide says, and take its pictures where they stand."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "work").mkdir()
        reader = Reader(Path(folder) / "work", language)
        reader.environment["PYTHONPATH"] = str(ROOT)
        text = (ROOT / "docs/guide" / guide).read_text(encoding="utf-8")
        for step in STEP.finditer(text):
            if name := step["name"]:
                if name in wanted:
                    keep(name, SHOTS[name](browser, reader))
                    wanted.remove(name)
                continue
            block = Block(step["kind"], step["words"].split(), step["text"])
            if block.kind == "console":
                done = reader.shell("\n".join(FOLLOWED.findall(block.text)))
                if done.returncode:
                    sys.exit(done.stdout + done.stderr)
            elif block.kind in FILES and block.words:
                reader.write(block)


def main(names: list[str]) -> None:
    """Take the named pictures, or all."""
    wanted = set(names or SHOTS)
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for guide, language in GUIDES.items():
            if wanted:
                follow(guide, language, browser, wanted)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
