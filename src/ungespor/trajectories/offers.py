"""Taking part: sessions, groups, placements, and what an offer does to other services."""

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
def uncoordinated(life: np.void) -> None:
    """Set what coordination changes to what it is without."""
    life.waiting_ratio = 1.0
    life.hand_over_ratio = 1.0
    life.drop_out_ratio = 1.0
    life.services_share = 0.0


@rule
def coordinate(life: np.void, enrolments: np.ndarray, offers: np.ndarray, given: np.ndarray) -> None:
    """Let a shared plan work for those who have one this week."""
    uncoordinated(life)
    for index in range(offers.shape[0]):
        offer = offers[index]
        if given[index] == 1 and offer.coordinates == 1 and enrolments[index].stage == codes.STAGE_IN_COURSE:
            life.waiting_ratio *= offer.waiting_ratio
            life.hand_over_ratio *= offer.hand_over_ratio
            life.drop_out_ratio *= offer.drop_out_ratio
            # Each plan spares its share of the weeks that the others leave, or adds to them.
            life.services_share += offer.services_share * (1.0 - life.services_share)


@rule
def session_week(
    life: np.void, enrolment: np.void, offer: np.void, held: int, week: int, index: int,
    tally: np.ndarray, base: np.ndarray,
) -> None:  # fmt: skip
    """Hold this week's sessions; a group session that too few have come to is cancelled for all."""
    done = week - enrolment.started
    sessions = times_due(done, offer.sessions, offer.course_weeks)
    if sessions > 0:
        comes = chance.uniform(enrolment.key, week, chance.ATTENDANCE) < offer.attendance and life.bed_days_left == 0
        event = codes.SESSION_ATTENDED if comes else codes.SESSION_MISSED
        count_course(tally, base, index, event, life.moved, sessions)
    if offer.group_sessions > 0:
        sessions = times_due(done, offer.group_sessions, offer.course_weeks)
        event = codes.SESSION_CANCELLED
        if held == 1:
            draw = chance.uniform(enrolment.key, week, chance.GROUP_ATTENDANCE)
            comes = draw < offer.attendance and life.bed_days_left == 0
            event = codes.GROUP_SESSION if comes else codes.SESSION_MISSED
        count_course(tally, base, index, event, life.moved, sessions)


@rule
def course_week(
    life: np.void, enrolment: np.void, offer: np.void, held: int, week: int, index: int,
    tally: np.ndarray, base: np.ndarray,
) -> None:  # fmt: skip
    """Live one week of the course, and let the person reach the goal, drop out or finish."""
    done = week - enrolment.started
    count_course(tally, base, index, codes.COURSE_WEEK, life.moved, 1)
    if done == 0:
        count_course(tally, base, index, codes.COURSE_START, life.moved, 1)
    session_week(life, enrolment, offer, held, week, index, tally, base)
    meetings = times_due(done, offer.meetings, enrolment.planned_weeks)
    count_course(tally, base, index, codes.THREE_PARTY_MEETING, life.moved, meetings)
    if enrolment.placement_from <= done < enrolment.placement_to:
        count_course(tally, base, index, codes.PLACEMENT_WEEK, life.moved, 1)
    hazard = offer.drop_out_hazard
    if life.outpatient_week >= 0 or life.primary_sessions > 0:
        hazard *= life.drop_out_ratio
    reached = (offer.ends_on >> life.state) & 1 == 1 and life.spell_weeks <= done
    if reached:
        enrolment.planned_weeks = done + 1
    if done + 1 >= enrolment.planned_weeks or chance.happens(
        chance.uniform(enrolment.key, week, chance.DROP_OUT), hazard
    ):
        enrolment.ended = week


@rule
def offers_week(
    life: np.void, enrolments: np.ndarray, offers: np.ndarray, given: np.ndarray, held: np.ndarray, place: int,
    week: int, coordination: int, tally: np.ndarray, base: np.ndarray,
) -> tuple[float, float, float]:  # fmt: skip
    """Let one person take part in this week's offers.

    Parameters
    ----------
    offers : ndarray of OFFER, shape (offers,)
    given : ndarray of uint8, shape (offers,)
        Which offers exist in this arm.
    held : ndarray of int64, shape (offers, municipalities)
        Whether this week's group session is held.
    coordination : int
        Whether any offer coordinates.

    Returns
    -------
    referral, displaced_psychologist, displaced_activation : float
        What the offers do to referral, to psychologist starts and to usual activation.
    """
    referral = 1.0
    psychologist = 0.0
    activation = 0.0
    life.points = 0.0
    if coordination == 1:
        coordinate(life, enrolments, offers, given)
    for index in range(offers.shape[0]):
        if given[index] == 0:
            continue
        offer = offers[index]
        enrolment = enrolments[index]
        if week == enrolment.opened:
            count_course(tally, base, index, codes.SCREENING_EVENT, life.moved, 1)
            if enrolment.stage == codes.STAGE_ASSESSMENT:
                count_course(tally, base, index, codes.ASSESSMENT_EVENT, life.moved, 1)
        if enrolment.stage == codes.STAGE_IN_COURSE:
            course_week(life, enrolment, offer, held[index, place], week, index, tally, base)
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
    trait: np.void, life: np.void, services: np.ndarray, given: np.ndarray, week: int, displaced: float,
    tally: np.ndarray, base: np.ndarray,
) -> None:  # fmt: skip
    """Give one person this week's services of usual practice.

    Parameters
    ----------
    services : ndarray of SERVICE_TABLE, shape (services,)
    given : ndarray of int64, shape (states, services + 1)
        Which services each state is given in this arm, then −1.
    displaced : float
        Share of displaceable services that a running course takes the place of.
    """
    for place in range(given.shape[1]):
        index = given[life.state, place]
        if index < 0:
            break
        service = services[index]
        if service.initial_spell_only == 1 and life.initial_spell == 0:
            continue
        if service.share < 1.0:
            key = chance.offer_key(trait.key, service.code)
            if chance.uniform(key, week, chance.SERVICE) >= service.share:
                continue
        times = 1
        if service.displaceable == 1:
            spared = displaced + life.services_share
            # Where coordination costs more than it spares, some weeks are served twice.
            if spared != 0.0 and chance.uniform(trait.key, week, chance.DISPLACED_ACTIVATION) < abs(spared):
                times = 0 if spared > 0.0 else 2
        count_event(tally, base, service.event, 0, life.moved, times)
