"""The gate's quick reading of a page finds what a real parser finds, on every page of both sites."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from generator.publish import Bundles, Release, put_together
from generator.publish.gate import gate
from generator.publish.outline import outline
from generator.publish.survey import MAX_PAGE, Fault, Survey, survey
from tests.portals import Portal
from tests.support.sites import gongkai, site

LINKS = ("href", "src", "action")
SHELL = '<!DOCTYPE html>\n<html lang="zh-CN">\n<h1>页</h1>\n{}'
"""What every page needs besides the links that a test is about."""


def test_it_reads_each_page_as_a_parser_does(portal: Portal) -> None:
    for page, tree in portal.trees():
        found = outline(portal.path(page).read_bytes())
        assert sorted(found.ids) == sorted(tree.xpath("//@id"))
        assert found.links == {str(value) for name in LINKS for value in tree.xpath(f"//@{name}")}
        assert (found.headings, found.language) == (1, True)


@pytest.mark.parametrize(
    "prose",
    [
        '说明 href="x.html" 和 id="y"。',
        '`<a href="x.html" id="z">` 是代码。',
        '[文字](https://example.com/?a=1&b="2" "题注 href=\\"q\\"")',
        "`</h1>` 也是。",
    ],
)
def test_prose_that_looks_like_markup_is_prose(prose: str, tmp_path: Path) -> None:
    root = site(
        tmp_path,
        {
            "content/demo/2023.md": f"## 总体情况\n\n{prose}\n\n## 存在的主要问题及改进情况\n\n正文。\n\n## 其他需要报告的事项\n\n正文。\n"
        },
    )
    gongkai("-C", root, "build")
    file = root / "public/demo/2023/index.html"
    tree = html.document_fromstring(file.read_bytes())
    found = outline(file.read_bytes())
    assert sorted(found.ids) == sorted(tree.xpath("//@id"))
    assert found.links == {str(value) for name in LINKS for value in tree.xpath(f"//@{name}")}
    assert found.headings == 1


def faults(
    tmp_path: Path, pages: dict[str, str], bundle: dict[str, str], base: str | None = None
) -> list[tuple[str, str, str]]:
    """What the gate says of some loose pages and a bundle at ``a``."""
    bundles = Bundles(tmp_path)
    inside = {path: SHELL.format(text).encode() for path, text in bundle.items()}
    written = bundles.write(inside, {})
    loose = {path: SHELL.format(text).encode() for path, text in pages.items()}
    made = put_together(Release(mounts={"a": written.name}, files=loose), bundles)
    known = (base, "/x/") if base else ("/",)
    surveyed = survey("a", inside, written.files, bases=known)
    return [(item.kind, item.page, item.what) for item in gate(made, {"a": surveyed}, base)]


@pytest.mark.parametrize(
    "link",
    [
        "2023/index.html",
        "2023/",
        "#here",
        "2023/index.html#there",
        "../index.html#loose",
        "../a/2023/index.html#there",
        "/a/2023/index.html",
        "?print#here",
        "2023/%69ndex.html",
        "./2023/../index.html",
        "https://elsewhere.invalid/missing.html",
        "//elsewhere.invalid/",
        "mailto:a@example.com",
        "tel:12345",
    ],
)
def test_a_link_that_leads_somewhere_passes(link: str, tmp_path: Path) -> None:
    bundle = {"index.html": f'<a href="{link}" id="here">', "2023/index.html": '<p id="there">'}
    assert faults(tmp_path, {"index.html": '<p id="loose">'}, bundle) == []


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("2024/index.html", "link"),
        ("index.htm", "link"),
        ("../../index.html", "link"),
        ("../../../index.html", "link"),
        ("/b/", "link"),
        ("#nowhere", "fragment"),
        ("2023/index.html#here", "fragment"),
        ("../index.html#nowhere", "fragment"),
    ],
)
def test_a_link_that_leads_nowhere_is_named_with_its_page(
    link: str, kind: str, tmp_path: Path
) -> None:
    bundle = {"index.html": f'<a href="{link}" id="here">', "2023/index.html": '<p id="there">'}
    found = faults(tmp_path, {"index.html": '<p id="loose">'}, bundle)
    assert found == [(kind, "a/index.html", link)]


def test_loose_pages_are_looked_at_too(tmp_path: Path) -> None:
    pages = {"index.html": '<a href="#main">', "404.html": '<p id="main"><a href="/x/#main">'}
    assert faults(tmp_path, pages, {"index.html": ""}, "https://e.invalid/x/") == [
        ("fragment", "404.html", "/x/#main"),
        ("fragment", "index.html", "#main"),
    ]


def test_the_address_of_the_site_is_the_site(tmp_path: Path) -> None:
    base = "https://e.invalid/x/"
    page = f'<link href="{base}a/"><link href="{base}b/"><a href="/y/"><a href="/x/c/">'
    assert faults(tmp_path, {"404.html": page}, {"index.html": ""}, base) == [
        ("link", "404.html", "/x/c/"),
        ("link", "404.html", f"{base}b/"),
    ]


@pytest.mark.parametrize(
    ("path", "content", "kind"),
    [
        ("index.html", '<html lang="zh"><p>', "heading"),
        ("index.html", '<html lang="zh"><h1></h1><h1></h1>', "heading"),
        ("index.html", "<html><h1></h1>", "language"),
        ("index.html", '<html lang=""><h1></h1>', "language"),
        ("index.html", '<html lang="zh"><h1></h1><p id="a"><p id="a">', "id"),
        ("a.exe", "", "file"),
        (f"{'a' * 196}.html", '<html lang="zh"><h1></h1>', "path"),
    ],
)
def test_what_else_keeps_a_site_back(path: str, content: str, kind: str) -> None:
    pages = {path: content.encode()} if path.endswith(".html") else {}
    found = survey("", pages, {path: None}).faults  # type: ignore[dict-item]
    assert [item[0] for item in found] == [kind]
    assert Fault(kind=kind, page=path).refuses


def test_a_page_over_its_budget_is_a_warning() -> None:
    page = ('<html lang="zh"><h1></h1>' + "".join(map(chr, range(0x4E00, 0x9E00)))).encode()
    found = survey("a", {"2023/index.html": page}, {}, reports=["2023/index.html"]).faults
    assert [item[0] for item in found] == ["page-packed", "page-size"]
    assert len(page) > MAX_PAGE
    assert not any(Fault(kind=kind, page=at).refuses for kind, at, _ in found)


@pytest.mark.parametrize(("name", "size"), [("site.css", 20_001), ("search.js", 5_001)])
def test_a_style_sheet_or_script_over_its_budget_is_a_warning(
    name: str, size: int, tmp_path: Path
) -> None:
    bundles = Bundles(tmp_path)
    tag = (
        f'<link href="assets/{name}">' if name.endswith(".css") else f'<script src="assets/{name}">'
    )
    page = f'<html lang="zh"><h1>页</h1>{tag}'.encode()
    files = {f"assets/{name}": bytes(size), "index.html": page}
    (found,) = gate(put_together(Release(mounts={}, files=files), bundles), {}, None)
    assert (found.what, found.refuses) == (str(size), False)


OWN = {
    "site.yml": "name: 站点\ntheme: own\n",
    "themes/own/templates/about.html": (
        '<html lang="zh-CN">\n<h1>关于</h1>\n<a href="../missing.html">'
    ),
}
"""A site whose own theme has a dead link."""


def test_a_dead_link_keeps_the_site_back_and_is_named(tmp_path: Path) -> None:
    root = site(tmp_path)
    assert gongkai("-C", root, "build").status == 0
    before = (root / "public/manifest.json").read_bytes()
    site(tmp_path, OWN)
    for language, severity in (("zh", "错误"), ("en", "error")):
        ran = gongkai("-C", root, "build", language=language)
        assert ran.status == 1
        assert f"{severity}  about/index.html" in ran.err
        assert "../missing.html" in ran.err
    assert (root / "public/manifest.json").read_bytes() == before


def test_a_warning_is_repeated_while_nothing_changes_and_strict_refuses_it(
    tmp_path: Path,
) -> None:
    own = {"site.yml": OWN["site.yml"], "themes/own/assets/site.css": "p{}" * 7000}
    root = site(tmp_path, own)
    for _ in range(2):
        ran = gongkai("-C", root, "build")
        assert (ran.status, "样式表偏大" in ran.err) == (0, True)
    before = (root / "public/manifest.json").read_bytes()
    ran = gongkai("-C", root, "build", "--strict")
    assert (ran.status, "样式表偏大" in ran.err) == (1, True)
    assert (root / "public/manifest.json").read_bytes() == before


def test_a_page_is_surveyed_again_when_its_neighbour_goes(tmp_path: Path) -> None:
    """What a bundle leads to is remembered, and looked for in the site of today."""
    bundles = Bundles(tmp_path)
    remembered = Survey((), ("b/index.html",))
    bundle = bundles.write({"index.html": SHELL.format('<a href="../b/">').encode()}, {})
    made = put_together(Release(mounts={"a": bundle.name}, files={}), bundles)
    (found,) = gate(made, {"a": remembered}, None)
    assert (found.kind, found.page, found.what) == ("link", "a/index.html", "../b/")


@pytest.mark.parametrize(
    "changes",
    [
        {"content/other/agency.yml": "name: 演示市第二局\nkind: department\n"},
        {"content/demo/below/agency.yml": "name: 演示市下属局\nkind: department\n"},
        {"site.yml": "name: 站点\nextras: no\n"},
        {"site.yml": "name: 站点\nlanguage: en\nbase_url: https://www.example.com/x/\n"},
    ],
)
def test_sites_of_every_kind_pass(changes: dict[str, str], tmp_path: Path) -> None:
    """Agencies without a report yet, no extras, another language, an address below a host."""
    ran = gongkai("-C", site(tmp_path, changes), "build")
    assert (ran.status, ran.out) == (0, "")
