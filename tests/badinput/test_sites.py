"""Bad inputs that are no single text file: bytes, links, names, and files that do not go together."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import catalogue
from tests.badinput import case
from tests.faults.test_planted import FAULTS
from tests.support.forms import FICTIONIA
from tests.support.sites import SOUND, printed, problems, site

REPORT = "content/demo/2023.yml"
PROSE = SOUND["content/demo/2023.md"]
HEAD = "title: 演示市示例局2023年报告\npublished: 2024-01-20\nunlisted: 0\n"
EARLIER = "title: 演示市示例局2022年报告\npublished: 2023-01-20\nunlisted: 0\n"
LONG = "".join(
    f"按照要求做好第{number}项工作，持续提高公开质量和服务水平。" for number in range(20)
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A change to the sound site, and what is to be told of it."""

    files: Mapping[str, str | bytes | None]
    expected: case.Expected
    at: str = REPORT
    """The file that the findings are in."""
    also: Callable[[Path], None] = lambda root: None
    """What else is to be done to the site on disk."""


def link(name: str, target: str) -> Callable[[Path], None]:
    return lambda root: (root / name).symlink_to(target)


def folder(name: str) -> Callable[[Path], None]:
    return lambda root: (root / name).mkdir(parents=True)


def one(what: str, where: str = "0:0") -> case.Expected:
    return [(what, where)]


CASES: Mapping[str, Case] = {
    # What the bytes are.
    "gbk": Case(
        files={REPORT: "title: 演示市示例局2023年报告\n".encode("gbk")},
        expected=one("yaml.encoding/gb18030", "1:8"),
    ),
    "big5": Case(
        files={REPORT: "title: 報告\n".encode("big5")},
        expected=one("yaml.encoding/gb18030", "1:8"),
    ),
    "gbk in the prose": Case(
        files={"content/demo/2023.md": "## 总体情况\n".encode("gbk")},
        expected=one("yaml.encoding/gb18030", "1:4"),
        at="content/demo/2023.md",
    ),
    "neither utf-8 nor gbk": Case(
        files={REPORT: "title: 演示市示例局2023年报告\n".encode() + b"notice: \xff\xff\n"},
        expected=one("yaml.encoding/not-utf-8", "2:9"),
    ),
    "surrogate bytes": Case(
        files={REPORT: b"title: \xed\xa0\x80\n"},
        expected=one("yaml.encoding/not-utf-8", "1:8"),
    ),
    "overlong bytes": Case(
        files={REPORT: b"title: a\nb: \xc0\xaf\xff\n"},
        expected=one("yaml.encoding/not-utf-8", "2:4"),
    ),
    "utf-16 little-endian": Case(
        files={REPORT: HEAD.encode("utf-16")}, expected=one("yaml.encoding/utf-16", "1:1")
    ),
    "utf-16 big-endian": Case(
        files={REPORT: b"\xfe\xff" + HEAD.encode("utf-16-be")},
        expected=one("yaml.encoding/utf-16", "1:1"),
    ),
    "carriage returns alone": Case(
        files={REPORT: "title: 报告\runlisted: 0\n"},
        expected=one("yaml.encoding/line-end", "1:10"),
    ),
    "nul": Case(files={REPORT: f"{HEAD}# \x00\n"}, expected=one("yaml.encoding/character", "4:3")),
    "bell": Case(files={REPORT: f"{HEAD}# \x07\n"}, expected=one("yaml.encoding/character", "4:3")),
    "escape": Case(
        files={REPORT: f"{HEAD}# \x1b[2J\n"}, expected=one("yaml.encoding/character", "4:3")
    ),
    "two byte order marks": Case(
        files={REPORT: f"\ufeff\ufeff{HEAD}"},
        expected=one("yaml.encoding/byte-order-mark", "1:1"),
    ),
    "a megabyte": Case(
        files={REPORT: HEAD + "#" * (1 << 20)}, expected=one("yaml.limit/bytes", "1:1")
    ),
    "a long story": Case(
        files={"content/demo/2023.md": "长" * 90_000},
        expected=one("yaml.limit/bytes", "1:1"),
        at="content/demo/2023.md",
    ),
    "fifty thousand values": Case(
        files={REPORT: "a:\n" + "- 1\n" * 50_000}, expected=one("yaml.limit/nodes", "49999:3")
    ),
    # Brackets as deep are in the tests of the reader; where they are told depends on libyaml.
    "a list in a hundred thousand lists": Case(
        files={REPORT: "a:\n" + "- " * 100_000}, expected=one("yaml.limit/depth", "2:63")
    ),
    # What the disk has.
    "a link to a file": Case(
        files={REPORT: None},
        also=link(REPORT, "/etc/passwd"),
        expected=[
            ("site.file/orphan-narrative", "0:0@content/demo/2023.md"),
            ("site.file/symlink", "0:0"),
        ],
    ),
    "a link that leads nowhere": Case(
        files={},
        also=link("content/demo/2022.yml", "nowhere"),
        at="content/demo/2022.yml",
        expected=one("site.file/symlink"),
    ),
    "a link to a folder": Case(
        files={},
        also=link("content/other", "demo"),
        at="content/other",
        expected=one("site.file/symlink"),
    ),
    "a link to a folder for the ledger": Case(
        files={}, also=link("ledger", "content"), at="ledger", expected=one("site.file/symlink")
    ),
    "a link to the folder above": Case(
        files={},
        also=link("content/demo/loop", ".."),
        at="content/demo/loop",
        expected=one("site.file/symlink"),
    ),
    "a pipe": Case(
        files={},
        also=lambda root: os.mkfifo(root / "content/demo/2022.yml"),
        at="content/demo/2022.yml",
        expected=one("site.file/special"),
    ),
    "a folder for a report": Case(
        files={REPORT: None},
        also=folder(REPORT),
        at=REPORT,
        expected=[
            ("site.file/orphan-narrative", "0:0@content/demo/2023.md"),
            ("site.name/agency", "0:0"),
        ],
    ),
    # Names, and files that do not go together.
    "a strange file": Case(
        files={"content/demo/Thumbs.db": b""},
        at="content/demo/Thumbs.db",
        expected=one("site.file/unknown"),
    ),
    "a report of no year": Case(
        files={"content/demo/report.yml": HEAD},
        at="content/demo/report.yml",
        expected=one("site.name/report", "1:1"),
    ),
    "an agency in capitals": Case(
        files={"content/Demo2/agency.yml": SOUND["content/demo/agency.yml"]},
        at="content/Demo2",
        expected=one("site.name/agency"),
    ),
    "an agency named like a device": Case(
        files={"content/con/agency.yml": SOUND["content/demo/agency.yml"]},
        at="content/con",
        expected=one("site.name/agency"),
    ),
    "an attachment that could carry a script": Case(
        files={"content/demo/2023/a.svg": "<svg/>"},
        at="content/demo/2023/a.svg",
        expected=one("site.file/attachment-type"),
    ),
    "an attachment named like a page": Case(
        files={"content/demo/2023/index.html": ""},
        at="content/demo/2023/index.html",
        expected=one("site.name/attachment"),
    ),
    "an attachment of no report": Case(
        files={"content/demo/2022/a.pdf": ""},
        at="content/demo/2022/a.pdf",
        expected=one("site.file/orphan-attachment"),
    ),
    "prose of no report": Case(
        files={"content/demo/2022.md": PROSE},
        at="content/demo/2022.md",
        expected=one("site.file/orphan-narrative"),
    ),
    "a report of no agency": Case(
        files={"content/other/2023.yml": HEAD},
        at="content/other/2023.yml",
        expected=one("site.file/no-agency", "1:1"),
    ),
    "two attachments that differ by case": Case(
        files={"content/demo/2023/a.pdf": "", "content/demo/2023/A.pdf": ""},
        at="content/demo/2023/a.pdf",
        expected=one("site.collision/default"),
    ),
    "no prose": Case(
        files={"content/demo/2023.md": None}, expected=one("narrative.missing/file", "1:1")
    ),
    "two reports on one year": Case(
        files={
            "content/demo/2023.yml": f"{HEAD}scope: region\n",
            "content/demo/2023-region.yml": f"{HEAD}scope: region\n",
            "content/demo/2023-region.md": PROSE,
        },
        at="content/demo/2023-region.yml",
        expected=one("site.twice/default", "4:8"),
    ),
    "agencies in a circle": Case(
        files={
            "content/demo/agency.yml": "name: 演示市示例局\nkind: zone\nparent: other\n",
            "content/other/agency.yml": "name: 乙\nkind: zone\nparent: demo\n",
        },
        at="content/demo/agency.yml",
        expected=[
            ("site.parent/loop", "3:9"),
            ("site.parent/loop", "3:9@content/other/agency.yml"),
        ],
    ),
    "a year before any form": Case(
        files={"content/demo/2017.yml": EARLIER, "content/demo/2017.md": PROSE},
        at="content/demo/2017.yml",
        expected=one("form.edition/none", "1:1"),
    ),
    # What the narrative says.
    "a denial of what the table has": Case(
        files={
            REPORT: f"{HEAD}复议诉讼: {{行政复议: {{结果维持: 1}}}}\n",
            "content/demo/2023.md": PROSE.replace("开展。", "开展。未因信息公开引起行政复议。"),
        },
        expected=one("narrative.contradicts/denial", "3:33"),
        at="content/demo/2023.md",
    ),
    "a denial beside the right number": Case(
        files={
            REPORT: f"{HEAD}申请办理: {{本年新收: {{自然人: 1}}, 结转下年: {{自然人: 1}}}}\n",
            "content/demo/2023.md": PROSE.replace(
                "开展。", "开展。收到信息公开申请1件。没有收到信息公开申请。"
            ),
        },
        expected=one("narrative.differs/denial", "3:44"),
        at="content/demo/2023.md",
    ),
    "a government that was not assessed": Case(
        files={"content/demo/agency.yml": "name: 演示市示例局\nkind: government\n"},
        expected=one("narrative.duties/default", "1:1"),
        at="content/demo/2023.md",
    ),
    "tables as a picture": Case(
        files={REPORT: HEAD.replace("unlisted: 0", "unlisted: ~"), "content/demo/2023/表.png": ""},
        expected=[("form.picture/default", "1:1"), ("cell.blank/unlisted", "3:11")],
    ),
    "a deadline that is no day": Case(
        files={"site.yml": "name: 站点\ndeadlines:\n  - {kind: township, due: 1月15日}\n"},
        expected=one("content.type/due", "3:27"),
        at="site.yml",
    ),
    # Two years.
    "last year's prose": Case(
        files={
            "content/demo/2022.yml": EARLIER,
            "content/demo/2022.md": PROSE.replace("开展。", f"开展。\n\n{LONG}"),
            "content/demo/2023.md": PROSE.replace("开展。", f"开展。\n\n{LONG}"),
        },
        expected=one("narrative.copied/default", "1:1"),
        at="content/demo/2023.md",
    ),
    "carried in unlike carried out": Case(
        files={
            "content/demo/2022.yml": (
                f"{EARLIER}申请办理:\n  本年新收: {{自然人: 1}}\n  结转下年: {{自然人: 1}}\n"
            ),
            "content/demo/2022.md": PROSE,
            REPORT: f"{HEAD}申请办理:\n  上年结转: [0, 0, 0, 0, 0, 0, 0]\n",
        },
        expected=[("years.carried/default", "5:10"), ("years.carried/default", "5:28")],
    ),
    "documents in force that do not follow": Case(
        files={
            "content/demo/2022.yml": f"{EARLIER}主动公开: {{行政规范性文件: [0, 0, 3]}}\n",
            "content/demo/2022.md": PROSE,
            REPORT: f"{HEAD}主动公开: {{行政规范性文件: [1, 0, 3]}}\n",
        },
        expected=one("years.stock/default", "4:24"),
    ),
    "a sum of the site's own form": Case(
        files={
            "forms/fictionia.yml": FICTIONIA,
            REPORT: (
                "edition: fictionia-7\ntitle: A\npublished: 2024-01-20\nunlisted: 0\n"
                "Requests: {Received: {People: 1, All: 1}, Open: {All: 1}}\n"
            ),
            "content/demo/2023.md": "## Summary\n\nA.\n",
        },
        expected=[("records.flow/default", "5:31"), ("records.all/default", "5:55")],
    ),
}
BORROWED = {"records.flow/default", "records.all/default"}
"""Rules of a site's own form have no card of their own and borrow that of ``form.rule``."""


@pytest.fixture(params=CASES)
def made(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Case, Path]:
    """A case with its site on disk."""
    found = CASES[request.param]
    root = site(tmp_path, found.files)
    found.also(root)
    return found, root


def test_a_bad_site_is_told_by_its_rules_at_its_place(made: tuple[Case, Path]) -> None:
    found, root = made
    assert case.seen(problems(root), found.at) == found.expected


def test_a_bad_site_is_printed_in_every_format_and_language(made: tuple[Case, Path]) -> None:
    found, root = made
    assert all(found.expected[0][0].split("/")[0] in text for text in printed(root))


def test_an_unreadable_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, opened = site(tmp_path), os.open

    def refuse(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if str(path).endswith(REPORT):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)
    assert case.seen(problems(root), REPORT) == one("site.file/unreadable")
    assert all("Permission denied" in text for text in printed(root))


OTHERS = ("ingest.", "correction.", "ledger.", "sign.")
"""Rules on documents, and on sites that were released or signed: these have tests of their own."""


def test_every_message_of_every_card_has_a_bad_input() -> None:
    told = {what for expected in case.table().values() for what, _ in expected}
    told |= {what for found in CASES.values() for what, _ in found.expected}
    told |= {line.split()[0] for fault in FAULTS for line in fault["found"]}
    written = {
        f"{rule}/{variant}"
        for rule in catalogue.rules()
        if not rule.startswith(OTHERS)
        for variant in catalogue.card(rule).messages
    }
    elsewhere = {
        *("site.file/unreadable", "form.rule/default", "date.impossible/future"),
        *("rollup.sum/default-row", "rollup.sum/least-row"),
    }
    told = {what for what in told if not what.startswith(OTHERS)}
    assert told - BORROWED | elsewhere == written
