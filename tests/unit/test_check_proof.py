"""What came of each equation, and the page that tells of it."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import html

from generator import pipeline
from generator.check import Explained, Standing, flaws, other_rules, proof
from generator.diagnostic import Address, Diagnostic
from generator.pipeline import Wish
from tests.support.forms import fictionia, shipped
from tests.support.records import filing, report, subject
from tests.support.sites import SOUND, gongkai, site, write

FORM = shipped("2021")
RECEIVED, GRANTED = "申请办理/本年新收/自然人", "申请办理/办理结果/予以公开/自然人"
STOCK = "主动公开/行政规范性文件/现行有效"


def tally(*args: object, waivers: tuple[Explained, ...] = (), **changes: object) -> dict[str, int]:
    """How many equations stand in each way, those that occur."""
    found = proof(subject(FORM, *args, **changes), waivers)  # type: ignore[arg-type]
    return {str(name): count for name, count in zip(Standing, found.tally, strict=True) if count}


def test_every_equation_of_the_form_comes_out_in_some_way() -> None:
    previous = filing(report(FORM, slug="2022", year=2022))
    assert tally(previous=previous, previous_form=FORM) == {"holds": len(FORM.identities)}
    assert tally() == {"holds": 42, "absent": 9}


def test_a_broken_one_has_its_two_sums() -> None:
    found = proof(subject(FORM, {RECEIVED: 3}), ())
    broken = [result for result in found.results if result[0] is Standing.BROKEN]
    assert broken == [(Standing.BROKEN, 3, 0), (Standing.BROKEN, 0, 3)]


def test_a_blank_gives_no_verdict() -> None:
    assert tally({RECEIVED: None})["blank"] == 2


def test_an_explanation_covers_only_its_own_rule() -> None:
    waiver = Explained("balance.column", (RECEIVED,), (), known=True)
    found = tally({RECEIVED: 3}, waivers=(waiver,))
    assert (found["explained"], found["broken"]) == (1, 1)


def test_a_form_that_lacks_the_figure_is_told_from_a_blank() -> None:
    old = shipped("2019")
    previous = filing(report(old, slug="2022", year=2022))
    found = tally(previous=previous, previous_form=old)
    assert found == {"holds": 49, "unlike": 2}


def test_other_rules_are_no_equations_and_know_one_report() -> None:
    rules = other_rules([FORM])
    assert "date.missing" in rules
    assert not set(rules) & {identity.rule for identity in FORM.identities}
    assert not [rule for rule in rules if rule.startswith(("yaml.", "site.", "rollup."))]


def test_flaws_are_counted_with_those_that_are_explained() -> None:
    found = [Diagnostic(rule="cell.blank", at=Address(file="f"), cells=(c,)) for c in ("a", "b")]
    waiver = Explained("cell.blank", ("a",), (), known=True)
    assert flaws(found, (waiver,)) == (("cell.blank", 2, 1),)


# The page

FILE = "content/demo/2023.yml"
LAST = SOUND[FILE].replace("2024-", "2023-")
OPEN = "申请办理:\n  本年新收: {自然人: 1, 总计: 1}\n  结转下年: {自然人: 1, 总计: 1}\n"
CARRIED = "申请办理:\n  上年结转: {自然人: 1, 总计: 1}\n  结转下年: {自然人: 1, 总计: 1}\n"
TWO = {
    "content/demo/2022.yml": f"{LAST}{OPEN}",
    "content/demo/2022.md": SOUND["content/demo/2023.md"],
    FILE: f"{SOUND[FILE]}{CARRIED}",
}


def built(root: Path, **wish: object) -> dict[str, str]:
    """The pages that a build made again, and why."""
    return dict(pipeline.build(root, root / "public", Wish(workers=1, **wish)).made)  # type: ignore[arg-type]


def page(root: Path, name: str = "demo/2023/checks/index.html") -> html.HtmlElement:
    return html.document_fromstring((root / "public" / name).read_text("utf-8"))


def test_the_report_says_what_came_of_it_and_leads_to_the_record(tmp_path: Path) -> None:
    root = site(tmp_path, TWO)
    built(root)
    (link,) = page(root, "demo/2023/index.html").xpath("//a[contains(@href, 'checks')]")
    assert link.text == "数字已核对：51项勾稽关系全部成立"
    (first,) = page(root, "demo/2022/index.html").xpath("//a[contains(@href, 'checks')]")
    assert "42项成立、9项因本站没有上一年度的报告无法判断" in first.text


def test_each_term_leads_to_its_cell(tmp_path: Path) -> None:
    """On this report's page or on last year's; the cell shows what the record shows."""
    root = site(tmp_path, TWO)
    built(root)
    shown = page(root)
    for link in shown.xpath("//table//td/a")[::7]:
        target, cell = link.get("href").split("#")
        file = (root / "public/demo/2023/checks" / target).resolve()
        there = html.document_fromstring(file.read_text("utf-8"))
        assert there.get_element_by_id(cell).text_content() == link.text_content()
    earlier = shown.xpath("//table//a[contains(@href, '2022')]/text()")
    assert earlier == ["0", "0", "1", "0", "0", "0", "0", "0", "1"]


def test_all_terms_of_all_equations_are_shown(tmp_path: Path) -> None:
    root = site(tmp_path, TWO)
    built(root)
    shown = page(root).xpath("//table//td/a/@href")
    terms = [operand for identity in FORM.identities for operand in identity.operands]
    wanted = sorted(operand.cell for operand in terms)
    assert sorted(int(href.split("#c")[1]) for href in shown) == wanted


def test_what_is_broken_stands_open_with_its_difference_or_its_reason(tmp_path: Path) -> None:
    waived = (
        f"{SOUND[FILE]}主动公开:\n  行政规范性文件: {{制发: 1, 废止: 0, 现行有效: 7}}\n{CARRIED}"
        f"waivers:\n  - {{rule: years.stock, seen: {{{STOCK}: 7}}, reason: 清理}}\n"
    )
    root = site(tmp_path, {**TWO, FILE: waived})
    built(root)
    shown = page(root)
    assert [item.text_content() for item in shown.xpath("//details[@open]/summary")] == [
        "现行有效＝上年现行有效＋本年制发－本年废止：2项，1项成立、1项不成立（已说明原因）"
    ]
    assert "不成立，相差+6（已说明原因）" in shown.xpath("string(//details[@open])")
    unwaived = waived.partition("waivers")[0]
    write(root, {FILE: unwaived})
    built(root)
    assert "1项不成立" in page(root).xpath("string(//p[@class='lead'])")
    assert not page(root).xpath("//a[contains(@href, '#waivers')]")


def test_last_year_s_figures_change_the_record_only(tmp_path: Path) -> None:
    root = site(tmp_path, TWO)
    built(root)
    with (root / FILE).open("a", encoding="utf-8") as file:
        file.write("# 注\n")
    assert built(root) == {}
    more = TWO["content/demo/2022.yml"].replace(
        "unlisted: 0\n", "unlisted: 0\n主动公开: {行政许可: 3}\n"
    )
    write(root, {"content/demo/2022.yml": more})
    assert not [name for name in built(root) if "2023" in name]
    fewer = more.replace(
        "行政许可: 3}", "行政许可: 3, 行政规范性文件: {制发: 1, 废止: 1, 现行有效: 0}}"
    )
    write(root, {"content/demo/2022.yml": fewer})
    assert not [name for name in built(root) if "2023" in name]
    write(root, {"content/demo/2023.md": SOUND["content/demo/2023.md"].replace("正文", "别的")})
    assert [name for name in built(root) if "search" not in name] == ["demo/2023/index.html"]


def test_a_finding_in_prose_is_on_the_record(tmp_path: Path) -> None:
    undated = TWO[FILE].replace("published: 2024-01-20\n", "")
    root = site(tmp_path, {**TWO, FILE: undated})
    built(root)
    row = page(root).xpath("//tr[th[text()='没有写公布日期']]")
    assert [item.text_content() for item in row] == ["没有写公布日期发现1处"]


def test_a_site_without_extras_has_neither_record_nor_mark(tmp_path: Path) -> None:
    root = site(tmp_path, {**TWO, "site.yml": "name: 演示\nextras: no\n"})
    built(root)
    assert not (root / "public/demo/2023/checks").exists()
    assert "checks" not in (root / "public/demo/2023/index.html").read_text("utf-8")


def test_the_record_in_english_and_of_another_country_s_form(tmp_path: Path) -> None:
    form = (Path(__file__).parents[1] / "support/forms/fictionia.yml").read_text("utf-8")
    figures = "title: Return\nedition: fictionia-7\npublished: 2024-01-20\nunlisted: 0\n"
    prose = "## I. Summary\n\nText.\n"
    files = {
        "site.yml": "name: Records\nlanguage: en\n",
        "forms/fictionia.yml": form,
        FILE: figures,
        "content/demo/agency.yml": "name: Records Office\nkind: office\n",
        "content/demo/2023.md": prose,
    }
    root = site(tmp_path, files)
    ran = gongkai("-C", root, "build")
    assert ran.status == 0, ran.out
    shown = page(root)
    assert shown.xpath("string(//p[@class='lead'])").startswith("Figures checked: all ")
    words = shown.xpath("string(//main)")
    assert "Received = Outcome · (c) Decided in all + Still open: 4, all hold" in words
    assert not re.search("[一-鿿]", words)
    assert len(fictionia().identities) > 3


def test_a_region_s_record_leads_to_what_it_is_compiled_from(tmp_path: Path) -> None:
    tax, name = "content/demo/tax/agency.yml", "demo/2023-region/checks/index.html"
    region = {
        "content/demo/2023-region.yml": f"{SOUND[FILE]}{CARRIED}scope: region\n",
        "content/demo/2023-region.md": SOUND["content/demo/2023.md"],
        tax: "name: 示例税务所\nkind: office\n",
    }
    root = site(tmp_path, {**TWO, **region})
    built(root)
    (link,) = page(root, name).xpath("//section[h2[@id='parts']]//p/a")
    assert link.get("href") == "../parts/index.html"
    parts = "demo/2023-region/parts/index.html"
    assert "示例税务所" in page(root, parts).text_content()
    assert page(root).xpath("//h2[@id='parts']") == []
    write(root, {tax: "name: 示例收费所\nkind: office\n"})
    built(root)
    assert "示例收费所" in page(root, parts).text_content()
