"""Where people begin: whatever a scenario states, nobody begins in a state that the law closes to her age."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ungespor.base.tables import STATES
from ungespor.scenario.find import shipped_scenarios
from ungespor.scenario.population import Feeder

ADULT = int(18 * 365.25 / 7)
# The law in other words than in the tables of rules.
CLOSED = {
    "education_benefit", "cash_benefit", "sickness_benefit", "resource_benefit", "rehabilitation",
    "unemployment_benefit", "wage_subsidy", "flex_job", "flex_job_waiting", "disability_pension",
}  # fmt: skip
OPEN = sorted(set(STATES) - CLOSED)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def begun(world):
    """Return age in weeks and name of the state of everybody, four weeks before week 0."""
    traits = world.traits
    return traits["start_week"] - 4 - traits["birth_week"], np.array(STATES)[traits["state"]]


def some(states):
    return st.lists(st.sampled_from(sorted(states)), min_size=1, max_size=4, unique=True)


@FEW
@given(adults=some(STATES), minors=some(OPEN), youngest=st.floats(12, 19), oldest=st.floats(19.5, 35))
def test_each_begins_in_a_state_of_her_own_age(engine, adults, minors, youngest, oldest):
    def equal(states):
        return {state: engine.quantity(1 / len(states), "share") for state in states}

    one = engine.quantity(1, "share")
    feeder = Feeder(share=one, states=equal(adults), states_under_age=equal(minors), benefit_weeks={"53+": one})
    values = {"population.feeders": {"all": feeder}, "population.ages.youngest": youngest, "people": 100}
    values |= {"population.ages.split": 19, "population.ages.oldest": oldest, "population.ages.below_split": 0.7}
    ages, states = begun(engine.drawn(engine.changed("tiny", values)).world)
    assert set(states[ages < ADULT]) <= set(minors)
    # The law makes one of the two benefits into the other by age and education.
    both = {"education_benefit", "cash_benefit"}
    assert set(states[ages >= ADULT]) <= set(adults) | (both if both & set(adults) else set())
    if youngest < 17:
        assert (ages < ADULT).any()


@FEW
@given(youngest=st.floats(12, 20), one_says=st.booleans())
def test_everybody_is_of_age_where_not_every_feeder_says_how_the_others_live(engine, youngest, one_says):
    """Also those who turned 18 within the four weeks before week 0."""
    values = {"population.ages.youngest": youngest, "people": 100}
    scenario = engine.changed("ibbu_nord", values)
    assert scenario.population.feeders["other"].states_under_age is None
    if one_says:
        school = {"school": engine.quantity(1, "share")}
        scenario = engine.changed(scenario, {"population.feeders.pupils_at_risk.states_under_age": school})
    ages, states = begun(engine.drawn(scenario).world)
    assert (ages >= ADULT).all()
    assert "school" not in states


@pytest.mark.parametrize("name", sorted(shipped_scenarios()))
def test_nobody_shipped_begins_beyond_her_age(engine, name):
    """Children in no state of adults, and adults no longer in folkeskole."""
    scenario = engine.changed(name, {"people": 400})
    ages, states = begun(engine.drawn(scenario).world)
    assert not set(states[ages < ADULT]) & CLOSED
    assert "school" not in set(states[ages >= ADULT])
    assert (ages < ADULT).any() == (scenario.population.ages.youngest.central < 18)
