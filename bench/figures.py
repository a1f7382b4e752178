"""The figures of a report: drawn by lot, yet every rule of the form holds, within and across years.

Both editions of the form are here, that of 2019 for two years and that of 2021 since.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

APPLICANTS = ("自然人", "商业企业", "科研机构", "公益组织", "法律服务", "其他", "总计")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
STOCK = ("制发", "废止", "现行有效")
DISCLOSED = ("新制作", "新公开", "对外公开总数")
ITEMS = ("上年项目", "增减", "处理决定")
OUTCOMES: Mapping[str, tuple[str, ...]] = {
    "予以公开": (),
    "部分公开": (),
    "不予公开": (
        *("国家秘密", "法律禁止", "三安全一稳定", "第三方权益"),
        *("内部事务", "过程性信息", "执法案卷", "查询事项"),
    ),
    "无法提供": ("不掌握", "需另行制作", "补正后不明确"),
    "不予处理": ("信访举报投诉", "重复申请", "公开出版物", "大量反复申请", "确认或重新出具"),
    "其他处理": ("逾期不补正", "逾期不缴费", "其他"),
}
"""The outcomes of a request; the form of 2019 takes the last group whole."""
DISPUTES = (("行政复议",), ("行政诉讼", "未经复议"), ("行政诉讼", "复议后"))
LEADS = ("本年新收", "上年结转", "办理结果/总计", "结转下年")
"""The rows whose totals stand for a report in indexes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table, as a file lists it."""

    path: tuple[str, ...]
    """Its short names, the table's first."""
    columns: tuple[str, ...]
    """Short names of its columns; empty for a row of one unnamed figure."""
    values: tuple[str, ...]
    """Its figures, as they are written."""


@dataclass(slots=True)
class Agency:
    """What one year of an agency hands on to the next."""

    rng: random.Random
    size: int
    """How much it has to do in a usual year."""
    pending: list[int] = field(default_factory=lambda: [0] * 6)
    """Requests carried over, by applicant."""
    documents: int = 0
    """Normative documents in force, or disclosed."""
    items: dict[str, int] = field(default_factory=dict)
    """How many kinds of decision are on the list, in the form of 2019."""

    def figures(self, year: int) -> tuple[Row, ...]:
        """The figures of the next year."""
        disclosure = self._disclosure_2019() if year < 2021 else self._disclosure_2021()
        return (*disclosure, *self._requests(split_other=year >= 2021), *self._disputes())

    def _to(self, high: int) -> int:
        return self.rng.randint(0, high)

    def _money(self, most: int) -> str:
        """An amount that every program prints as it is written: no zero ends its decimals."""
        return f"{self._to(most)}.{self._to(9)}{self.rng.randint(1, 9)}" if most else "0"

    def _disclosure_2021(self) -> list[Row]:
        issued, repealed = self._to(3), self._to(min(2, self.documents))
        self.documents += issued - repealed
        documents = (issued, repealed, self.documents)
        return [
            _row(("主动公开", "规章"), STOCK, (0, 0, 0)),
            _row(("主动公开", "行政规范性文件"), STOCK, documents),
            _row(("主动公开", "行政许可"), (), (self._to(40 * self.size),)),
            _row(("主动公开", "行政处罚"), (), (self._to(9 * self.size),)),
            _row(("主动公开", "行政强制"), (), (self._to(self.size),)),
            _row(("主动公开", "行政事业性收费"), (), (self._money(500 * self.size),)),
        ]

    def _disclosure_2019(self) -> list[Row]:
        made = self._to(3)
        self.documents += made
        rows = [
            _row(("主动公开", "规章"), DISCLOSED, (0, 0, 0)),
            _row(("主动公开", "规范性文件"), DISCLOSED, (made, made, self.documents)),
        ]
        for name in ("行政许可", "其他对外管理服务事项", "行政处罚", "行政强制"):
            values = (*self._listed(name), self._to(9 * self.size))
            rows.append(_row(("主动公开", name), ITEMS, values))
        fees = self._listed("行政事业性收费")
        rows.append(_row(("主动公开", "行政事业性收费"), ITEMS[:2], fees))
        amount = f"{self._money(90 * self.size + 9)}万元"
        bought = (self._to(40), amount)
        return [*rows, _row(("主动公开", "政府集中采购"), ("项目数量", "总金额"), bought)]

    def _listed(self, name: str) -> tuple[int, int]:
        before = self.items.setdefault(name, self._to(40))
        change = self.rng.randint(-min(5, before), 9)
        self.items[name] += change
        return before, change

    def _requests(self, *, split_other: bool) -> list[Row]:
        ended = _outcomes(split_other=split_other)
        received = _shares(self.rng, self._to(2 * self.size + 1), 6)
        carried_in, results = self.pending, {outcome: [0] * 6 for outcome in ended}
        open_requests = [new + old for new, old in zip(received, carried_in, strict=True)]
        self.pending = [self._to(count // 5) for count in open_requests]
        for column in range(6):
            for _ in range(open_requests[column] - self.pending[column]):
                results[self._outcome(ended)][column] += 1
        handled = [sum(column) for column in zip(*results.values(), strict=True)]
        return [
            _requests_row(("本年新收",), received),
            _requests_row(("上年结转",), carried_in),
            *(_requests_row(("办理结果", *path), counts) for path, counts in results.items()),
            _requests_row(("办理结果", "总计"), handled),
            _requests_row(("结转下年",), self.pending),
        ]

    def _outcome(self, outcomes: list[tuple[str, ...]]) -> tuple[str, ...]:
        lot = self.rng.random()
        rare = self.rng.randrange(2, len(outcomes))
        return outcomes[0 if lot < 0.45 else 1 if lot < 0.55 else rare]

    def _disputes(self) -> list[Row]:
        rows = []
        for path in DISPUTES:
            counts = _shares(self.rng, self._to(self.size // 8 + 1), 4)
            rows.append(_row(("复议诉讼", *path), RESULTS, (*counts, sum(counts))))
        return rows


def _outcomes(*, split_other: bool) -> list[tuple[str, ...]]:
    """Every outcome by its short names."""
    found: list[tuple[str, ...]] = []
    for group, names in OUTCOMES.items():
        if names and (split_other or group != "其他处理"):
            found += [(group, name) for name in names]
        else:
            found.append((group,))
    return found


def _shares(rng: random.Random, count: int, parts: int) -> list[int]:
    """A count handed out in parts, the first ones the largest."""
    shares = [0] * parts
    for _ in range(count):
        shares[min(int(rng.expovariate(0.6)), parts - 1)] += 1
    return shares


def _requests_row(path: tuple[str, ...], counts: list[int]) -> Row:
    return _row(("申请办理", *path), APPLICANTS, (*counts, sum(counts)))


def _row(path: tuple[str, ...], columns: tuple[str, ...], values: tuple[int | str, ...]) -> Row:
    return Row(path=path, columns=columns, values=tuple(map(str, values)))
