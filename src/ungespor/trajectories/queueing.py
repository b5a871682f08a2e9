"""The waiting list: staff time by week, who stands next, and who there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ungespor.base import randomness as chance
from ungespor.base.jit import rule
from ungespor.trajectories import codes
from ungespor.trajectories.enrolling import of_age
from ungespor.trajectories.measuring import OPEN_MINUTES, OVERTIME_MINUTES, USED_MINUTES
from ungespor.trajectories.mental_health import NEVER

if TYPE_CHECKING:
    import numpy as np

    from ungespor.trajectories.records import World


@rule
def open_staff_time(open_minutes: np.ndarray, offer: np.void, key: np.uint64) -> None:
    """Fill one municipality's staff minutes week by week: vacancies where staff leaves, none after the paid weeks.

    Parameters
    ----------
    open_minutes : ndarray of int64, shape (calendar weeks,)
    key : int
        Of the offer in this municipality and world.
    """
    filled_from = 0
    for calendar in range(open_minutes.shape[0]):
        open_minutes[calendar] = offer.capacity_minutes if calendar < offer.closes else 0
        if offer.turnover_hazard <= 0.0:
            continue
        if calendar >= filled_from and chance.happens(
            chance.uniform(key, calendar, chance.VACANCY), offer.turnover_hazard
        ):
            filled_from = calendar + offer.vacancy_weeks
        if calendar < min(filled_from, offer.closes):
            open_minutes[calendar] = int(offer.capacity_minutes * (1.0 - offer.vacant_share) + 0.5)


@rule
def minutes_needed(enrolment: np.void, offer: np.void) -> int:
    """Return the staff minutes that a person at this stage takes up in a week."""
    if enrolment.stage == codes.STAGE_SCREENING:
        return offer.screening_minutes
    if enrolment.stage == codes.STAGE_ASSESSMENT:
        return offer.assessment_minutes
    if enrolment.stage == codes.STAGE_IN_COURSE:
        return enrolment.minutes
    return offer.aftercare_minutes if enrolment.stage == codes.STAGE_AFTERCARE else 0


@rule
def leave_queue(trait: np.void, enrolment: np.void, offer: np.void, week: int, calendar: int) -> None:
    """Leave the queue when the staff is paid no longer, or with the age limit.

    The age limit, such as 18, does not matter to an offer that was met at week 0.
    """
    if enrolment.stage != codes.STAGE_WAITING:
        return
    too_old = offer.opens_later == 1 and not of_age(offer, calendar - trait.birth_week)
    if too_old or calendar >= offer.closes:
        enrolment.stage = codes.STAGE_NONE
        enrolment.ended = max(week - 1, 0)


@rule
def there_is_room(minutes: int, free: int, there: int, members: int, offer: np.void) -> bool:
    """Say whether a course that takes so many minutes a week can begin.

    What takes more than the whole team has would otherwise wait for ever: it begins when no post
    is vacant and nobody is in the course, and what it takes beyond the team's hours is overtime.

    Parameters
    ----------
    free, there : int
        Minutes not in use this week, and all there are.
    members : int
        People in the course in the municipality.
    """
    if minutes <= offer.capacity_minutes:
        return free >= minutes
    return members == 0 and there > 0 and there == offer.capacity_minutes


@rule
def begin_course(enrolment: np.void, week: int) -> None:
    """Begin the course."""
    enrolment.stage = codes.STAGE_IN_COURSE
    enrolment.started = week
    enrolment.waited = week - enrolment.joined


@rule
def comes_before(one: np.void, one_start: int, other: np.void, other_start: int) -> bool:
    """Say whether one person stands before another in the queue: by priority, week joined, and a keyed tie."""
    if one.priority != other.priority:
        return one.priority < other.priority
    one_week = one.joined + one_start
    other_week = other.joined + other_start
    return one_week < other_week or (one_week == other_week and one.tie < other.tie)


@rule
def next_in_queue(traits: np.ndarray, enrolments: np.ndarray, place: int, last_closed: int, after: int) -> int:
    """Return who stands next after a person in one municipality's queue; first of all after −1.

    People whose week 0 is `last_closed` or earlier have come to the end of the horizon.
    """
    best = -1
    for person in range(traits.shape[0]):
        trait = traits[person]
        one = enrolments[person]
        if trait.municipality != place or one.stage != codes.STAGE_WAITING or trait.start_week <= last_closed:
            continue
        if after >= 0 and not comes_before(enrolments[after], traits[after].start_week, one, trait.start_week):
            continue
        if best < 0 or comes_before(one, trait.start_week, enrolments[best], traits[best].start_week):
            best = person
    return best


@rule
def group_minutes(traits: np.ndarray, enrolments: np.ndarray, place: int, last_closed: int, size: int) -> int:
    """Return the weekly staff minutes of the first `size` people in one municipality's queue."""
    minutes = 0
    person = -1
    for _ in range(size):
        person = next_in_queue(traits, enrolments, place, last_closed, person)
        minutes += enrolments[person].minutes
    return minutes


@rule
def close_week(
    w: World, offer: np.void, arm: int, index: int, place: int, calendar: int, free: int
) -> None:  # fmt: skip
    """Note the staff time used and whether the group meets, and clear the counts for next week.

    What people need beyond the time there is, in a vacancy or after the paid weeks, is overtime.
    """
    if offer.closes < NEVER and calendar >= codes.CALENDAR_ORIGIN:
        there = w.open_minutes[index, place, calendar]
        w.waiting[arm, index, USED_MINUTES] += there - max(free, 0)
        w.waiting[arm, index, OVERTIME_MINUTES] += max(-free, 0)
        w.waiting[arm, index, OPEN_MINUTES] += there
    w.held[arm, index, place] = 1 if w.members[arm, index, place] >= offer.group_minimum else 0
    w.load[arm, index, place] = 0
    w.queue[arm, index, place] = 0
    w.members[arm, index, place] = 0
