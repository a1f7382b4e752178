"""Nothing inline, nothing from elsewhere, nothing heavy; every link leads somewhere."""

import gzip
import hashlib
import re
from pathlib import Path
from urllib.parse import urlsplit

from generator.portal import PageKind, file_of
from tests.portals import POLICY, Portal

KILO = 1000
ADDRESSES = ("href", "src", "srcset", "action", "formaction", "poster", "data", "cite", "ping")
FOREIGN = {
    "iframe",
    "object",
    "embed",
    "base",
    "applet",
    "frame",
    "portal",
    "audio",
    "video",
}


def assets(portal: Portal, ending: str) -> list[Path]:
    return sorted((portal.folder / "assets").rglob(f"*{ending}"))


def test_nothing_is_inline(portal: Portal):
    for page, tree in portal.trees():
        assert not tree.xpath("//style"), page.url
        scripts = tree.xpath("//script[not(@src)] | //script[normalize-space()]")
        assert {item.get("type") for item in scripts} <= {"application/ld+json"}, page.url
        for item in tree.iter():
            for name, value in item.attrib.items():
                assert name != "style", page.url
                assert not name.startswith("on"), page.url
                assert not value.strip().lower().startswith(("data:", "javascript:")), page.url


def test_nothing_comes_from_elsewhere(portal: Portal):
    """What a page loads is a file of the portal; only links that a reader follows may lead away."""
    for page, tree in portal.trees():
        assert not [item.tag for item in tree.iter(*FOREIGN)], page.url
        for item in tree.iter():
            for name in ADDRESSES:
                link = item.get(name)
                if link is None or item.tag == "a" or item.get("rel") == "canonical":
                    continue
                if item.get("hreflang"):
                    continue
                assert portal.resolve(page, link) in portal.files, f"{page.url}: {link}"


def test_pages_state_the_policy(portal: Portal):
    # frame-ancestors works in a header only.
    wanted = POLICY.partition("; frame-ancestors")[0]
    for page, tree in portal.trees():
        (stated,) = tree.xpath("//head/meta[@http-equiv='Content-Security-Policy']/@content")
        assert stated == wanted, page.url
        before = tree.xpath("//head/meta[@http-equiv]/preceding-sibling::*")
        assert {item.tag for item in before} <= {"meta"}, (
            f"{page.url}: it comes before any resource"
        )


def test_every_link_leads_somewhere(portal: Portal):
    ids = {page.url: set(tree.xpath("//@id")) for page, tree in portal.trees()}
    by_file = {file_of(url): url for url in ids}
    for page, tree in portal.trees():
        for link in tree.xpath("//a/@href"):
            target = portal.resolve(page, link)
            if target is None:
                assert urlsplit(link).scheme in ("https", "http", "mailto", "tel"), link
                continue
            assert target in portal.files, f"{page.url}: {link}"
            fragment = urlsplit(link).fragment
            if fragment:
                assert fragment in ids[by_file[target]], f"{page.url}: {link}"


def test_links_work_in_a_folder_too(portal: Portal):
    """Written out to the file and relative, so that pages work when opened as files."""
    for page, tree in portal.trees():
        if page.kind is PageKind.NOT_FOUND:
            continue
        for link in tree.xpath(
            "//a/@href | //script/@src | //img/@src | //head/link[not(@rel='canonical')]/@href"
        ):
            parts = urlsplit(link)
            if not parts.scheme:
                assert not parts.path.startswith("/"), f"{page.url}: {link}"
                assert not parts.path.endswith("/"), f"{page.url}: {link}"


def test_the_page_for_missing_addresses_works_at_any_depth(demo: Portal):
    (page,) = demo.pages(PageKind.NOT_FOUND)
    links = demo.tree(page).xpath("//a/@href | //script/@src | //link[not(@rel='canonical')]/@href")
    assert links
    for link in links:
        assert link.startswith(("#", demo.root)), link


def test_every_page_can_be_reached_from_the_home_page(portal: Portal):
    by_file = {file_of(page.url): page for page in portal.pages()}
    reached, waiting = set(), ["index.html"]
    while waiting:
        file = waiting.pop()
        if file in reached or file not in by_file:
            continue
        reached.add(file)
        page = by_file[file]
        links = portal.tree(page).xpath("//a/@href")
        waiting += [target for link in links if (target := portal.resolve(page, link))]
    moved = {file_of(page.url) for page in portal.pages(PageKind.MOVED)}
    assert set(by_file) - reached == {"404.html"} | moved


def test_every_page_is_known(portal: Portal):
    """No page is built that these checks do not read."""
    built = {file for file in portal.files if file.endswith(".html")}
    assert built == {file_of(page.url) for page in portal.pages()}


def test_canonical_addresses(portal: Portal):
    for page, tree in portal.trees():
        found = tree.xpath("//head/link[@rel='canonical']/@href")
        stands_at = page.target if page.kind is PageKind.MOVED else page.url
        wanted = [] if portal.base_url is None else [portal.base_url + stands_at]
        assert found == wanted, page.url


def metas(portal: Portal, kind: PageKind) -> set[str]:
    """The page tags of 国办发〔2017〕47号 that a page has to have, as far as they are known."""
    site = {"SiteName"}
    if portal.base_url:
        site.add("SiteDomain")
    if portal.content.site.footer.site_code:
        site.add("SiteIDCode")
    column = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
    article = {"ArticleTitle", "ContentSource"} | ({"Url"} if portal.base_url else set())
    if kind in (PageKind.REPORT, PageKind.TABLE, PageKind.CHECKS, PageKind.PARTS):
        return site | column | article
    return site if kind is PageKind.NOT_FOUND else site | column


def test_page_tags_of_government_sites(portal: Portal):
    for page, tree in portal.trees():
        tags = {item.get("name"): item.get("content") for item in tree.xpath("//head/meta[@name]")}
        wanted = metas(portal, page.kind)
        report = portal.content.filed.get((page.agency, page.slug))
        if report and report.report.published:
            wanted.add("PubDate")
            assert tags["PubDate"] == f"{report.report.published.isoformat()} 00:00", page.url
        named = {name for name in tags if name and name[0].isupper()}
        assert wanted == named, page.url
        assert all(tags[name] for name in wanted), page.url
        assert tags["SiteName"] == portal.site(page).name
        assert tags.get("Url", portal.base_url and portal.base_url + page.url) == (
            portal.base_url and portal.base_url + page.url
        )


def test_weights(portal: Portal):
    for page in portal.pages():
        raw = portal.path(page).read_bytes()
        assert len(raw) <= 60 * KILO, f"{page.url}: {len(raw)} bytes"
        packed = len(gzip.compress(raw, mtime=0))
        assert packed <= 15 * KILO, f"{page.url}: {packed} bytes packed"
    assert sum(file.stat().st_size for file in assets(portal, ".css")) <= 20 * KILO
    for page, tree in portal.trees():
        scripts = [portal.resolve(page, link) for link in tree.xpath("//script/@src")]
        size = sum((portal.folder / script).stat().st_size for script in scripts)
        assert size <= 5 * KILO, f"{page.url}: {size} bytes of scripts"


def test_a_page_loads_few_files(portal: Portal):
    for page, tree in portal.trees():
        loaded = tree.xpath("//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href")
        assert len(loaded) <= 5, page.url


def test_assets_are_named_by_their_content(portal: Portal):
    """So a browser may keep them for ever, and a new release never meets an old style sheet."""
    for file in (portal.folder / "assets").rglob("*.*"):
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        assert re.fullmatch(r"[a-z0-9-]+\.[0-9a-f]{10}\.[a-z0-9]+", file.name), file.name
        assert file.name.split(".")[1] == digest[:10]


def test_style_sheets_and_scripts_load_nothing(portal: Portal):
    for file in assets(portal, ".css"):
        text = file.read_text("utf-8")
        assert not re.search(r"@import|@font-face|url\(|expression\(", text), file.name
    for file in assets(portal, ".js"):
        text = file.read_text("utf-8")
        assert not re.search(r"https?://|\beval\b|new Function|innerHTML|\.style\b", text), (
            file.name
        )
