"""The lines of a ledger: what they hold, and that nothing in them can be changed unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from generator.form import Form
from generator.ledger import (
    Break,
    Chain,
    Entry,
    Head,
    Release,
    entry_line,
    figures_of,
    head_breaks,
    listed,
    read_chain,
    read_releases,
    release_line,
)
from generator.ledger.entry import plain_correction
from generator.ledger.sentences import changes, sentences
from generator.report import Amount, CellChange, Correction, Rewording
from tests.support.forms import shipped
from tests.support.records import report

RECEIVED = "申请办理/本年新收/自然人"
FEES = "主动公开/行政事业性收费"


@pytest.fixture(scope="module")
def form() -> Form:
    return shipped("2021")


def entry(number: int, slug: str = "2023", version: int = 1, **changed: object) -> Entry:
    """A line with little in it."""
    plain = Entry(
        line=number,
        before="",
        hash="",
        report=slug,
        version=version,
        day=date(2024, 1, number),
        note=None,
        edition="2021",
        title="演示",
        published=date(2024, 1, 1),
        index_number=None,
        figures={RECEIVED: str(number)},
        narrative="## 总体情况\n\n一句。\n",
        corrections=(),
    )
    return replace(plain, **changed)


def written(*entries: Entry) -> bytes:
    """The file that entries make, each after the one before."""
    raw = b""
    for item in entries:
        before = read_chain(raw).head.hash
        raw += f"{entry_line(replace(item, before=before))}\n".encode()
    return raw


FILE = written(entry(1), entry(2, "2022"), entry(3, version=2))


def kinds(breaks: tuple[Break, ...]) -> list[tuple[str, int, str]]:
    return [(item.kind, item.line, item.report) for item in breaks]


def test_a_line_comes_back_as_it_was_written() -> None:
    correction = Correction(
        day=date(2024, 3, 5),
        reason="口径",
        changes=(
            CellChange(cell=RECEIVED, was=None, now=3),
            CellChange(cell=FEES, was=Amount(value=Decimal("1.50"), unit="万元"), now=None),
        ),
        words=(Rewording(section="overview", was="甲", now=""),),
    )
    figures = {RECEIVED: "12", FEES: "1.50", "甲": "~", "乙": "-3"}
    full = entry(1, note="说明", index_number="号", figures=figures, corrections=(correction,))
    (found,) = read_chain(written(full)).entries
    assert len(found.hash) == 64
    assert replace(found, hash="", corrections=()) == replace(full, corrections=())
    assert list(map(plain_correction, found.corrections)) == [plain_correction(correction)]


def test_figures_come_back_with_their_precision_and_blanks(form: Form) -> None:
    fee = Amount(value=Decimal("20.10"), unit=None)
    filed = report(form, {RECEIVED: None, "申请办理/本年新收/总计": 7, FEES: fee})
    held = entry(1, figures=listed(filed, form))
    assert held.figures == {RECEIVED: "~", "申请办理/本年新收/总计": "7", FEES: "20.10"}
    assert figures_of(read_chain(written(held)).entries[0], form) == filed.figures


def test_a_sound_file_has_no_breaks() -> None:
    chain = read_chain(FILE)
    assert chain.breaks == ()
    assert [item.version for item in chain.of("2023")] == [1, 2]
    assert tuple(head_breaks(chain, chain.head)) == ()
    assert read_chain(b"") == Chain()


def test_no_byte_can_be_changed_unseen() -> None:
    stated = read_chain(FILE).head
    for place, byte in enumerate(FILE):
        for other in {byte ^ 1, ord("0"), ord("\n")} - {byte}:
            harmed = FILE[:place] + bytes([other]) + FILE[place + 1 :]
            chain, line = read_chain(harmed), FILE.count(b"\n", 0, place) + 1
            found = (*chain.breaks, *head_breaks(chain, stated))
            assert found, harmed
            if ord("\n") not in (byte, other):
                assert line in {item.line for item in found}, harmed


def test_an_altered_line_is_told_by_line_report_and_version() -> None:
    harmed = FILE.replace(f'"{RECEIVED}":3'.encode(), f'"{RECEIVED}":4'.encode())
    assert read_chain(harmed).breaks == (Break(kind="altered", line=3, report="2023", version=2),)


def test_a_damaged_line_is_told_with_the_report_it_seems_to_be_about() -> None:
    lines = FILE.split(b"\n")
    lines[1] = lines[1].replace(b'"version":1', b'"version":x')
    assert kinds(read_chain(b"\n".join(lines)).breaks) == [("unreadable", 2, "2022")]
    assert kinds(read_chain(b"\xff\n").breaks) == [("unreadable", 1, "")]


def test_a_line_rewritten_with_its_digest_is_told() -> None:
    first, second, third = FILE.decode().splitlines()
    forged = entry_line(
        replace(entry(2, "2022"), before=read_chain(FILE).entries[0].hash, title="改")
    )
    chain = read_chain("\n".join([first, forged, third]).encode())
    assert chain.breaks == (Break(kind="rewritten", line=2, report="2022", version=1),)
    assert second != forged


def test_a_file_rewritten_from_a_line_on_is_told_by_its_head() -> None:
    stated = read_chain(FILE).head
    forged = read_chain(written(entry(1), entry(2, "2022", title="改"), entry(3, version=2)))
    assert forged.breaks == ()
    assert kinds(tuple(head_breaks(forged, stated))) == [("rewritten", 3, "2023")]


@pytest.mark.parametrize(
    ("gone", "expected"),
    [
        (0, {("removed", "2023", 1)}),
        (1, {("removed", "2022", 1)}),
        (2, {("removed", "2023", 2)}),
    ],
)
def test_a_removed_line_is_told(gone: int, expected: set[tuple[str, str, int]]) -> None:
    lines = FILE.decode().splitlines()
    del lines[gone]
    chain = read_chain("\n".join(lines).encode())
    beside = tuple(head_breaks(chain, read_chain(FILE).head))
    assert {(item.kind, item.report, item.version) for item in beside} == expected
    assert bool(chain.breaks) is (gone < 2)


def test_a_line_that_no_release_wrote_is_told() -> None:
    stated = read_chain(FILE).head
    longer = read_chain(written(entry(1), entry(2, "2022"), entry(3, version=2), entry(4, "2021")))
    assert kinds(tuple(head_breaks(longer, stated))) == [("added", 4, "2021")]
    assert kinds(tuple(head_breaks(longer, Head())))[0] == ("added", 1, "2023")


def release(*before: str, agency: str = "demo", **reports: int) -> str:
    head = Head(lines=sum(reports.values()), hash="0" * 64, reports=reports)
    return release_line(
        Release(before=before, day=date(2024, 1, 1), note=None, heads={agency: head})
    )


def leaf(line: str) -> str:
    return read_releases(line.encode()).leaves[0]


def test_branches_with_releases_can_be_merged_line_by_line() -> None:
    first = release()
    left, right = release(leaf(first), agency="left"), release(leaf(first), agency="right")
    merged = read_releases("\n".join([first, left, right]).encode())
    assert merged.breaks == ()
    assert set(merged.heads) == {"demo", "left", "right"}
    tied = release(*merged.leaves, agency="demo")
    after = read_releases("\n".join([first, left, right, tied]).encode())
    assert after.breaks == ()
    assert len(merged.leaves) == 2
    assert len(after.leaves) == 1


def test_a_harmed_list_of_releases_is_told() -> None:
    first = release()
    second = release(leaf(first))
    third = release(leaf(second))
    whole = [first, second, third]
    broken = lambda *lines: kinds(read_releases("\n".join(lines).encode()).breaks)  # noqa: E731
    assert broken(*whole) == []
    assert broken(first, third) == [("removed", 2, "")]
    assert broken(second, third) == [("removed", 1, "")]
    assert broken(first, second.replace("2024", "2025"), third) == [("altered", 2, "")]
    assert broken(first, "{}", third) == [("unreadable", 2, "")]


def test_sentences_end_where_readers_see_an_end() -> None:
    assert sentences("一。二！\n三；四，五“六。”七") == ["一。", "二！", "三；四，五“六。”", "七"]


def test_changes_name_just_the_sentences_that_are_others() -> None:
    assert list(changes("一。二。三。", "一。贰。三。")) == [("二。", "贰。")]
    assert list(changes("一。二。", "一。")) == [("二。", "")]
    assert list(changes("一。", "零。一。")) == [("", "零。")]
    assert list(changes("一。\n二。", "一。 二。")) == []
