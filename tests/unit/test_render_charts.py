"""Where the bars of charts stand: their heights tell the figures and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.portal import share
from generator.render.charts import HEIGHT, Chart, Series, bars, stacks

WORDS = {"id": "c", "title": "Title", "description": "Text"}


def series(*values: int | None, breaks: tuple[int, ...] = ()) -> Series:
    names = tuple(str(2019 + place) for place in range(len(values)))
    return Series(names=names, values=values, blanks=("none",) * len(values), breaks=breaks)


def drawn(chart: Chart | None) -> Chart:
    assert chart is not None
    return chart


def test_the_highest_figure_has_the_highest_bar() -> None:
    chart = drawn(bars(series(50, 100, 25), **WORDS))
    assert [bar.height for bar in chart.bars] == [HEIGHT // 2, HEIGHT, HEIGHT // 4]
    assert {bar.y + bar.height for bar in chart.bars} == {chart.base}


def test_each_bar_has_its_figure_above_and_its_name_below() -> None:
    chart = drawn(bars(series(5, None, 0), **WORDS))
    assert [mark.text for mark in chart.marks] == ["5", "2019", "none", "2020", "0", "2021"]
    above = {bar.x + 15: bar.y for bar in chart.bars}
    assert all(
        mark.y < above.get(mark.x, chart.base) or mark.y > chart.base for mark in chart.marks
    )


def test_what_was_not_filed_and_what_is_0_have_no_bar() -> None:
    assert len(drawn(bars(series(5, None, 0), **WORDS)).bars) == 1


def test_there_is_no_chart_where_there_is_nothing_to_see() -> None:
    assert bars(series(0, 0), **WORDS) is None
    assert bars(series(None, None), **WORDS) is None
    assert bars(series(4), **WORDS) is None
    assert bars(series(*range(13)), **WORDS) is None
    assert stacks(series(0, 0), [("a", (0, 0))], **WORDS) is None


def test_a_break_stands_between_two_bars() -> None:
    chart = drawn(bars(series(1, 2, 3, breaks=(2,)), **WORDS))
    (at,) = chart.breaks
    assert chart.bars[1].x + 30 < at < chart.bars[2].x


@given(st.lists(st.lists(st.integers(0, 10**6), min_size=3, max_size=3), min_size=2, max_size=7))
def test_parts_lie_on_each_other_and_end_where_the_whole_does(years: list[list[int]]) -> None:
    wholes = [sum(year) for year in years]
    parts = [(f"p{part}", [year[part] for year in years]) for part in range(3)]
    chart = stacks(series(*wholes), parts, **WORDS)
    assert (chart is None) == (not any(wholes))
    for x in {bar.x for bar in chart.bars} if chart else ():
        assert chart is not None
        own = sorted((bar for bar in chart.bars if bar.x == x), key=lambda bar: -bar.y)
        assert own[0].y + own[0].height == chart.base
        assert own[-1].y in range(chart.base - HEIGHT - 1, chart.base - HEIGHT + 1)
        assert all(bar.height > 0 for bar in own)
        assert len({bar.part for bar in own}) == len(own)


def test_a_bar_whose_parts_are_not_all_known_is_left_out() -> None:
    chart = drawn(stacks(series(4, 4), [("a", (1, 2)), ("b", (None, 2))], **WORDS))
    assert {bar.x for bar in chart.bars} == {61}


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_share_is_rounded_half_up_to_one_decimal(value: int, whole: int) -> None:
    said = share(value, whole)
    assert said is not None
    number, _, tail = said.partition(".")
    tenths = int(number) * 10 + int(tail.removesuffix("%"))
    assert 2 * value * 1000 - whole < 2 * tenths * whole <= 2 * value * 1000 + whole


def test_there_is_no_share_of_nothing_or_of_what_was_not_filed() -> None:
    assert (share(1, 0), share(None, 3), share(1, None)) == (None, None, None)
    assert share(0, 3) == "0.0%"
