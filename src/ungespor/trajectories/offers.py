"""Offers: the way through screening, assessment, waiting list, course and aftercare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ungespor.base import randomness as chance
from ungespor.base.jit import rule
from ungespor.trajectories import codes
from ungespor.trajectories.counting import count_course, count_event
from ungespor.trajectories.mental_health import treatment_points
from ungespor.trajectories.psychiatry import times_due

if TYPE_CHECKING:
    import numpy as np


@rule
def arrive(enrolment: np.void, offer: np.void, week: int) -> None:
    """Move a person through screening and assessment, up to the waiting list."""
    if week == 0:
        if enrolment.outcome == codes.FUNNEL_SCREENED_ONLY:
            enrolment.stage = codes.STAGE_SCREENING
            enrolment.ended = 0
        else:
            enrolment.stage = codes.STAGE_ASSESSMENT
    elif week == 1 and enrolment.stage == codes.STAGE_SCREENING:
        enrolment.stage = codes.STAGE_NONE
    if enrolment.stage == codes.STAGE_ASSESSMENT and week >= offer.assessment_weeks:
        if enrolment.outcome == codes.FUNNEL_OFFERED and enrolment.accepts == 1:
            enrolment.stage = codes.STAGE_WAITING
            enrolment.joined = week
        else:
            burdened = enrolment.outcome == codes.FUNNEL_BURDENED
            enrolment.stage = codes.STAGE_TOO_BURDENED if burdened else codes.STAGE_NONE
            enrolment.ended = max(week - 1, 0)


@rule
def minutes_needed(enrolment: np.void, offer: np.void) -> int:
    """Return the staff minutes that a person at this stage takes up in a week."""
    if enrolment.stage == codes.STAGE_SCREENING:
        return offer.screening_minutes
    if enrolment.stage == codes.STAGE_ASSESSMENT:
        return offer.assessment_minutes
    if enrolment.stage == codes.STAGE_IN_COURSE:
        return offer.course_minutes
    return offer.aftercare_minutes if enrolment.stage == codes.STAGE_AFTERCARE else 0


@rule
def begin_course(enrolment: np.void, offer: np.void, week: int) -> None:
    """Begin the course."""
    enrolment.stage = codes.STAGE_IN_COURSE
    enrolment.started = week
    enrolment.waited = week - enrolment.joined
    enrolment.planned_weeks = offer.course_weeks


@rule
def comes_before(one: np.void, one_start: int, other: np.void, other_start: int) -> bool:
    """Say whether one person stands before another in the queue: by week joined, then by a keyed tie."""
    one_week = one.joined + one_start
    other_week = other.joined + other_start
    return one_week < other_week or (one_week == other_week and one.tie < other.tie)


@rule
def course_week(
    life: np.void, enrolment: np.void, offer: np.void, week: int, index: int, tally: np.ndarray, base: np.ndarray
) -> None:
    """Hold this week's session and meeting, and let the person drop out or finish."""
    done = week - enrolment.started
    count_course(tally, base, index, codes.COURSE_WEEK, life.moved, 1)
    sessions = times_due(done, offer.sessions, enrolment.planned_weeks)
    if sessions > 0:
        comes = chance.uniform(enrolment.key, week, chance.ATTENDANCE) < offer.attendance and life.bed_days_left == 0
        event = codes.SESSION_ATTENDED if comes else codes.SESSION_MISSED
        count_course(tally, base, index, event, life.moved, sessions)
    meetings = times_due(done, offer.meetings, enrolment.planned_weeks)
    count_course(tally, base, index, codes.THREE_PARTY_MEETING, life.moved, meetings)
    if done + 1 >= enrolment.planned_weeks or chance.happens(
        chance.uniform(enrolment.key, week, chance.DROP_OUT), offer.drop_out_hazard
    ):
        enrolment.ended = week


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


@rule
def offers_week(
    life: np.void, enrolments: np.ndarray, offers: np.ndarray, given: np.ndarray, week: int,
    tally: np.ndarray, base: np.ndarray,
) -> tuple[float, float, float]:  # fmt: skip
    """Let one person take part in this week's offers.

    Parameters
    ----------
    offers : ndarray of OFFER, shape (offers,)
    given : ndarray of uint8, shape (offers,)
        Which offers exist in this arm.

    Returns
    -------
    referral, displaced_psychologist, displaced_activation : float
        What the offers do to referral, to psychologist starts and to usual activation.
    """
    referral = 1.0
    psychologist = 0.0
    activation = 0.0
    life.points = 0.0
    for index in range(offers.shape[0]):
        if given[index] == 0:
            continue
        offer = offers[index]
        enrolment = enrolments[index]
        if week == 0:
            count_course(tally, base, index, codes.SCREENING_EVENT, life.moved, 1)
            if enrolment.stage == codes.STAGE_ASSESSMENT:
                count_course(tally, base, index, codes.ASSESSMENT_EVENT, life.moved, 1)
        if enrolment.stage == codes.STAGE_IN_COURSE:
            course_week(life, enrolment, offer, week, index, tally, base)
            psychologist = max(psychologist, offer.displaced_psychologist)
            activation = max(activation, offer.displaced_activation)
        elif enrolment.stage == codes.STAGE_AFTERCARE:
            sessions = times_due(week - enrolment.ended - 1, offer.aftercare_sessions, offer.aftercare_weeks)
            count_course(tally, base, index, codes.AFTERCARE_SESSION, life.moved, sessions)
        elif enrolment.stage == codes.STAGE_TOO_BURDENED and week - enrolment.ended <= offer.referral_weeks:
            referral *= offer.referral_ratio
        life.points += treatment_points(offer, enrolment.started, enrolment.ended, week)
    return referral, psychologist, activation


@rule
def services_week(
    trait: np.void, life: np.void, services: np.ndarray, given: np.ndarray, states: np.ndarray, week: int,
    displaced: float, tally: np.ndarray, base: np.ndarray,
) -> None:  # fmt: skip
    """Give one person this week's services of usual practice.

    Parameters
    ----------
    services : ndarray of SERVICE_TABLE, shape (services,)
    given : ndarray of uint8, shape (services,)
        Which services exist in this arm.
    states : ndarray of uint8, shape (services, states)
        In which states each service is given.
    displaced : float
        Share of displaceable services that a running course takes the place of.
    """
    for index in range(services.shape[0]):
        if given[index] == 0 or states[index, life.state] == 0:
            continue
        service = services[index]
        if service.initial_spell_only == 1 and life.initial_spell == 0:
            continue
        if service.share < 1.0:
            key = chance.offer_key(trait.key, service.code)
            if chance.uniform(key, week, chance.SERVICE) >= service.share:
                continue
        if service.displaceable == 1 and displaced > 0.0:
            if chance.uniform(trait.key, week, chance.DISPLACED_ACTIVATION) < displaced:
                continue
        count_event(tally, base, service.event, 0, life.moved, 1)
