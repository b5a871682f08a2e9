"""Is a business case for one consequence what one gets with pencil and paper?"""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pytest

from ungespor.base.tables import PAYERS, Cell
from ungespor.report.consequence_text import consequence_lines, consequence_table
from ungespor.results.consequence import break_even_per_hundred, describe_consequence
from ungespor.results.net import Net
from ungespor.scenario.load import load_scenario
from ungespor.scenario.quantity import Quantity

PARTICIPANTS, PEOPLE, COST_DKK = 80, 100, 7500.0
ARMS = ("control", "intervention")
UNIT_PRICE = {"bed_day": 5000, "outpatient_visit": 2000, "emergency_visit": 3000}


def stated(value, low, high):
    return Quantity(value=value, low=low, high=high, unit="count", source="assumption")


def scenario(name, **prevented):
    """Return a shipped case with prices that are not drawn, and perhaps another number prevented."""
    loaded = load_scenario(name).scenario
    units = {"bed_day": "dkk_per_day", "outpatient_visit": "dkk_per_visit", "emergency_visit": "dkk_per_visit"}
    prices = {
        f"psy_{key}": Quantity(value=price, unit=units[key], source="assumption", low=price, high=price)
        for key, price in UNIT_PRICE.items()
    }
    changes = {"prices": loaded.prices | prices}
    if prevented:
        number = stated(**prevented)
        changes["consequence"] = loaded.consequence.model_copy(update={"prevented_per_hundred": number})
    return loaded.model_copy(update=changes)


def lives(activity, control, intervention):
    """Two worlds of 100 people with 80 participants, and so many events in all in each arm."""
    quantity = np.zeros((2, 2, 1, 2), dtype=np.int32)
    quantity[0, :, 0, 0] = control, intervention
    quantity[:, :, 0, 1] = 999  # another activity
    activities = SimpleNamespace(
        arms=ARMS,
        draws=np.array([0, 1]),
        cells=(Cell(activity, "", 0, "home", ""), Cell("gp_contact", "", 0, "home", "")),
        quantity=quantity,
    )
    return SimpleNamespace(activities=activities, people=PEOPLE, participants=np.array([PARTICIPANTS, PARTICIPANTS]))


def net():
    """The municipality pays 7,500 kr. per participant in the first year, and gains on benefits."""
    ore = np.zeros((2, 1, len(PAYERS), 2), dtype=np.int64)
    ore[:, :, PAYERS.index("kommune"), 0] = 1_000_000
    ore[:, :, PAYERS.index("kommune"), 1] = -COST_DKK * PARTICIPANTS * 100
    return Net((1,), ("benefits", "programme"), ore)


def described(case, control=4, intervention=1, activity="admission"):
    return describe_consequence(case, lives(activity, control, intervention), net(), PARTICIPANTS)["consequence"]


def test_a_scenario_without_a_consequence_has_no_business_case():
    assert describe_consequence(load_scenario("tiny").scenario, lives("admission", 1, 1), net(), 1.0) == {}


def test_an_admission_is_worth_the_bed_days_of_a_mean_stay():
    case = described(scenario("sps_som_admissions", value=10, low=0, high=20))
    days = 8 * math.exp(1.06**2 / 2)
    assert case["bundle"]["units"] == pytest.approx(days)
    region = case["payers"]["region"]
    assert region["net_dkk_per_participant"]["mean"] == pytest.approx(10 * days * 5000 / 100)
    assert region["break_even_per_hundred"] == 0
    kommune = case["payers"]["kommune"]
    assert kommune["net_dkk_per_participant"]["mean"] == pytest.approx(-COST_DKK)
    assert kommune["break_even_per_hundred"] is None
    assert case["payers"]["public"]["break_even_per_hundred"] == pytest.approx(100 * COST_DKK / (days * 5000))


@pytest.mark.parametrize(
    ("name", "activity", "worth"),
    [("sps_som_outpatient", "outpatient_visit", 9 * 2000), ("sps_som_emergency", "emergency_visit", 3000)],
)
def test_a_course_is_worth_its_visits_and_an_emergency_one(name, activity, worth):
    case = described(scenario(name, value=50, low=0, high=100), activity=activity)
    assert case["payers"]["region"]["saving_dkk_per_participant"]["mean"] == pytest.approx(0.5 * worth)
    assert case["payers"]["public"]["net_dkk_per_participant"]["mean"] == pytest.approx(0.5 * worth - COST_DKK)


def test_the_table_spans_the_range_and_turns_at_the_break_even():
    case = described(scenario("sps_som_admissions", value=3, low=0, high=20))
    numbers = [entry["prevented_per_hundred"] for entry in case["table"]]
    turning = case["payers"]["public"]["break_even_per_hundred"]
    assert numbers == sorted([0, 3, 4, 8, 12, 16, 20, turning])
    for entry in case["table"]:
        public = entry["net_dkk_per_participant"]["public"]
        assert public == pytest.approx(0, abs=1e-6) or (public > 0) == (entry["prevented_per_hundred"] > turning)


def test_events_are_counted_among_people_and_spared_to_participants():
    case = described(scenario("sps_som_admissions", value=3, low=0, high=20), control=6, intervention=2)
    assert case["simulated"]["control_per_hundred"] == pytest.approx(6 / 200 * 100)
    assert case["simulated"]["prevented_per_hundred"] == pytest.approx(4 / 160 * 100)
    assert case["attainable"]
    assert [entry["attainable"] for entry in case["table"]] == [True, True, *[False] * 6]


def test_visits_are_counted_as_courses():
    case = described(scenario("sps_som_outpatient"), control=90, intervention=0, activity="outpatient_visit")
    assert case["simulated"]["control_per_hundred"] == pytest.approx(10 / 200 * 100)
    assert not case["attainable"]


@pytest.mark.parametrize(("worth", "cost", "expected"), [(0, 5, None), (0, 0, 0), (5, 0, 0), (50, 5, 10)])
def test_break_even(worth, cost, expected):
    assert break_even_per_hundred(worth, cost) == expected


@pytest.mark.parametrize(
    ("language", "words"), [("da", "ikke opnåeligt i denne gruppe"), ("en", "not attainable in this group")]
)
def test_what_the_group_has_not_is_said_instead_of_a_sign(language, words):
    number = {"value": 14, "low": 0, "high": 25}
    for control, said in ((20, True), (40, False)):
        result = {"horizon_years": 5, "consequence": described(scenario("sps_som_admissions", **number), control)}
        table = consequence_table(result, language)
        stated_row = next(row for row in table.rows if row.heading.startswith("14 "))
        assert (stated_row.cells[-1] == words) is said
        assert any(words in line for line in consequence_lines(result, language)) is said
