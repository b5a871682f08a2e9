"""WHO-5 against closed forms: regression to the mean, and points that treatment adds."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

PEOPLE = 8_000
MEAN, SD, BETWEEN, RHO = 48.0, 20.0, 0.6, 0.88
"""As on the workbench."""


def scores(engine, values=None, people=PEOPLE):
    """Return WHO-5 by person, arm and week from −52 on."""
    scenario = engine.bare("job", {}, people, values=values or {})
    return engine.lived(scenario, panel=True).world.panel["who5"]


@pytest.fixture(scope="module")
def selected(engine):
    """Everybody is assessed, and so was screened at 50 points at most."""
    return scores(engine)[:, 0]


def test_people_selected_at_50_regress_to_the_mean(engine, selected):
    baseline = selected[:, 52]
    assert baseline.max() <= 50
    for weeks in (1, 2, 5, 13, 26, 51, -1, -4, -30):
        kept = BETWEEN + (1 - BETWEEN) * RHO ** abs(weeks)
        gap = selected[:, 52 + weeks] - baseline - (kept - 1) * (baseline - MEAN)
        assert engine.close(gap.mean(), 0, gap.std() / np.sqrt(PEOPLE)), weeks


def test_those_who_come_in_a_bad_time_return_to_their_own_level(engine):
    dip = 9.0
    funnel = {"offers.ibbu.funnel.assessed": 0, "offers.ibbu.funnel.offered": 0}
    shown = scores(engine, funnel)[:, 0]
    dipped = scores(engine, {**funnel, "population.who5.entry_dip": engine.quantity(dip, "who5_points")})[:, 0]
    assert len(shown) == len(dipped)
    for weeks in (0, 1, 5, 20, 51, -1, -20):
        assert np.allclose(dipped[:, 52 + weeks] - shown[:, 52 + weeks], dip * (1 - RHO ** abs(weeks)))


def test_the_entry_score_is_the_lower_part_of_the_pool(engine, selected):
    expected = stats.truncnorm(-np.inf, (50 - MEAN) / SD, MEAN, SD)
    baseline = selected[:, 52]
    assert engine.close(baseline.mean(), expected.mean(), expected.std() / np.sqrt(PEOPLE))
    assert stats.kstest(baseline, expected.cdf).pvalue > 2 * stats.norm.sf(engine.STANDARD_ERRORS)


def test_the_pool_is_stationary(engine):
    """People who are only screened: same mean and variance at every week, and the stated autocorrelation."""
    funnel = {"offers.ibbu.funnel.assessed": 0, "offers.ibbu.funnel.offered": 0}
    unassessed = scores(engine, funnel)[:, 0] - MEAN
    size = len(unassessed)
    for week in (-52, -5, -1, 0, 1, 20, 51):
        score = unassessed[:, 52 + week]
        assert engine.close(score.mean(), 0, SD / np.sqrt(size))
        assert engine.close((score**2).mean(), SD**2, SD**2 * np.sqrt(2 / size))
    for first, last in ((-20, -19), (-3, 4), (0, 1), (10, 36)):
        product = unassessed[:, 52 + first] * unassessed[:, 52 + last]
        expected = SD**2 * (BETWEEN + (1 - BETWEEN) * RHO ** (last - first))
        assert engine.close(product.mean(), expected, product.std() / np.sqrt(size)), (first, last)


def test_clipping_keeps_scores_on_the_scale_and_moves_no_score_within_it(engine):
    switches = engine.bare("job", {}, 1).switches
    free = scores(engine, people=2000)
    kept = scores(engine, {"switches": switches.model_copy(update={"who5_clipping": True})}, people=2000)
    assert free.min() < 0
    assert free.max() > 100
    assert np.array_equal(kept, np.clip(free, 0, 100))


def test_treatment_adds_points_over_the_ramp_and_loses_them_by_half_lives(engine):
    """The course runs from week 3 to END in week 20; the ramp is 10 weeks and the half-life 16."""
    effect = engine.shipped("ibbu_nord").offers["ibbu"].who5_effect
    values = {
        **engine.ALL_ACCEPT,
        "offers.ibbu.who5_effect": effect,
        "offers.ibbu.who5_effect.points": -7,
        "offers.ibbu.who5_effect.ramp_weeks": 10,
        "offers.ibbu.who5_effect.half_life_weeks": 16,
        "offers.ibbu.course.drop_out": 0,
    }
    panel = scores(engine, values, people=500)
    week = np.arange(-52, 52)
    level = -7 * np.clip((week - 2) / 10, 0, 1) * 0.5 ** (np.maximum(week - 20, 0) / 16)
    np.testing.assert_allclose(panel[:, 1] - panel[:, 0], np.tile(level, (500, 1)), atol=1e-9)


def test_a_drop_out_keeps_the_points_reached(engine):
    """Who leaves before the ramp is over keeps the part reached, and that part fades."""
    values = {
        **engine.ALL_ACCEPT,
        "offers.ibbu.who5_effect": engine.shipped("ibbu_nord").offers["ibbu"].who5_effect,
        "offers.ibbu.who5_effect.points": 10,
        "offers.ibbu.who5_effect.ramp_weeks": 18,
        "offers.ibbu.who5_effect.half_life_weeks": 20,
        "offers.ibbu.course.drop_out": 0.6,
    }
    scenario = engine.bare("job", {}, 500, values=values)
    lived = engine.lived(scenario, panel=True)
    ended = lived.world.enrolments["ended"][:, 1, 0]
    assert len(set(ended)) > 10
    points = (lived.world.panel["who5"][:, 1] - lived.world.panel["who5"][:, 0])[:, -1]
    expected = 10 * (ended - 2) / 18 * 0.5 ** ((51 - ended) / 20)
    np.testing.assert_allclose(points, expected, atol=1e-9)


def test_a_new_job_adds_its_points_at_once_and_only_while_it_lasts(engine):
    moves = {"a": engine.move("job", "self_support", 0.05), "b": engine.move("self_support", "job", 0.05)}
    with_points = engine.bare("job", moves, 500, values={"baseline.mental_health.job_points": 3})
    without = engine.changed(with_points, {"baseline.mental_health.job_points": 0})
    one, other = (engine.lived(scenario, panel=True).world.panel[:, 0] for scenario in (with_points, without))
    assert np.array_equal(one["state"], other["state"])
    weeks = np.arange(-52, 52)
    left_once = np.maximum.accumulate((one["state"] != one["state"][:, [48]]) & (weeks >= -4), axis=1)
    new_job = left_once & (one["state"] == one["state"][0, 48]) & (weeks >= 0)
    assert 0.1 < new_job[:, 60:].mean() < 0.9
    np.testing.assert_allclose(one["who5"] - other["who5"], 3.0 * new_job, atol=1e-9)
