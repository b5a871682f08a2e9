"""Break-even in the price of the programme and in participants, by hand."""

from __future__ import annotations

import pytest

from ungespor.results.bookings import change_of
from ungespor.results.break_even_surface import UPTAKES, describe_surface, price_ratio, uptake_ratio


@pytest.mark.parametrize(
    ("saved", "variable", "fixed", "price", "uptake"),
    [
        (300, 50, 100, 2.0, 0.4),  # 300 / 150; 100 / (300 − 50)
        (60, 50, 100, 0.4, 10.0),
        (40, 50, 100, 40 / 150, None),  # each participant adds a loss
        (-30, 0, 100, -0.3, None),
        (50, 0, 0, None, 0.0),  # pays nothing and gains
        (-50, 0, 0, None, None),  # pays nothing and loses
        (60, 50, 0, 1.2, 0.0),
    ],
)
def test_ratios(saved, variable, fixed, price, uptake):
    assert price_ratio(saved, variable, fixed) == price
    assert uptake_ratio(saved, variable, fixed) == uptake


def test_at_the_break_even_nothing_is_left():
    saved, variable, fixed, uptake = 300.0, 50.0, 100.0, 0.7
    price = price_ratio(saved, variable, fixed, uptake)
    assert uptake * saved - price * (uptake * variable + fixed) == pytest.approx(0)
    fewest = uptake_ratio(saved, variable, fixed)
    assert fewest * saved - (fewest * variable + fixed) == pytest.approx(0)


@pytest.fixture
def found(views_toolbox):
    line, nothing = views_toolbox.line, (0, 0, 0)
    made = views_toolbox.ledger(
        (line("region", "programme", "resource", "care_manager_hour", "care"), nothing, (100, 0, 0)),
        (line("kommune", "programme", "resource", "course_week", "place"), nothing, (20, 20, 0)),
        (line("kommune", "activation", "resource", "casework_week", "casework"), (50, 10, 25), nothing),
        (line("kommune", "benefits"), (20, 0, 0), nothing),
        (line("kommune", "programme", "resource", "course_week", "place", "financing:x"), nothing, (999, 0, 0)),
    )
    return describe_surface(change_of(made), 2, 4.0, 0.25, views_toolbox.TABLE)


def test_by_year_and_payer(found):
    # The municipality saves 80 in year 1 and 25 / 1.25 = 20 more in year 2, and pays 40.
    kommune, public = found["payers"]["kommune"], found["payers"]["public"]
    assert kommune["programme_price_ratio"] == [2.0, 2.5]
    assert kommune["affordable_dkk_per_participant"] == [20, 25]
    assert kommune["uptake_ratio"] == [0, 0]
    assert found["payers"]["region"]["programme_price_ratio"] == [0, 0]
    # In public 40 follow the participants and 100 stay.
    assert public["programme_price_ratio"] == pytest.approx([80 / 140, 100 / 140])
    assert public["uptake_ratio"] == pytest.approx([100 / 40, 100 / 60])
    at_double = public["surface"][UPTAKES.index(2.0)]
    assert at_double == pytest.approx([160 / 180, 200 / 180])


def test_a_single_price_that_would_do(found):
    # The municipality gains 60 in all: case work of 80 could be worth only 20, a place cost 100.
    ratios = {entry["price_id"]: entry["ratio"] for entry in found["prices"]["kommune"]}
    assert ratios == pytest.approx({"casework": 0.25, "place": 2.5})


def test_prices_of_income_and_below_nought_are_left_out(found):
    # The public lacks 40: case work is worth 80 and would have to be 120; a benefit is taxed income.
    ratios = {entry["price_id"]: entry["ratio"] for entry in found["prices"]["public"]}
    assert ratios == pytest.approx({"casework": 1.5, "care": 0.6, "place": 0.0}, abs=1e-9)
