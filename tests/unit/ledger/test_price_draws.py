"""Prices vary by draw around the stated amount, within the stated range, and each by itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ungespor.ledger.indexing import lift
from ungespor.ledger.price_draws import draw_prices
from ungespor.ledger.price_table import load_price_table
from ungespor.scenario.quantity import Quantity

TABLE = load_price_table()
MANY = np.arange(20_000)


@pytest.fixture(scope="module")
def many():
    return draw_prices(TABLE, 2024, {}, MANY, seed=1)


@pytest.mark.parametrize(
    "price_id", ["psy_bed_day", "psy_outpatient_visit", "edu_taximeter", "su_home", "adviser_time"]
)
def test_the_amount_is_the_median_and_the_range_is_kept(many, price_id):
    row = TABLE.rows[TABLE.position[price_id]]
    drawn = many[:, TABLE.position[price_id]] / lift(TABLE.indices, row.index, row.price_year, 2024)
    # Four standard errors of a share: at a quantile p of n draws it is sqrt(p (1 - p) / n).
    outside = 0 if row.distribution == "uniform" else 0.025
    slack = 4 * np.sqrt(0.25 / len(MANY))
    assert abs((drawn < row.amount_dkk).mean() - 0.5) < slack
    assert abs((drawn < row.low).mean() - outside) < slack
    assert abs((drawn > row.high).mean() - outside) < slack


def test_a_normal_price_keeps_its_range(many):
    row = replace(TABLE.rows[TABLE.position["psy_bed_day"]], distribution="normal", price_year=2024)
    drawn = draw_prices(replace(TABLE, rows=(row,)), 2024, {}, MANY, seed=1)[:, 0]
    assert abs((drawn < row.low).mean() - 0.025) < 4 * np.sqrt(0.025 / len(MANY))
    assert drawn.min() >= 0


def test_statutory_rates_are_never_drawn(many):
    for row in TABLE.rows:
        column = many[:, TABLE.position[row.price_id]]
        assert (column.min() == column.max()) == (row.distribution == ""), row.price_id


def test_a_price_depends_on_its_own_name_alone(many):
    kept = tuple(row for row in TABLE.rows if row.price_id != "gp_contact")
    fewer = draw_prices(replace(TABLE, rows=kept), 2024, {}, MANY[5:9], seed=1)
    position = [row.price_id for row in kept].index("psy_bed_day")
    assert np.array_equal(fewer[:, position], many[5:9, TABLE.position["psy_bed_day"]])
    other = draw_prices(TABLE, 2024, {}, MANY[5:9], seed=2)
    assert not np.array_equal(other[:, TABLE.position["psy_bed_day"]], many[5:9, TABLE.position["psy_bed_day"]])


def test_a_price_of_the_scenario_takes_the_place_of_the_row():
    fixed = Quantity(value=6_000, unit="dkk_per_day", source="x")
    drawn = Quantity(distribution="uniform", low=100, high=200, unit="dkk_per_month", source="x")
    prices = draw_prices(TABLE, 2023, {"psy_bed_day": fixed, "casework": drawn}, MANY[:50], seed=1)
    assert (prices[:, TABLE.position["psy_bed_day"]] == 6_000).all()
    casework = prices[:, TABLE.position["casework"]]
    assert casework.min() >= 100
    assert casework.max() <= 200
    assert len(set(casework)) == 50


def test_benefits_follow_the_regulation_of_rates_and_taxes_that_of_thresholds():
    prices = draw_prices(TABLE, 2024, {}, MANY[:1], seed=1)[0]
    assert np.isclose(prices[TABLE.position["education_benefit_out"]], 6_754, atol=1)
    assert np.isclose(prices[TABLE.position["education_benefit_home"]], 2_910, atol=1)
    assert np.isclose(prices[TABLE.position["cash_benefit_provider"]], 16_382, atol=1)
    assert np.isclose(prices[TABLE.position["tax_personal_allowance"]], 49_700)
    assert prices[TABLE.position["tax_base"]] == 0.1209
    assert np.isclose(prices[TABLE.position["su_out"]], 6_820, atol=3)
    assert np.isclose(lift(TABLE.indices, "pl", 2025, 2023), 1 / 1.08)
    assert lift(TABLE.indices, "none", 1900, 2023) == 1
