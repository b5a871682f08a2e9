"""The course and the health service against the numbers that a scenario states."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from ungespor.base.tables import STATES

PEOPLE = 2000


@pytest.fixture(scope="module")
def course(engine):
    """Return two years of a course that everyone accepts, with nobody in hospital, in four worlds."""
    scenario = engine.bare("job", {}, PEOPLE, values=engine.ALL_ACCEPT, replications=4)
    return engine.live(scenario)


def total(engine, run, activity):
    return int(engine.count(run.activities, activity)[:, 1].sum())


def test_everyone_is_screened_and_assessed_once_and_only_in_the_arm_with_the_offer(engine, course):
    everyone = 4 * PEOPLE
    assert total(engine, course, "screening") == total(engine, course, "assessment") == everyone
    assert course.waiting[:, 1, 0, 1].sum() == everyone
    for activity in ("screening", "assessment", "course_week", "session_attended", "aftercare_session"):
        assert engine.count(course.activities, activity)[:, 0].sum() == 0


def test_attendance_is_as_stated(engine, course):
    came, stayed_away = (total(engine, course, f"session_{what}") for what in ("attended", "missed"))
    assert engine.close(came / (came + stayed_away), 0.78, engine.share_error(0.78, came + stayed_away))


def test_the_stated_share_drops_out_at_a_constant_weekly_hazard(engine):
    """Who is still there in week 18 has finished, so that people drop out in weeks 1 to 17."""
    values = {**engine.ALL_ACCEPT, "offers.ibbu.course.drop_out": 0.6}
    scenario = engine.bare("job", {}, PEOPLE, values=values)
    lengths = []
    for seed in range(10):
        enrolments = engine.lived(engine.changed(scenario, {"seed": seed})).world.enrolments[:, 1, 0]
        lengths += list(enrolments["ended"] - enrolments["started"] + 1)
    left = np.bincount(lengths, minlength=19)
    size = len(lengths)
    assert len(left) == 19
    assert left.sum() == size == 10 * PEOPLE
    assert left[0] == 0
    assert engine.close(left[:18].sum() / size, 0.6, engine.share_error(0.6, size))
    at_risk = size - np.cumsum(left)[:17]
    weekly = 1 - 0.4 ** (1 / 17)
    assert engine.close(left[1:18] / at_risk, weekly, engine.share_error(weekly, at_risk))


@pytest.mark.parametrize(("weeks", "sessions"), [(18, 12), (7, 30), (1, 5)])
def test_who_stays_gets_every_session_meeting_and_aftercare(engine, weeks, sessions):
    values = {
        **engine.ALL_ACCEPT,
        "offers.ibbu.course.drop_out": 0,
        "offers.ibbu.course.course_weeks": weeks,
        "offers.ibbu.course.sessions": sessions,
    }
    run = engine.live(engine.bare("job", {}, 300, values=values))
    came, stayed_away = (total(engine, run, f"session_{what}") for what in ("attended", "missed"))
    assert came + stayed_away == sessions * 300
    assert total(engine, run, "three_party_meeting") == 3 * 300
    assert total(engine, run, "course_week") == weeks * 300
    assert total(engine, run, "aftercare_session") == 2 * 300


@pytest.fixture(scope="module")
def hospital(engine):
    """Return worlds full of admissions, as arrays of lives after the last week."""
    values = {"baseline.psychiatry.admission_outside": 0.05, "baseline.psychiatry.who5_slope": 0}
    scenario = engine.bare("job", {}, 4000, values=values, horizon_years=2)
    return engine.lived(scenario).world


def test_a_stay_lasts_fourteen_days_on_average(engine, hospital):
    """A lognormal with median 8 days and log sd 1.06, in whole days and at least one."""
    lives = hospital.lives[:, 0]
    stays = lives["admissions"].sum()
    days = lives["bed_days"].sum() + lives["bed_days_left"].sum()
    length = stats.lognorm(1.06, scale=8)
    whole = np.arange(1, 5000)
    chance = length.cdf(whole + 0.5) - length.cdf(whole - 0.5)
    chance[0] = length.cdf(1.5)
    mean = (whole * chance).sum()
    spread = math.sqrt((whole**2 * chance).sum() - mean**2)
    assert round(mean) == 14
    assert engine.close(days / stays, mean, spread / math.sqrt(stays))


def test_admissions_come_at_their_hazard_to_those_who_are_out(engine, hospital):
    """Weeks in bed are those of the stays drawn: a person is at risk in all the others."""
    lives = hospital.lives[:, 0]
    length = stats.lognorm(1.06, scale=8)
    days = np.arange(1, 3000)
    chance = np.append(length.cdf(1.5), np.diff(length.cdf(days + 0.5)))
    # A stay of d days fills ceil(d / 7) weeks, the first of which was at risk.
    in_bed = (np.ceil(days / 7) * chance).sum() - 1
    risk = 1 - math.exp(-0.05)
    rate = 1 / (1 / risk + in_bed)
    # Renewals in 104 weeks: the mean is rate × weeks up to a constant below one half.
    spread = math.sqrt(rate * 104 / len(lives))
    assert abs(lives["admissions"].mean() - rate * 104) < 0.5 + engine.STANDARD_ERRORS * spread


def test_contacts_with_the_gp_come_at_their_hazard(engine):
    values = {"baseline.psychiatry.gp_contacts": 0.096}
    run = engine.live(engine.bare("job", {}, PEOPLE, values=values))
    weeks = 52 * PEOPLE
    share = 1 - math.exp(-0.096)
    assert engine.close(engine.count(run.activities, "gp_contact")[0] / weeks, share, engine.share_error(share, weeks))


@pytest.mark.parametrize("natural", [15.0, 35.0, 62.0])
def test_need_falls_exponentially_with_who5(engine, natural):
    """Everyone has the same score for ever; the emergency hazard is h · exp(−slope · (score − 35))."""
    values = {
        "population.who5.pool_mean": natural,
        "population.who5.pool_sd": 1e-9,
        "population.who5.entry_at_most": 100,
        "baseline.psychiatry.emergency_outside": 0.02,
    }
    run = engine.live(engine.bare("job", {}, PEOPLE, values=values))
    share = 1 - math.exp(-0.02 * math.exp(-0.03 * (natural - 35)))
    weeks = 52 * PEOPLE
    observed = engine.count(run.activities, "emergency_visit")[0] / weeks
    assert engine.close(observed, share, engine.share_error(share, weeks))


def test_only_the_causal_share_of_points_gained_lowers_need(engine):
    """Ten points from treatment, a quarter of them causal; weeks 13 to 20 are after the ramp and before END."""
    values = {
        **engine.ALL_ACCEPT,
        "population.who5.pool_mean": 40,
        "population.who5.pool_sd": 1e-9,
        "baseline.psychiatry.emergency_outside": 0.03,
        "baseline.psychiatry.causal_share": 0.25,
        "offers.ibbu.course.drop_out": 0,
        "offers.ibbu.who5_effect": engine.shipped("ibbu_nord").offers["ibbu"].who5_effect,
        "offers.ibbu.who5_effect.points": 20,
        "offers.ibbu.who5_effect.ramp_weeks": 1,
        "offers.ibbu.who5_effect.half_life_weeks": 1000,
    }
    scenario = engine.bare("job", {}, 1500, values=values, replications=4)
    visits = engine.count(engine.live(scenario).activities, "emergency_visit").sum(axis=0)
    week = np.arange(52)
    points = 20 * (week >= 3) * 0.5 ** (np.maximum(week - 20, 0) / 1000)
    for arm, gained in enumerate((np.zeros(52), points)):
        chance = 1 - np.exp(-0.03 * np.exp(-0.03 * (40 - 35 + 0.25 * gained)))
        size = 4 * 1500
        assert engine.close(visits[arm], size * chance.sum(), math.sqrt(size * (chance * (1 - chance)).sum()))


def test_too_well_for_psychiatry_means_no_outpatient_course(engine):
    values = {"baseline.psychiatry.outpatient_start": 0.2, "baseline.psychiatry.too_light_above": 30}
    world = engine.lived(engine.bare("job", {}, 500, values=values), panel=True).world
    contact = world.panel["contact"][:, 0, 52:]
    began = (contact[:, 1:] == 2) & (contact[:, :-1] != 2)
    assert began.sum() > 50
    wait = world.lives["outpatient_wait"]
    score = world.panel["who5"][:, 0, 52:]
    assert not contact[(score > 30).all(axis=1)].any()
    assert (wait >= -1).all()


def test_moving_is_threefold_in_the_first_weeks_of_an_education(engine):
    """Weeks 0 to 3 of a new education count; nobody moves back."""
    base = engine.bare("job", {"a": engine.move("job", "education", 0.5)}, PEOPLE)
    moving = base.switches.model_copy(update={"moving": True})
    scenario = engine.changed(base, {"switches": moving})
    panel = engine.lived(scenario, panel=True).world.panel[:, 0, 48:]
    assert (np.diff(panel["moved"].astype(int), axis=1) >= 0).all()
    educated = panel["state"] == STATES.index("education")
    weeks_in = np.where(educated, np.cumsum(educated, axis=1) - 1, 99)
    at_risk = panel["moved"][:, :-1] == 0
    moves = (panel["moved"][:, 1:] == 1) & at_risk
    for early in (True, False):
        own = at_risk & ((weeks_in[:, 1:] < 4) == early)
        share = 1 - math.exp(-0.01 * (3 if early else 1))
        assert engine.close(moves[own].mean(), share, engine.share_error(share, own.sum()))
