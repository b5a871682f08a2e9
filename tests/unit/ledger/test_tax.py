"""Income tax against worked cases, by the rules of 2023 and of 2026."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

from ungespor.ledger.tax import TAX_ROWS, income_tax, tax_rates

RULES_2026 = {
    "tax_am": 0.08,
    "tax_base": 0.1201,
    "tax_municipal": 0.25049,
    "tax_personal_allowance": 54_100,
    "tax_employment_allowance_share": 0.1275,
    "tax_employment_allowance_most": 63_300,
    "tax_job_allowance_share": 0.045,
    "tax_job_allowance_floor": 235_200,
    "tax_job_allowance_most": 3_100,
}
JOB = 24_500 * 12


def yearly(wage: float, benefit: float) -> tuple[float, float]:
    """Return tax to the state and to the municipality in a whole year, by the rules of 2026."""
    am, base, municipal = income_tax(wage, benefit, tax_rates(RULES_2026), periods_per_year=1)
    return float(am + base), float(municipal)


# Worked fiscal effect of a full year in a job instead of on a benefit, rules of 2026.
@pytest.mark.parametrize(
    ("benefit_month", "wage_month", "municipal", "state"),
    [
        (7_400, 24_500, 35_457, 45_340),
        (7_400, 12_250, 6_938, 17_337),
        (7_400 + 1_083, 24_500, 32_201, 43_779),
        (13_340, 24_500, 17_602, 36_779),
    ],
)
def test_worked_cases_of_2026(benefit_month, wage_month, municipal, state):
    state_job, municipal_job = yearly(wage_month * 12, 0)
    state_benefit, municipal_benefit = yearly(0, benefit_month * 12)
    assert round(municipal_job - municipal_benefit) == municipal
    assert round(state_job - state_benefit) == state


def test_a_benefit_and_su_of_the_same_size_pay_nearly_the_same_tax():
    state_su, municipal_su = yearly(0, 7_426 * 12)
    state_benefit, municipal_benefit = yearly(0, 7_400 * 12)
    assert abs(state_su - state_benefit) < 100
    assert abs(municipal_su - municipal_benefit) < 100


def test_no_labour_market_contribution_on_benefits():
    am, _, _ = income_tax(0, 10_000, tax_rates(RULES_2026), periods_per_year=1)
    assert am == 0


def test_no_tax_below_the_personal_allowance():
    am, base, municipal = income_tax(0, 54_099, tax_rates(RULES_2026), periods_per_year=1)
    assert (am, base, municipal) == (0, 0, 0)


def test_the_allowances_for_work_stop_at_their_ends():
    rates = tax_rates(RULES_2026)
    _, _, high = income_tax(600_000, 0, rates, periods_per_year=1)
    _, _, higher = income_tax(601_000, 0, rates, periods_per_year=1)
    assert np.isclose(higher - high, 1_000 * 0.92 * 0.25049)


def test_fifty_two_equal_weeks_pay_the_tax_of_the_year():
    rates = tax_rates(RULES_2026)
    weekly = np.array(income_tax(JOB / 52, 0, rates))
    assert np.allclose(52 * weekly, np.array(income_tax(JOB, 0, rates, periods_per_year=1)))


@pytest.mark.parametrize("day", [datetime.date(2016, 1, 4), datetime.date(2023, 12, 31)])
def test_the_shipped_rates_are_those_of_2023(pricing, day):
    amounts = {name: pricing.table.in_role(name, day).amount_dkk for name in TAX_ROWS}
    assert amounts == {
        "tax_am": 0.08,
        "tax_base": 0.1209,
        "tax_municipal": 0.25,
        "tax_personal_allowance": 48_000,
        "tax_employment_allowance_share": 0.1065,
        "tax_employment_allowance_most": 45_600,
        "tax_job_allowance_share": 0.045,
        "tax_job_allowance_floor": 208_700,
        "tax_job_allowance_most": 2_700,
        "tax_indirect": 0.22,
    }


@pytest.mark.parametrize(
    ("year", "base", "municipal", "personal", "share", "most", "floor", "top"),
    [
        (2024, 0.1201, 0.2507, 49_700, 0.1065, 45_100, 216_100, 2_800),
        (2025, 0.1201, 0.25068, 51_600, 0.123, 55_600, 224_500, 2_900),
    ],
)
def test_between_them_each_year_has_its_own_rates(pricing, year, base, municipal, personal, share, most, floor, top):
    for day in (datetime.date(year, 1, 1), datetime.date(year, 12, 31)):
        rows = {name: pricing.table.in_role(name, day) for name in TAX_ROWS}
        assert [rows[name].amount_dkk for name in TAX_ROWS if name != "tax_indirect"] == [
            0.08, base, municipal, personal, share, most, 0.045, floor, top
        ]  # fmt: skip
        assert {row.price_year for name, row in rows.items() if name != "tax_indirect"} == {year}


def test_no_wage_of_the_tables_reaches_the_higher_brackets(pricing):
    lowest_bracket = 568_900  # topskat of 2023, of the income after AM-bidrag; later years begin higher
    rules = pricing.table.rulebook.payer_rules
    wages = [row for row in pricing.table.rows if rules[row.payer_rule].income == "wage" and row.unit == "month"]
    assert max(row.high for row in wages) * 12 * 0.92 < lowest_bracket


def test_from_2026_the_shipped_rates_are_those_of_2026(pricing):
    rows = [pricing.table.in_role(name, datetime.date(2026, 1, 1)) for name in RULES_2026]
    assert {row.role: row.amount_dkk for row in rows} == RULES_2026
