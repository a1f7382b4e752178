"""The oracle itself, on small tables whose headers can be told by eye."""

import html5lib
import pytest
from lxml import etree, html

from tests.pages.oracle import Table, headers


def read(rows: str) -> dict[str, list[str]]:
    """The headers of each data cell of a table, by the cell's text."""
    table = Table.form(html.fragment_fromstring(f"<table>{rows}</table>"))
    return {
        cell.text: [header.text for header in headers(table, cell)]
        for cell in table.cells
        if not cell.is_header
    }


def test_a_row_header_and_a_column_header():
    found = read(
        "<tr><th scope=col>corner</th><th scope=col>A</th><th scope=col>B</th></tr>"
        "<tr><th scope=row>one</th><td>1A</td><td>1B</td></tr>"
        "<tr><th scope=row>two</th><td>2A</td><td>2B</td></tr>"
    )
    assert found == {
        "1A": ["one", "A"],
        "1B": ["one", "B"],
        "2A": ["two", "A"],
        "2B": ["two", "B"],
    }


def test_a_header_covers_what_it_spans_at_any_depth():
    found = read(
        "<tr><th scope=col colspan=2 rowspan=2>corner</th><th scope=col colspan=2>AB</th>"
        "<th scope=col rowspan=2>C</th></tr>"
        "<tr><th scope=col>A</th><th scope=col>B</th></tr>"
        "<tr><th scope=row rowspan=2>many</th><th scope=row>one</th>"
        "<td>1A</td><td>1B</td><td>1C</td></tr>"
        "<tr><th scope=row>two</th><td>2A</td><td>2B</td><td>2C</td></tr>"
        "<tr><th scope=row colspan=2>three</th><td>3A</td><td>3B</td><td>3C</td></tr>"
    )
    assert found["1A"] == ["one", "many", "A", "AB"]
    assert found["2B"] == ["two", "many", "B", "AB"]
    assert found["2C"] == ["two", "many", "C"]
    assert found["3A"] == ["three", "A", "AB"]
    assert found["3C"] == ["three", "C"]


NESTED = (
    "<thead><tr><th scope=col colspan=2>corner</th><th scope=col>A</th></tr></thead>"
    "<tbody>"
    "<tr><th scope={group} rowspan=2>refused</th><th scope=row>secret</th><td>1</td></tr>"
    "<tr><th scope=row>inquiry</th><td>2</td></tr>"
    "<tr><th scope={group}>unavailable</th><th scope=row>not held</th><td>3</td></tr>"
    "</tbody>"
)


def test_a_row_scope_stops_where_its_span_ends():
    found = read(NESTED.format(group="row"))
    assert found == {
        "1": ["secret", "refused", "A"],
        "2": ["inquiry", "refused", "A"],
        "3": ["not held", "unavailable", "A"],
    }


def test_a_rowgroup_scope_leaks_onto_the_rest_of_its_group():
    """The trap: the row “not held” is announced as one of “refused” too."""
    found = read(NESTED.format(group="rowgroup"))
    assert found["3"] == ["not held", "A", "refused", "unavailable"]


def test_a_colgroup_scope_leaks_only_where_there_are_column_groups():
    rows = (
        "<tr><th scope=col>corner</th><th scope=colgroup>firms</th><th scope=col>total</th></tr>"
        "<tr><th scope=row>one</th><td>1</td><td>2</td></tr>"
    )
    assert read(rows)["1"] == ["one"]  # without groups it is a header of nothing at all
    grouped = "<colgroup></colgroup><colgroup span=2></colgroup>" + rows
    assert read(grouped) == {"1": ["one", "firms"], "2": ["one", "total", "firms"]}


def test_headers_without_a_scope_are_told_by_where_they_stand():
    found = read(
        "<tr><th>corner</th><th>A</th></tr>"
        "<tr><th>one</th><td>1</td></tr>"
        "<tr><td>no header</td><td>2</td></tr>"
    )
    # A data cell in the first column keeps “one” from being a row header.
    assert found == {"1": ["A"], "no header": ["corner"], "2": ["A"]}


def test_a_later_block_of_headers_hides_an_earlier_one_of_the_same_width():
    """Why the four small tables of 二 are four tables."""
    found = read(
        "<tr><th scope=col>issued</th></tr><tr><td>1</td></tr>"
        "<tr><th scope=col>fees</th></tr><tr><td>2</td></tr>"
    )
    assert found == {"1": ["issued"], "2": ["fees"]}
    wide = read(
        "<tr><th scope=col>issued</th><th scope=col>repealed</th></tr><tr><td>1</td><td>1b</td></tr>"
        "<tr><th scope=col colspan=2>fees</th></tr><tr><td colspan=2>2</td></tr>"
    )
    assert wide["2"] == ["fees", "issued", "repealed"]


def test_an_empty_header_is_none():
    assert read("<tr><th scope=col> </th></tr><tr><td>1</td></tr>") == {"1": []}


def test_a_zero_rowspan_reaches_to_the_end_of_its_group():
    found = read(
        "<tbody><tr><th scope=row rowspan=0>all</th><td>1</td></tr><tr><td>2</td></tr></tbody>"
        "<tbody><tr><th scope=row>other</th><td>3</td></tr></tbody>"
    )
    assert found == {"1": ["all"], "2": ["all"], "3": ["other"]}


def test_a_foot_comes_last():
    found = read(
        "<tfoot><tr><td>foot</td></tr></tfoot><thead><tr><th scope=col>A</th></tr></thead>"
        "<tbody><tr><td>1</td></tr></tbody>"
    )
    assert list(found) == ["1", "foot"]
    assert found["foot"] == ["A"]


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ("<tr><td>1</td><td rowspan=2>2</td></tr><tr><td colspan=2>3</td></tr>", "2 cells cover"),
        ("<tr><td>1</td><td>2</td></tr><tr><td>3</td></tr>", "no cell covers (1, 1)"),
        ("<tr><td rowspan=2>1</td></tr>", "no cell begins in row 1"),
        ("<tr><td colspan=2>1</td></tr>", "no cell begins in column 1"),
    ],
)
def test_a_table_that_is_no_table(rows, error):
    errors = Table.form(html.fragment_fromstring(f"<table>{rows}</table>")).errors()
    assert [found for found in errors if error in found]


def test_a_table_that_is_one():
    rows = "<tr><td>1</td><td>2</td></tr><tr><td colspan=2>3</td></tr>"
    assert Table.form(html.fragment_fromstring(f"<table>{rows}</table>")).errors() == []


@pytest.mark.parametrize("cell", ["<td headers=a>1</td>", "<td headers=''>1</td>"])
def test_what_the_oracle_does_not_know_it_refuses(cell):
    table = Table.form(html.fragment_fromstring(f"<table><tr>{cell}</tr></table>"))
    with pytest.raises(AssertionError, match="headers="):
        headers(table, table.cells[0])


def test_both_parsers_give_the_same_cells():
    """lxml is the fast one and reads every page; html5lib is the standard's own tree."""
    rows = NESTED.format(group="row")
    document = html5lib.parse(f"<table>{rows}</table>", "lxml", namespaceHTMLElements=False)
    trees = [document.find(".//table"), html.fragment_fromstring(f"<table>{rows}</table>")]
    first, second = (
        [etree.tostring(cell.element) for cell in Table.form(tree).cells] for tree in trees
    )
    assert first == second
