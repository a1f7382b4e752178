"""The narrative is on the page whole: each letter and digit of each source, in its order."""

import re
from collections.abc import Iterator

from generator.form import Form
from generator.portal import Page, PageKind
from generator.report import Report
from tests.pages.statutory import form_of
from tests.portals import BLANK, Node, Portal


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def shown_in(tree: Node) -> str:
    """The letters of a page's main part; a picture says its alternative text."""
    parts = tree.xpath("//main//text() | //main//img/@alt")
    return letters("".join(parts))


def lines(source: str, report: Report, form: Form, blank: str) -> Iterator[str]:
    """What a reader has to be shown of each line of a Markdown file."""

    def figure(slot: re.Match[str]) -> str:
        value = report.figures[form.cell_by_address[slot[1].strip()].index]
        return blank if value is None else str(value)

    for line in source.splitlines():
        text = re.sub(r"^\s*\d+[.)]\s", "", line)  # numbers of a list are the list's
        text = re.sub(r"\{\{(.+?)\}\}", figure, text)
        text = re.sub(r"\]\s*\{=.+?\}", "]", text)
        yield letters(re.sub(r"\]\([^)]*\)", "]", text))


def read(portal: Portal, page: Page, source: str) -> tuple[str, Report, Form, str]:
    """A source and what its lines are made of; headings are the form's, in a page's language."""
    form, report = form_of(portal, page), portal.content.filed[page.agency, page.slug].report
    if page.language:
        for section in form.sections:
            source = source.replace(f"## {section.heading.text}\n", "\n")
    return source, report, form, BLANK[portal.site(page).language]


def test_every_letter_is_there(portal: Portal):
    seen = 0
    for page, tree in portal.trees(PageKind.REPORT):
        filed = portal.content.filed[page.agency, page.slug]
        if filed.files.narrative is None:
            continue
        shown = shown_in(tree)
        source = (portal.source / filed.files.narrative).read_text("utf-8")
        place = 0
        for line in lines(*read(portal, page, source)):
            found = shown.find(line, place)
            assert found >= 0, f"{page.url}: {line}"
            place = found + len(line)
            seen += len(line)
    assert seen > 1000


def test_no_letter_is_shown_twice(portal: Portal):
    """Between a section's heading and its table stands its prose, once."""
    for page, tree in portal.trees(PageKind.REPORT):
        filed = portal.content.filed[page.agency, page.slug]
        if filed.files.narrative is None:
            continue
        shown = shown_in(tree)
        source = (portal.source / filed.files.narrative).read_text("utf-8")
        for line in lines(*read(portal, page, source)):
            if len(line) > 40 and source.count(line) <= 1:
                assert shown.count(line) == 1, f"{page.url}: {line}"


def test_headings_of_the_form_stand_in_its_order(portal: Portal):
    for page, tree in portal.trees(PageKind.REPORT):
        wanted = [portal.say(page, section.heading) for section in form_of(portal, page).sections]
        found = [heading.text_content().strip() for heading in tree.xpath("//main//h2")]
        assert [heading for heading in found if heading in wanted] == wanted, page.url


def test_explanations_and_corrections_are_published(portal: Portal):
    for page, tree in portal.trees(PageKind.REPORT):
        report, shown = portal.content.filed[page.agency, page.slug].report, tree.text_content()
        for waiver in report.waivers:
            assert waiver.reason in shown, page.url
        for correction in report.corrections:
            assert correction.reason in shown, page.url
            assert correction.day.isoformat() in shown, page.url
