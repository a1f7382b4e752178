"""Lists and comparisons of whole sites: what they say, and what a change makes again."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from generator import pipeline
from tests.support.sites import SOUND, problems, site
from tests.unit.test_pipeline_work import FIGURES, RECEIVED

Lines = list[list[str]]


def files(agency: str, *years: int, more: str = "", published: str = "01-20") -> dict[str, str]:
    """An agency with reports on some years."""
    found = {f"content/{agency}/agency.yml": f"name: {agency}局\nkind: department\n{more}"}
    for year in years:
        text = FIGURES.replace("2023", str(year)).replace("2024-01-20", f"{year + 1}-{published}")
        text = text.replace("演示市示例局", f"{agency}局")
        found[f"content/{agency}/{year}.yml"] = text
        found[f"content/{agency}/{year}.md"] = SOUND["content/demo/2023.md"]
    return found


def build(root: Path) -> pipeline.Built:
    built = pipeline.build(root, root.parent / "public")
    assert not built.faults
    return built


def page(root: Path, path: str) -> html.HtmlElement:
    file = root.parent / "public" / path / "index.html"
    return html.document_fromstring(file.read_bytes(), html.HTMLParser(encoding="utf-8"))


def said(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def table(tree: html.HtmlElement, place: int = 0) -> Lines:
    rows = tree.xpath("//main//table")[place].iter("tr")
    return [[said(cell) for cell in row] for row in rows]


def change(root: Path, path: str, edit: Callable[[str], str]) -> None:
    file = root / path
    file.write_text(edit(file.read_text("utf-8")), "utf-8")


def test_a_year_says_who_was_late_and_who_is_waited_for(tmp_path: Path) -> None:
    root = site(
        tmp_path / "site",
        {
            **files("a", 2022, 2023, published="02-03"),
            **files("b", 2022),
            "site.yml": "name: 演示站点\ndeadlines:\n  - {kind: department, due: 01-25, year: '2023'}\n",
        },
    )
    build(root)
    tree = page(root, "years/2023")
    rows = {row[0]: row[-1] for row in table(tree)[1:]}
    assert rows == {"a局": "2024-02-03晚于期限2024-01-25", "演示市示例局": "2024-01-20"}
    assert "其中1份晚于规定的期限" in said(tree)
    assert [said(item) for item in tree.xpath("//main//section//li")] == ["b局 期限2024-01-25"]
    assert "晚于期限2023-01-31" in said(page(root, "years/2022"))
    years = table(page(root, "years"))
    assert years[1:] == [["2023年", "2", "1", "1"], ["2022年", "2", "1", "0"]]


def test_a_date_that_is_not_known_is_not_called_punctual(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    change(root, "content/demo/2023.yml", lambda text: re.sub("published.*\n", "", text))
    build(root)
    assert "1份没有注明发布日期" in said(page(root, "years/2023"))


def test_a_plain_site_has_no_more_than_before(tmp_path: Path) -> None:
    more = {**files("a", 2022, 2023, more="pinyin: a\n"), "site.yml": "name: 演示\nextras: no\n"}
    root = site(tmp_path / "site", more)
    build(root)
    folders = {
        file.parent.relative_to(tmp_path / "public").as_posix()
        for file in (tmp_path / "public").rglob("index.html")
    }
    assert folders == {".", "a", "a/2022", "a/2023", "about", "demo", "demo/2023", "search"} | {
        "years/2022",
        "years/2023",
    }
    assert "期限" not in said(page(root, "years/2023").find(".//main"))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More agencies than a page of a list has lines, with two years each for the first three."""
    folder = tmp_path_factory.mktemp("large")
    found: dict[str, str] = {"site.yml": "name: 演示\nbase_url: https://www.example.com/\n"}
    for number in range(203):
        years = (2022, 2023) if number < 3 else (2023,)
        letter = "abz"[number % 3]
        kind = f"pinyin: {letter}\nregion: '99010{number % 2}'\n"
        found |= files(f"n{number:03}", *years, more=kind)
    root = site(folder / "site", {**found, **dict.fromkeys(SOUND), "site.yml": found["site.yml"]})
    build(root)
    return root


def test_long_lists_are_paged(large: Path) -> None:
    for place, lines in (("years/2023", 200), ("compare/requests/received", 200)):
        first, second = page(large, place), page(large, f"{place}/2")
        assert (len(table(first)) - 1, len(table(second)) - 1) == (lines, 3)
        (onward,) = first.xpath("//a[@rel='next']/@href")
        (back,) = second.xpath("//a[@rel='prev' and contains(., '第')]/@href")
        assert (onward, back) == ("2/index.html", "../index.html")
        assert "第2页" in said(second.find(".//title"))
        assert said(second.xpath("//*[@aria-current='page']")[-1]) == "第2页"
        canonical = second.xpath("//link[@rel='canonical']/@href")
        assert canonical == [f"https://www.example.com/{place}/2/"]
    names = [table(page(large, f"years/2023{more}"))[1:] for more in ("", "/2")]
    assert [row[0] for part in names for row in part] == [f"n{n:03}局" for n in range(203)]


def test_letters_lead_to_the_page_on_which_they_begin(large: Path) -> None:
    tree = page(large, "agencies")
    jumps = {said(link): link.get("href") for link in tree.xpath("//nav[@class='jumps']//a")}
    assert list(jumps) == ["A", "B", "Z"]
    assert jumps["A"] == "#g0"
    listed = [said(item) for item in tree.xpath("//div[@id='agencies']//h2")]
    assert listed == ["A", "B", "Z"]
    rest = page(large, "agencies/2")
    assert [said(item) for item in rest.xpath("//div[@id='agencies']//h2")] == ["Z"]
    assert len(rest.xpath("//div[@id='agencies']//li")) == 3


def test_an_edit_makes_the_pages_that_show_it_and_no_other(large: Path) -> None:
    change(large, "content/n201/2023.yml", lambda text: text + RECEIVED.format(3))
    made = set(build(large).made)
    lists = {path for path in made if path.startswith(("years/", "compare/", "agencies/"))}
    shown = {"received", "handled", "granted"}
    # 其他各项的比例以办理总数为分母，分母变了，比例也变。
    shares = {"partial", "refused", "unavailable", "not-processed", "otherwise"}
    assert lists == {
        "years/2023/2/index.html",
        *(f"compare/requests/{name}/2/index.html" for name in shown | shares),
    }
    assert not any("compare" in path for path in made if path.startswith("n"))


def test_pages_that_are_kept_are_those_that_would_be_made(large: Path) -> None:
    change(large, "content/n000/2023.yml", lambda text: text + RECEIVED.format(2))
    build(large)
    fresh = large.parent / "fresh"
    pipeline.build(large, fresh, pipeline.Wish(cache=False))
    kept = large.parent / "public"
    assert contents(kept) == contents(fresh)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def compared(tmp_path: Path) -> Path:
    root = site(tmp_path / "site", {**files("demo", 2020, 2022, 2023), **files("a", 2022)})
    change(
        root,
        "content/demo/2022.yml",
        lambda text: (
            text
            + "申请办理:\n  本年新收: [4, 0, 0, 0, 0, 0, 4]\n  办理结果:\n"
            + "    予以公开: [3, 0, 0, 0, 0, 0, 3]\n    其他处理: {逾期不补正: [1, 0, 0, 0, 0, 0, 1]}\n"
            + "主动公开: {行政许可: 5}\n"
        ),
    )
    change(
        root,
        "content/demo/2020.yml",
        lambda text: (
            text
            + "申请办理:\n  本年新收: [2, 0, 0, 0, 0, 0, 2]\n  办理结果:\n"
            + "    其他处理: [2, 0, 0, 0, 0, 0, 2]\n"
        ),
    )
    return root


def test_years_stand_side_by_side_over_both_editions(tmp_path: Path) -> None:
    root = compared(tmp_path)
    build(root)
    tree = page(root, "demo/compare")
    told = said(tree.find(".//main"))
    assert "不能比较，这里不列：主动公开政府信息情况" in told
    assert "行政许可" not in told
    lines = {row[0]: row[1:] for row in table(tree, 1)[2:]}
    assert lines["一、本年新收政府信息公开申请数量"] == ["2", "无报告", "4", "0"]
    assert lines["（六）其他处理（合计）"] == ["2", "无报告", "1", "0"]
    assert lines["3.其他"] == ["不适用", "无报告", "0", "0"]
    heads = tree.xpath("//main//table")[1].xpath("./thead/tr[1]/th")
    assert [(said(head), head.get("colspan")) for head in heads[1:]] == [
        ("2019年格式", None),
        ("无报告", None),
        ("2021年格式", "2"),
    ]


def test_shares_are_of_what_was_handled(tmp_path: Path) -> None:
    root = compared(tmp_path)
    build(root)
    lines = {row[0]: row[1:] for row in table(page(root, "demo/compare"))[2:]}
    assert lines["予以公开"] == ["0（0.0%）", "无报告", "3（75.0%）", "0"]
    other = {row[0]: row[1:] for row in table(page(root, "compare/requests/granted"))[1:]}
    assert other == {
        "a局": ["无报告", "0", "无报告"],
        "demo局": ["0（0.0%）", "3（75.0%）", "0"],
    }


def test_what_was_not_filed_is_said_so_and_not_added_up(tmp_path: Path) -> None:
    root = compared(tmp_path)
    change(root, "site.yml", lambda text: f"{text}archived_until: '2022'\n")
    change(
        root,
        "content/a/2022.yml",
        lambda text: f"{text}复议诉讼: {{行政复议: {{结果维持: ~, 总计: ~}}}}\n",
    )
    build(root)
    rows = {row[0]: row[1:] for row in table(page(root, "compare/disputes/reconsideration"))[1:]}
    assert rows["a局"] == ["无报告", "未填报", "无报告"]


def test_a_picture_of_years_says_all_its_figures(tmp_path: Path) -> None:
    root = compared(tmp_path)
    build(root)
    tree = page(root, "demo/compare")
    pictures = tree.xpath("//*[local-name()='svg']")
    assert len(pictures) == 2
    for picture in pictures:
        names = (picture.get("aria-labelledby"), picture.get("aria-describedby"))
        title, text = (said(tree.get_element_by_id(str(name))) for name in names)
        assert title
        assert "2020年" in text
        assert "2021年无报告" in text
        assert len(html.tostring(picture)) < 4500
    assert not tree.xpath("//main//@style | //main//script | //main//style")


def test_disclosure_is_compared_within_one_edition(tmp_path: Path) -> None:
    root = site(tmp_path / "site", files("demo", 2022, 2023))
    change(root, "content/demo/2022.yml", lambda text: f"{text}主动公开: {{行政许可: 5}}\n")
    build(root)
    tree = page(root, "demo/compare")
    lines = {row[0]: row[1:] for row in table(tree, 1)[1:]}
    assert lines["行政许可"] == ["5", "0"]


def test_old_addresses_lead_on(tmp_path: Path) -> None:
    more = "moved: [old/agency]\n"
    extra = {
        **files("a", 2022, 2023, more=more),
        "site.yml": "name: 演示\nmoved:\n  col/1.html: a/2023/\n  gone/: 2019/\n",
        "content/demo/2023.md": SOUND["content/demo/2023.md"] + "\n[旧](../../old/agency/)\n",
    }
    root = site(tmp_path / "site", extra)
    (found,) = [item.diagnostic for item in problems(root) if item.severity == "error"]
    assert (found.rule, found.variant, found.args["old"]) == ("site.moved", "dead", "gone/")
    change(root, "site.yml", lambda text: text.replace("  gone/: 2019/\n", ""))
    build(root)
    for old, new in (
        ("old/agency", "a/index.html"),
        ("old/agency/2023", "a/2023/index.html"),
        ("old/agency/2023/requests", "a/2023/requests/index.html"),
        ("old/agency/compare", "a/compare/index.html"),
    ):
        tree = page(root, old)
        (refresh,) = tree.xpath("//meta[@http-equiv='refresh']/@content")
        link = "../" * (old.count("/") + 1) + new
        assert refresh == f"0; url={link}"
        assert tree.xpath("//main//a/@href") == [link]
    single = (tmp_path / "public/col/1.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../a/2023/index.html">' in single


def test_an_agency_with_the_same_figures_may_take_anothers_place(tmp_path: Path) -> None:
    root = site(tmp_path / "site", {**files("a", 2023), **files("b", 2023)})
    build(root)
    (root / "content/a").rename(root / "content/c")
    build(root)
    assert "c/index.html" in (tmp_path / "public/compare/requests/received/index.html").read_text()
    pipeline.build(root, tmp_path / "fresh", pipeline.Wish(cache=False))
    assert contents(tmp_path / "public") == contents(tmp_path / "fresh")


def test_a_reading_is_wanted_of_all_or_of_none(tmp_path: Path) -> None:
    root = site(tmp_path / "site", {**files("a", 2023, more="pinyin: a\n"), **files("b", 2023)})
    (found,) = problems(root)
    assert (found.diagnostic.rule, str(found.severity)) == ("agency.pinyin", "note")
    assert found.diagnostic.args["names"] == "b局、演示市示例局"
    change(root, "content/a/agency.yml", lambda text: text.replace("pinyin: a\n", ""))
    assert problems(root) == ()
