"""Loading an edition proves it; each thing that can be wrong is told at its place in the file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator import form
from generator.diagnostic import DataPath, FormError
from tests.support.forms import data as shipped_data
from tests.support.forms import tiny

TABLE: DataPath = ("tables", 0)
BLOCK: DataPath = ("tables", 0, "blocks", 0)


def at(data: Any, path: DataPath) -> Any:
    for key in path:
        data = data[key]
    return data


def refusal(data: dict[str, Any]) -> FormError:
    with pytest.raises(FormError) as refused:
        form.load(data)
    return refused.value


def changed(path: DataPath, key: str, value: object) -> dict[str, Any]:
    """The tiny form with one value changed."""
    data = tiny()
    at(data, path)[key] = value
    return data


def without(path: DataPath, key: str) -> dict[str, Any]:
    """The tiny form with one key left out."""
    data = tiny()
    del at(data, path)[key]
    return data


def test_the_tiny_form_loads() -> None:
    loaded = form.load(tiny())
    assert [cell.address for cell in loaded.cells] == ["Counts/Apples/Total", "Counts/Pears/Total"]


def test_a_form_error_names_its_address_and_reason() -> None:
    error = FormError(("tables", 0, "id"), "is wrong")
    assert (error.slots["where"], error.reason) == ("tables/0/id", "is wrong")
    assert FormError((), "is wrong").slots["where"] == "(top)"


@pytest.mark.parametrize("key", ["edition", "language", "name"])
def test_a_text_that_is_left_out_is_told(key: str) -> None:
    error = refusal(without((), key))
    assert (error.path, error.reason) == ((key,), "a text is required here")


@pytest.mark.parametrize("key", ["citation", "years"])
def test_a_mapping_that_is_left_out_is_told(key: str) -> None:
    error = refusal(without((), key))
    assert (error.path, error.reason) == ((key,), "a mapping is required here")


@pytest.mark.parametrize("key", ["id", "key", "number", "label"])
def test_a_table_has_to_be_named(key: str) -> None:
    assert refusal(without(TABLE, key)).path == (*TABLE, key)


@pytest.mark.parametrize("key", ["id", "number", "label"])
def test_a_block_has_to_be_named(key: str) -> None:
    assert refusal(without(BLOCK, key)).path == (*BLOCK, key)


@pytest.mark.parametrize("key", ["id", "title", "heading"])
def test_a_section_has_to_be_named(key: str) -> None:
    assert refusal(without(("sections", 0), key)).path == ("sections", 0, key)


@pytest.mark.parametrize(
    "path",
    [
        (),
        ("citation",),
        ("years",),
        ("sections", 0),
        TABLE,
        BLOCK,
        (*BLOCK, "rows", 0),
        (*BLOCK, "columns", 0),
    ],
    ids=lambda path: "/".join(map(str, path)) or "top",
)
def test_an_unknown_key_is_refused_at_every_level(path: DataPath) -> None:
    error = refusal(changed(path, "colour", "blue"))
    assert error.path == (*path, "colour")
    assert error.reason.startswith("unknown key; allowed are ")


def test_a_text_may_not_be_a_list() -> None:
    error = refusal(changed(TABLE, "label", ["a", "b"]))
    assert (error.path, error.reason) == ((*TABLE, "label"), "expected one text")


def test_tables_have_to_be_a_list() -> None:
    error = refusal(changed((), "tables", {"counts": "1"}))
    assert (error.path, error.reason) == (("tables",), "expected a list")


def test_a_table_has_to_be_a_mapping() -> None:
    error = refusal(changed((), "tables", ["counts"]))
    assert (error.path, error.reason) == (("tables", 0), "expected a mapping")


@pytest.mark.parametrize("key", ["sections", "tables"])
def test_an_edition_needs_sections_and_tables(key: str) -> None:
    data = changed((), key, [])
    if key == "tables":
        del data["sections"][0]["table"]
    assert refusal(data).reason == "an edition needs sections and tables"


def test_a_table_needs_a_block() -> None:
    error = refusal(changed(TABLE, "blocks", []))
    assert (error.path, error.reason) == ((*TABLE, "blocks"), "a table needs a block")


def test_a_block_needs_columns() -> None:
    error = refusal(changed(BLOCK, "columns", []))
    assert (error.path, error.reason) == ((*BLOCK, "columns"), "a block needs columns")


def test_rows_need_a_stub_above_them() -> None:
    assert refusal(without(BLOCK, "stub")).path == (*BLOCK, "stub")


def test_a_stub_needs_rows_below_it() -> None:
    error = refusal(without(BLOCK, "rows"))
    assert (error.path, error.reason) == (
        (*BLOCK, "stub"),
        "a stub is the corner above row headers; give both or none",
    )


def test_a_block_may_have_neither_stub_nor_rows() -> None:
    data = without(BLOCK, "rows")
    del at(data, BLOCK)["stub"]
    assert [cell.address for cell in form.load(data).cells] == ["Counts/Total"]


@pytest.mark.parametrize("text", ["Apples", "1st", "a-b", "苹果", "a b", "_a"])
def test_an_id_is_lower_case_letters_digits_and_underscores(text: str) -> None:
    error = refusal(changed((*BLOCK, "rows", 0), "id", text))
    assert error.path == (*BLOCK, "rows", 0, "id")


def test_two_rows_may_not_have_one_id() -> None:
    error = refusal(changed((*BLOCK, "rows", 1), "id", "apples"))
    assert (error.path, error.reason) == ((*BLOCK, "rows"), "id 'apples' is given twice")


def test_two_columns_may_not_have_one_id() -> None:
    data = tiny()
    at(data, BLOCK)["columns"].append(dict(at(data, BLOCK)["columns"][0]))
    assert refusal(data).path == (*BLOCK, "columns")


def test_one_id_may_stand_below_two_groups() -> None:
    data = tiny()
    at(data, BLOCK)["columns"] = [
        {"id": group, "key": group, "label": group, "children": [{"id": "n", "label": "N"}]}
        for group in ("old", "new")
    ]
    assert [cell.id for cell in form.load(data).cells][:2] == [
        "counts/apples/old/n",
        "counts/apples/new/n",
    ]


def test_two_blocks_may_not_have_one_id() -> None:
    data = tiny()
    at(data, TABLE)["blocks"] *= 2
    error = refusal(data)
    assert (error.path, error.reason) == (
        (*TABLE, "blocks"),
        "block id 'counts' is given twice",
    )


def test_two_tables_may_not_have_one_id() -> None:
    data = tiny()
    data["tables"].append({**data["tables"][0], "key": "Other", "label": "Other"})
    error = refusal(data)
    assert (error.path, error.reason) == (("tables",), "table id 'counts' is given twice")


def test_two_tables_may_not_answer_to_one_name() -> None:
    data = tiny()
    data["tables"].append({**data["tables"][0], "id": "others", "key": "Others"})
    error = refusal(data)
    assert (error.path, error.reason) == (("tables",), "two tables answer to 'All counts'")


def test_two_sections_may_not_have_one_id() -> None:
    data = tiny()
    data["sections"] *= 2
    error = refusal(data)
    assert (error.path, error.reason) == (("sections",), "section id 'only' is given twice")


def test_one_key_may_not_lead_to_two_cells() -> None:
    error = refusal(changed((*BLOCK, "rows", 1), "key", "Apples"))
    assert "two cells have the address 'Counts/Apples/Total'" in error.reason


def test_the_label_of_one_row_may_not_be_the_key_of_another() -> None:
    error = refusal(changed((*BLOCK, "rows", 1), "label", "Apples"))
    assert error.reason == "'Apples' could mean two places in a file"


def test_a_section_may_not_show_a_table_that_is_not_there() -> None:
    error = refusal(changed(("sections", 0), "table", "figures"))
    assert (error.path, error.reason) == (("sections", 0, "table"), "there is no table 'figures'")


def test_a_measure_has_to_be_known() -> None:
    error = refusal(changed((*BLOCK, "columns", 0), "measure", "percent"))
    assert (error.path, error.reason) == (
        (*BLOCK, "columns", 0, "measure"),
        "expected one of count, change, amount",
    )


@pytest.mark.parametrize("key", ["measure", "total"])
def test_a_group_has_neither_measure_nor_total(key: str) -> None:
    data = changed((*BLOCK, "columns", 0), "children", [{"id": "n", "label": "N"}])
    column = at(data, (*BLOCK, "columns", 0))
    column.pop("total")
    column[key] = "count" if key == "measure" else "no"
    assert refusal(data).path == (*BLOCK, "columns", 0)


def test_a_flag_is_yes_or_no() -> None:
    error = refusal(changed(("sections", 0), "required", "true"))
    assert (error.path, error.reason) == (("sections", 0, "required"), "expected yes or no")


@pytest.mark.parametrize("year", ["20", "2021a", "３０００"])
def test_a_year_has_four_digits(year: str) -> None:
    error = refusal(changed(("years",), "first", year))
    assert (error.path, error.reason) == (("years", "first"), "expected a year")


def test_a_form_has_a_first_year() -> None:
    assert refusal(changed((), "years", {})).path == ("years", "first")


def test_a_form_may_have_a_last_year() -> None:
    loaded = form.load(changed(("years",), "last", "2009"))
    assert (loaded.applies_to(2009), loaded.applies_to(2010)) == (True, False)


def test_a_citation_may_be_dated() -> None:
    loaded = form.load(changed(("citation",), "issued", "2018-05-04"))
    assert loaded.citation.issued == date(2018, 5, 4)


@pytest.mark.parametrize("day", ["2018-02-30", "spring"])
def test_the_date_of_a_citation_has_to_be_one(day: str) -> None:
    error = refusal(changed(("citation",), "issued", day))
    assert (error.path, error.reason) == (("citation", "issued"), "expected a date, YYYY-MM-DD")


def test_a_form_in_another_language_is_worded_in_english_too() -> None:
    error = refusal(changed((), "language", "zh-CN"))
    assert error.reason == "the English wording is required"
    assert str(error.path[-1]).endswith("_en")


def test_a_lead_stands_for_the_total_of_its_row() -> None:
    data = changed(TABLE, "leads", [{"row": "apples", "label": "Apples"}])
    (lead,) = form.load(data).tables[0].leads
    assert lead.cell == 0


def test_a_lead_without_a_total_is_refused() -> None:
    data = changed(TABLE, "leads", [{"row": "apples", "label": "Apples"}])
    at(data, (*BLOCK, "columns", 0)).pop("total")
    error = refusal(data)
    assert (error.path, error.reason) == (
        (*TABLE, "leads", 0, "row"),
        "there is no row 'apples' with one total",
    )


def test_a_lead_of_no_row_is_refused() -> None:
    data = changed(TABLE, "leads", [{"row": "plums", "label": "Plums"}])
    assert refusal(data).path == (*TABLE, "leads", 0, "row")


def test_asking_for_a_table_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        form.load(tiny()).table("figures")


def with_words(**words: object) -> dict[str, Any]:
    """The tiny form with some patterns."""
    return {**tiny(), "narrative": words}


@pytest.mark.parametrize(
    ("words", "path", "reason"),
    [
        ({"words": []}, ("narrative", "words"), "unknown key"),
        ({"nothing": [{"section": "two", "words": "x"}]}, ("narrative", "nothing", 0, "section"), "section"),
        ({"statements": [{"means": ["Counts/Plums/Total"], "counts": ["<n>"]}]}, ("narrative", "statements", 0, "means"), "means no figure"),
        ({"statements": [{"means": ["Counts/*"], "counts": ["<n>"]}]}, ("narrative", "statements", 0, "means"), "means no figure"),
        ({"statements": [{"means": ["Counts/Apples/Total"], "counts": ["apples"]}]}, ("narrative", "statements", 0, "counts", 0), "just once"),
        ({"duties": [{"rule": "r", "section": "two", "points": []}]}, ("narrative", "duties", 0, "section"), "section"),
        ({"fee": {"unit": "ten"}}, ("narrative", "fee", "unit"), "whole number"),
    ],
)  # fmt: skip
def test_patterns_that_mean_nothing_are_told(
    words: dict[str, object], path: DataPath, reason: str
) -> None:
    error = refusal(with_words(**words))
    assert error.path == path
    assert reason in error.reason


def test_a_statement_may_mean_a_sum_of_cells() -> None:
    statement = {"means": ["Counts/*/Total", "Counts/Apples/Total"], "counts": ["fruit <n>"]}
    (loaded,) = form.load(with_words(statements=[statement])).prose.statements
    assert [item.cells for item in loaded.sums] == [(0, 1), (0,)]


def test_a_pattern_that_does_not_compile_is_told_at_its_place() -> None:
    data = with_words(leftovers=["fine", "(not"])
    form.load(data)
    with pytest.raises(FormError) as refused:
        form.prove(data["narrative"])
    assert refused.value.path == ("narrative", "leftovers", 1)


@pytest.mark.parametrize("edition", ["2021", "2019"])
def test_every_pattern_of_a_shipped_edition_compiles(edition: str) -> None:
    form.prove(shipped_data(edition)["narrative"])


@pytest.mark.parametrize(
    ("key", "value", "path", "reason"),
    [
        ("deadlines", {"department": "31.1."}, ("deadlines", "department"), "month and day"),
        ("reserved", [{"rule": "r", "row": "Counts/Plums"}], ("reserved", 0, "row"), "no cell"),
    ],
)
def test_a_limit_that_means_nothing_is_told(
    key: str, value: object, path: DataPath, reason: str
) -> None:
    error = refusal(changed((), key, value))
    assert error.path == path
    assert reason in error.reason


def caution(**changes: str) -> dict[str, Any]:
    plain = {"rule": "r", "each": "column", "equation": "apples = pears", "source": "s"}
    return changed(TABLE, "cautions", [{**plain, "relation": "at_least", **changes}])


def test_a_caution_compares_two_sums() -> None:
    (loaded,) = form.load(caution(only_if="pears")).cautions
    assert (loaded.relation, loaded.only_if) == ("at_least", 1)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"relation": "equal"}, "relation"),
        ({"only_if": "plums"}, "only_if"),
        ({"equation": "apples = plums"}, "equation"),
    ],
)
def test_a_caution_that_means_nothing_is_told(changes: dict[str, str], key: str) -> None:
    assert refusal(caution(**changes)).path == (*TABLE, "cautions", 0, key)
