"""What a told case costs, summed by payer, week, half-year and stretch of weeks."""

from __future__ import annotations

import pytest

from ungespor.base.tables import PAYERS, PUBLIC_PAYERS
from ungespor.evaluation.case import price_case


@pytest.fixture(scope="module")
def louise():
    return price_case("louise")


def totals(version, payer):
    return sum(version["payers"][payer]["weekly_ore"])


def test_the_sums_are_sums_of_payers(louise):
    for version in louise["versions"]:
        assert totals(version, "public") == sum(totals(version, payer) for payer in PUBLIC_PAYERS)
        assert totals(version, "public_plus_fond") == totals(version, "public") + totals(version, "fond")


def test_a_week_of_louise_by_hand(louise):
    # Before the plan, in kroner of 2023: 32 hours and, every other week, 4 of home support at 500 kr. (2025, index 108,
    # in whole øre); activation 1,500 a month; case work 900 a month (2025). The state refunds 20 % of the benefit.
    benefit = 15_874 * 12 / 52
    tax = 0.25 * (benefit - 48_000 / 52)
    own = 36 * 462.96 + 1_500 * 12 / 52 + 900 * 12 / 52 / 1.08
    week = louise["versions"][0]["payers"]["kommune"]["weekly_ore"][0]
    assert week / 100 == pytest.approx(own + 0.8 * benefit - tax, abs=0.05)


def test_hours_that_fall_from_thirty_two_to_twenty_to_none(louise):
    hours = {}
    for spell in louise["versions"][1]["spells"]:
        for service in spell["services"]:
            if service["activity"] == "pedagogic_support_hour":
                hours[spell["from_week"]] = service["quantity"]
    assert list(hours.values()) == [32, 20, 20]
    assert louise["versions"][1]["spells"][-2]["services"][0]["activity"] != "pedagogic_support_hour"


def test_weeks_half_years_accounts_and_stretches_add_up(louise):
    for version in louise["versions"]:
        for payer in PAYERS:
            part = version["payers"][payer]
            assert len(part["weekly_ore"]) == louise["weeks"]
            assert part["total_dkk"] == totals(version, payer) / 100
            assert list(part["by_half_year_dkk"]) == ["2022H1", "2022H2", "2023H1"]
            for sums in ("by_half_year_dkk", "by_account_dkk"):
                assert sum(part[sums].values()) == pytest.approx(part["total_dkk"])


def test_the_difference_is_first_minus_second(louise):
    first, second = louise["versions"]
    for payer, dkk in louise["difference"].items():
        assert dkk == pytest.approx((totals(first, payer) - totals(second, payer)) / 100)
    assert louise["difference"]["kommune"] > 0 == louise["difference"]["region"]


def test_lines_that_rest_on_an_assumption_are_counted(louise):
    assert [version["lines"] for version in louise["versions"]] == [{"all": 8, "assumed": 7}, {"all": 11, "assumed": 5}]


@pytest.mark.parametrize("name", ["abby", "frederik", "peter", "preben", "signe"])
def test_where_only_one_version_is_told_the_other_says_so(name):
    bases = [version["basis"] for version in price_case(name)["versions"]]
    assert bases == (["told", "told"] if name == "preben" else ["assumed", "told"])


def test_clinical_prevention_pays_the_region_and_costs_the_municipality():
    difference = price_case("preben")["difference"]
    assert difference["kommune"] < 0 < difference["region"]
