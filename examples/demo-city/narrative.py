"""The prose of a fictional report: sentences picked by lot, stating the report's own figures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from figures import HANDLED, HERE, Figures, Report, between, edition_of

WORDS = json.loads((HERE / "sentences.json").read_text(encoding="utf-8"))
SENTENCES: dict[str, list[str]] = WORDS["sentences"]
PROBLEMS: list[tuple[str, str]] = WORDS["problems"]
"""Shortcomings, each with its remedy."""
CITED: dict[str, str] = WORDS["cited"]
"""The figures that sentences state, by the names they have there."""
OUTCOMES = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")

PRINTED = {("demo/health", 2023)}
"""Reports whose prose has its figures printed by the generator: ``{{cell}}``."""
BOUND = {("demo/transport", 2022)}
"""Reports whose prose binds its words to figures: ``[12件]{=cell}``."""
CHARTED = {("demo/finance", 2024)}
"""Reports with a chart, a table and a data file of what each quarter published."""
CHART = "disclosure-by-quarter"
"""Name of that chart and file, without the ending."""


def narrative(report: Report) -> Iterator[str]:
    """The lines of a report's Markdown."""
    values = _values(report)
    for number, text in enumerate(_paragraphs(report)):
        if number:
            yield ""
        yield text.format(**values)


def quarters(report: Report) -> dict[str, int]:
    """How much each quarter published on the web site."""
    published = _published(report)
    usual = published // 4
    first = [between(usual * 3 // 4, usual, report.agency.id, quarter) for quarter in range(3)]
    counts = (*first, published - sum(first))
    return dict(zip(("一季度", "二季度", "三季度", "四季度"), counts, strict=True))


def _paragraphs(report: Report) -> Iterator[str]:
    agency = report.agency
    yield "## 一、总体情况"
    yield _pick(report, "compiled" if report.region else "opening")
    yield "### （一）主动公开"
    yield _pick(report, "disclosure") + _pick(report, "channels") + _documents(report)
    if _key(report) in CHARTED:
        yield from _chart(report)
    yield "### （二）依申请公开"
    disputed = _total(report.figures, "复议诉讼")
    yield _requests(report) + _pick(report, "disputes" if disputed else "no_disputes")
    yield "### （三）政府信息管理"
    yield _pick(report, "management")
    yield "### （四）政府信息公开平台建设"
    yield _pick(report, "platform")
    yield "### （五）监督保障"
    yield _pick(report, "supervision") + (_pick(report, "assessment") if agency.area else "")
    yield _pick(report, "period")
    if agency.licences:
        yield "## 二、主动公开政府信息情况"
        yield _pick(report, "before_table")
    yield "## 五、存在的主要问题及改进情况"
    yield _pick(report, "problems_frame")
    yield _pick(report, "improvement_frame")
    yield "## 六、其他需要报告的事项"
    yield _pick(report, "fee") + _pick(report, "other")


def _key(report: Report) -> tuple[str, int]:
    return report.agency.id, report.year


def _turn(report: Report, slot: str, count: int, step: int = 1) -> int:
    """Which of some wordings a report takes: never the one of the year before."""
    offset = between(0, count - 1, report.agency.id, report.region, slot)
    return (offset + step * report.year) % count


def _pick(report: Report, slot: str) -> str:
    return SENTENCES[slot][_turn(report, slot, len(SENTENCES[slot]))]


def _documents(report: Report) -> str:
    if not report.agency.documents:
        return _pick(report, "no_documents")
    return _pick(report, "documents" if edition_of(report.year) == "2021" else "documents_2019")


def _requests(report: Report) -> str:
    rows = ("本年新收", "上年结转", HANDLED)
    received, carried_in, handled = (report.figures[f"申请办理/{row}/总计"] for row in rows)
    if not received and not carried_in:
        return _pick(report, "no_requests")
    return _pick(report, "requests") + (_pick(report, "outcomes") if handled else "")


def _total(figures: Figures, group: str) -> int:
    """The sum of the totals at or below a place in a table."""
    below = f"{group}/"
    return sum(
        int(count)
        for address, count in figures.items()
        if address.startswith(below) and address.endswith("/总计")
    )


def _published(report: Report) -> int:
    """How much was published on the web site."""
    usual = (80 + 4 * report.agency.requests) * (5 if report.region else 1)
    return between(usual, usual * 3 // 2, report.agency.id, report.slug, "published")


def _cite(report: Report, address: str) -> str:
    """A figure in words, by whichever way the report cites its figures."""
    if _key(report) in PRINTED:
        return f"{{{{{address}}}}}件"
    count = f"{report.figures.get(address, 0)}件"
    return f"[{count}]{{={address}}}" if _key(report) in BOUND else count


def _values(report: Report) -> dict[str, object]:
    """What the sentences may mention."""
    agency, published = report.agency, _published(report)
    topic = _turn(report, "topic", len(agency.topics))
    problem = _turn(report, "problem", len(PROBLEMS), step=2)
    outcomes = {name: _total(report.figures, f"申请办理/办理结果/{name}") for name in OUTCOMES}
    values: dict[str, object] = asdict(agency) | {
        "year": report.year,
        "we": f"{agency.area}各级行政机关" if report.region else agency.we,
        "topic": agency.topics[topic],
        "other_topic": agency.topics[topic - 3],
        "suits": f"{_total(report.figures, '复议诉讼/行政诉讼')}件",
        "outcomes": "，".join(f"{name}{count}件" for name, count in outcomes.items() if count),
        "web": published,
    }
    values["problem"], values["remedy"] = PROBLEMS[problem]
    values["other_problem"], values["other_remedy"] = PROBLEMS[problem - 5]
    for name, address in CITED.items():
        values[name] = _cite(report, address)
    ranges = {"media": published // 3, "visits": published // 12, "training": 2, "fixes": 20}
    for name, low in ranges.items():
        values[name] = between(low, 3 * low, agency.id, report.slug, name)
    return values


def _chart(report: Report) -> Iterator[str]:
    counts = quarters(report)
    words = "，".join(f"{quarter}{count}条" for quarter, count in counts.items())
    yield f"各季度在门户网站发布信息的数量见下图和下表，也可[下载数据文件]({CHART}.csv)。"
    yield f"![柱状图：{words}。]({CHART}.png)"
    rows = [f"| {quarter} | {count} |" for quarter, count in counts.items()]
    yield "\n".join(("| 季度 | 发布信息（条） |", "| --- | ---: |", *rows))
