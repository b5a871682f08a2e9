"""What a told case costs, summed by payer, week, half-year and stretch of weeks."""

from __future__ import annotations

import itertools
from types import SimpleNamespace

import numpy as np
import pytest

from ungespor.base.tables import PAYERS, PUBLIC_PAYERS, Activities, Cell, Period
from ungespor.evaluation.case import _in_every_draw, price_case
from ungespor.ledger.price_draws import draw_prices
from ungespor.ledger.price_table import load_price_table
from ungespor.results.case import _mark_priced, _support
from ungespor.scenario.load import load_scenario
from ungespor.scenario.regime import load_regime


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


def test_counts_in_every_draw_stand_in_their_half_year():
    number, periods = np.zeros(1, np.int64), tuple(Period(name, 1) for name in ("2022H1", "2022H1", "2022H2"))
    counts = np.array([1, 2, 4], np.int32).reshape(1, 1, 3, 1)
    told = Activities(("now",), number, number, periods, (Cell("bed_day", "", 0, "home", ""),), counts)
    found = _in_every_draw(told, np.arange(2))
    assert [period.half_year for period in found.periods] == ["2022H1", "2022H2"]
    assert found.quantity[:, 0, :, 0].tolist() == [[3, 4], [3, 4]]


def test_stretches_of_weeks_follow_one_another(louise):
    for version in louise["versions"]:
        for person in {spell["person"] for spell in version["spells"]}:
            ends = [(spell["from_week"], spell["to_week"]) for spell in version["spells"] if spell["person"] == person]
            assert all(last < first for (_, last), (first, _) in itertools.pairwise([*ends, (louise["weeks"], 0)]))


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


def hours_of(tmp_path, *hours, high=None):
    """Price a case in which one person without support is given hours at home, by version."""
    ranged = "" if high is None else f", low: 0, high: {high}"
    versions = "".join(
        f"""
  version_{at}:
    title_da: A
    title_en: A
    basis: told
    support:
      kim: [{{from_week: 0, to_week: 9, state: self_support, source: REH-027}}]
    services:
      - {{activity: home_support_hour, from_week: 0, to_week: 9, source: REH-031,
         quantity: {{value: {many}, unit: in_all, source: REH-031{ranged}}}}}"""
        for at, many in enumerate(hours)
    )
    text = f"""
name: hours
title_da: Timer
title_en: Hours
summary: Hours at home and nothing else.
scenario: tiny
start_date: 2023-01-02
duration_weeks: 10
people:
  kim: {{title_da: Kim, title_en: Kim, sex: woman, age: {{value: 22, unit: years, source: REH-027}}}}
versions:{versions}
"""
    (tmp_path / "hours.yaml").write_text(text, encoding="utf-8")
    return price_case(tmp_path / "hours.yaml")


def test_the_range_is_that_of_the_prices_of_a_run(tmp_path):
    scenario, table = load_scenario("tiny").scenario, load_price_table()
    drawn = draw_prices(table, scenario.price_year, scenario.prices, np.arange(1000), scenario.seed)
    (row,) = table.by_activity["home_support_hour"]
    an_hour = np.round(drawn[:, table.position[row.price_id]], 2)  # in whole øre, as the ledger has it
    found = hours_of(tmp_path, 30, 20)
    assert found["manifest"]["draws"] == 1000
    assert (found["ranged_numbers"], found["manifest"]["seed"]) == (0, scenario.seed)
    spent = [version["payers"]["kommune"]["drawn_dkk"] for version in found["versions"]]
    for hours, ranges in ((30, spent[0]), (20, spent[1]), (10, found["difference_drawn_dkk"]["kommune"])):
        assert ranges["prices"]["mean"] == pytest.approx(hours * an_hour.mean())
        assert ranges["prices"]["mcse"] == pytest.approx(hours * an_hour.std(ddof=1) / np.sqrt(1000))
        ends = [ranges["prices"][end] for end in ("low", "high")]
        assert ends == pytest.approx(hours * np.percentile(an_hour, [5, 95]))
        assert ranges["prices_and_case"] == ranges["prices"]


def test_what_is_given_alike_in_both_versions_leaves_no_difference(tmp_path):
    found = hours_of(tmp_path, 30, 30, high=60)
    for ranges in found["difference_drawn_dkk"].values():
        for number in ranges.values():
            assert number == {"mean": 0, "mcse": 0, "low": 0, "high": 0}
    wide, narrow = (
        found["versions"][0]["payers"]["kommune"]["drawn_dkk"][name] for name in ("prices_and_case", "prices")
    )
    assert found["ranged_numbers"] == 2
    assert wide["low"] < narrow["low"] < narrow["high"] < wide["high"]


def test_one_version_has_a_range_and_no_difference(tmp_path):
    found = hours_of(tmp_path, 30)
    assert found["difference"] is None
    assert found["difference_drawn_dkk"] is None
    assert found["versions"][0]["payers"]["kommune"]["drawn_dkk"]["prices"]["mcse"] > 0


def test_means_add_up_over_payers_and_the_stated_amounts_stand(louise):
    stated = [round(version["payers"]["kommune"]["total_dkk"]) for version in louise["versions"]]
    parts = [version["payers"] for version in louise["versions"]] + [louise["difference_drawn_dkk"]]
    for payers in parts:
        for name in ("prices", "prices_and_case"):
            drawn = {payer: part.get("drawn_dkk", part)[name] for payer, part in payers.items()}
            assert drawn["public"]["mean"] == pytest.approx(sum(drawn[payer]["mean"] for payer in PUBLIC_PAYERS))
            assert drawn["kommune"]["low"] < drawn["kommune"]["mean"] < drawn["kommune"]["high"]
    for amount, payers in zip(stated, parts, strict=False):
        assert (
            payers["kommune"]["drawn_dkk"]["prices"]["low"] < amount < payers["kommune"]["drawn_dkk"]["prices"]["high"]
        )


def test_a_case_has_the_same_ranges_whenever_it_is_priced(louise):
    assert price_case("louise")["difference_drawn_dkk"] == louise["difference_drawn_dkk"]


def test_what_costs_nothing_of_its_own_says_so():
    preben = price_case("preben")
    services = [service for spell in preben["versions"][0]["spells"] for service in spell["services"]]
    priced = {service["activity"]: service["priced"] for service in services}
    assert (priced["admission"], priced["bed_day"], priced["placement_week"]) == (False, True, False)


@pytest.mark.parametrize(("week", "share"), [(0, None), (1, 0.8), (4, 0.8), (5, 0.4), (26, 0.4), (27, 0.3), (53, 0.2)])
def test_the_state_s_share_goes_by_the_last_week_of_a_band(week, share):
    spell = SimpleNamespace(
        state="cash_benefit", from_week=0, to_week=0, hours=None, kind=None, resident="home", source="", note=None
    )
    noted = np.array([[0, week, 0, 1]])
    version = SimpleNamespace(support={"one": [spell]})
    assert dict(_support(version, "one", 0, noted, load_regime("pre_2025H2")))["state_share"] == share


def test_what_only_another_view_prices_is_told_as_free():
    def line(activity, view):
        return SimpleNamespace(activity=activity, offer="", view=view)

    services = [{"activity": name, "offer": None} for name in ("bed", "visit")]
    lines = [line("bed", ""), line("visit", "financing:other")]
    _mark_priced([[{"services": services}]], SimpleNamespace(lines=lines))
    assert [service["priced"] for service in services] == [True, False]
