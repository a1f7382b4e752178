"""The grammar of equations, and where a text that is none goes wrong."""

from __future__ import annotations

import pytest

from generator.equation import EquationError, parse


def signed(text: str) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    equation = parse(text)
    left = [(term.sign, term.name) for term in equation.left]
    right = [(term.sign, term.name) for term in equation.right]
    return left, right


def test_each_term_carries_the_sign_before_it() -> None:
    assert signed("a + b - c = d") == ([(1, "a"), (1, "b"), (-1, "c")], [(1, "d")])


def test_a_sum_may_begin_with_a_minus() -> None:
    assert signed("a = -b + c") == ([(1, "a")], [(-1, "b"), (1, "c")])


def test_a_minus_holds_for_its_own_side_only() -> None:
    assert signed("-a = b") == ([(-1, "a")], [(1, "b")])


def test_blanks_around_names_and_signs_do_not_matter() -> None:
    assert signed(" a+b=c ") == signed("a + b   =   c")


def test_an_equation_may_run_over_several_lines() -> None:
    assert signed("a =\n  b +\n  c") == ([(1, "a")], [(1, "b"), (1, "c")])


def test_a_name_is_words_joined_by_dots() -> None:
    assert signed("litigation.direct_1.total = x2") == (
        [(1, "litigation.direct_1.total")],
        [(1, "x2")],
    )


def test_terms_are_told_in_the_order_of_the_text() -> None:
    assert [term.name for term in parse("a + b = c").terms] == ["a", "b", "c"]


def test_a_term_knows_the_column_of_its_name() -> None:
    assert [term.column for term in parse("ab - cd = ef").terms] == [1, 6, 11]


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("", 1, "two sums joined by ="),
        ("   ", 1, "two sums joined by ="),
        ("a", 2, "two sums joined by ="),
        ("a + b", 6, "two sums joined by ="),
        ("a =", 4, "two sums joined by ="),
        ("a = b +", 8, "two sums joined by ="),
        ("= b", 1, "one = between two sums"),
        ("a = = b", 5, "one = between two sums"),
        ("a = b = c", 7, "one = between two sums"),
        ("a b = c", 3, "+, - or = between names"),
        ("a + = b", 5, "one = between two sums"),
        ("+ a = b", 1, "a name"),
        ("a + + b = c", 5, "a name"),
        ("a - - b = c", 5, "a name"),
        ("- - a = b", 3, "a name"),
        ("a * b = c", 3, "a name, +, - or ="),
        ("a = 2", 5, "a name, +, - or ="),
        ("A = b", 1, "a name, +, - or ="),
        ("a. = b", 2, "a name, +, - or ="),
        ("a = b;", 6, "a name, +, - or ="),
        ("甲 = b", 1, "a name, +, - or ="),
    ],
)
def test_a_text_that_is_no_equation_is_refused_at_its_column(
    text: str, column: int, expected: str
) -> None:
    with pytest.raises(EquationError) as refused:
        parse(text)
    assert (refused.value.column, str(refused.value)) == (
        column,
        f"{text!r}, column {column}: expected {expected}",
    )


def test_an_equation_is_never_run_as_code() -> None:
    with pytest.raises(EquationError):
        parse("__import__('os').abort() = a")
