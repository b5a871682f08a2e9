"""Enrolling: referral, screening, assessment, and how a course ends."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ungespor.base import randomness as chance
from ungespor.base.jit import rule
from ungespor.trajectories import codes
from ungespor.trajectories.mental_health import NEVER

if TYPE_CHECKING:
    import numpy as np


@rule
def concerns(group: np.void, trait: np.void) -> bool:
    """Say whether a person belongs to a subgroup (fields of `parameter_records.SUBGROUP`)."""
    age_weeks = trait.start_week - trait.birth_week
    return (
        (group.sex < 0 or group.sex == trait.women)
        and (group.grades < 0 or group.grades == trait.low_grades)
        and (group.origin < 0 or group.origin == trait.non_western)
        and (group.readiness >> trait.readiness) & 1 == 1
        and group.age_from <= age_weeks < group.age_below
    )


@rule
def draw_enrolment(enrolment: np.void, key: np.uint64, offer: np.void, trait: np.void) -> None:
    """Draw, under the offer's own key, how far the person will come in its funnel, and what course she would get."""
    enrolment.key = key
    enrolment.tie = chance.bits_for(key, chance.TRAIT_WEEK, chance.QUEUE_TIE)
    enrolment.stage = codes.STAGE_NONE
    comes_too_late = trait.start_week >= offer.closes
    enrolment.opened = NEVER if offer.opens_later == 1 or comes_too_late else 0
    enrolment.joined = NEVER
    enrolment.started = NEVER
    enrolment.ended = NEVER
    enrolment.waited = 0
    enrolment.spill_over = 0.0
    enrolment.priority = 0 if concerns(offer, trait) else 1
    accepts = chance.uniform(key, chance.TRAIT_WEEK, chance.FUNNEL_ACCEPTS) < offer.acceptance
    enrolment.accepts = 1 if accepts else 0
    enrolment.outcome = codes.FUNNEL_SCREENED_ONLY
    may_come = offer.opens_later == 1 or (not comes_too_late and of_age(offer, trait.start_week - trait.birth_week))
    if may_come and chance.uniform(key, chance.TRAIT_WEEK, chance.FUNNEL_ASSESSED) < offer.assessed:
        share = chance.uniform(key, chance.TRAIT_WEEK, chance.FUNNEL_OUTCOME)
        enrolment.outcome = codes.FUNNEL_OTHER
        if share < offer.offered:
            enrolment.outcome = codes.FUNNEL_OFFERED
        elif share < offer.offered + offer.too_burdened:
            enrolment.outcome = codes.FUNNEL_BURDENED
    draw_course(enrolment, offer)


@rule
def draw_course(enrolment: np.void, offer: np.void) -> None:
    """Draw the length of the course, the staff time it takes, and whether there is a placement."""
    key = enrolment.key
    enrolment.planned_weeks = offer.course_weeks
    if offer.course_weeks_sd > 0.0:
        spread = math.exp(offer.course_weeks_sd * chance.normal(key, chance.TRAIT_WEEK, chance.COURSE_LENGTH))
        enrolment.planned_weeks = max(int(offer.course_weeks * spread + 0.5), 1)
    enrolment.minutes = offer.course_minutes
    if offer.intensity_sd > 0.0:
        sd = offer.intensity_sd
        spread = math.exp(sd * chance.normal(key, chance.TRAIT_WEEK, chance.COURSE_INTENSITY) - 0.5 * sd * sd)
        enrolment.minutes = max(int(offer.course_minutes * spread + 0.5), 1)
    enrolment.placement_from = 0
    enrolment.placement_to = 0
    if offer.placement_share > 0.0:
        if chance.uniform(key, chance.TRAIT_WEEK, chance.PLACEMENT) < offer.placement_share:
            enrolment.placement_from = offer.placement_first
            enrolment.placement_to = offer.placement_first + offer.placement_weeks


@rule
def of_age(offer: np.void, age_weeks: int) -> bool:
    """Say whether an age lies within the offer's limits."""
    return offer.youngest_weeks <= age_weeks < offer.oldest_weeks


@rule
def is_busy(enrolments: np.ndarray, offers: np.ndarray, given: np.ndarray, index: int) -> bool:
    """Say whether the person is in, or waits for, another offer that leaves no room for this one."""
    for other in range(offers.shape[0]):
        if other == index or given[other] == 0 or offers[other].beside == 1:
            continue
        stage = enrolments[other].stage
        if stage == codes.STAGE_ASSESSMENT or stage == codes.STAGE_WAITING or stage == codes.STAGE_IN_COURSE:  # noqa: PLR1714 - numba builds no tuple
            return True
    return False


@rule
def opens_now(
    trait: np.void, life: np.void, enrolments: np.ndarray, offers: np.ndarray, given: np.ndarray, index: int,
    week: int, calendar: int,
) -> bool:  # fmt: skip
    """Say whether the funnel of an offer that is not met at week 0 opens for the person this week."""
    offer = offers[index]
    if offer.follows >= 0:
        earlier = enrolments[offer.follows]
        if earlier.started > week or earlier.ended + 1 != week:
            return False
    else:
        if (offer.entry_states >> life.state) & 1 == 0:
            return False
        if not chance.happens(chance.uniform(enrolments[index].key, week, chance.ENTRY), offer.entry_hazard):
            return False
    if not of_age(offer, calendar - trait.birth_week):
        return False
    return offer.beside == 1 or not is_busy(enrolments, offers, given, index)


@rule
def opens_in(enrolments: np.ndarray, week: int) -> bool:
    """Say whether any offer's funnel opens for the person this week, in any arm."""
    for arm in range(enrolments.shape[0]):
        for offer in range(enrolments.shape[1]):
            if enrolments[arm, offer].opened == week:
                return True
    return False


@rule
def reach_others(enrolment: np.void, offer: np.void, week: int, calendar: int) -> None:
    """Note how much of the effects reaches someone who has not begun the course, while the programme operates."""
    near = enrolment.started > week and calendar < offer.closes
    enrolment.spill_over = offer.spill_over if near else 0.0


@rule
def arrive(enrolment: np.void, offer: np.void, week: int) -> None:
    """Move a person through screening and assessment, up to the waiting list."""
    if week == enrolment.opened:
        if enrolment.outcome == codes.FUNNEL_SCREENED_ONLY:
            enrolment.stage = codes.STAGE_SCREENING
            enrolment.ended = week
        else:
            enrolment.stage = codes.STAGE_ASSESSMENT
    elif enrolment.stage == codes.STAGE_SCREENING:
        enrolment.stage = codes.STAGE_NONE
    if enrolment.stage == codes.STAGE_ASSESSMENT and week - enrolment.opened >= offer.assessment_weeks:
        if enrolment.outcome == codes.FUNNEL_OFFERED and enrolment.accepts == 1:
            enrolment.stage = codes.STAGE_WAITING
            enrolment.joined = week
        else:
            burdened = enrolment.outcome == codes.FUNNEL_BURDENED
            enrolment.stage = codes.STAGE_TOO_BURDENED if burdened else codes.STAGE_NONE
            enrolment.ended = max(week - 1, 0)


@rule
def is_over(enrolment: np.void, week: int) -> bool:
    """Say whether a person's way through an offer had come to its end before this week."""
    stage = enrolment.stage
    waits_or_attends = codes.STAGE_WAITING <= stage <= codes.STAGE_AFTERCARE
    being_seen = stage in (codes.STAGE_SCREENING, codes.STAGE_ASSESSMENT)
    reached = enrolment.spill_over > 0.0
    return enrolment.opened < week and not waits_or_attends and not being_seen and not reached


@rule
def all_over(enrolments: np.ndarray, given: np.ndarray, week: int) -> bool:
    """Say whether nothing is left for a person to arrive at, in any arm."""
    for arm in range(given.shape[0]):
        for offer in range(given.shape[1]):
            if given[arm, offer] == 1 and not is_over(enrolments[arm, offer], week):
                return False
    return True


@rule
def leave_course(enrolment: np.void, offer: np.void, week: int) -> None:
    """Pass from the course to aftercare or out, the week after END."""
    if enrolment.stage == codes.STAGE_IN_COURSE and enrolment.ended < week:
        finished = enrolment.ended - enrolment.started + 1 >= enrolment.planned_weeks
        if not finished:
            enrolment.stage = codes.STAGE_DROPPED_OUT
        else:
            enrolment.stage = codes.STAGE_AFTERCARE if offer.aftercare_sessions > 0 else codes.STAGE_COMPLETED
    if enrolment.stage == codes.STAGE_AFTERCARE and week - enrolment.ended > offer.aftercare_weeks:
        enrolment.stage = codes.STAGE_COMPLETED
