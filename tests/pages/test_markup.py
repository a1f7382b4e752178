"""Each page by the house rules of markup: one heading of the first rank, landmarks, ids, titles."""

import itertools

import html5lib
import pytest
from lxml import etree

from generator.portal import PageKind
from tests.portals import Portal, words

LANDMARKS = {"header", "nav", "aside", "main", "footer"}
RANKS = [f"h{rank}" for rank in range(1, 7)]


def test_one_first_heading_and_no_rank_left_out(portal: Portal):
    for page, tree in portal.trees():
        ranks = [RANKS.index(heading.tag) + 1 for heading in tree.iter(*RANKS)]
        assert ranks.count(1) == 1, page.url
        assert ranks[0] == 1 or tree.xpath("boolean(//main//h1)"), page.url
        in_main = [RANKS.index(item.tag) + 1 for item in tree.find(".//main").iter(*RANKS)]
        assert in_main[0] == 1, page.url
        steps = itertools.pairwise(in_main)
        assert all(after <= before + 1 for before, after in steps), f"{page.url}: {in_main}"


def test_headings_say_something(portal: Portal):
    for page, tree in portal.trees():
        assert all(words(heading) for heading in tree.iter(*RANKS)), page.url


def test_language(portal: Portal):
    for page, tree in portal.trees():
        assert tree.get("lang") == (page.language or portal.content.site.language), page.url


def test_titles_are_unique(portal: Portal):
    titles: dict[str, str] = {}
    for page, tree in portal.trees():
        (title,) = [words(item) for item in tree.head.iter("title")]
        assert portal.site(page).name in title, page.url
        assert title not in titles, f"{page.url} and {titles[title]}: {title}"
        titles[title] = page.url


def test_pages_of_a_report_are_told_apart_by_the_start_of_their_titles(portal: Portal):
    """A row of browser tabs shows no more than the first words."""
    for page, tree in portal.trees(PageKind.TABLE):
        table = portal.content.forms[
            portal.content.filed[page.agency, page.slug].report.edition
        ].table(page.table)
        assert words(tree.head.find("title")).startswith(portal.say(page, table.label)), page.url


def test_descriptions_say_something(portal: Portal):
    for page, tree in portal.trees():
        (description,) = tree.xpath("//head/meta[@name='description']/@content")
        assert len(description) >= 8, page.url


def test_ids_are_unique(portal: Portal):
    for page, tree in portal.trees():
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), page.url


def test_references_by_id_resolve(portal: Portal):
    names = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form")
    for page, tree in portal.trees():
        ids = set(tree.xpath("//@id"))
        for name in names:
            for value in tree.xpath(f"//@{name}"):
                assert set(value.split()) <= ids, f"{page.url}: {name}={value}"


def test_everything_stands_in_a_landmark(portal: Portal):
    for page, tree in portal.trees():
        body = tree.body
        outside = [child for child in body if child.tag not in LANDMARKS]
        skip = outside.pop(0)
        assert (skip.tag, skip.get("href")) == ("a", "#main"), page.url
        assert body[0] is skip, f"{page.url}: the skip link comes first"
        assert outside == [], page.url
        texts = [body.text, *(child.tail for child in body)]
        assert not "".join(text or "" for text in texts).strip(), page.url
        for tag in ("header", "main", "footer"):
            assert [child.tag for child in body].count(tag) == 1, f"{page.url}: {tag}"
        assert len(list(tree.iter("main"))) == 1, page.url
        assert tree.get_element_by_id("main").tag == "main", page.url


def test_landmarks_and_regions_of_a_kind_have_names_of_their_own(portal: Portal):
    for page, tree in portal.trees():
        names = [
            (item.get("role") or item.tag, name_of(tree, item))
            for item in tree.xpath("//nav | //aside | //*[@role='region'] | //*[@role='search']")
        ]
        assert all(name for _, name in names), page.url
        assert len(names) == len(set(names)), f"{page.url}: {names}"


def name_of(tree, item) -> str:
    label = item.get("aria-label")
    by = (item.get("aria-labelledby") or "").split()
    return label or " ".join(words(tree.get_element_by_id(id_)) for id_ in by)


def test_breadcrumbs_end_at_the_page_itself(portal: Portal):
    for page, tree in portal.trees():
        trails = tree.xpath("//nav[ol][.//*[@aria-current='page']]")
        if page.kind in (PageKind.HOME, PageKind.NOT_FOUND, PageKind.MOVED):
            assert trails == [], page.url
            continue
        (trail,) = trails
        (current,) = trail.xpath(".//*[@aria-current='page']")
        assert current is trail.xpath("./ol/li[last()]/*")[0], page.url
        assert current.tag != "a" or portal.resolve(page, current.get("href")) in portal.files


def test_zooming_is_left_to_the_reader(portal: Portal):
    for page, tree in portal.trees():
        (viewport,) = tree.xpath("//head/meta[@name='viewport']/@content")
        assert "width=device-width" in viewport, page.url
        assert "scal" not in viewport.replace("initial-scale=1", ""), page.url


def test_links_say_where_they_lead(portal: Portal):
    for page, tree in portal.trees():
        for link in tree.iter("a"):
            said = link.get("aria-label") or words(link)
            assert said, page.url
            assert said not in ("这里", "点击这里", "更多", "查看", "详情", "下载"), page.url


def test_header_labels_hold_no_break_opportunities(portal: Portal):
    """Chromium reads one as a blank in the middle of the word."""
    for page, tree in portal.trees():
        assert not tree.xpath("//th//wbr | //caption//wbr"), page.url


def tags(tree: etree._Element) -> list[object]:
    """Elements with their attributes and first words; lxml spells out what is bare, as ``defer``.

    It knows neither the namespace of SVG nor its capitals.
    """
    return [
        (
            item.tag.rpartition("}")[2],
            sorted((name.lower(), value or name) for name, value in item.attrib.items()),
            (item.text or "").strip(),
        )
        for item in tree.iter()
        if isinstance(item.tag, str) and item.tag not in ("html", "head", "meta")
    ]


@pytest.mark.parametrize("kind", list(PageKind))
def test_the_fast_parser_reads_pages_as_the_standard_does(demo: Portal, kind: PageKind):
    """These checks read pages with lxml; html5lib builds the standard's own tree, slowly."""
    page = demo.pages(kind)[0]
    document = html5lib.parse(
        demo.path(page).read_bytes(),
        "lxml",
        namespaceHTMLElements=False,
        transport_encoding="utf-8",
    )
    assert tags(document.getroot()) == tags(demo.tree(page))
