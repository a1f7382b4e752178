"""nginx and Caddy with the configuration that ``gongkai headers`` writes: what goes with what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.publish.media import MEDIA
from tests.hosts.servers import Answer, running
from tests.support.sites import gongkai, site, write

BEYOND = "不在网站里"
FILES = {
    "index.html": "<!DOCTYPE html><title>首页</title>" + "甲" * 2000,
    "404.html": "<!DOCTYPE html><title>没有</title>",
    "demo/index.html": "<!DOCTYPE html><title>机关</title>",
    "demo/2023/index.html": "<!DOCTYPE html><title>报告</title>",
    "demo/2023/report.json": "{}",
    "demo/2023/report.csv": "甲\r\n",
    "demo/2023/report.xlsx": "PK",
    "demo/2023/report.docx": "PK",
    "demo/2023/requests/table.csv": "甲\r\n",
    "demo/search.json": "{}",
    "data/index.html": "<!DOCTYPE html><title>数据</title>",
    "data/v1/index.json": "{}",
    "data/v1/years/2023.csv": "甲\r\n",
    "data/catalog.jsonld": "{}",
    "feed.xml": "<feed/>",
    "robots.txt": "User-agent: *",
    ".well-known/security.txt": "Contact: tel:0",
    "assets/site.0123456789.css": "p{}",
    "assets/early.0123456789.js": "0",
    "assets/icon.0123456789.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    **{f"demo/2023/附件.{ending}": "内容" for ending in MEDIA if ending != "html"},
}
OPEN = ("data/", "feed.xml", "/report.", "/table.csv")
"""What programs in other sites' pages may read; pages are not among it."""


class Served(NamedTuple):
    """A server, and the path that the site is under."""

    name: str
    port: int
    path: str

    def get(self, file: str, **more: str) -> Answer:
        return Answer(self.port, f"{self.path}{file}".replace("附件", "%E9%99%84%E4%BB%B6"), **more)


@pytest.fixture(scope="module", params=["nginx /", "nginx /xxgk/", "caddy /", "caddy /xxgk/"])
def served(request, tmp_path_factory) -> Iterator[Served]:
    name, _, path = request.param.partition(" ")
    folder = tmp_path_factory.mktemp("host")
    write(folder, {"secret.txt": BEYOND, **{f"site/{at}": text for at, text in FILES.items()}})
    text = configuration(site(folder / "source"), name, folder / "site", path)
    with running(name, folder / "server", text) as port:
        yield Served(name, port, path)


def configuration(root: Path, name: str, folder: Path, path: str) -> str:
    """What the command line writes for a site at an address."""
    out = root.parent / "out"
    ran = gongkai(
        *("-C", root, "headers", "--for", name, "--root", folder),
        *("--base-url", f"https://www.example.gov.cn{path}", "-o", out),
    )
    assert ran.status == 0, ran.err
    return out.read_text("utf-8")


def guarded(answer: Answer) -> None:
    """What goes with everything, whatever it is."""
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "camera=()" in answer["Permissions-Policy"]
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert not any(digit in (answer["Server"] or "") for digit in "0123456789")


@pytest.mark.parametrize("file", FILES)
def test_every_file_has_its_type_and_is_guarded(served: Served, file: str) -> None:
    answer = served.get(file)
    assert (answer.status, answer.body.decode()) == (200, FILES[file])
    assert answer["Content-Type"] == MEDIA[file.rpartition(".")[2]]
    guarded(answer)
    strict = "default-src 'none'" in answer["Content-Security-Policy"]
    assert strict == (file.endswith((".html", ".xml", ".svg")) or file.startswith("assets/"))
    opened = file.startswith(OPEN) or any(part in file for part in OPEN[2:])
    assert answer["Access-Control-Allow-Origin"] == (
        "*" if (opened and not file.endswith(".html")) or file.endswith(".xml") else None
    )
    kept = "public, max-age=31536000, immutable" if file.startswith("assets/") else "no-cache"
    assert answer["Cache-Control"] == kept


def test_folders_lead_to_their_pages(served: Served) -> None:
    for folder in ("", "demo/", "demo/2023/", "data/"):
        answer = served.get(folder)
        assert answer.body.decode() == FILES[f"{folder}index.html"]
        assert answer["Content-Type"] == MEDIA["html"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert answer["Access-Control-Allow-Origin"] is None
        guarded(answer)


def test_a_folder_without_its_slash_is_sent_on_at_the_same_host(served: Served) -> None:
    for folder in ("demo", "demo/2023"):
        answer = served.get(folder)
        assert answer.status in (301, 308)
        assert answer["Location"] in (f"{served.path}{folder}/", f"{folder.rpartition('/')[2]}/")
    if served.path != "/":
        answer = Answer(served.port, served.path.rstrip("/"))
        assert (answer.status, answer["Location"]) == (301, served.path)


@pytest.mark.parametrize("file", ["nowhere/", "demo/2022/report.json", "x.csv", "assets/old.css"])
def test_what_is_not_there_gets_the_page_for_that(served: Served, file: str) -> None:
    answer = served.get(file)
    assert (answer.status, answer.body.decode()) == (404, FILES["404.html"])
    assert answer["Content-Type"] == MEDIA["html"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-cache"
    assert answer["Access-Control-Allow-Origin"] is None
    guarded(answer)


def test_a_page_that_is_known_already_is_not_sent_again(served: Served) -> None:
    first = served.get("demo/")
    again = served.get("demo/", If_None_Match=first["ETag"] or "")
    assert (again.status, again.body) == (304, b"")
    assert again["X-Content-Type-Options"] == "nosniff"


def test_pages_travel_compressed(served: Served) -> None:
    answer = served.get("", Accept_Encoding="gzip")
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.body) < 500
    assert "Accept-Encoding" in (answer["Vary"] or "")
    assert served.get("", method="HEAD")["Content-Type"] == MEDIA["html"]


def test_nothing_beside_the_site_can_be_had(served: Served) -> None:
    for path in (
        "../secret.txt",
        "%2e%2e/secret.txt",
        "assets/../../secret.txt",
        "..%2fsecret.txt",
    ):
        assert BEYOND not in served.get(path).body.decode("utf-8", "replace")


def test_other_sites_may_be_let_in(tmp_path: Path) -> None:
    origin = "https://portal.example.gov.cn"
    for host in ("nginx", "caddy", "netlify"):
        ran = gongkai("-C", site(tmp_path / host), "headers", "--for", host, "--frame", origin)
        assert f"frame-ancestors 'self' {origin}" in ran.out
        assert "X-Frame-Options" not in ran.out


@pytest.mark.parametrize("root", ["/srv/a b", '/srv/"', "/srv/$host", "/srv/{x}", "/srv/a;b"])
def test_a_folder_that_would_mean_something_else_is_refused(tmp_path: Path, root: str) -> None:
    for host in ("nginx", "caddy"):
        ran = gongkai("-C", site(tmp_path / host), "headers", "--for", host, "--root", root)
        assert (ran.status, ran.out) == (2, "")
        assert root in ran.err
