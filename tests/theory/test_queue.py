"""The waiting list against an independent queue, and against what queueing theory expects."""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
import pytest
from scipy import stats

STAFF_HOURS = 18.5 * 0.75 + 9.25 * 0.75


def minutes(hours, weeks=1):
    return math.ceil(hours * 60 / weeks)


MINUTES = {
    "screening": minutes(0.75),
    "assessment": minutes(5, 3),
    "in_course": minutes(12 * 1.5 + 3 * 1.5, 18),
    "aftercare": minutes(2 * 1, 13),
}
"""Whole staff minutes a week by stage, from the hours and weeks of the case of the workbench."""


def queue_in_plain_python(people, capacity, staff_leaves, last_week):
    """Give out staff time first come first served, week by week, in one municipality.

    From the week `staff_leaves` nobody begins.

    `people` maps a person to joined (calendar week), tie, closes (first week after the
    horizon), before (calendar week → minutes before the waiting list), course (weeks),
    aftercare (weeks). Return the calendar week in which each person's course starts.
    """
    started = {}
    for week in range(last_week):
        load = 0
        for name, person in people.items():
            load += person["before"].get(week, 0)
            if name in started and week < person["closes"]:
                weeks_in = week - started[name]
                if weeks_in < person["course"]:
                    load += MINUTES["in_course"]
                elif weeks_in < person["course"] + person["aftercare"]:
                    load += MINUTES["aftercare"]
        waiting = [
            (person["joined"], person["tie"], name)
            for name, person in people.items()
            if person["joined"] is not None and person["joined"] <= week < person["closes"] and name not in started
        ]
        for *_, name in sorted(waiting):
            if week >= staff_leaves or load + MINUTES["in_course"] > capacity:
                break
            load += MINUTES["in_course"]
            started[name] = week
    return started


def as_seen_in_the_panel(lived):
    """Return by municipality what the queue is fed with, and when courses started in the engine."""
    frame = lived.frame()
    frame = frame[(frame["arm"] == "intervention") & (frame["week"] >= 0)]
    traits, enrolments = lived.world.traits, lived.world.enrolments[:, 1, 0]
    places, starts = defaultdict(dict), defaultdict(dict)
    for name, weeks in frame.groupby("person"):
        stages = weeks["offer_stage"].tolist()
        week_0 = int(traits["start_week"][name])
        place = int(traits["municipality"][name])
        joined = next((week_0 + week for week, stage in enumerate(stages) if stage in ("waiting", "in_course")), None)
        places[place][name] = {
            "joined": joined,
            "tie": int(enrolments["tie"][name]),
            "closes": week_0 + len(stages),
            "before": {
                week_0 + week: MINUTES[stage]
                for week, stage in enumerate(stages)
                if stage in ("screening", "assessment")
            },
            "course": stages.count("in_course"),
            "aftercare": stages.count("aftercare"),
        }
        if "in_course" in stages:
            starts[place][name] = week_0 + stages.index("in_course")
    return places, starts


@pytest.mark.parametrize(("name", "ratio", "people"), [("tiny", 2.0, 14), ("ibbu_nord", 0.5, 60), ("ibbu_nord", 1, 83)])
def test_the_waiting_list_is_that_of_an_independent_queue(engine, name, ratio, people):
    """Who starts in which week is the same as in a queue written anew and fed with the same people."""
    values = {**engine.WORKBENCH, "capacity.ibbu": engine.quantity(ratio, "ratio"), "people": people}
    values["horizon_years"] = 2
    scenario = engine.changed(name, values)
    lived = engine.lived(scenario, panel=True)
    places, starts = as_seen_in_the_panel(lived)
    capacity = math.floor(STAFF_HOURS * 60 * ratio * people / 166 + 0.5)
    last_week = 52 + int(scenario.intake_weeks.central) + 104
    staff_leaves = 52 + int(scenario.offers["ibbu"].programme.operating_weeks.central)
    waited = 0
    for place, in_place in places.items():
        by_hand = queue_in_plain_python(in_place, capacity, staff_leaves, last_week)
        assert by_hand == starts[place]
        waited += sum(week - in_place[person]["joined"] for person, week in by_hand.items())
    assert lived.world.waiting[1, 0, 1] == sum(len(weeks) for weeks in starts.values()) > 0
    assert lived.world.waiting[1, 0, 2] == waited > 0
    assert lived.world.waiting[0].sum() == 0


def servers(engine, count, weekly, weeks, places):
    """Return a scenario in which `count` people a week can take a course of one week in each place."""
    arrivals = int(weekly * weeks * places)
    course = {
        "screening_hours": 0,
        "assessment_hours": 0,
        "assessment_weeks": 1,
        "course_weeks": 1,
        "sessions": 1,
        "session_hours": 1,
        "meetings": 0,
        "aftercare_sessions": 0,
    }
    staff = engine.shipped("ibbu_nord").offers["ibbu"].programme.staff["care_manager"]
    values = {
        **engine.ALL_ACCEPT,
        **{f"offers.ibbu.course.{name}": value for name, value in course.items()},
        "population.municipalities": [f"place_{place}" for place in range(places)],
        "offers.ibbu.programme.staff": {"care_manager": staff},
        "offers.ibbu.programme.staff.care_manager.hours_per_week": count,
        "offers.ibbu.programme.staff.care_manager.usable": 1,
        "offers.ibbu.programme.for_participants": arrivals,
        # The theory has no closing time: staff stays until the queue is empty.
        "offers.ibbu.programme.operating_weeks": 20 * 52,
    }
    scenario = engine.bare("job", {}, arrivals, values=values, replications=40, intake_weeks=weeks)
    return engine.changed(scenario, {"switches.queue": True})


def expected_weeks_waited(count, weekly, weeks):
    """Return expected weeks of waiting in one place, from Poisson arrivals to an empty queue.

    With L people left waiting after a week's starts, L' = max(L + arrivals − count, 0); the
    distribution of L is followed week by week, through the intake and until the queue is empty.
    """
    size = 400
    arrivals = stats.poisson.pmf(np.arange(size), weekly)
    left = np.zeros(size)
    left[0] = 1
    total = 0.0
    for week in range(weeks + size):
        present = np.convolve(left, arrivals)[:size] if week < weeks else left
        left = np.concatenate([[present[: count + 1].sum()], present[count + 1 :], np.zeros(count)])[:size]
        total += (left * np.arange(size)).sum()
    return total


@pytest.mark.parametrize(("count", "weekly", "weeks"), [(1, 0.8, 100), (3, 2.4, 40)])
def test_waits_are_those_of_random_arrivals_at_fixed_servers(engine, count, weekly, weeks):
    """Deterministic service, random arrivals, c servers: the discrete M/D/c queue.

    The number of people is fixed, so that arrivals in each of twenty places are binomial, not
    quite Poisson; that lowers the waits by less than a hundredth, well within the tolerance.
    """
    places = 20
    scenario = servers(engine, count, weekly, weeks, places)
    waiting = engine.live(scenario).waiting[:, 1, 0, 1:4]
    assert (waiting[:, 2] == 0).all()
    assert (waiting[:, 0] == scenario.people).all()
    per_place = waiting[:, 1] / places
    error = per_place.std(ddof=1) / math.sqrt(len(per_place))
    expected = expected_weeks_waited(count, weekly, weeks)
    assert engine.close(per_place.mean(), expected, error)
    assert error < expected / 20


def test_waits_explode_near_full_load(engine):
    """As Erlang's formula has it: nearly no wait at half load, a long one near full load."""
    waits = []
    for weekly in (0.5, 0.8, 0.95):
        scenario = engine.changed(servers(engine, 1, weekly, 200, 10), {"replications": 10})
        waiting = engine.live(scenario).waiting[:, 1, 0, 1:4].sum(axis=0)
        waits.append(waiting[1] / waiting[0])
    assert waits[0] < 0.6
    assert 1.5 < waits[1] < waits[2] / 2


def test_without_the_queue_nobody_waits(engine):
    scenario = engine.changed("tiny", {"switches.queue": False})
    waiting = engine.live(scenario).waiting[:, :, 0, 1:4]
    assert waiting[:, 1, 0].sum() > 100
    assert waiting[:, :, 1:].sum() == 0
