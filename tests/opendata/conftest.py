"""A small site with everything in it that open data may stumble over, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import pipeline
from tests.support.sites import SOUND, site

BASE = "https://www.example.com/demo/"
BLANKS = (
    "主动公开:\n  行政规范性文件: {制发: 2, 废止: 1, 现行有效: ~}\n  行政事业性收费: 12.50\n"
    "申请办理:\n  本年新收: [3, 0, 0, 0, 0, 0, 3]\n  办理结果:\n    予以公开: [3, 0, 0, 0, 0, 0, 3]\n"
)
OLD = (
    "title: 演示市示例局2020年政府信息公开工作年度报告\npublished: 2021-01-20\nunlisted: 0\n"
    "申请办理:\n  本年新收: [1, 0, 0, 0, 0, 0, 1]\n  办理结果:\n    予以公开: [1, 0, 0, 0, 0, 0, 1]\n"
)
WAIVED = "waivers:\n  - {rule: cell.blank, cells: [主动公开/行政规范性文件/现行有效], reason: 原件未填}\n"
SITE = (
    "name: 演示站点 & “数据”\nseverities: {cell.blank: note}\n"
    "footer: {organizer: 演示市人民政府办公室, contact: 0000-0000000}\n"
    "security: {contact: 'mailto:security@example.gov.cn', expires: 2027-01-31}\n"
)


def content() -> dict[str, str]:
    """The files of the site."""
    figures, prose = SOUND["content/demo/2023.yml"], SOUND["content/demo/2023.md"]
    return {
        "site.yml": SITE,
        "content/demo/2023.yml": figures + BLANKS + WAIVED,
        "content/demo/2020.yml": OLD,
        "content/demo/2020.md": prose,
        "content/demo/north/agency.yml": 'name: 演示市北区，"示例"\nkind: township\n',
        "content/demo/north/2023.yml": figures,
        "content/demo/north/2023.md": prose,
    }


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built for an address."""
    folder = tmp_path_factory.mktemp("opened")
    root = site(folder / "site", content())
    built = pipeline.build(root, folder / "public", pipeline.Wish(base_url=BASE))
    assert built.files, built.verdict.problems
    return folder / "public"
