"""Statistics of the way through an offer: the funnel, how long courses last, where they end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ungespor.base.tables import STATES
from ungespor.evaluation.estimates import Estimate, mean, ratio
from ungespor.evaluation.lives import STAGES, UNKNOWN, Lives

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.scenario.statistic_arguments import CourseLength, Exits, FunnelShare, Reached, Stock

WEEKS_IN_A_MONTH = 52 / 12


def funnel_share(lives: Lives, participants: NDArray[np.int64], asked: FunnelShare) -> Estimate:
    """Share that reached one stage of an offer among those who reached another."""
    return ratio(_reached(lives, participants, asked.reached), _reached(lives, participants, asked.among))


def _reached(lives: Lives, participants: NDArray[np.int64], asked: Reached) -> NDArray[np.int64]:
    """Return how many came so far in each replication."""
    if asked.stage == "offered":
        return participants[: lives.start.shape[0]]
    if asked.stage == "screened":
        return np.full(lives.start.shape[0], lives.start.shape[1])
    stage = lives.stage[:, :, 1]
    name = {"assessed": "assessment", "too_burdened": "too_burdened", "started": "in_course"}[asked.stage]
    own = lives.offer[:, :, 1] == lives.number(asked.offer)
    counted: NDArray[np.int64] = ((stage == STAGES.index(name)) & own).any(axis=2).sum(axis=1)
    return counted


def course_length(lives: Lives, asked: CourseLength) -> Estimate:
    """Share of the courses that last from so many months and less than so many."""
    weeks, ended, begun = lengths(lives, asked.offer, asked.cut_off_week)
    base = ended if asked.ended_only else begun
    return ratio((_between(weeks, asked.from_months, asked.below_months) & base).sum(axis=1), base.sum(axis=1))


def exits(lives: Lives, asked: Exits) -> Estimate:
    """Share in some states so many weeks after END, among courses ended or courses begun."""
    weeks, ended, begun = lengths(lives, asked.offer, asked.cut_off_week)
    week = lives.course_span(asked.offer)[1] + (asked.weeks or 0)
    if asked.weeks is None and asked.cut_off_week is not None:
        week = lives.begins + asked.cut_off_week - lives.start
    state, there = lives.at(lives.state, np.where(begun, week, UNKNOWN), "intervention")
    there &= _between(weeks, asked.shortest_months or 0.0, asked.longest_months)
    out = ended & there & np.isin(state, [STATES.index(name) for name in asked.states])
    base = (ended & there) if asked.among == "ended" else begun
    return ratio(out.sum(axis=1), base.sum(axis=1))


def stock(lives: Lives, asked: Stock) -> Estimate:
    """Mean number of people in the course at a time, over some weeks of the programme."""
    within = lives.course(asked.offer)
    weeks = np.arange(within.shape[2]) + lives.first_week
    calendar = lives.start[:, :, None] + weeks - lives.begins
    seen = within & (calendar >= asked.first_week) & (calendar <= asked.last_week)
    return mean(seen.sum(axis=(1, 2)) / (asked.last_week - asked.first_week + 1))


def _between(weeks: NDArray[np.int64], from_months: float, below_months: float | None) -> NDArray[np.bool_]:
    longest = np.inf if below_months is None else below_months * WEEKS_IN_A_MONTH
    return (weeks >= from_months * WEEKS_IN_A_MONTH) & (weeks < longest)


def lengths(
    lives: Lives, offer: str | None, cut_off_week: int | None
) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return the weeks of each course up to the cut-off, who had ended by then, and who had begun.

    Parameters
    ----------
    lives : Lives
    offer : str, optional
        The measured one if not given.
    cut_off_week : int, optional
        Week of the programme; the last week seen if not given.

    Returns
    -------
    weeks : ndarray of int64, shape (replications, people)
    ended, begun : ndarray of bool, shape (replications, people)
    """
    first, last = lives.course_span(offer)
    begun = first != UNKNOWN
    running = last == lives.first_week + lives.state.shape[3] - 1
    weeks = np.where(begun, last - first + 1, 0)
    if cut_off_week is None:
        return weeks, begun & ~running, begun
    cut_off = lives.begins + cut_off_week - lives.start  # in each person's own weeks
    begun &= first <= cut_off
    weeks = np.where(begun, np.minimum(last, cut_off) - first + 1, 0)
    return weeks, begun & (last <= cut_off) & ~running, begun
