"""Read back: what stands side by side is what the reports say, and each figure has its headers."""

from __future__ import annotations

from collections.abc import Iterator

from generator.portal import PageKind, share
from generator.report import Report, Scope
from tests.pages.statutory import captioned, read
from tests.portals import Portal, words

BLANK, NONE, UNLIKE = "未填报", "无报告", "不适用"
SHOWN = (
    PageKind.YEARS,
    PageKind.YEAR,
    PageKind.INDICATOR,
    PageKind.COMPARISON,
    PageKind.AGENCY,
)


def indicator(portal: Portal, report: Report, table: str, name: str) -> str:
    """An indicator with its share as it has to be printed, added up here from the form's data."""
    form = portal.content.forms[report.edition]
    found = {item.id: item for item in form.table(table).indicators}
    if name not in found:
        return UNLIKE

    def total(of: str) -> int | None:
        values = [report.figures[cell] for cell in found[of].cells]
        return None if None in values else sum(value for value in values if isinstance(value, int))

    value, whole = total(name), found[name].share_of
    if value is None:
        return BLANK
    part = share(value, total(whole)) if whole else None
    return f"{value}（{part}）" if part else str(value)


def reports(portal: Portal, agency: str, scope: Scope) -> dict[int, Report]:
    filed = (item.report for item in portal.content.filed.values())
    return {one.year: one for one in filed if (one.agency, one.scope) == (agency, scope)}


def test_each_figure_of_a_list_has_a_row_and_a_year_or_name(portal: Portal) -> None:
    seen = 0
    for page, tree in portal.trees(*SHOWN):
        for table in captioned(tree):
            errors, cells = read(table)
            assert errors == [], page.url
            paths = [path for path, _ in cells]
            assert len(set(paths)) == len(paths), page.url
            assert all(len(path) in (2, 3) for path in paths), page.url
            seen += len(cells)
    assert seen


def test_agencies_are_compared_by_what_they_filed(demo: Portal) -> None:
    names = {
        (f"{agency.name}（汇总）" if scope is Scope.REGION else agency.name): (agency.id, scope)
        for agency in demo.content.portal.agencies.values()
        for scope in Scope
    }
    seen = 0
    for page, tree in demo.trees(PageKind.INDICATOR):
        (table,) = captioned(tree)
        for row in table.xpath("./tbody/tr"):
            agency, scope = names[words(row.find("th"))]
            filed = reports(demo, agency, scope)
            heads = [words(head) for head in table.xpath("./thead/tr/th")[1:]]
            for head, cell in zip(heads, row.iter("td"), strict=True):
                report = filed.get(int(head.removesuffix("年")))
                wanted = indicator(demo, report, page.table, page.indicator) if report else NONE
                assert words(cell) == wanted, f"{page.url} {agency} {head}"
                seen += 1
    assert seen > 1000


def lines(portal: Portal) -> Iterator[tuple[dict[int, Report], str, dict[str, list[str]], str]]:
    """The tables in full of each agency's comparison: its reports, address, figures and caption."""
    for page, tree in portal.trees(PageKind.COMPARISON):
        filed = reports(portal, page.agency, page.scope)
        for table in captioned(tree)[1:]:
            found = {
                words(row.find("th")): [words(cell) for cell in row.iter("td")]
                for row in table.xpath("./tbody/tr")
            }
            yield filed, page.url, found, words(table.find("caption"))


def test_years_stand_side_by_side_as_they_were_filed(demo: Portal) -> None:
    """Rows that a form prints, by their labels; sums are told apart by their names."""
    seen = 0
    for filed, url, found, caption in lines(demo):
        years = range(min(filed), max(filed) + 1)
        for place, year in enumerate(years):
            report = filed.get(year)
            for label, figures in found.items():
                if report is None:
                    assert figures[place] == NONE, f"{url} {label}"
                    continue
                form = demo.content.forms[report.edition]
                rows = [
                    report.figures[cell.index]
                    for cell in form.cells
                    if cell.row
                    and cell.column[-1].total
                    and cell.row[-1].label.text == label
                    and caption.startswith(form.table(cell.table).label.text)
                ]
                if len(rows) == 1:
                    assert figures[place] == (BLANK if rows[0] is None else str(rows[0])), url
                    seen += 1
    assert seen > 1000


def test_charts_are_named_told_in_words_and_small(demo: Portal) -> None:
    from lxml import html

    seen = 0
    for page, tree in demo.trees(PageKind.COMPARISON):
        for picture in tree.xpath("//*[local-name()='svg']"):
            assert picture.get("role") == "img"
            for name in ("aria-labelledby", "aria-describedby"):
                assert len(words(tree.get_element_by_id(picture.get(name)))) > 5, page.url
            assert not picture.xpath(
                ".//@style | .//*[local-name()='script' or local-name()='style']"
            )
            assert 600 < len(html.tostring(picture, encoding="utf-8")) < 4500, page.url
            (anchor,) = picture.getparent().xpath("./figcaption/a/@href")
            assert tree.get_element_by_id(anchor.removeprefix("#")).tag == "caption"
            seen += 1
    assert seen > 20
