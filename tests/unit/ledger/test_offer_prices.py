"""Prices that are for some offers only."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ungespor.base.errors import InputError
from ungespor.base.tables import Cell
from ungespor.ledger.price_book import matching_rows
from ungespor.ledger.price_table import load_price_table

SHIPPED = Path(__file__).resolve().parents[3] / "cost_tables"
MINE = (
    "{id},{activity},{applies_to},Min pris,My price,{unit},{amount},2023,{amount},{amount},,municipal,programme,none,,,"
    "none,yes,0,bm_rates_2023,somewhere,high,,\n"
)


@pytest.fixture
def tables(tmp_path):
    folder = tmp_path / "cost_tables"
    shutil.copytree(SHIPPED, folder)
    return folder


def add(folder, **cells):
    row = {"id": "mine", "activity": "course_week", "applies_to": "", "unit": "week", "amount": 1000} | cells
    with (folder / "programme.csv").open("a", encoding="utf-8") as file:
        file.write(MINE.format(**row))


def ids(pricing, cell, *priced_as):
    return [row.price_id for row in matching_rows(pricing.table, cell, pricing.regime, priced_as)]


def test_a_row_that_names_offers_prices_no_other(pricing):
    assert ids(pricing, Cell("course_week", "ibbu", 0, "home", "")) == ["adviser_time"]
    assert ids(pricing, Cell("course_week", "usual_practice", 0, "home", "")) == []
    assert "care_manager" in ids(pricing, Cell("care_manager_hour", "usual_practice", 0, "home", ""))


@pytest.mark.parametrize("activity", ["course_week", "programme_set_up", "operating_week"])
def test_what_is_priced_by_offer_costs_the_others_nothing(pricing, activity):
    assert pricing.ledger(Cell(activity, "walk_in", 0, "home", "")).amount_ore.size == 0


@pytest.mark.parametrize("activity", ["mentor_hour", "education_benefit_week"])
def test_a_paid_hour_or_a_benefit_must_have_a_price_whatever_the_offer(pricing_from, tables, activity):
    add(tables, activity="mentor_hour", unit="hour", applies_to="offer=ibbu")
    path = tables / "programme.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("mentor")), encoding="utf-8")
    with pytest.raises(InputError, match=f"Missing price: the activity '{activity}'"):
        pricing_from(tables).ledger(Cell(activity, "usual_practice", 1, "home", ""))


def test_a_yearly_budget_is_paid_by_hundredths_of_a_week(pricing_from, tables):
    add(tables, activity="operating_week", unit="programme_year", applies_to="offer=usual_practice", amount=1_966_000)
    cell = Cell("operating_week", "usual_practice", 0, "home", "")
    assert pricing_from(tables).booked(cell) == {("programme", "resource", "kommune"): round(1_966_000 * 100 / 5200)}


def test_an_offer_built_on_another_pays_its_prices_until_a_row_names_it(pricing, pricing_from, tables):
    cell = Cell("course_week", "mine", 0, "home", "")
    assert ids(pricing, cell, "further", "ibbu") == ["adviser_time"]
    add(tables, id="for_mine", applies_to="offer=usual_practice")
    other = pricing_from(tables)
    assert ids(other, cell, "usual_practice", "ibbu") == ["for_mine"]
    assert ids(other, Cell("course_week", "usual_practice", 0, "home", ""), "ibbu") == ["for_mine"]


def test_rows_without_a_condition_come_beside_those_with_one(pricing_from, tables):
    add(tables, id="for_everybody")
    priced = pricing_from(tables)
    assert ids(priced, Cell("course_week", "ibbu", 0, "home", "")) == ["adviser_time", "for_everybody"]
    assert ids(priced, Cell("course_week", "walk_in", 0, "home", "")) == ["for_everybody"]


def test_a_table_may_name_an_offer_of_the_scenario_at_hand(tables):
    add(tables, applies_to="offer=ibbu|walk_in")
    table = load_price_table(tables, offers=["walk_in"])
    assert table.rows[table.position["mine"]].applies_to == {"offer": frozenset({"ibbu", "walk_in"})}
