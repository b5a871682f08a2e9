"""Psychiatric contact: psychologist, outpatient course, emergency visit, admission."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ungespor.base import randomness as chance
from ungespor.base.jit import rule
from ungespor.trajectories import codes
from ungespor.trajectories.counting import count_event
from ungespor.trajectories.support import strength

if TYPE_CHECKING:
    import numpy as np


@rule
def drawn_length(median: float, log_sd: float, key: np.uint64, week: int, purpose: int) -> int:
    """Return a whole number drawn from a lognormal distribution."""
    if median <= 0.0:
        return 0
    return int(math.exp(math.log(median) + log_sd * chance.normal(key, week, purpose)) + 0.5)


@rule
def times_due(done: int, planned: int, length: int) -> int:
    """Return how many of `planned` things, spread evenly over `length` weeks, fall in week `done`."""
    return (planned * (done + 1)) // length - (planned * done) // length


@rule
def effect_on_contact(life: np.void, enrolments: np.ndarray, effects: np.ndarray, given: np.ndarray, week: int) -> None:
    """Work out the ratio of every effect on each kind of psychiatric contact.

    Parameters
    ----------
    effects : ndarray of PSYCHIATRIC_EFFECT, shape (effects,)
    given : ndarray of uint8, shape (offers,)
        Which offers exist in this arm.
    """
    if effects.shape[0] == 0:
        return
    psychologist = outpatient = emergency = admission = 0.0
    for index in range(effects.shape[0]):
        effect = effects[index]
        enrolment = enrolments[effect.offer]
        if given[effect.offer] == 0 or enrolment.started > week:
            continue
        log_ratio = effect.log_ratio * strength(week, enrolment.ended, effect.full_weeks, effect.half_life)
        psychologist += log_ratio * (effect.events & 1)
        outpatient += log_ratio * ((effect.events >> 1) & 1)
        emergency += log_ratio * ((effect.events >> 2) & 1)
        admission += log_ratio * ((effect.events >> 3) & 1)
    life.psychologist_ratio = math.exp(psychologist)
    life.outpatient_ratio = math.exp(outpatient)
    life.emergency_ratio = math.exp(emergency)
    life.admission_ratio = math.exp(admission)


@rule
def need(natural: float, points: float, g: np.void) -> float:
    """Return the multiplier of every psychiatric hazard at a WHO-5 score.

    People with lower scores have more contact; only a part of that slope is causal, so
    points gained by treatment count only by that part.
    """
    return math.exp(-g.who5_slope * (natural - g.reference_who5 + g.causal_share * points))


@rule
def may_happen(luck: np.void, life: np.void, natural: float, referral: float, g: np.void) -> bool:
    """Say whether any event could happen this week at a need no lower than the person's.

    Nearly all weeks stop here, before the exponential of `need` is worked out.
    """
    if natural < 0.0 or life.points < 0.0:
        return True
    # Need falls with the score as an exponential does, and lies below the straight line from end to end.
    highest = g.highest_need - g.need_fall * min(natural, 100.0)
    return (
        luck.psychologist_start < g.psychologist_start * highest * life.psychologist_ratio
        or luck.outpatient_start < g.outpatient_start * highest * referral * life.outpatient_ratio
        or luck.emergency < max(g.emergency_in_course, g.emergency_outside) * highest * life.emergency_ratio
        or luck.admission < max(g.admission_in_course, g.admission_outside) * highest * life.admission_ratio
    )


@rule
def is_waiting_or_seen(life: np.void) -> bool:
    """Say whether a person waits for, attends or lies in any part of the psychiatric services."""
    return (
        life.primary_sessions > 0
        or life.primary_wait >= 0
        or life.outpatient_week >= 0
        or life.outpatient_wait >= 0
        or life.bed_days_left > 0
    )


@rule
def psychologist_week(
    trait: np.void,
    life: np.void,
    luck: np.void,
    week: int,
    hazard: float,
    age: int,
    g: np.void,
    tally: np.ndarray,
    base: np.ndarray,
) -> None:
    """Start, wait for, or attend a course with a private psychologist after referral by the GP."""
    if life.primary_sessions > 0:
        first = life.primary_sessions == g.psychologist_sessions
        event = codes.PSYCHOLOGIST_FIRST if first else codes.PSYCHOLOGIST_LATER
        count_event(tally, base, event, age * 3 + trait.diagnosis, life.moved, 1)
        life.primary_sessions -= 1
        life.primary_session = 1
    elif life.primary_wait >= 0:
        life.primary_wait -= 1
        if life.primary_wait < 0:
            life.primary_sessions = g.psychologist_sessions
    elif life.outpatient_week < 0 and chance.happens(luck.psychologist_start, hazard):
        life.primary_wait = drawn_length(
            g.psychologist_wait * life.waiting_ratio, g.psychologist_wait_sd, trait.key, week, chance.PSYCHOLOGIST_WAIT
        )


@rule
def outpatient_week(
    trait: np.void,
    life: np.void,
    luck: np.void,
    week: int,
    hazard: float,
    g: np.void,
    tally: np.ndarray,
    base: np.ndarray,
) -> None:
    """Start, wait for, or follow an outpatient course in hospital psychiatry."""
    if life.outpatient_week >= 0:
        visits = times_due(life.outpatient_week, g.outpatient_visits, g.outpatient_weeks)
        if visits > 0:
            count_event(tally, base, codes.OUTPATIENT_VISIT, 0, life.moved, visits)
            life.last_contact = week
        life.outpatient_week += 1
        if life.outpatient_week >= g.outpatient_weeks:
            life.outpatient_week = -1
    elif life.outpatient_wait >= 0:
        life.outpatient_wait -= 1
        if life.outpatient_wait < 0:
            life.outpatient_week = 0
    elif chance.happens(luck.outpatient_start, hazard):
        life.outpatient_wait = drawn_length(
            g.outpatient_wait * life.waiting_ratio, g.outpatient_wait_sd, trait.key, week, chance.OUTPATIENT_WAIT
        )


@rule
def hospital_week(
    trait: np.void,
    life: np.void,
    luck: np.void,
    week: int,
    ratio: float,
    g: np.void,
    tally: np.ndarray,
    base: np.ndarray,
) -> None:
    """Visit the emergency ward, be admitted, lie in a bed."""
    in_course = life.outpatient_week >= 0
    emergency = (g.emergency_in_course if in_course else g.emergency_outside) * ratio * life.emergency_ratio
    if chance.happens(luck.emergency, emergency):
        count_event(tally, base, codes.EMERGENCY_VISIT, 0, life.moved, 1)
        life.last_contact = week
    if life.bed_days_left == 0:
        admission = (g.admission_in_course if in_course else g.admission_outside) * ratio * life.admission_ratio
        if chance.happens(luck.admission, admission):
            life.bed_days_left = max(drawn_length(g.stay_median, g.stay_sd, trait.key, week, chance.STAY), 1)
            life.admissions += 1
            count_event(tally, base, codes.ADMISSION_EVENT, 0, life.moved, 1)
    days = min(life.bed_days_left, 7)
    if days > 0:
        count_event(tally, base, codes.BED_DAY, 0, life.moved, days)
        life.bed_days += days
        life.bed_days_left -= days
        life.last_contact = week
        life.contact = codes.CONTACT_INPATIENT


@rule
def hand_over_at_18(trait: np.void, life: np.void, week: int, age_weeks: int, g: np.void) -> None:
    """Lose a course or a place in the queue between child and adult psychiatry, with some chance."""
    if age_weeks != g.adult_weeks:
        return
    if chance.uniform(trait.key, week, chance.HAND_OVER) < g.hand_over_loss * life.hand_over_ratio:
        life.outpatient_week = -1
        life.outpatient_wait = -1


@rule
def psychiatric_week(
    trait: np.void,
    life: np.void,
    luck: np.void,
    week: int,
    natural: float,
    referral: float,
    displaced: float,
    age: int,
    g: np.void,
    tally: np.ndarray,
    base: np.ndarray,
) -> None:
    """Move one person's psychiatric contact one week.

    Parameters
    ----------
    natural : float
        WHO-5 without treatment points.
    referral : float
        Ratio on referral to outpatient psychiatry (the note to the GP about the too burdened).
    displaced : float
        Share of psychologist starts that a running course takes the place of.
    """
    life.contact = codes.CONTACT_NONE
    life.primary_session = 0
    if luck.gp_contact < g.gp_chance:
        count_event(tally, base, codes.GP_VISIT, 0, life.moved, 1)
    may_begin = may_happen(luck, life, natural, referral, g)
    if not may_begin and not is_waiting_or_seen(life):
        return
    ratio = need(natural, life.points, g) if may_begin else 1.0
    hazard = g.psychologist_start * ratio * life.psychologist_ratio * (1.0 - displaced)
    psychologist_week(trait, life, luck, week, hazard, age, g, tally, base)
    if life.primary_session == 1:
        life.contact = codes.CONTACT_PRIMARY
    too_light = life.who5 > g.too_light_above
    hazard = 0.0 if too_light else g.outpatient_start * ratio * referral * life.outpatient_ratio
    outpatient_week(trait, life, luck, week, hazard, g, tally, base)
    if life.outpatient_week >= 0:
        life.contact = codes.CONTACT_OUTPATIENT
    hospital_week(trait, life, luck, week, ratio, g, tally, base)
