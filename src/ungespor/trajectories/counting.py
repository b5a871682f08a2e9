"""Counting what happened, as integers by activity and by the facts the law asks for."""

from __future__ import annotations

import numpy as np

from ungespor.base.jit import rule
from ungespor.trajectories import codes
from ungespor.trajectories.refusion import band_of

FIRST_EVENT = codes.JOB_CLARIFICATION + 1
FIRST_COURSE_EVENT = FIRST_EVENT + len(codes.EVENTS)
COURSE_EVENT_COUNT = len(codes.COURSE_EVENTS)


@rule
def age_band(age_weeks: int, g: np.void) -> int:
    """Return the age band of the law: under 18, 18–19, 20–24, 25–29, 30 and over."""
    if age_weeks < g.adult_weeks:
        return 0
    if age_weeks < g.age_20_weeks:
        return 1
    if age_weeks < g.age_25_weeks:
        return 2
    return 3 if age_weeks < g.cash_weeks else 4


@rule
def class_of_week(kind: int, age: int, trait: np.void, life: np.void) -> int:
    """Return the number of the person's legal facts within one kind of week (see `activities.layout`)."""
    if kind == codes.EDUCATION_BENEFIT:
        return ((age * 2 + trait.living) * 3 + trait.readiness) * 2 + trait.provider
    if kind == codes.CASH_BENEFIT:
        return (age * 2 + trait.living) * 2 + trait.provider
    if kind == codes.EDUCATION:
        return (age * 5 + life.kind) * 2 + trait.living
    if kind == codes.FGU:
        return age * 2 + trait.living
    if kind in (codes.JOB, codes.FLEX_JOB):
        return age * 3 + life.hours
    return age


@rule
def count_week(
    tally: np.ndarray, base: np.ndarray, bands: np.ndarray, trait: np.void, life: np.void, age: int, g: np.void
) -> None:
    """Count one person-week in its state.

    Parameters
    ----------
    tally : ndarray of int32, shape (cells,)
        The counts of this arm and period.
    base, bands : ndarray of int64
        First cell of each activity, and number of refusion bands of each kind of week.
    """
    kind = life.week_kind
    band = band_of(life.benefit_week, g.edge_1, g.edge_2, g.edge_3) if bands[kind] > 1 else 0
    cell = base[kind] + (class_of_week(kind, age, trait, life) * bands[kind] + band) * 2 + life.moved
    tally[np.uint64(cell)] += 1


@rule
def count_event(tally: np.ndarray, base: np.ndarray, event: int, facts: int, moved: int, quantity: int) -> None:
    """Count an event; `facts` numbers its legal facts, 0 where it has none."""
    tally[np.uint64(base[FIRST_EVENT + event] + facts * 2 + moved)] += quantity


@rule
def count_course(tally: np.ndarray, base: np.ndarray, offer: int, event: int, moved: int, quantity: int) -> None:
    """Count an event of a course."""
    tally[np.uint64(base[FIRST_COURSE_EVENT + offer * COURSE_EVENT_COUNT + event] + moved)] += quantity
