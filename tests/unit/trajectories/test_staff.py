"""Staff time: vacancies, too few and too many hands, and what the programme pays for."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ungespor.base.tables import WAITING
from ungespor.scenario.programme import Staff, Turnover
from ungespor.trajectories import codes
from ungespor.trajectories.mental_health import NEVER


def short_of_staff(engine, people, **values):
    """Return a scenario in which staff leaves every twenty weeks and is replaced after six, by half meanwhile."""
    turnover = engine.filled(Turnover, hazard_per_week=0.05, vacancy_weeks=6, vacant_share=0.4)
    given = {
        **engine.ALL_ACCEPT,
        "switches.queue": True,
        "offers.ibbu.programme.turnover": turnover,
        "population.municipalities": ["one", "two", "three"],
        "offers.ibbu.programme.for_participants": 3 * people,
        "offers.ibbu.programme.operating_weeks": 500,
        **values,
    }
    return engine.bare("job", {}, people, values=given, intake_weeks=40, horizon_years=3)


def test_posts_are_vacant_the_share_of_time_that_renewal_theory_gives(engine):
    """A vacancy of D weeks, then a geometric wait with mean (1 − p)/p: the vacant share is D over their sum."""
    places = {"population.municipalities": [f"place_{place}" for place in range(2000)]}
    world = engine.drawn(short_of_staff(engine, 10, **places)).world
    there = world.open_minutes[0]
    full = there.max()
    vacant = there < full
    assert set(np.unique(there)) == {int(full * 0.6 + 0.5), full}
    leaves = 1 - math.exp(-0.05)
    share = 6 / (6 + (1 - leaves) / leaves)
    late = vacant[:, 52:].mean(axis=1)
    assert engine.close(late.mean(), share, late.std(ddof=1) / math.sqrt(len(late)))
    assert engine.close(vacant[:, 0].mean(), leaves, engine.share_error(leaves, len(late)))
    for weeks in vacant[:50]:
        runs = [len(run) for run in "".join("x" if week else " " for week in weeks).split()]
        assert all(run % 6 == 0 for run in runs[:-1]), "a vacancy lasts six weeks, or as many again"


def test_vacancies_stop_new_starts_but_no_course(engine):
    """Those in the course stay; nobody begins unless all fit into the time that is left."""
    scenario = short_of_staff(engine, 200)
    lived, within, seen = engine.watched(scenario, lambda world: world.enrolments[:, 1, 0])
    traits, there = lived.world.traits, lived.world.open_minutes[0]
    first = lived.compiled.first_calendar
    calendar = np.arange(first, lived.compiled.last_calendar)
    minutes = seen[-1]["minutes"][0]
    over = starts_in_vacancy = 0
    for place in range(3):
        here = within & (traits["municipality"] == place)
        busy = (here & (seen["stage"] == codes.STAGE_IN_COURSE)).sum(axis=1) * minutes
        starts = (here & (seen["started"] + traits["start_week"] == calendar[:, None])).sum(axis=1)
        assert (busy <= there[place, calendar])[starts > 0].all()
        over += (busy > there[place, calendar]).sum()
        starts_in_vacancy += starts[there[place, calendar] < there.max()].sum()
    assert over > 5
    assert starts_in_vacancy > 0
    whole = seen[-1]["started"] < NEVER
    assert whole.sum() > 80


def test_vacancies_are_the_same_in_both_arms_and_cost_starts(engine):
    scenario = short_of_staff(engine, 200)
    both = scenario.arms.model_copy(update={"control": ["usual_practice", "ibbu"]})
    world = engine.lived(engine.changed(scenario, {"arms": both})).world
    assert np.array_equal(world.enrolments[:, 0], world.enrolments[:, 1])
    assert world.enrolments["waited"][:, 0, 0].max() > 5
    short = dict(zip(WAITING, engine.live(scenario).waiting[0, 1, 0], strict=True))
    full = engine.live(engine.changed(scenario, {"offers.ibbu.programme.turnover": None}))
    manned = dict(zip(WAITING, full.waiting[0, 1, 0], strict=True))
    assert short["started"] < manned["started"]
    assert short["open_minutes"] < 0.95 * manned["open_minutes"]
    assert short["joined"] == manned["joined"]


RATIOS = (0.5, 1, 2, 4)


@pytest.fixture(scope="module")
def by_staff(engine):
    """Return what queue and staff time come to with staff that is doubled, and doubled again."""
    found = []
    for ratio in RATIOS:
        values = {"capacity.ibbu": engine.quantity(ratio, "ratio"), "offers.ibbu.programme.turnover": None}
        scenario = short_of_staff(engine, 166, **values)
        run = engine.live(engine.changed(scenario, {"replications": 3}))
        found.append(run.waiting[:, 1, 0].sum(axis=0))
    return dict(zip(WAITING, np.array(found).T, strict=True))


def test_half_the_staff_means_longer_waits_and_fewer_starts(by_staff):
    assert (by_staff["joined"] == 3 * 166).all()
    started = by_staff["started"]
    assert started[0] < 0.95 * started[1]
    assert (np.diff(started) >= 0).all()
    assert (by_staff["still_waiting"] == by_staff["joined"] - started).all()
    waits = by_staff["weeks_waited"] / started
    assert (waits[:-1] > 1.2 * waits[1:]).all()
    finished = by_staff["completed"] + by_staff["dropped_out"]
    assert (finished[:-1] < 0.9 * finished[1:])[:-1].all()


def test_twice_the_staff_stands_idle(by_staff):
    there = by_staff["open_minutes"]
    assert there[1:] == pytest.approx(2 * there[:-1], rel=0.005)
    assert (by_staff["used_minutes"] <= there).all()
    work = (by_staff["used_minutes"] + by_staff["overtime_minutes"]) / there
    assert (np.diff(work) < 0).all()
    assert work[3] < 0.7 * work[2]
    assert (np.diff(by_staff["overtime_minutes"]) < 0).all()


def test_used_and_open_minutes_are_those_of_the_weeks_in_operation(engine):
    """Added up again from everybody's stage in every week that the staff is paid."""
    values = {"offers.ibbu.programme.operating_weeks": 30}
    scenario = short_of_staff(engine, 150, **values)
    lived, within, seen = engine.watched(scenario, lambda world: world.enrolments[:, 1, 0])
    offer = lived.compiled.parameters.offers[0, 0]
    needed = np.where(seen["stage"] == codes.STAGE_IN_COURSE, seen["minutes"], 0)
    for stage, minutes in (
        (codes.STAGE_SCREENING, 45),
        (codes.STAGE_ASSESSMENT, math.ceil(5 * 60 / 3)),
        (codes.STAGE_AFTERCARE, math.ceil(2 * 60 / 13)),
    ):
        needed += np.where(seen["stage"] == stage, minutes, 0)
    here = [lived.world.traits["municipality"] == place for place in range(3)]
    needed = np.stack([(needed * within)[:, people].sum(axis=1) for people in here])
    there = lived.world.open_minutes[0][:, lived.compiled.first_calendar :]
    used = np.minimum(needed, there)
    counts = dict(zip(WAITING, lived.world.waiting[1, 0], strict=True))
    assert counts["used_minutes"] == used.sum() > 0
    assert counts["overtime_minutes"] == (needed - used).sum()
    closed = 52 + 30 - lived.compiled.first_calendar
    over = needed - used
    assert min(over[:, :closed].sum(), over[:, closed:].sum()) > 0, "in vacancies, and after the paid weeks"
    assert (there[:, closed:] == 0).all()
    assert counts["open_minutes"] == lived.world.open_minutes[0, :, 52:82].sum()
    assert counts["used_minutes"] < counts["open_minutes"] < offer["capacity_minutes"] * 3 * 30
    assert (lived.world.waiting[0] == 0).all()


def test_a_programme_counts_its_weeks_and_each_kind_of_staff(engine):
    """Hundredths of a week of the programme as staffed; hours by kind, in each municipality or shared."""
    staff = {
        "mentors": engine.filled(Staff, activity="mentor_hour", hours_per_week=10, usable=1),
        "more_mentors": engine.filled(Staff, activity="mentor_hour", hours_per_week=2.5, usable=0),
        "teachers": engine.filled(Staff, activity="teacher_hour", hours_per_week=7, usable=0.5, shared=True),
    }
    values = {
        "offers.ibbu.programme.staff": staff,
        "offers.ibbu.programme.operating_weeks": 40,
        "offers.ibbu.programme.for_participants": 100,
        "population.municipalities": ["one", "two"],
    }
    run = engine.live(engine.bare("job", {}, 30, values=values))
    expected = {
        "operating_week": 100 * 40 * 0.3,
        "mentor_hour": 40 * 2 * 12.5 * 0.3,
        "teacher_hour": 40 * 7 * 0.3,
        "programme_set_up": 30,
        "care_manager_hour": 0,
    }
    for activity, quantity in expected.items():
        assert engine.count(run.activities, activity).tolist() == [[0, quantity]], activity
