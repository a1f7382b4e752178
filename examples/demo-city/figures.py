"""The figures of a fictional report: drawn by lot, yet every rule of the form holds.

Lots depend on nothing but the names they are drawn under, so a new agency changes no other one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).parent
FORM = json.loads((HERE / "form.json").read_text(encoding="utf-8"))
APPLICANTS: dict[str, int] = FORM["applicants"]
HANDLED = "办理结果/总计"

Figures = dict[str, int | Decimal]
"""The figures of a report by their addresses, in the form's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An agency as ``agencies.json`` describes it; counts are what it has in a usual year."""

    id: str
    name: str
    pinyin: str
    short: str
    name_en: str
    kind: str
    region: str
    we: str
    """How its reports speak of it."""
    area: str
    """How a roll-up speaks of its region; empty for an agency that has none."""
    address: str
    postcode: str
    phone: str
    first_year: int
    """The first year it reported on."""
    style: str
    """How its files write figures; ``make.py`` knows the styles."""
    index: str | None
    """What its 索引号 begin with, if it gives any."""
    requests: int
    documents: int
    """Normative documents in force before the first report of 2021."""
    rules: int
    """规章 in force then."""
    licences: int
    penalties: int
    coercion: int
    fees: int
    """In 万元."""
    topics: Sequence[str]
    """What it discloses."""
    moved: Sequence[str] = ()
    """What its folder was called before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report: an agency's own, or the roll-up of its region."""

    agency: Agency
    year: int
    region: bool
    figures: Figures

    @property
    def slug(self) -> str:
        """The name of its files, without the ending."""
        return f"{self.year}-region" if self.region else str(self.year)


def draw(*names: object) -> float:
    """A number from 0 up to 1 that belongs to the names."""
    digest = hashlib.sha256("/".join(map(str, names)).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def between(low: int, high: int, *names: object) -> int:
    """A whole number from ``low`` to ``high``."""
    return low + int(draw(*names) * (high - low + 1))


def weighted(weights: Mapping[str, int], *names: object) -> str:
    """One of some words, each as likely as its weight says."""
    point = draw(*names) * sum(weights.values())
    for word, weight in weights.items():
        point -= weight
        if point < 0:
            return word
    raise AssertionError(names)


def edition_of(year: int) -> str:
    """The edition of the form that a report on a year follows."""
    return "2019" if year < 2021 else "2021"


def figures(agency: Agency, year: int, before: Figures) -> Figures:
    """All figures of an agency's own report; ``before`` are last year's, empty for the first."""
    disclosure = _disclosure_2019 if edition_of(year) == "2019" else _disclosure_2021
    requests = _requests(agency, year, before)
    handled = int(requests[f"申请办理/{HANDLED}/总计"])
    return {**disclosure(agency, year, before), **requests, **_disputes(agency, year, handled)}


def total(parts: Iterable[Figures]) -> Figures:
    """The figures of a roll-up: the sum of its parts, address by address."""
    first, *others = parts
    return {address: sum((part[address] for part in others), first[address]) for address in first}


def _about(usual: int, *names: object) -> int:
    """A count near the usual one."""
    return between(usual * 4 // 5, usual * 6 // 5, *names)


def _disclosure_2021(agency: Agency, year: int, before: Figures) -> Figures:
    found: Figures = {}
    for row, stock in {"规章": agency.rules, "行政规范性文件": agency.documents}.items():
        at = f"主动公开/{row}"
        issued = between(0, 1 + stock // 8, agency.id, year, row, "issued") if stock else 0
        repealed = between(0, stock // 9, agency.id, year, row, "repealed")
        in_force = before.get(f"{at}/现行有效", stock) + issued - repealed
        found |= {f"{at}/制发": issued, f"{at}/废止": repealed, f"{at}/现行有效": in_force}
    found["主动公开/行政许可"] = _about(agency.licences, agency.id, year, "licences")
    found["主动公开/行政处罚"] = _about(agency.penalties, agency.id, year, "penalties")
    found["主动公开/行政强制"] = between(0, agency.coercion, agency.id, year, "coercion")
    places = between(1, 2, agency.id, "places") * 2
    fees = _about(agency.fees * 10**places, agency.id, year, "fees")
    found["主动公开/行政事业性收费"] = Decimal(fees).scaleb(-places) if fees else 0
    return found


def _disclosure_2019(agency: Agency, year: int, before: Figures) -> Figures:
    found: Figures = {}
    for row, stock in {"规章": agency.rules, "规范性文件": agency.documents}.items():
        made = between(0, stock // 8, agency.id, year, row, "made")
        known = before.get(f"主动公开/{row}/对外公开总数", stock - stock // 5)
        found |= {
            f"主动公开/{row}/新制作": made,
            f"主动公开/{row}/新公开": made,
            f"主动公开/{row}/对外公开总数": known + made,
        }
    for row, usual in {
        "行政许可": agency.licences,
        "其他对外管理服务事项": 3 * agency.requests,
        "行政处罚": agency.penalties,
        "行政强制": agency.coercion,
    }.items():
        found |= _items(agency, year, row, usual, before)
        found[f"主动公开/{row}/处理决定"] = _about(usual, agency.id, year, row, "decided")
    found |= _items(agency, year, "行政事业性收费", agency.fees, before)
    found["主动公开/政府集中采购/项目数量"] = projects = between(4, 40, agency.id, year, "projects")
    amount = between(800, 9000, agency.id, year, "amount") * projects
    found["主动公开/政府集中采购/总金额"] = Decimal(amount).scaleb(-2)
    return found


def _items(agency: Agency, year: int, row: str, usual: int, before: Figures) -> Figures:
    """How many kinds of decision are on the list, and the change of the year."""
    at = f"主动公开/{row}"
    opening = between(12, 60, agency.id, row, "items") if usual else 0
    items = before.get(f"{at}/上年项目", opening) + before.get(f"{at}/增减", 0)
    change = between(-5, 19, agency.id, year, row, "change") if usual else 0
    return {f"{at}/上年项目": items, f"{at}/增减": change}


def _outcomes(year: int) -> dict[str, int]:
    """How likely each outcome is; the form of 2019 has no items under its last one."""
    merged: dict[str, int] = {}
    for row, weight in FORM["outcomes"].items():
        single = edition_of(year) == "2019" and row.startswith("办理结果/其他处理/")
        name = "办理结果/其他处理" if single else row
        merged[name] = merged.get(name, 0) + weight
    return merged


def _requests(agency: Agency, year: int, before: Figures) -> Figures:
    outcomes = _outcomes(year)
    ended = [row for row in outcomes if row != "结转下年"]
    order = ("本年新收", "上年结转", *ended, HANDLED, "结转下年")
    rows = {row: dict.fromkeys(APPLICANTS, 0) for row in order}
    for number in range(between(agency.requests // 2, agency.requests * 3 // 2, agency.id, year)):
        rows["本年新收"][weighted(APPLICANTS, agency.id, year, "applicant", number)] += 1
    for column in APPLICANTS:
        opening = agency.requests // 25 if column == "自然人" else 0
        carried = int(before.get(f"申请办理/结转下年/{column}", opening))
        rows["上年结转"][column] = carried
        pending = rows["本年新收"][column] + carried
        for number in range(pending):
            rows[weighted(outcomes, agency.id, year, column, number)][column] += 1
        rows[HANDLED][column] = pending - rows["结转下年"][column]
    return {
        f"申请办理/{row}/{column}": count
        for row, counts in rows.items()
        for column, count in {**counts, "总计": sum(counts.values())}.items()
    }


def _disputes(agency: Agency, year: int, handled: int) -> Figures:
    found: Figures = {}
    for group, thousandths in FORM["disputes"].items():
        counts = dict.fromkeys(FORM["results"], 0)
        for number in range(handled):
            if draw(agency.id, year, group, number) * 1000 < thousandths:
                counts[weighted(FORM["results"], agency.id, year, group, number, "result")] += 1
        for result, count in {**counts, "总计": sum(counts.values())}.items():
            found[f"复议诉讼/{group}/{result}"] = count
    return found
