"""``gongkai status`` and the page on who has published by when."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from generator import pipeline
from generator.check import Progress, progress
from generator.pipeline import Wish
from tests.portals import words
from tests.support.region import city, report
from tests.support.sites import SOUND, gongkai, write

DUE = date(2024, 1, 31)


@pytest.mark.parametrize(
    ("is_filed", "published", "due", "as_of", "stands"),
    [
        (True, date(2024, 1, 31), DUE, None, (Progress.FILED, 0)),
        (True, date(2024, 2, 1), DUE, None, (Progress.LATE, 1)),
        (True, date(2024, 2, 1), None, DUE, (Progress.FILED, None)),
        (True, None, DUE, DUE, (Progress.UNDATED, None)),
        (False, None, DUE, None, (Progress.MISSING, None)),
        (False, None, DUE, date(2024, 1, 31), (Progress.DUE, 0)),
        (False, None, DUE, date(2024, 2, 1), (Progress.OVERDUE, 1)),
        (False, None, None, DUE, (Progress.OPEN, None)),
    ],
)
def test_how_a_duty_stands(
    is_filed: bool,
    published: date | None,
    due: date | None,
    as_of: date | None,
    stands: tuple[Progress, int | None],
) -> None:
    found = progress(is_filed=is_filed, published=published, due=due, as_of=as_of)
    assert found == stands


def states(root: Path, as_of: str, *more: str, status: int) -> dict[str, tuple[str, object]]:
    ran = gongkai("-C", root, "status", "2023", "--as-of", as_of, "--format", "json", *more)
    assert ran.status == status, ran.out
    return {
        item["agency"] + ("+" if item["scope"] == "region" else ""): (
            item["state"],
            item["days_late"],
        )
        for item in ran.document["reports"]
    }


def small(root: Path) -> Path:
    """Six agencies, each standing in another way; nothing has an error."""
    head = "title: 演示\nunlisted: 0\n"
    kinds = {"a": "department", "b": "department", "c": "department", "d": "department"}
    kinds |= {"e": "township", "f": "government"}
    reports = {
        "a": f"{head}published: 2024-01-31\n",
        "b": f"{head}published: 2024-02-05\n",
        "c": head,
        "d": f"{head}published: 2024-01-20\ndraft: yes\n",
    }
    files = {"site.yml": "name: 演示\ndeadlines: [{kind: government, due: 03-20}]\n"}
    for agency, kind in kinds.items():
        files[f"content/{agency}/agency.yml"] = f"name: 演示{agency}\nkind: {kind}\n"
    for agency, text in reports.items():
        files |= {
            f"content/{agency}/2023.yml": text,
            f"content/{agency}/2023.md": SOUND["content/demo/2023.md"],
        }
    return write(root, files)


def test_each_stands_as_it_does_on_the_day(tmp_path: Path) -> None:
    root = small(tmp_path)
    assert states(root, "2024-01-31", status=0) == {
        "a": ("filed", 0),
        "b": ("due", 0),
        "c": ("undated", None),
        "d": ("due", 0),
        "e": ("open", None),
        "f": ("due", -49),
    }
    found = states(root, "2024-03-21", status=1)
    assert found["b"] == ("late", 5)
    assert found["d"] == ("overdue", 50)
    assert found["f"] == ("overdue", 1)
    assert states(root, "2024-03-21", "--kind", "township", status=0) == {"e": ("open", None)}


def test_the_text_names_the_worst_first_in_both_languages(tmp_path: Path) -> None:
    root = small(tmp_path)
    ran = gongkai("-C", root, "status", "2023", "--as-of", "2024-03-21")
    lines = ran.out.split("\n")
    assert "演示d" in lines[3]
    assert "未公布，已逾期 50 天（有未公布的稿子）" in lines[3]
    assert (
        "应有 6 份：逾期未公布 2 份、没有期限、未公布 1 份、没有写日期 1 份、逾期公布 1 份、按期公布 1 份。"
        in ran.out
    )
    english = gongkai("-C", root, "status", "2023", "--as-of", "2024-03-21", language="en").out
    assert "not published, 50 days late (there is an unpublished report)" in english
    assert not re.search(r"[\u4e00-\u9fff]", english.replace("演示", ""))


def test_csv_has_a_line_for_each_report(tmp_path: Path) -> None:
    ran = gongkai(
        "-C", small(tmp_path), "status", "2023", "--as-of", "2024-03-21", "--format", "csv"
    )
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [row["agency"] for row in rows] == ["a", "b", "c", "d", "e", "f"]
    assert (rows[1]["published"], rows[1]["days_late"]) == ("2024-02-05", "5")
    assert rows[4]["due"] == ""


def test_errors_and_reports_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    root = small(tmp_path)
    (root / "content/a/2023.yml").write_text(
        "title: 演示\nunlisted: 0\n主动公开: {规章: {制发: 1}}\npublished: 2024-01-31\n"
    )
    (root / "content/c/2023.yml").write_text("title: [\n")
    ran = gongkai("-C", root, "status", "2023", "--as-of", "2024-01-31", "--format", "json")
    found = {item["agency"]: item for item in ran.document["reports"]}
    assert ran.status == 1
    assert (found["a"]["state"], found["a"]["errors"]) == ("filed", 1)
    assert (found["c"]["state"], found["c"]["held_back"]) == ("due", True)
    assert found["c"]["errors"] > 0


def test_a_government_owes_its_region_s_report_too_and_embargoes_hold(tmp_path: Path) -> None:
    root = city(tmp_path, east=report(470, 7, "embargo: 2024-01-20\n"))
    found = states(root, "2024-01-19", status=1)  # errors: no duties in the prose
    assert found["city+"] == ("due", -72)
    assert found["city/east"] == ("due", -72)
    assert "city/east+" not in found
    assert states(root, "2024-01-20", status=1)["city/east"] == ("filed", -71)


def test_without_a_day_it_is_that_of_the_clock(tmp_path: Path) -> None:
    root = small(tmp_path)
    ran = gongkai("-C", root, "status", "2023", "--format", "json")
    assert ran.document["as_of"] == date.today().isoformat()  # noqa: DTZ011
    assert ran.status == 1


# The page


def build(root: Path, public: Path, **changes: str) -> dict[str, list[str]]:
    (root / "site.yml").write_text((root / "site.yml").read_text() + "calendar: yes\n")
    built = pipeline.build(root, public, Wish(cache=False))
    assert built.files
    tree = html.document_fromstring((public / "years/2023/calendar/index.html").read_bytes())
    return {
        words(row.find("th")): [words(cell) for cell in row.findall("td")]
        for row in tree.iterfind(".//tbody/tr")
    }


def test_the_page_tells_what_is_published_and_no_more(tmp_path: Path) -> None:
    rows = build(small(tmp_path / "site"), tmp_path / "public")
    assert rows == {
        "演示a": ["2024-01-31", "2024-01-31", "按期公布"],
        "演示b": ["2024-01-31", "2024-02-05", "逾期5天"],
        "演示c": ["2024-01-31", "未注明", "已公布，未注明日期"],
        "演示d": ["2024-01-31", "未公布", "未公布"],
        "演示e": ["未规定", "未公布", "未公布，没有规定期限"],
        "演示f": ["2024-03-20", "未公布", "未公布"],
    }


def test_the_map_of_a_plain_site_names_it(tmp_path: Path) -> None:
    root = small(tmp_path / "site")
    with (root / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write("base_url: https://www.example.com/\nextras: no\n")
    build(root, tmp_path / "public")
    assert "/years/2023/calendar/" in (tmp_path / "public/sitemap.xml").read_text()


def test_the_page_is_there_only_where_the_site_asks_for_it(tmp_path: Path) -> None:
    root = small(tmp_path / "site")
    pipeline.build(root, tmp_path / "public")
    assert not (tmp_path / "public/years/2023/calendar").exists()
    assert "calendar" not in (tmp_path / "public/years/2023/index.html").read_text()


def test_a_date_that_changes_makes_the_page_again(tmp_path: Path) -> None:
    root, public = small(tmp_path / "site"), tmp_path / "public"
    build(root, tmp_path / "first")
    pipeline.build(root, public)
    path = root / "content/a/2023.yml"
    path.write_text(path.read_text().replace("2024-01-31", "2024-02-01"))
    assert "years/2023/calendar/index.html" in pipeline.build(root, public).made
    assert "逾期1天" in (public / "years/2023/calendar/index.html").read_text()
