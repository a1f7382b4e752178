"""The preview: what it puts on pages, whom it answers, and that it follows every edit."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread
from types import MappingProxyType
from typing import Any, TypeVar

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from generator import pipeline
from generator.diagnostic import GeneratorError
from generator.pipeline.quick import quick
from generator.serve.pages import PROBLEMS, SCRIPT, STYLE, Marks, State, Told, dressed, problems
from generator.serve.preview import Preview, Voice
from generator.serve.shown import ShownTarget, page
from tests.support.servers import free_port
from tests.support.sites import SOUND, site, write

pytestmark = [
    # A client of tornado's is closed by the collector of garbage, which says so.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

EDITS = 200 if os.environ.get("GONGKAI_FULL") else 20
REPORT = "content/demo/2023.yml"
FIGURES = f"{SOUND[REPORT]}主动公开:\n  行政许可: {{}}\n"
_T = TypeVar("_T")
PATIENCE = 60.0


def awaited(what: Coroutine[Any, Any, _T]) -> _T:
    """What a coroutine gives; a browser that is open in this process has the thread's own loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asyncio.wait_for(what, PATIENCE)).result()


@dataclass(frozen=True, slots=True)
class Live:
    """A preview that runs."""

    root: Path
    port: int
    process: subprocess.Popen[str]

    def ask(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[int, http.client.HTTPMessage, str]:
        """What it answers; a header's name has ``_`` for a hyphen."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=names)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        finally:
            connection.close()

    def until(self, path: str, text: str, *, there: bool = True) -> str:
        """A page as soon as it says something, or says it no more."""
        until = time.monotonic() + PATIENCE
        while True:
            _, _, found = self.ask(path)
            if (text in found) is there:
                return found
            assert time.monotonic() < until, found[:2000]
            time.sleep(0.02)

    def write(self, **files: str) -> None:
        """Change the report's figures or prose."""
        names = {"figures": REPORT, "prose": "content/demo/2023.md", "settings": "site.yml"}
        write(self.root, {names[name]: text for name, text in files.items()})


@contextmanager
def live(root: Path) -> Iterator[Live]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "-C", str(root), "serve", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        # A run in the background hands on that it is not to be interrupted.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stderr is not None
    said = ""
    while str(port) not in said:
        line = process.stderr.readline()
        assert line, said
        said += line
    try:
        yield Live(root, port, process)
    finally:
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=PATIENCE)[1].count("Traceback") == 0
        assert process.returncode == 0


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A preview of a site with a sound report and a draft; tests leave it sound."""
    root = tmp_path_factory.mktemp("preview")
    settings = f"{SOUND['site.yml']}repository: https://git.example.gov.cn/-/edit/main\n"
    draft = SOUND[REPORT].replace("2023", "2024").replace("2024-01", "2025-01") + "draft: yes\n"
    site(
        root,
        {
            "site.yml": settings,
            REPORT: FIGURES.format(1),
            "content/demo/2024.yml": draft,
            "content/demo/2024.md": SOUND["content/demo/2023.md"].replace("2023", "2024"),
        },
    )
    with live(root) as found:
        yield found


def test_a_page_comes_with_a_strict_policy_and_the_script_from_here(shown: Live) -> None:
    status, headers, text = shown.ask("/demo/2023/")
    assert status == 200
    policy = headers["Content-Security-Policy"]
    assert policy.startswith(
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'"
    )
    assert f"connect-src 'self' ws://127.0.0.1:{shown.port};" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert f'<script src="{SCRIPT}" defer></script>' in text
    assert shown.ask(SCRIPT)[1]["Content-Type"].startswith("text/javascript")
    assert shown.ask(STYLE)[1]["Content-Type"].startswith("text/css")


@pytest.mark.parametrize("path", ["/", "/demo/2023/", "/livereload", SCRIPT, PROBLEMS, "/nothing"])
def test_another_name_for_this_address_is_refused(shown: Live, path: str) -> None:
    for host in ("evil.example", f"evil.example:{shown.port}", "127.0.0.1", "localhost:1"):
        status, _, text = shown.ask(path, Host=host)
        assert (status, text) == (421, "421\n")
    assert shown.ask("/", Host=f"localhost:{shown.port}")[0] == 200


@pytest.mark.parametrize("path", ["/", "/demo/2023/report.json", "/livereload", SCRIPT, PROBLEMS])
def test_another_sites_page_is_refused(shown: Live, path: str) -> None:
    for origin in ("http://evil.example", "null", f"https://127.0.0.1:{shown.port}"):
        assert shown.ask(path, Origin=origin)[0] == 403
    assert shown.ask("/", Origin=f"http://127.0.0.1:{shown.port}")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(shown: Live, method: str) -> None:
    assert shown.ask("/", method)[0] == 405


def test_a_web_socket_is_opened_from_our_own_pages_only(shown: Live) -> None:
    async def opened(origin: str, host: str) -> bool:
        url = f"ws://127.0.0.1:{shown.port}/livereload"
        headers = {"Origin": origin, "Host": host}
        try:
            socket = await websocket_connect(HTTPRequest(url, headers=headers))
        except HTTPClientError:
            return False
        await socket.write_message("no JSON")  # which closes it, and nothing else
        assert await socket.read_message() is None
        socket.close()  # our end, too
        return True

    own, host = f"http://127.0.0.1:{shown.port}", f"127.0.0.1:{shown.port}"
    assert awaited(opened(own, host))
    assert not awaited(opened("http://evil.example", host))
    assert not awaited(opened(own, "evil.example"))


@pytest.mark.parametrize(
    "path",
    [
        "/../site.yml",
        "/%2e%2e/site.yml",
        "/demo/../../site.yml",
        "/demo/%2e%2e%2f%2e%2e%2fsite.yml",
        "//etc/passwd",
        "/etc/passwd",
        "/site.yml",
        "/content/demo/2023.yml",
        "/.gongkai/",
        "/.gongkai/lock",
        "/demo/2023/.",
        "/assets/",
        "/demo/2023\\index.html",
        "/demo/2023/index.html%00",
        "/-/",
        "/-/../site.yml",
    ],
)
def test_nothing_but_the_files_of_the_site_is_given_out(shown: Live, path: str) -> None:
    status, _, text = shown.ask(path)
    assert status == 404
    assert "演示站点" in text  # the site's own page for missing addresses
    assert "name:" not in text
    assert "root:" not in text


def test_a_link_among_the_pages_is_not_followed(tmp_path: Path) -> None:
    target = ShownTarget()
    pipeline.build(site(tmp_path / "site"), target, pipeline.Wish(live=True))
    assert target.site is not None
    assert b"<h1" in (page(target.site, "demo/2023/index.html") or b"")
    secret = tmp_path / "secret"
    secret.write_text("secret")
    part = Path(target.site.parts["demo"].folder)
    (part / "index.html").unlink()
    (part / "index.html").symlink_to(secret)
    assert page(target.site, "demo/index.html") is None
    part.rename(tmp_path / "moved")
    part.symlink_to(tmp_path / "moved")
    assert page(target.site, "demo/2023/index.html") is None
    target.close()


def test_a_folder_without_its_slash_leads_to_the_page(shown: Live) -> None:
    status, headers, _ = shown.ask("/demo/2023")
    assert (status, headers["Location"]) == (302, "/demo/2023/")
    assert shown.ask("/livereload.js/")[0] == 404
    assert shown.ask("/demo/2023/", "HEAD")[2] == ""


def test_pages_in_another_language_are_marked_and_shown_as_early(tmp_path: Path) -> None:
    settings = (
        f"{SOUND['site.yml']}languages: [zh-CN, en]\nrepository: https://git.example.gov.cn/\n"
    )
    root = site(tmp_path / "site", {"site.yml": settings, REPORT: FIGURES.format(1)})
    with live(root) as found:
        text = found.ask("/en/demo/2023/")[2]
        assert f"https://git.example.gov.cn/{REPORT}#L" in text
        found.write(figures=FIGURES.format(321))
        found.until("/demo/2023/", ">321</a></td>")
        assert ">321</a></td>" in found.ask("/en/demo/2023/")[2]


def test_drafts_are_marked(shown: Live) -> None:
    for path in ("/demo/2024/", "/demo/2024/checks/", "/demo/"):
        assert "草稿，不会公开：2024" in shown.ask(path)[2]
    for path in ("/demo/2023/", "/", "/about/"):
        assert "草稿" not in shown.ask(path)[2]


def test_each_figure_leads_to_its_line_at_the_git_host(shown: Live) -> None:
    text = shown.ask("/demo/2023/")[2]
    url = f"https://git.example.gov.cn/-/edit/main/{REPORT}"
    links = re.findall(r'<td id="c[0-9]+"[^>]*><a class="preview-cell" href="([^"]+)"', text)
    assert len(links) == len(re.findall(r'<td id="c[0-9]+"', text)) > 100
    assert f'href="{url}#L5" title="修改 主动公开/行政许可/' in text or f"{url}#L5" in links
    assert f'<a href="{url}">{REPORT}</a>' in text


def test_every_edit_is_shown(shown: Live) -> None:
    for value in range(100, 100 + EDITS):
        shown.write(figures=FIGURES.format(value))
        shown.until("/demo/2023/", f">{value}</a></td>")
    text = SOUND["content/demo/2023.md"]
    shown.write(prose=text.replace("正文。", "换了的正文。"))
    shown.until("/demo/2023/", "换了的正文。")
    shown.write(prose=text)
    shown.until("/demo/2023/", "换了的正文。", there=False)
    shown.until("/years/2023/", "2023")


def test_an_open_page_is_told(shown: Live) -> None:
    async def told() -> list[object]:
        headers = {"Origin": f"http://127.0.0.1:{shown.port}"}
        url = f"ws://127.0.0.1:{shown.port}/livereload"
        socket = await websocket_connect(HTTPRequest(url, headers=headers))
        await socket.write_message(json.dumps({"command": "hello"}))
        found: list[object] = [json.loads(str(await socket.read_message()))["command"]]
        shown.write(figures=FIGURES.format(51))
        found.append(json.loads(str(await socket.read_message())))
        socket.close()
        return found

    hello, reload = awaited(told())
    assert hello == "hello"
    assert reload == {"command": "reload", "path": "*", "liveCSS": False, "liveImg": False}
    shown.until("/demo/2023/", ">51</a></td>")


def test_a_broken_edit_never_blanks_the_page(shown: Live) -> None:
    shown.write(figures=FIGURES.format(61))
    shown.until("/demo/2023/", ">61</a></td>")
    for broken in (FIGURES.format("一"), "主动公开: [", "", "\x00", FIGURES.format("{{")):
        shown.write(figures=broken)
        text = shown.until("/demo/2023/", "preview-refused")
        assert ">61</a></td>" in text or ">61</td>" in text
        assert "这一页还是没有错误时的样子" in text
        listed = shown.ask(PROBLEMS, Referer=f"http://127.0.0.1:{shown.port}/demo/2023/")[2]
        assert REPORT in listed
        assert '<a href="/demo/2023/">回到没有错误时的页面</a>' in listed
        foreign = shown.ask(PROBLEMS, Referer="http://evil.example/demo/2023/")[2]
        assert '<a href="/">' in foreign
    shown.write(figures=FIGURES.format(62))
    shown.until("/demo/2023/", ">62</a></td>")
    shown.until("/demo/2023/", "preview-refused", there=False)


def test_what_stops_a_build_is_told_in_the_page(shown: Live) -> None:
    settings = (shown.root / "site.yml").read_text(encoding="utf-8")
    shown.write(settings=f"{settings}theme: nowhere\n")
    assert "preview-refused" in shown.until("/demo/", "没有主题")
    shown.write(settings=settings)
    shown.until("/demo/", "preview-refused", there=False)


def test_a_site_that_was_never_sound_shows_what_is_wrong(tmp_path: Path) -> None:
    root = site(tmp_path, {REPORT: "title: x\n"})
    with live(root) as found:
        status, _, text = found.ask("/demo/2023/")
        assert status == 503
        assert "改好以后，页面就会出现" in text
        assert REPORT in text
        found.write(figures=SOUND[REPORT])
        found.until("/demo/2023/", "<h1 id=")


@pytest.mark.parametrize("moment", [0.0, 0.2, 0.6])
def test_it_ends_also_while_the_whole_site_waits(moment: float, tmp_path: Path) -> None:
    with live(site(tmp_path, {REPORT: FIGURES.format(1)})) as found:
        found.write(figures=FIGURES.format(2))
        found.until("/demo/2023/", ">2</td>")
        time.sleep(moment)


def test_a_port_that_is_taken_ends_with_2(shown: Live) -> None:
    command = [sys.executable, "-m", "generator", "-C", str(shown.root), "serve"]
    ran = subprocess.run(
        [*command, "--port", str(shown.port)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 2
    assert f"不能用端口 {shown.port}" in ran.stderr


def test_a_preview_ends_while_it_waits_for_another_edit(tmp_path: Path) -> None:
    root = site(tmp_path / "site")

    def stopped(error: GeneratorError) -> Told:
        raise error

    preview = Preview(root, Voice(problems=lambda _: (), stopped=stopped, say=str, show=str))
    preview.build()
    write(root, {REPORT: FIGURES.format(7)})
    preview.changed(REPORT)
    ends = iter([preview.end])
    tell = lambda _: next(ends, str)()  # noqa: E731 - what is interrupted is so once
    follower = Thread(target=preview.follow, args=(tell,), daemon=True)
    follower.start()
    follower.join(PATIENCE)
    assert not follower.is_alive()
    preview.close()


@pytest.mark.parametrize("languages", ["", "languages: [zh-CN, en]\n"])
def test_one_agency_ahead_is_what_the_whole_build_makes_of_it(
    languages: str, tmp_path: Path
) -> None:
    root, target = site(tmp_path / "site"), ShownTarget()
    write(root, {"site.yml": SOUND["site.yml"] + languages})
    wish = pipeline.Wish(live=True, drafts=True, memory=".gongkai/preview")
    built = pipeline.build(root, target, wish)
    changed = {REPORT: FIGURES.format(7)}
    write(root, changed)
    ahead = quick(root, built.ground, changed, wish.memory)
    assert ahead is not None
    assert ahead.agency == "demo"
    target.swap(ahead)
    assert target.site is not None
    early = target.site
    pipeline.build(root, target, wish)
    assert target.same(early, "demo")
    assert ("en/demo/2023/index.html" in ahead.sizes) is bool(languages)
    for path in ahead.sizes:
        assert page(target.site, path) == page(early, path)
    target.close()


@pytest.mark.parametrize(
    "changes",
    [
        {"content/demo/agency.yml": "name: 演示市另一局\nkind: department\n"},
        {REPORT: SOUND[REPORT], "site.yml": SOUND["site.yml"]},
        {"content/demo/2022.yml": SOUND[REPORT]},
        {REPORT: None},
    ],
)
def test_what_takes_more_than_one_agency_waits_for_the_whole_build(
    changes: dict[str, str | None], tmp_path: Path
) -> None:
    root, target = site(tmp_path / "site"), ShownTarget()
    wish = pipeline.Wish(live=True, drafts=True, memory=".gongkai/preview")
    built = pipeline.build(root, target, wish)
    write(root, changes)
    for path in (name for name, text in changes.items() if text is None):
        (root / path).unlink()
    assert quick(root, built.ground, changes, wish.memory) is None
    target.close()


HOSTILE = "</li><script>alert(1)</script>\"'&"


def test_whatever_a_problem_says_stays_text() -> None:
    told = Told(severity="error", message=HOSTILE, place=HOSTILE, file=HOSTILE, remedies=(HOSTILE,))
    state = State(problems=(told,), refused=True, repository="https://git.example/edit/")
    marks = Marks(
        drafts=(HOSTILE,),
        files=(HOSTILE,),
        cells=MappingProxyType({3: ('https://x/?a=1&b="', HOSTILE)}),
    )

    def say(key: str, **slots: object) -> str:
        return f"{key} {slots}"

    content = b'<html><head></head><body><header></header><td id="c3">5</td></body></html>'
    for text in (
        dressed(content, state, marks, say),
        problems(state, back='/"><script>', language="en", say=say),
    ):
        assert b"<script>alert" not in text
        assert b'"><script>' not in text
        assert b"&lt;script&gt;" in text


def test_a_page_in_which_nothing_is_wrong_has_no_bar() -> None:
    content = b"<html><head></head><body><header></header></body></html>"
    text = dressed(content, State(), Marks(), lambda key, **_: key)
    assert b"aside" not in text
    assert SCRIPT.encode() in text
    known = replace(State(), problems=(Told(severity="warning", message="w", place="p"),))
    assert b"preview.counted" in dressed(content, known, Marks(), lambda key, **_: key)
