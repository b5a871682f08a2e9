"""Courses: how they end at the goal, how long they last, and how much staff time they take."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from ungespor.base.tables import STATES, WAITING
from ungespor.trajectories import codes

JOB = STATES.index("job")
NO_DROP_OUT = {"offers.ibbu.course.drop_out": 0}


@pytest.fixture(scope="module")
def towards_a_job(engine):
    """Return a world in which a job is the goal of the course."""
    moves = {"there": engine.move("self_support", "job", 0.06), "back": engine.move("job", "self_support", 0.15)}
    values = {**engine.ALL_ACCEPT, **NO_DROP_OUT, "offers.ibbu.course.ends_on": ["job", "education"]}
    return engine.lived(engine.bare("self_support", moves, 600, values=values), panel=True)


def test_who_reaches_the_goal_has_completed_the_course_that_week(towards_a_job):
    """Entered from the first week of the course on; who is there already goes on until the planned end."""
    own, states = towards_a_job.world.enrolments[:, 1, 0], towards_a_job.world.panel["state"][:, 1, 52:]
    assert (own["started"] == 3).all()
    enters = (states[:, 1:] == JOB) & (states[:, :-1] != JOB)
    enters = np.pad(enters, ((0, 0), (1, 0)))[:, 3:21]
    ends = 3 + np.where(enters.any(axis=1), enters.argmax(axis=1), 17)
    assert (own["ended"] == ends).all()
    early, already = ends < 20, states[:, 2] == JOB
    assert min(early.sum(), (~early).sum(), (already & ~early).sum(), (already & early).sum()) > 5
    assert (own["stage"] == codes.STAGE_COMPLETED).all()
    assert towards_a_job.world.waiting[1, 0, WAITING.index("completed")] == 600


def test_who_reaches_the_goal_gets_aftercare(engine, towards_a_job):
    run = engine.live(towards_a_job.scenario)
    assert engine.count(run.activities, "aftercare_session")[0, 1] == 2 * 600


@pytest.fixture(scope="module")
def uneven(engine):
    """Return a run of courses of uneven length and intensity, and the world behind it."""
    spread = {"course_weeks_sd": engine.quantity(0.4, "log_sd"), "intensity_sd": engine.quantity(0.5, "log_sd")}
    values = {**engine.ALL_ACCEPT, **NO_DROP_OUT, **{f"offers.ibbu.course.{name}": sd for name, sd in spread.items()}}
    scenario = engine.bare("job", {}, 3000, values=values, horizon_years=3)
    return engine.lived(scenario).world.enrolments[:, 1, 0], engine.live(scenario)


def test_lengths_are_lognormal_around_the_stated_median(engine, uneven):
    own, _ = uneven
    lengths = own["ended"] - own["started"] + 1
    assert (lengths == own["planned_weeks"]).all()
    weeks = np.array([8, 12, 15, 17, 18, 21, 25, 35])
    expected = stats.norm.cdf(np.log((weeks + 0.5) / 18) / 0.4)
    found = (lengths[:, None] <= weeks).mean(axis=0)
    assert engine.close(found, expected, engine.share_error(expected, len(own)))


def test_longer_courses_have_more_sessions_at_the_same_pace_but_not_more_meetings(engine, uneven):
    own, run = uneven
    came, stayed_away = (engine.count(run.activities, f"session_{what}")[0, 1] for what in ("attended", "missed"))
    assert came + stayed_away == (12 * own["planned_weeks"] // 18).sum()
    assert engine.count(run.activities, "three_party_meeting")[0, 1] == 3 * len(own)


def test_intensity_has_a_mean_of_one_and_the_stated_spread(engine, uneven):
    own, _ = uneven
    usual = math.ceil((12 * 1.5 + 3 * 1.5) * 60 / 18)
    size = len(own)
    spread = usual * math.sqrt(math.exp(0.5**2) - 1)
    assert engine.close(own["minutes"].mean(), usual, spread / math.sqrt(size))
    logs = np.log(own["minutes"])
    assert engine.close(logs.std(ddof=1), 0.5, 0.5 / math.sqrt(2 * size))
    assert abs(np.corrcoef(logs, np.log(own["planned_weeks"]))[0, 1]) < engine.STANDARD_ERRORS / math.sqrt(size)


def test_who_needs_more_than_the_whole_team_begins_when_it_has_nobody_else(engine):
    """Otherwise all who are in the course fit into the time there is, and the excess is overtime."""
    spread = {"course_weeks_sd": engine.quantity(0.4, "log_sd"), "intensity_sd": engine.quantity(1.2, "log_sd")}
    values = {
        **engine.ALL_ACCEPT,
        **{f"offers.ibbu.course.{name}": sd for name, sd in spread.items()},
        "switches.queue": True,
        "population.municipalities": ["one", "two", "three"],
        "offers.ibbu.programme.for_participants": 650,
    }
    scenario = engine.bare("job", {}, 120, values=values, intake_weeks=30)
    lived, within, enrolments = engine.watched(scenario, lambda world: world.enrolments[:, 1, 0])
    there = lived.world.open_minutes[0, 0, 0]
    own = enrolments[-1]
    calendar = np.arange(lived.compiled.first_calendar, lived.compiled.last_calendar)[:, None]
    starts = own["started"] + lived.world.traits["start_week"] == calendar
    heavy = own["minutes"] > there
    assert (starts.any(axis=0) & heavy).sum() > 3, "some need more than all of it, and begin"
    for place in range(3):
        there_now = within & (lived.world.traits["municipality"] == place)
        in_course = there_now & (enrolments["stage"] == codes.STAGE_IN_COURSE)
        used = np.where(in_course, enrolments["minutes"], 0).sum(axis=1)
        alone = in_course.sum(axis=1) == 1
        assert (used[~alone] <= there).all()
        assert ((in_course & heavy).any(axis=1) <= alone).all()
        assert (used > 0.6 * there).sum() > 20
