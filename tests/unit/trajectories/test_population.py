"""The drawn history: what people bring with them agrees with the law, week by week."""

from __future__ import annotations

import numba
import numpy as np
import pytest

from ungespor.base.tables import STATES
from ungespor.scenario.regime import load_regime
from ungespor.trajectories.population import history_state

LONG = 900
"""Weeks of history looked at: further back than anyone's benefit weeks reach."""
REGIME = load_regime("pre_2025H2")
STATUS = np.array([{"neutral": 0, "self_support": 1, "clock": 2}[REGIME.refusion_status[state]] for state in STATES])


@numba.njit
def histories(traits, statuses, g, states, numbers):
    """Fill states and benefit weeks from LONG weeks before the first simulated one."""
    for person in range(len(traits)):
        for column in range(states.shape[1]):
            week = column - states.shape[1] - 4
            state, number = history_state(traits[person], week, statuses[traits[person].state], g)
            states[person, column] = state
            numbers[person, column] = number


@pytest.fixture(scope="module", params=["ibbu_nord", "tiny"])
def people(request, engine):
    """Return people with their whole drawn history, and the lives that follow."""
    scenario = engine.changed(request.param, {"people": 150, "horizon_years": 2})
    lived = engine.lived(scenario, panel=True)
    traits = lived.world.traits
    states = np.zeros((len(traits), LONG), dtype=np.int64)
    numbers = np.zeros_like(states)
    histories(traits, STATUS, lived.compiled.parameters.globals_[0], states, numbers)
    return lived, engine.drawn(scenario), states, numbers


def test_the_panel_shows_the_end_of_the_history(people):
    lived, _, states, numbers = people
    assert np.array_equal(lived.world.panel["state"][:, 0, :48], states[:, -48:])
    assert np.array_equal(lived.world.panel["benefit_week"][:, 0, :48], numbers[:, -48:])


def test_benefit_weeks_count_and_the_156_bits_are_those_of_the_history(engine, people):
    """For every person: the numbers shown, the weeks used on entry, and self-support in the window."""
    _, drawn, states, numbers = people
    used_before = with_bits = 0
    for person, trait in enumerate(drawn.world.traits):
        status = STATUS[states[person]]
        expected, first, _ = engine.benefit_weeks_by_the_words(status == 2, status == 1)
        assert numbers[person].tolist() == expected
        count = max(expected[first:]) if first >= 0 else 0
        assert trait["entry_count"] == count
        behind = np.arange(LONG) > (first if first >= 0 else LONG)
        bits = [int(trait[f"history_{word}"]) >> bit & 1 for word in range(3) for bit in range(64)]
        assert bits[:156] == ((status == 1) & behind)[::-1][:156].astype(int).tolist()
        assert not any(bits[156:])
        used_before += count > 0
        with_bits += sum(bits) > 0
    assert used_before > len(states) / 3
    assert with_bits > len(states) / 20


def test_the_clock_goes_on_from_the_history_through_the_whole_life(engine, people):
    """Benefit weeks from 900 weeks back to the horizon, as one history, in both arms.

    The first four weeks of sickness from a job are the employer's: neither on the clock nor
    self-support.
    """
    lived, _, states, numbers = people
    sickness, job = STATES.index("sickness_benefit"), STATES.index("job")
    restarts = employer_weeks = 0
    for person in range(len(states)):
        for arm in (0, 1):
            later = lived.world.panel["state"][person, arm, 48:].astype(int)
            life = np.concatenate([states[person], later])
            status = STATUS[life]
            for week in np.flatnonzero((life[LONG:] == sickness) & (life[LONG - 1 : -1] == job)) + LONG:
                spell = slice(week, week + 4)
                status[spell] = np.where(np.cumprod(life[spell] == sickness), 0, status[spell])
                employer_weeks += 1
            expected, *_ = engine.benefit_weeks_by_the_words(status == 2, status == 1)
            shown = [*numbers[person], *lived.world.panel["benefit_week"][person, arm, 48:]]
            assert shown == expected
            ones = [week for week, number in enumerate(expected) if number == 1]
            restarts += sum(1 for week in ones[1:] if week >= LONG)
    assert restarts > 3
    assert employer_weeks > 3


def test_nobody_has_used_benefit_weeks_before_eighteen(people):
    lived, _, states, _ = people
    traits = lived.world.traits
    weeks_back = np.arange(-LONG, 0) - 4
    age = (traits["start_week"] - traits["birth_week"])[:, None] + weeks_back
    assert not (STATUS[states] == 2)[age < 18 * 365.25 / 7 - 1].any()


def test_history_keeps_the_benefits_of_the_law(engine):
    """Uddannelseshjælp under 30 without a qualifying education, kontanthjælp otherwise, also in the past."""
    ages = {"population.ages.youngest": 25, "population.ages.split": 29, "population.ages.oldest": 34}
    people = {**ages, "population.ages.below_split": 0.3, "population.traits.qualified": 0.3, "people": 150}
    lived = engine.lived(engine.changed("ibbu_nord", {**people, "horizon_years": 1}), panel=True)
    traits, states = lived.world.traits, lived.world.panel["state"][:, 0, :48]
    age_weeks = (traits["start_week"] - traits["birth_week"])[:, None] + np.arange(-52, -4)
    entitled = (traits["qualified"] == 1)[:, None] | (age_weeks >= int(30 * 365.25 / 7))
    for state, lawful in (("education_benefit", ~entitled), ("cash_benefit", entitled)):
        in_state = states == STATES.index(state)
        assert in_state.sum() > 100
        assert lawful[in_state].all()
    turned = (states[:, 1:] == STATES.index("cash_benefit")) & (states[:, :-1] == STATES.index("education_benefit"))
    assert turned.sum() > 3
