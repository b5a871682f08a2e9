"""Staff time: vacancies, too few and too many hands, and what the programme pays for."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ungespor.base.tables import WAITING
from ungespor.scenario.offer import Entry, Group
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


CLOSES = 52 + 30
"""Calendar week in which staff that is paid for 30 weeks is gone."""


@pytest.fixture(scope="module", params=[True, False])
def closed(engine, request):
    """Return a world, with and without a queue, in which three offers close after 30 weeks and one after 40."""
    values = {
        "offers.ibbu.programme.operating_weeks": 30,
        "offers.ibbu.programme.for_participants": 200,
        "switches.queue": request.param,
    }
    scenario = short_of_staff(engine, 200, **values)
    met = engine.filled(Entry, states=["job"], hazard_per_week=0.03)
    scenario = engine.another(scenario, "after", {"follows": "ibbu", "programme.operating_weeks": 40})
    scenario = engine.another(scenario, "met", {"entry": met})
    scenario = engine.another(scenario, "plan", {"entry": met, "beside": True})
    return engine.watched(scenario, lambda world: world.enrolments[:, 1])


def test_nobody_begins_after_the_paid_weeks_and_nobody_waits_on(closed):
    lived, within, seen = closed
    start = lived.world.traits["start_week"]
    calendar = np.arange(lived.compiled.first_calendar, lived.compiled.last_calendar)
    for index, name in enumerate(lived.compiled.offers):
        own = lived.world.enrolments[:, 1, index]
        closes = 52 + (40 if name == "after" else 30)
        for clock in ("opened", "started"):
            weeks = (own[clock] + start)[own[clock] < NEVER]
            assert weeks.max() < closes, name
            assert (weeks > closes - 10).any(), f"{name} takes people until the end"
        late = within & (calendar >= closes)[:, None]
        assert not (late & (seen[:, :, index]["stage"] == codes.STAGE_WAITING)).any(), name
        joined, started, _, still_waiting, completed, dropped_out, *_ = lived.world.waiting[1, index]
        assert (joined, started) == ((own["joined"] < NEVER).sum(), (own["started"] < NEVER).sum())
        assert still_waiting == 0
        assert started == completed + dropped_out, "every course is finished"


def test_courses_under_way_run_to_their_end_after_the_staff_is_gone(closed):
    """As long as planned, for all who do not drop out; and people drop out as before."""
    lived, _, _ = closed
    own, start = lived.world.enrolments[:, 1, 0], lived.world.traits["start_week"]
    on = (own["started"] < NEVER) & (own["ended"] + start >= CLOSES)
    lengths = own["ended"] - own["started"] + 1
    finished = own["stage"] == codes.STAGE_COMPLETED
    assert (lengths[on & finished] == own["planned_weeks"][on & finished]).all()
    assert min((on & finished).sum(), (on & ~finished).sum()) > 2
    assert lived.world.waiting[1, 0, WAITING.index("overtime_minutes")] > 0


def test_who_comes_when_the_staff_is_gone_is_never_screened_nor_counted_as_a_participant(closed):
    lived, _, _ = closed
    own, traits = lived.world.enrolments[:, 1, 0], lived.world.traits
    late = traits["start_week"] >= CLOSES
    assert 30 < late.sum() < len(late) - 30
    assert (own["opened"] == np.where(late, NEVER, 0)).all()
    assert (traits["participant"] == np.where(late, 0, 1)).all()
    cell = [n for n, cell in enumerate(lived.compiled.cells) if (cell.activity, cell.offer) == ("screening", "ibbu")]
    assert lived.world.quantity[1][:, cell].sum() == (~late).sum()


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize("people", [2, 6])
def test_a_team_too_small_for_a_course_takes_one_when_it_has_nobody_else(engine, people, together):
    """As many hours as six, or two, of 166 pay for are fewer than one course takes: the excess is overtime."""
    group = engine.filled(Group, sessions=0, hours_per_participant=0, minimum=2, start_together=True)
    values = {
        "offers.ibbu.programme.turnover": None,
        "offers.ibbu.programme.for_participants": 166 * 40 / people,
        "offers.ibbu.programme.operating_weeks": 200,
        "offers.ibbu.course.group": group if together else None,
    }
    lived, within, seen = engine.watched(short_of_staff(engine, 40, **values), lambda world: world.enrolments[:, 1, 0])
    offer, traits, own = lived.compiled.parameters.offers[0, 0], lived.world.traits, seen[-1]
    assert 0 < offer["capacity_minutes"] < offer["course_minutes"]
    in_course = within & (seen["stage"] == codes.STAGE_IN_COURSE)
    for place in range(3):
        assert in_course[:, traits["municipality"] == place].sum(axis=1).max() == (2 if together else 1)
    counts = dict(zip(WAITING, lived.world.waiting[1, 0], strict=True))
    assert counts["started"] == (own["started"] < NEVER).sum() > 15
    assert counts["overtime_minutes"] > 0.3 * counts["used_minutes"]
    assert counts["used_minutes"] < counts["open_minutes"]


def test_no_such_course_begins_while_a_post_is_vacant_or_where_there_is_no_staff(engine):
    scenario = short_of_staff(engine, 40, **{"offers.ibbu.programme.for_participants": 166 * 40 / 6})
    world = engine.lived(scenario).world
    own, place = world.enrolments[:, 1, 0], world.traits["municipality"]
    begun = own["started"] < NEVER
    week = (own["started"] + world.traits["start_week"])[begun]
    assert begun.sum() > 15
    there = world.open_minutes[0]
    assert (there[place[begun], week] == there.max()).all()
    assert (there < there.max()).sum() > 30
    nobody = engine.changed(scenario, {"capacity.ibbu": engine.quantity(0.001, "ratio")})
    assert (engine.lived(nobody).world.enrolments["started"] == NEVER).all()


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
