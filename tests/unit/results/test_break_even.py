"""What would pay for an effort whose effect nobody knows? Every amount here is worked out by hand."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from ungespor.base.tables import STATES, Activities, Cell, Ledger, LedgerLine, Period
from ungespor.results.break_even import describe_break_even, effect_known, most_received
from ungespor.scenario.regime import load_regime

ARMS = ("control", "intervention")
WEEKS = {"education_benefit_week": 10, "job_week": 5, "casework_week": 20}
# Kroner in all, in the control arm, for so many weeks: activity, payer, kroner.
BOOKED = (
    ("education_benefit_week", "kommune", 10_000),
    ("education_benefit_week", "kommune", -2_000),
    ("education_benefit_week", "stat", 2_000),
    ("education_benefit_week", "stat", -300),
    ("job_week", "kommune", -2_500),
    ("job_week", "stat", -1_500),
    ("casework_week", "kommune", 4_000),
    ("casework_week", "fond", 400),
)
# A week on the benefit costs the municipality 800 and half a week of case work, 100; a week in a
# job brings it 500: in all 1,400. The state: 170 for the benefit, 300 of tax: 470. The fund: 10 of case work.
GAIN = {"kommune": 1_400, "stat": 470, "region": 0, "fond": 10, "andre_kommuner": 0}


def offer(**parts):
    nothing = {"effects": {}, "psychiatric_effects": {}, "who5_effect": None, "coordination": None, "services": {}}
    return SimpleNamespace(**nothing | parts)


def a_scenario(**course):
    service = SimpleNamespace(
        activity="casework_week",
        states=["education_benefit"],
        share=SimpleNamespace(central=0.5),
        initial_spell_only=False,
    )
    pupils = SimpleNamespace(
        activity="casework_week",
        states=["education_benefit"],
        share=SimpleNamespace(central=1),
        initial_spell_only=True,
    )
    return SimpleNamespace(
        consequence=None,
        regime="pre_2025H2",
        horizon_years=1,
        arms=SimpleNamespace(control=["usual"], intervention=["usual", "course"]),
        offers={"usual": offer(services={"casework": service, "pupils": pupils}), "course": offer(**course)},
    )


def what_happened(state="education_benefit"):
    cells = tuple(Cell(activity, "", 0, "home", "") for activity in WEEKS)
    quantity = np.zeros((1, 2, 1, len(cells)), dtype=np.int32)
    quantity[0, 0, 0] = list(WEEKS.values())
    quantity[0, 1, 0] = 999
    number = np.zeros(1, dtype=np.int64)
    periods = (Period("2023H1", 1),)
    weekly = np.zeros((2, 4, len(STATES)), dtype=np.int64)
    weekly[0, :, STATES.index("education")] = 90
    weekly[0, 0, STATES.index("cash_benefit")] = 50  # before week 0
    weekly[0, 1:, STATES.index("cash_benefit")] = 1
    weekly[0, 1, STATES.index(state)] = 6  # in week 0
    weekly[0, :, STATES.index("fgu")] = 70  # no benefit on the clock
    weekly[1, :, STATES.index("disability_pension")] = 80  # with the effort
    lines = [LedgerLine("", activity, payer, "a", "p", "transfer", "") for activity, payer, _ in BOOKED]
    lines.append(LedgerLine("", "job_week", "stat", "a", "p", "transfer", "indirect_tax"))
    ore = np.zeros((1, 2, 1, len(lines)), dtype=np.int64)
    ore[0, 0, 0] = [100 * kroner for _, _, kroner in BOOKED] + [-70_000]
    ore[0, 1, 0] = 5_000_000
    ledger = Ledger(ARMS, number, number, periods, tuple(lines), np.ones_like(ore), ore)
    activities = Activities(ARMS, number, number, periods, cells, quantity)
    return SimpleNamespace(activities=activities, weeks=np.arange(-1, 3), weekly_states=weekly), ledger


def losses(**kroner):
    payers = ("kommune", "andre_kommuner", "region", "stat", "fond", "public", "public_plus_fond")
    return {payer: {"net_dkk_per_participant": {"mean": -kroner.get(payer, 0)}} for payer in payers}


def test_weeks_to_break_even_are_cost_over_the_gain_of_a_week():
    trajectories, ledger = what_happened()
    cost = losses(kommune=14_000, region=700, fond=500, public=14_700, public_plus_fond=15_200)
    found = describe_break_even(a_scenario(), trajectories, ledger, cost)
    assert found["benefit"] == "education_benefit"
    by_payer = found["by_payer"]
    for payer, gain in GAIN.items():
        assert by_payer[payer]["gain_dkk_per_week"] == pytest.approx(gain), payer
    assert by_payer["kommune"]["weeks_needed"] == pytest.approx(10)
    assert by_payer["public"]["weeks_needed"] == pytest.approx(14_700 / 1_870)
    assert by_payer["public_plus_fond"]["weeks_needed"] == pytest.approx(15_200 / 1_880)
    assert by_payer["region"]["weeks_needed"] is None, "no week in a job pays the region"
    assert by_payer["fond"]["weeks_needed"] == pytest.approx(50)
    assert by_payer["stat"]["weeks_needed"] == 0


def test_more_weeks_than_the_horizon_has_are_marked():
    trajectories, ledger = what_happened()
    for weeks, within in ((52, True), (53, False)):
        by_payer = describe_break_even(a_scenario(), trajectories, ledger, losses(kommune=1_400 * weeks))["by_payer"]
        assert by_payer["kommune"]["within_horizon"] is within
        assert by_payer["stat"]["within_horizon"] is True


def test_the_benefit_is_the_one_received_most_from_week_0_without_the_effort():
    trajectories, _ = what_happened("sickness_benefit")
    assert most_received(trajectories, load_regime("pre_2025H2")) == "sickness_benefit"
    trajectories.weekly_states[0, 1:] = 0
    assert most_received(trajectories, load_regime("pre_2025H2")) is None


@pytest.mark.parametrize(
    "parts", [{"effects": {"start": 1}}, {"psychiatric_effects": {"x": 1}}, {"who5_effect": 1}, {"coordination": 1}]
)
def test_with_a_known_effect_there_is_no_break_even(parts):
    scenario = a_scenario(**parts)
    assert effect_known(scenario)
    assert describe_break_even(scenario, *what_happened(), losses()) is None


def test_displacing_other_activities_is_no_known_effect():
    assert not effect_known(a_scenario(displaces=1))


def test_an_effect_of_what_both_arms_have_does_not_make_the_effort_known():
    scenario = a_scenario()
    scenario.offers["usual"].effects = {"start": 1}
    assert not effect_known(scenario)


def test_a_consequence_assumed_beside_the_simulation_counts_as_known():
    scenario = a_scenario()
    scenario.consequence = "admission"
    assert effect_known(scenario)
