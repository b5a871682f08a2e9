"""Groups that meet or are cancelled, groups that begin together, and placements."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ungespor.scenario.offer import Group, Placement
from ungespor.trajectories import codes

PLACES = ["one", "two", "three"]


def grouped(engine, people, together=False, **values):
    """Return a scenario in which everyone goes to a course with a group of at least five."""
    group = engine.filled(Group, sessions=27, hours_per_participant=0.2, minimum=5, start_together=together)
    course = {"offers.ibbu.course.group": group, "offers.ibbu.course.attendance": 1}
    given = {**engine.ALL_ACCEPT, **course, "population.municipalities": PLACES, **values}
    return engine.bare("job", {}, people, values=given, intake_weeks=40)


def by_place(world, people):
    """Return sums over the people of each municipality, shape (calendar week, municipality)."""
    return np.stack([people[:, world.traits["municipality"] == place].sum(axis=1) for place in range(3)], axis=1)


def cells_of(lived, activity):
    return [number for number, cell in enumerate(lived.compiled.cells) if cell.activity == activity]


@pytest.mark.parametrize("attendance", [1.0, 0.7])
def test_a_session_that_too_few_come_to_is_cancelled_for_all_of_them_and_nobody_else(engine, attendance):
    """Week by week: sessions due, in municipalities with five in the course and with fewer."""
    scenario = grouped(engine, 60, **{"offers.ibbu.course.attendance": attendance})

    def look(world):
        return np.concatenate([world.enrolments[:, 1, 0]["stage"], world.quantity[1].sum(axis=0)])

    lived, within, seen = engine.watched(scenario, look)
    people = lived.compiled.people
    in_course = within & (seen[:, :people] == codes.STAGE_IN_COURSE)
    started = lived.world.enrolments["started"][:, 1, 0] + lived.world.traits["start_week"]
    done = np.arange(lived.compiled.first_calendar, lived.compiled.last_calendar)[:, None] - started
    due = np.where(in_course, 27 * (done + 1) // 18 - 27 * done // 18, 0)
    meets = by_place(lived.world, in_course) >= 5
    counted = {
        activity: np.diff(seen[:, people:][:, cells_of(lived, activity)].sum(axis=1), prepend=0)
        for activity in ("group_session_attended", "session_cancelled", "session_missed", "session_attended")
    }
    in_group = by_place(lived.world, due)
    assert (counted["session_cancelled"] == np.where(meets, 0, in_group).sum(axis=1)).all()
    held = np.where(meets, in_group, 0).sum(axis=1)
    alone = np.where(in_course, 12 * (done + 1) // 18 - 12 * done // 18, 0).sum(axis=1)
    missed = counted["session_missed"]
    if attendance == 1.0:
        assert (counted["group_session_attended"] == held).all()
        assert missed.sum() == 0
    else:
        came = counted["group_session_attended"].sum()
        assert engine.close(came / held.sum(), attendance, engine.share_error(attendance, held.sum()))
    assert (missed + counted["group_session_attended"] + counted["session_attended"] == held + alone).all()
    assert min(counted["session_cancelled"].sum(), held.sum()) > 50


def test_group_time_is_part_of_what_a_course_takes(engine):
    course = engine.drawn(grouped(engine, 10)).compiled.parameters.offers[0, 0]
    assert course["course_minutes"] == math.ceil((12 * 1.5 + 3 * 1.5 + 27 * 0.2) * 60 / 18)


@pytest.mark.parametrize("spread", [None, 0.5])
@pytest.mark.parametrize("queue", [False, True])
def test_a_course_that_starts_together_waits_for_five_and_for_room_for_them(engine, queue, spread):
    """Nobody begins in a smaller company, and five who wait begin as soon as the staff can take them."""
    values = {"switches.queue": queue, "offers.ibbu.programme.for_participants": 100}
    values["offers.ibbu.course.intensity_sd"] = None if spread is None else engine.quantity(spread, "log_sd")
    scenario = grouped(engine, 150, together=True, **values)
    lived, within, seen = engine.watched(scenario, lambda world: world.enrolments[:, 1, 0])
    traits, own = lived.world.traits, seen[-1]
    calendar = np.arange(lived.compiled.first_calendar, lived.compiled.last_calendar)[:, None]
    starts = by_place(lived.world, own["started"] + traits["start_week"] == calendar)
    assert set(np.unique(starts)) & {1, 2, 3, 4} == set()
    assert starts.sum() > 60
    waiting = within & (seen["stage"] == codes.STAGE_WAITING)
    offer, there = lived.compiled.parameters.offers[0, 0], lived.world.open_minutes[0, :, 0]
    blocked = 0
    for week, place in np.argwhere((by_place(lived.world, waiting) >= 5) & (starts == 0)):
        here = within[week] & (traits["municipality"] == place)
        stage = np.where(here, seen["stage"][week], codes.STAGE_NONE)
        load = offer["screening_minutes"] * (stage == codes.STAGE_SCREENING).sum()
        load += offer["assessment_minutes"] * (stage == codes.STAGE_ASSESSMENT).sum()
        load += offer["aftercare_minutes"] * (stage == codes.STAGE_AFTERCARE).sum()
        load += own["minutes"][stage == codes.STAGE_IN_COURSE].sum()
        queue_now = np.flatnonzero(stage == codes.STAGE_WAITING)
        order = sorted(queue_now, key=lambda one: (own["joined"][one] + traits["start_week"][one], own["tie"][one]))
        assert queue
        assert there[place] - load < own["minutes"][order[:5]].sum()
        blocked += 1
    assert (blocked > 5) == queue


def test_placements_go_to_the_stated_share_in_the_stated_weeks(engine):
    """From week 5 of the course (its first week is 0) for four weeks, if they stay until then."""
    placement = engine.filled(Placement, share=0.4, first_week=5, weeks=4)
    values = {"offers.ibbu.course.placement": placement, "offers.ibbu.course.drop_out": 0.6}
    scenario = engine.bare("job", {}, 2500, values={**engine.ALL_ACCEPT, **values})
    own = engine.lived(scenario).world.enrolments[:, 1, 0]
    placed = own["placement_to"] > 0
    assert engine.close(placed.mean(), 0.4, engine.share_error(0.4, len(own)))
    weeks = own["ended"] - own["started"] + 1
    expected = np.clip(weeks - 5, 0, 4)
    assert len(np.unique(expected)) == 5
    counted = engine.count(engine.live(scenario).activities, "placement_week")[0]
    assert counted.tolist() == [0, expected[placed].sum()]
    assert abs(weeks[placed].mean() - weeks[~placed].mean()) < 4 * weeks.std() * math.sqrt(1 / 1000 + 1 / 1500)
