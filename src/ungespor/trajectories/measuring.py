"""What an evaluator would see: states by week, indicators at fixed weeks, twins compared."""

from __future__ import annotations

import numpy as np

from ungespor.base.jit import rule
from ungespor.base.tables import WAITING
from ungespor.trajectories import codes
from ungespor.trajectories.mental_health import NEVER

HUNDRED = 100
YEAR = 52
TWIN_WEEKS = 4
"""Weeks in job or education by which a life must differ to count as helped or harmed (contract)."""

HELPED, UNCHANGED, HARMED, IDENTICAL, PARTED, PARTICIPANTS = range(6)
TOTALS = 6
JOINED, STARTED, WEEKS_WAITED, STILL_WAITING, COMPLETED, DROPPED_OUT = range(6)
USED_MINUTES, OPEN_MINUTES, OVERTIME_MINUTES = range(6, len(WAITING))
WHAT = ("state", "who5", "psychiatric contact", "benefit week", "residence")


@rule
def in_hundredths(score: float) -> int:
    """Return a score as a whole number of hundredths, so that sums have no order."""
    return int(np.floor(score * HUNDRED + 0.5))


@rule
def measure(out: np.ndarray, status: np.ndarray, life: np.void, week: int) -> None:
    """Add one participant's indicators at one measuring week (order of `base.tables.INDICATORS`)."""
    state = life.state
    education = 1 if state == codes.EDUCATION else 0
    job = 1 if state == codes.JOB else 0
    out[0] += education + job
    out[1] += 1 if state == codes.EDUCATION_BENEFIT else 0
    out[2] += 1 if status[state] == codes.CLOCK and state != codes.EDUCATION_BENEFIT else 0
    out[3] += 1 if state == codes.CASH_BENEFIT else 0
    out[4] += 1 if state == codes.SICKNESS_BENEFIT else 0
    out[5] += 1 if state == codes.SELF_SUPPORT else 0
    out[6] += education
    out[7] += job
    out[8] += 1 if job == 1 or (education == 1 and life.kind == codes.APPRENTICE) else 0
    out[9] += 1 if week - life.last_contact < YEAR else 0
    out[10] += life.admissions
    out[11] += life.bed_days
    out[12] += in_hundredths(life.who5)


@rule
def measure_week(
    outcomes: np.ndarray, observed: np.ndarray, offset_at: np.ndarray, status: np.ndarray, lives: np.ndarray,
    week: int, ended: int,
) -> None:  # fmt: skip
    """Measure a participant and her twins in the same calendar week, where an offset falls on it.

    Parameters
    ----------
    outcomes : ndarray of int64, shape (arms, 2, offsets, indicators)
    observed : ndarray of int64, shape (2, offsets)
    offset_at : ndarray of int64, shape (weeks,)
        Which offset each week since `codes.FIRST_WEEK` is, or −1.
    status : ndarray of int64, shape (states,)
        Refusion status of each state.
    lives : ndarray of LIFE, shape (arms,)
    ended : int
        END of the course in the intervention arm.
    """
    for clock in range(2):
        # What lies before week 0 is measured from week 0 on both clocks.
        origin = ended if clock == 0 and week > 0 else 0
        if week > 0 and origin >= week:
            continue
        offset = offset_at[week - origin - codes.FIRST_WEEK]
        if offset >= 0:
            observed[clock, offset] += 1
            for arm in range(lives.shape[0]):
                measure(outcomes[arm, clock, offset], status, lives[arm], week)


@rule
def difference(one: np.void, other: np.void) -> int:
    """Return the first respect in which two lives differ this week, or −1 (order of `WHAT`)."""
    if one.state != other.state:
        return 0
    if one.who5 != other.who5:
        return 1
    if (
        one.contact != other.contact
        or one.primary_wait != other.primary_wait
        or one.primary_sessions != other.primary_sessions
        or one.outpatient_wait != other.outpatient_wait
        or one.outpatient_week != other.outpatient_week
        or one.bed_days_left != other.bed_days_left
    ):
        return 2
    if one.benefit_week != other.benefit_week:
        return 3
    return 4 if one.moved != other.moved else -1


@rule
def compare_twins(
    lives: np.ndarray, parted: np.ndarray, what: np.ndarray, state_parted: np.ndarray, person: int, week: int
) -> None:
    """Note the first week in which a person's lives differ."""
    for arm in range(1, lives.shape[0]):
        kind = difference(lives[0], lives[arm])
        if kind >= 0 and parted[person] == NEVER:
            parted[person] = week
            what[person] = kind
        if lives[0].state != lives[arm].state:
            state_parted[person] = 1


@rule
def close_waiting(waiting: np.ndarray, enrolments: np.ndarray) -> None:
    """Sum up a person's way through the queues and courses (order of `base.tables.WAITING`)."""
    for arm in range(enrolments.shape[0]):
        for offer in range(enrolments.shape[1]):
            enrolment = enrolments[arm, offer]
            counts = waiting[arm, offer]
            if enrolment.joined < NEVER:
                counts[JOINED] += 1
            if enrolment.started < NEVER:
                counts[STARTED] += 1
                counts[WEEKS_WAITED] += enrolment.waited
            elif enrolment.stage == codes.STAGE_WAITING:
                counts[STILL_WAITING] += 1
            if enrolment.stage in (codes.STAGE_AFTERCARE, codes.STAGE_COMPLETED):
                counts[COMPLETED] += 1
            elif enrolment.stage == codes.STAGE_DROPPED_OUT:
                counts[DROPPED_OUT] += 1


@rule
def close_twins(totals: np.ndarray, lives: np.ndarray, participant: int, parted: int, state_parted: int) -> None:
    """Sum up a person's twins at the end of the horizon."""
    if parted < NEVER:
        totals[PARTED] += 1
    if participant == 0:
        return
    gained = lives[lives.shape[0] - 1].good_weeks - lives[0].good_weeks
    if gained >= TWIN_WEEKS:
        totals[HELPED] += 1
    elif gained <= -TWIN_WEEKS:
        totals[HARMED] += 1
    else:
        totals[UNCHANGED] += 1
    if state_parted == 0:
        totals[IDENTICAL] += 1


@rule
def note_panel(row: np.void, state: int, benefit_week: int, who5: float) -> None:
    """Fill the part of a panel row that exists in every week."""
    row.filled = 1
    row.state = state
    row.benefit_week = benefit_week
    row.who5 = who5
    row.hours = -1
    row.offer = -1


@rule
def note_panel_life(row: np.void, life: np.void, enrolments: np.ndarray) -> None:
    """Fill one panel row of a simulated week."""
    note_panel(row, life.state, life.benefit_week, life.who5)
    row.hours = life.hours if life.state in (codes.JOB, codes.FLEX_JOB) else -1
    row.moved = life.moved
    row.contact = life.contact
    latest = -1
    for offer in range(enrolments.shape[0]):
        enrolment = enrolments[offer]
        stage = enrolment.stage
        # The offer that the person waits for or attends now, else the last one met.
        now = codes.STAGE_ASSESSMENT <= stage <= codes.STAGE_IN_COURSE and stage != codes.STAGE_TOO_BURDENED
        met = NEVER if now else enrolment.opened
        if stage != codes.STAGE_NONE and met >= latest:
            latest = met
            row.stage = stage
            row.offer = offer
