"""The page that shows a region's report beside its parts."""

from __future__ import annotations

import shutil
from pathlib import Path

from lxml import html

from generator import pipeline
from generator.check import Compilation, Share, State, sparse
from generator.pipeline import Wish
from generator.portal import assemble, from_plain
from generator.render import Context, Shell, load_theme, parts_page
from generator.report import Scope
from generator.site import Site
from generator.workspace.theming import theme_layers
from tests.portals import words
from tests.support.forms import shipped
from tests.support.records import agency, figures
from tests.support.region import city, report
from tests.support.sites import SOUND, gongkai, write

PAGE = "city/2023-region/parts/index.html"
OLD = report(340, 8, 'edition: "2019"\n').replace(
    "行政事业性收费: 0.10", "行政事业性收费: {增减: 0}"
)
LATE = report(900, 33).replace("2024-01-20", "2024-02-05")


def region(root: Path, received: int = 3511, more: str = "", **changes: str | None) -> Path:
    text = report(received, 96, more).replace("0.10", "1.10")
    files = {"city/2023-region.yml": text, "city/2023-region.md": SOUND["content/demo/2023.md"]}
    write(root, {f"content/{name}": content for name, content in files.items()})
    city(root, **changes)
    (root / "site.yml").write_text(
        "name: 演示\nseverities: {rollup.sum: warning, narrative.duties: note, form.edition: warning}\n"
    )
    return root


def page(root: Path, public: Path) -> html.HtmlElement:
    built = pipeline.build(root, public)
    errors = [item.diagnostic.rule for item in built.verdict.problems if item.severity == "error"]
    assert built.files, errors
    return html.document_fromstring((public / PAGE).read_bytes(), html.HTMLParser(encoding="utf-8"))


def rows(tree: html.HtmlElement) -> dict[str, list[str]]:
    """The cells of every row, by its head."""
    return {
        words(row.find("th")): [words(cell) for cell in row.findall("td")]
        for row in tree.iterfind(".//tbody/tr")
    }


def test_a_region_that_adds_up_says_so_with_the_figure_of_each_part(tmp_path: Path) -> None:
    tree = page(region(tmp_path / "site"), tmp_path / "public")
    assert "200格全部相等" in words(tree.find(".//p[@class='lead']"))
    found = rows(tree)
    assert found["东县"] == ["计入", "2024-01-20"]
    filed, total, result, terms = found["本年新收·总计"]
    assert (filed, total, result) == ("3511", "3511", "相等")
    assert "演示市 340＋市直部门 900" in terms
    report_page = html.document_fromstring(
        (tmp_path / "public/city/2023-region/index.html").read_bytes()
    )
    checks = html.document_fromstring(
        (tmp_path / "public/city/2023-region/checks/index.html").read_bytes()
    )
    assert "parts/index.html" in report_page.xpath("//main//a/@href")
    assert "../parts/index.html" in checks.xpath("//main//a/@href")
    # The organ's own report has no parts.
    assert not (tmp_path / "public/city/2023/parts").exists()


def test_missing_late_and_old_parts_are_said_and_nothing_is_called_equal(tmp_path: Path) -> None:
    root = region(tmp_path / "site", zone_b=None, old_town=OLD, bureaus=LATE)
    tree = page(root, tmp_path / "public")
    found = rows(tree)
    assert found["乙开发区"] == ["没有报告，未计入", "未公布"]
    assert found["老城区"] == ["用的是2019版格式，未计入", "2024-01-20"]
    assert found["市直部门"] == ["计入", "2024-02-05（逾期5天）"]
    assert found["本年新收·总计"][:3] == ["3511", "至少3146", "无法判断：部分不全"]
    assert words(tree.find(".//p[@class='lead']")).endswith("200格因部分不全无法判断。")


def test_what_differs_is_shown_open_and_an_explanation_is_named(tmp_path: Path) -> None:
    tree = page(region(tmp_path / "site", 3512), tmp_path / "public")
    assert rows(tree)["本年新收·总计"][:3] == ["3512", "3511", "不成立，相差+1"]
    opened = [words(item.find("summary")) for item in tree.findall(".//details[@open]")]
    assert opened == ["收到和处理政府信息公开申请情况：169格相等、6格不等"]
    cells = ", ".join(
        f"申请办理/{row}/{column}"
        for row in ("本年新收", "办理结果/予以公开", "办理结果/总计")
        for column in ("自然人", "总计")
    )
    waiver = f"waivers:\n  - {{rule: rollup.sum, cells: [{cells}], reason: 已说明}}\n"
    shutil.rmtree(tmp_path / "site")
    tree = page(region(tmp_path / "site", 3512, waiver), tmp_path / "public")
    assert rows(tree)["本年新收·总计"][2] == "不成立，相差+1（已说明原因）"


def test_a_draft_part_is_not_betrayed(tmp_path: Path) -> None:
    root = region(tmp_path / "site", east=report(470, 7, "draft: yes\n"))
    tree = page(root, tmp_path / "public")
    assert rows(tree)["东县"] == ["没有报告，未计入", "未公布"]
    assert "470" not in words(tree)


def test_a_part_that_changes_makes_the_page_again_as_a_fresh_build_has_it(tmp_path: Path) -> None:
    root, public = region(tmp_path / "site"), tmp_path / "public"
    pipeline.build(root, public)
    part = root / "content/city/east/2023.yml"
    part.write_text(part.read_text().replace("2024-01-20", "2024-04-02"))
    built = pipeline.build(root, public)
    assert PAGE in built.made
    assert "逾期2天" in (public / PAGE).read_text()
    part.write_text(part.read_text().replace("470", "471").replace("477", "478"))
    pipeline.build(root, public)
    pipeline.build(root, tmp_path / "fresh", Wish(cache=False))
    assert (public / PAGE).read_bytes() == (tmp_path / "fresh" / PAGE).read_bytes()
    (root / "content/city/east/2023.md").write_text(SOUND["content/demo/2023.md"] + "\n更多。\n")
    assert PAGE not in pipeline.build(root, public).made
    part.write_text(part.read_text().replace("471", "472").replace("478", "479"))
    told = gongkai("-C", root, "build", "-o", public, "--why", "city/2023-region/parts/").out
    assert "汇总报告或其中某个部分" in told


def test_very_many_parts_are_counted_together_past_the_largest() -> None:
    form = shipped("2021")
    shares = tuple(
        Share(
            agency="demo",
            name=f"n{number}",
            scope=Scope.AGENCY,
            slug="2023",
            state=State.COUNTED,
            figures=sparse(figures(form, {cell.address: number for cell in form.cells[10:70]})),
        )
        for number in range(1, 41)
    )
    filed = from_plain(("demo", "2023-region", 2023, "region", "2021", "demo", None, ()))
    theme = load_theme(theme_layers(Path(), "default"), "zh-CN")
    shell, portal = (
        Shell(site=Site(name="演示"), theme=theme),
        assemble(Site(name=""), [agency()], []),
    )
    context = Context(shell=shell, portal=portal, forms={form.edition: form})
    page = parts_page(context, filed, Compilation(form, shares), (), ())
    (terms, *_) = html.document_fromstring(page).xpath("//details//tbody/tr[1]/td[4]")
    # 60 cells may show 20 figures each: those of the parts 21 to 40, and 1 + … + 20 together.
    assert words(terms) == "＋".join(f"n{n} {n}" for n in range(21, 41)) + "＋其余20个部分合计210"
    assert len(page) < 60_000
