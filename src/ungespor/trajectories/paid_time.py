"""Staff time that a programme pays for week by week, however many people come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ungespor.trajectories import codes, fields
from ungespor.trajectories.activities import HUNDRED, OPERATING_WEEK, PAID, PAID_HOURS, SET_UP
from ungespor.trajectories.counting import COURSE_EVENT_COUNT, FIRST_COURSE_EVENT

if TYPE_CHECKING:
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.offer import Offer
    from ungespor.trajectories.parameters import Compiled
    from ungespor.trajectories.records import World


def add(world: World, scenario: Scenario, compiled: Compiled) -> None:
    """Add the paid hours and the set-up of every programme to one world's counts.

    Paid time belongs to no one person, so it is booked in follow-up year 1, in the half-year
    in which it is paid. Whole hours are booked so that the running sum is never off by more
    than half an hour. Operating weeks and the set-up are counted in hundredths of the programme
    as staffed.
    """
    arms = (scenario.arms.control, scenario.arms.intervention)
    for code, name in enumerate(compiled.offers):
        offer = scenario.offers[name]
        if offer.programme is None:
            continue
        for arm, offered in enumerate(arms):
            if name in offered:
                _add_programme(world, scenario, compiled, offer, code, arm)


def _add_programme(world: World, scenario: Scenario, compiled: Compiled, offer: Offer, code: int, arm: int) -> None:
    p = compiled.parameters
    first_cell = FIRST_COURSE_EVENT + len(compiled.offers) * COURSE_EVENT_COUNT + code * len(PAID)
    scale = fields.staff_scale(offer, compiled.participants)
    weekly_amounts = {activity: _weekly_hours(scenario, offer, activity) * scale for activity in PAID_HOURS}
    weekly_amounts[OPERATING_WEEK] = HUNDRED * scale
    for activity, weekly in weekly_amounts.items():
        if weekly == 0.0:
            continue
        cell = p.cell_base[first_cell + PAID.index(activity)]
        booked = 0
        for week in range(fields.operating_weeks(offer)):
            due = int(weekly * (week + 1) + 0.5)
            world.quantity[arm, _period(compiled, week), cell] += due - booked
            booked = due
    set_up = p.cell_base[first_cell + PAID.index(SET_UP)]
    world.quantity[arm, _period(compiled, 0), set_up] += int(HUNDRED * scale + 0.5)


def _weekly_hours(scenario: Scenario, offer: Offer, activity: str) -> float:
    """Return the paid hours a week of one kind of staff, in all municipalities together."""
    assert offer.programme is not None  # noqa: S101 - checked by the caller
    places = len(scenario.population.municipalities)
    return sum(
        staff.hours_per_week.central * (1 if staff.shared else places)
        for staff in offer.programme.staff.values()
        if staff.activity == activity
    )


def _period(compiled: Compiled, week: int) -> int:
    half_years = compiled.parameters.half_years
    calendar = min(codes.CALENDAR_ORIGIN + week, len(half_years) - 1)
    return int(compiled.parameters.periods[half_years[calendar], 0])
