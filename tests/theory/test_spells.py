"""Weekly hazards against closed forms: p = 1 − exp(−h), whatever rate the candidates come at."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ungespor.base.tables import STATES

JOB, SELF_SUPPORT, EDUCATION = (STATES.index(name) for name in ("job", "self_support", "education"))
FIRST = 52 - 4
"""Column of week −4, from which lives are simulated."""
PEOPLE = 10_000


def leavers(engine, scenario, arm=0):
    """Return people in the first state each week before the last, and how many left it in the next."""
    stock = engine.live(scenario).weekly_states[arm, FIRST:, JOB]
    assert stock[0] == scenario.people * scenario.replications
    return stock[:-1], stock[:-1] - stock[1:]


def leave_as(engine, scenario, hazard, arm=0):
    """Assert that each week's leavers are binomial with p = 1 − exp(−hazard of the week)."""
    at_risk, left = leavers(engine, scenario, arm)
    expected = 1 - np.exp(-np.broadcast_to(hazard, len(left)))
    assert engine.likely(left, at_risk, expected)
    total = (expected * (1 - expected) * at_risk).sum()
    assert engine.close(left.sum(), (expected * at_risk).sum(), math.sqrt(total))


@pytest.mark.parametrize("hazard", [0.002, 0.05, 0.7])
def test_a_constant_hazard_makes_geometric_spells(engine, hazard):
    leave_as(engine, engine.bare("job", {"a": engine.move("job", "self_support", hazard)}, PEOPLE), hazard)


@pytest.mark.parametrize("far", [1, 30, 100])
def test_the_rate_of_candidates_does_not_matter(engine, far):
    """A duration band that nobody lives to see multiplies the dominating rate, and nothing else."""
    move = engine.move("job", "self_support", 0.02, bands={900: far})
    leave_as(engine, engine.bare("job", {"a": move}, PEOPLE), 0.02)


def test_duration_bands_begin_in_the_week_they_name(engine):
    move = engine.move("job", "self_support", 0.02, bands={5: 4.0, 10: 0.25, 20: 0})
    hazard = np.select([np.arange(55) < 5, np.arange(55) < 10, np.arange(55) < 20], [0.02, 0.08, 0.005], 0)
    at_risk, left = leavers(engine, engine.bare("job", {"a": move}, PEOPLE))
    assert left[20:].sum() == 0
    expected = 1 - np.exp(-hazard[:20])
    assert engine.close(left[:20] / at_risk[:20], expected, engine.share_error(expected, at_risk[:20]))


def test_seasons_follow_the_calendar_and_average_to_one(engine):
    weights = [9, 1, 2, 0.5, 0, 4, 1, 12, 1, 0.1, 3, 1]
    values = {"baseline.seasons": {"wild": [engine.quantity(weight, "ratio") for weight in weights]}}
    moves = {"a": engine.move("job", "self_support", 0.03, season="wild")}
    scenario = engine.bare("job", moves, PEOPLE, values=values)
    weeks = np.arange(-3, 52).astype("timedelta64[W]")
    months = (np.datetime64(scenario.start_date) + weeks).astype("datetime64[M]").astype(int) % 12
    hazard = 0.03 * np.array(weights)[months] * 12 / sum(weights)
    at_risk, left = leavers(engine, scenario)
    assert engine.likely(left, at_risk, 1 - np.exp(-hazard))


def effect_on_jobs(engine, ratio, full_weeks=1000, half_life=1.0):
    effect = engine.shipped("ibbu_nord").offers["ibbu"].effects["job_start"]
    return effect.model_copy(
        update={
            "from_states": ["job"],
            "to_states": ["self_support"],
            "hazard_ratio": engine.quantity(ratio, "ratio"),
            "full_weeks_after_end": engine.quantity(full_weeks, "weeks"),
            "half_life_weeks": engine.quantity(half_life, "weeks"),
        }
    )


@pytest.mark.parametrize(("ratio", "acting"), [(2.5, 2.5), (0.3, 0.3), (1.0, 1.0), (9.0, 5.0)])
def test_an_effect_multiplies_the_hazard_within_the_cap(engine, ratio, acting):
    """The course begins in week 3, after three weeks of assessment; the cap is 5."""
    values = {**engine.ALL_ACCEPT, "offers.ibbu.effects": {"e": effect_on_jobs(engine, ratio)}}
    moves = {"a": engine.move("job", "self_support", 0.02), "b": engine.move("job", "education", 0.01)}
    scenario = engine.bare("job", moves, PEOPLE // 10, replications=10, values=values)
    leave_as(engine, scenario, 0.03, arm=0)
    started = np.arange(-3, 52) >= 3
    leave_as(engine, scenario, 0.01 + 0.02 * np.where(started, acting, 1), arm=1)


@pytest.mark.parametrize(("full", "half_life"), [(4, 1), (0, 10)])
def test_an_effect_fades_with_its_half_life_after_its_full_weeks(engine, full, half_life):
    """18 course weeks from week 3 on make END week 20; full until `full` weeks later, then the log ratio is halved."""
    effect = {"offers.ibbu.effects": {"e": effect_on_jobs(engine, 5.0, full, half_life)}}
    moves = {"a": engine.move("job", "self_support", 0.006)}
    values = {**engine.ALL_ACCEPT, **effect, "offers.ibbu.course.drop_out": 0}
    scenario = engine.bare("job", moves, PEOPLE // 10, replications=20, values=values)
    week = np.arange(-3, 52)
    left = np.where(week < 3, 0.0, 0.5 ** (np.maximum(week - 20 - full, 0) / half_life))
    leave_as(engine, scenario, 0.006 * 5.0**left, arm=1)


def test_two_states_reach_their_stationary_share(engine):
    out, back = 0.06, 0.03
    moves = {"a": engine.move("job", "self_support", out), "b": engine.move("self_support", "job", back)}
    states = engine.live(engine.bare("job", moves, PEOPLE, horizon_years=3)).weekly_states[0]
    leave, come = 1 - math.exp(-out), 1 - math.exp(-back)
    share = come / (leave + come)
    # After 160 weeks the distance from the stationary share is (1 − p − q)^160 < 10⁻⁶ of what it was.
    assert engine.close(states[-1, JOB] / PEOPLE, share, engine.share_error(share, PEOPLE))
    assert states[-1, JOB] + states[-1, SELF_SUPPORT] == PEOPLE


def test_causes_compete_in_proportion_to_their_hazards(engine):
    hazards = {"self_support": 0.06, "education": 0.03, "fgu": 0.01}
    moves = {to: engine.move("job", to, hazard) for to, hazard in hazards.items()}
    last = engine.live(engine.bare("job", moves, PEOPLE)).weekly_states[0, -1]
    left = PEOPLE - last[JOB]
    for to, hazard in hazards.items():
        share = hazard / 0.1
        assert engine.close(last[STATES.index(to)] / left, share, engine.share_error(share, left))


def test_initial_and_new_spells_have_hazards_of_their_own(engine):
    """Everyone leaves the first spell within reach of the horizon, and only new spells lead to education."""
    moves = {
        "out": engine.move("job", "self_support", 0.2, spell="initial"),
        "back": engine.move("self_support", "job", 0.2),
        "on": engine.move("job", "education", 0.1, spell="new"),
    }
    states = engine.live(engine.bare("job", moves, PEOPLE)).weekly_states[0, FIRST:]
    chain = np.zeros((4, 4))  # initial job, self-support, new job, education
    chain[0, 1] = chain[1, 2] = 1 - math.exp(-0.2)
    chain[2, 3] = 1 - math.exp(-0.1)
    chain += np.diag(1 - chain.sum(axis=1))
    expected = np.linalg.matrix_power(chain, 30)[0]
    observed = states[30, [SELF_SUPPORT, EDUCATION]] / PEOPLE
    assert engine.close(observed, expected[[1, 3]], engine.share_error(expected[[1, 3]], PEOPLE))


@pytest.mark.parametrize("frailty", ["foothold", "relapse"])
def test_frailty_mixes_exponential_spells(engine, frailty):
    """Survival is the mean of exp(−h·z·t) over lognormal z with mean 1 (Gauss–Hermite)."""
    log_sd, hazard, weeks = 0.8, 0.03, 40
    values = {
        f"baseline.frailty.{frailty}_sd": log_sd,
        f"baseline.frailty.{frailty}_who5_correlation": 0,
    }
    moves = {"a": engine.move("job", "self_support", hazard, frailty=frailty)}
    stock = engine.live(engine.bare("job", moves, PEOPLE, values=values)).weekly_states[0, FIRST + weeks, JOB]
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    survival = (weights * np.exp(-hazard * weeks * np.exp(log_sd * nodes - log_sd**2 / 2))).sum() / weights.sum()
    assert engine.close(stock / PEOPLE, survival, engine.share_error(survival, PEOPLE))
