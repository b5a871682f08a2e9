"""What must hold for any told case: the law's clock, double entry, and weeks that add up."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ungespor.base.tables import PAYERS
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.pricing import price
from ungespor.results.case import describe_case
from ungespor.scenario.case import Case
from ungespor.scenario.load import load_scenario
from ungespor.scenario.regime import load_regime
from ungespor.trajectories.timeline import live_through
from ungespor.trajectories.told_lives import NOTED

SCENARIO = load_scenario("tiny").scenario
REGIME = load_regime(SCENARIO.regime)
TABLE = load_price_table().at_stated_amounts()
ON_CLOCK = {"education_benefit", "resource_benefit", "wage_subsidy"}
SUPPORTING = {"job", "self_support", "education"}
STATES = (*sorted(ON_CLOCK), *sorted(SUPPORTING), "fgu")
SERVICES = ("home_support_hour", "respite_day", "bed_day", "gp_contact", "casework_week", "psychologist_session")

spells = st.lists(st.tuples(st.sampled_from(STATES), st.integers(1, 80)), min_size=1, max_size=6)
services = st.lists(
    st.tuples(
        st.sampled_from(SERVICES),
        st.sampled_from(("per_week", "per_month", "in_all")),
        st.floats(0, 40, allow_nan=False),
        st.tuples(st.integers(0, 30), st.integers(0, 30)),
    ),
    max_size=4,
)


def number(value, unit, high=1000):
    return {"value": value, "unit": unit, "source": "assumption", "low": 0, "high": high}


def told(drawn):
    """Return spells one after the other, as they are written in a file."""
    found, week = [], 0
    for state, weeks in drawn:
        details = {"job": {"hours": "part"}, "education": {"kind": "vocational"}}.get(state, {})
        found.append({"from_week": week, "to_week": week + weeks - 1, "state": state, "source": "REH-027"} | details)
        week += weeks
    return found


def case(versions, before=(), given_services=()):
    weeks = max(spells[-1]["to_week"] for spells in versions) + 1
    for one in versions:
        one[-1] = one[-1] | {"to_week": weeks - 1}
    items = [
        {
            "activity": activity,
            "from_week": min(place[0], weeks - 1),
            "to_week": min(sum(place), weeks - 1),
            "quantity": number(value, unit),
            "source": "REH-028",
        }
        for activity, unit, value, place in given_services
    ]
    person = {"title_da": "En", "title_en": "One", "sex": "man", "age": number(22, "years", 100), "living": "out"}
    person |= {"diagnosis": "stress", "before": [{"state": s, "weeks": number(w, "weeks")} for s, w in before]}
    content = {
        "name": "made",
        "title_da": "Lavet",
        "title_en": "Made",
        "summary": "Made for a test.",
        "scenario": "tiny",
        "start_date": datetime.date(2023, 1, 2),
        "duration_weeks": weeks,
        "people": {"one": person},
        "versions": {
            f"version_{at}": {"title_da": "A", "title_en": "A", "basis": "told", "support": {"one": one}}
            | {"services": items}
            for at, one in enumerate(versions)
        },
    }
    return Case.model_validate(content, strict=True)


def counted_by_hand(states):
    """Return the benefit weeks by the words of the act, looking back over the whole list each week."""
    numbers, first, count = [], None, 0
    for week, state in enumerate(states):
        if state not in ON_CLOCK:
            numbers.append(0)
            continue
        if first is not None:
            window = range(max(first + 1, week - 156), week)
            supporting = sum(states[earlier] in SUPPORTING for earlier in window)
            if supporting >= 52:
                first, count = None, 0
        if first is None:
            first = week
        count += 1
        numbers.append(count)
    return numbers


@settings(deadline=None, max_examples=40)  # the first example compiles
@given(spells, spells)
def test_the_clock_is_that_of_the_act(before, drawn):
    made = case([told(drawn)], before)
    noted = live_through(made, SCENARIO, REGIME).notes["version_0", "one"]
    states = [state for state, weeks in [*before, *drawn] for _ in range(weeks)]
    expected = counted_by_hand(states)[-made.duration_weeks :]
    assert noted[:, NOTED.index("benefit_week")].tolist() == expected


def priced(made):
    timeline = live_through(made, SCENARIO, REGIME)
    ledger = price(SCENARIO.model_copy(update={"prices": {}}), timeline.activities, TABLE)
    return timeline, ledger, describe_case(made, timeline, ledger, TABLE.activities, REGIME)


@settings(deadline=None, max_examples=40)  # the first example compiles
@given(spells, spells, services)
def test_weeks_add_up_and_every_week_is_double_entry(one, other, given_services):
    made = case([told(one), told(other)], given_services=given_services)
    _, ledger, result = priced(made)
    transfers = [at for at, line in enumerate(ledger.lines) if line.kind == "transfer"]
    assert not ledger.amount_ore[..., transfers].sum(axis=-1).any()
    default = [at for at, line in enumerate(ledger.lines) if not line.view]
    whole = ledger.amount_ore[..., default].sum(axis=(0, 2, 3))
    for arm, version in enumerate(result["versions"]):
        weekly = {payer: version["payers"][payer]["weekly_ore"] for payer in PAYERS}
        assert sum(sum(ore) for ore in weekly.values()) == whole[arm]
        for payer in PAYERS:
            part = version["payers"][payer]
            assert len(weekly[payer]) == made.duration_weeks
            assert part["total_dkk"] * 100 == pytest.approx(sum(weekly[payer]), abs=1e-3)
            assert sum(part["by_half_year_dkk"].values()) == pytest.approx(part["total_dkk"], abs=1e-3)
            assert sum(part["by_account_dkk"].values()) == pytest.approx(part["total_dkk"], abs=1e-3)
            by_spell = sum(
                (spell["to_week"] - spell["from_week"] + 1) * spell["dkk_per_week"][payer]
                for spell in version["spells"]
            )
            assert by_spell == pytest.approx(part["total_dkk"], abs=1e-2)
    for payer in PAYERS:
        first, second = (version["payers"][payer]["weekly_ore"] for version in result["versions"])
        assert result["difference"][payer] == (sum(first) - sum(second)) / 100


@settings(deadline=None, max_examples=40)  # the first example compiles
@given(spells, services, st.data())
def test_cutting_a_spell_in_two_changes_nothing(drawn, given_services, data):
    which = data.draw(st.integers(0, len(drawn) - 1))
    state, weeks = drawn[which]
    cut = data.draw(st.integers(1, weeks))
    parts = [(state, length) for length in (cut, weeks - cut) if length]
    whole, in_two = told(drawn), told([*drawn[:which], *parts, *drawn[which + 1 :]])
    _, ledger, result = priced(case([whole, in_two], given_services=given_services))
    assert np.array_equal(ledger.amount_ore[:, 0], ledger.amount_ore[:, 1])
    assert set(result["difference"].values()) == {0}


@settings(deadline=None, max_examples=40)  # the first example compiles
@given(spells)
def test_a_followed_person_is_counted_in_one_state_every_week(drawn):
    activities = live_through(case([told(drawn)]), SCENARIO, REGIME).activities
    assert (activities.quantity.sum(axis=-1) == 1).all()
