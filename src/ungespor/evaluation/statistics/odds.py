"""The odds ratio that an evaluation's logistic regression would print, made on simulated participants."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from ungespor.base.tables import STATES
from ungespor.evaluation.estimates import Estimate
from ungespor.evaluation.lives import READINESS, UNKNOWN
from ungespor.evaluation.statistics.courses import WEEKS_IN_A_MONTH, lengths

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.evaluation.lives import Lives
    from ungespor.scenario.statistic_evaluations import Factor, OddsRatio

STEPS: Final = 50
"""Newton steps at most; a regression that has not settled then has no answer."""
SETTLED: Final = 1e-9
"""Largest move of a standardised coefficient in the last step."""


def odds_ratio(lives: Lives, asked: OddsRatio) -> Estimate:
    """Log odds ratio of one factor beside others, in one regression over all replications.

    Its Monte Carlo error takes people of the same replication together.  Not a number where the
    regression has no answer: nobody ended, a factor does not differ or tells the outcome apart,
    or two factors are one.
    """
    weeks, ended, _ = lengths(lives, asked.offer, asked.cut_off_week)
    last = lives.course_span(asked.offer)[1]
    state, there = lives.at(lives.state, np.where(ended, last + asked.weeks, UNKNOWN), "intervention")
    base = ended & there
    names = list(dict.fromkeys([asked.factor, *asked.beside]))
    columns = [_values(lives, name, weeks, last)[base] for name in names]
    outcome = np.isin(state, [STATES.index(name) for name in asked.states])[base].astype(np.float64)
    replication = np.broadcast_to(np.arange(len(base))[:, None], base.shape)[base]
    value, pull = _regressed(np.array(columns).T, outcome, replication, len(base))
    return Estimate(asked.per * value, asked.per * pull)


def _values(lives: Lives, name: Factor, weeks: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return one factor for everybody, shape (replications, people)."""
    if name == "age":
        return lives.age
    if name == "woman":
        return lives.woman.astype(np.float64)
    if name == "education_ready":
        return (lives.readiness != READINESS.index("activity_ready")).astype(np.float64)
    if name == "months":
        return weeks / WEEKS_IN_A_MONTH
    after, _ = lives.at(lives.who5, last, "intervention")
    before: NDArray[np.float64] = lives.who5[:, :, 1, -lives.first_week]
    changed: NDArray[np.float64] = after - before
    return changed


def _regressed(
    factors: NDArray[np.float64], outcome: NDArray[np.float64], replication: NDArray[np.int64], replications: int
) -> tuple[float, NDArray[np.float64]]:
    """Return the first factor's log odds ratio for each unit, and how each replication pulls it.

    Parameters
    ----------
    factors : ndarray of float64, shape (people, factors)
    outcome : ndarray of float64, shape (people,)
        1 or 0.
    replication : ndarray of int64, shape (people,)
    replications : int
    """
    nothing = math.nan, np.zeros(replications)
    spread = factors.std(axis=0) if len(factors) else np.zeros(factors.shape[1])
    if (spread == 0).any():
        return nothing
    design = np.column_stack([np.ones(len(factors)), (factors - factors.mean(axis=0)) / spread])
    found = _maximum(design, outcome)
    if found is None:
        return nothing
    coefficients, information = found
    chance = 1 / (1 + np.exp(-design @ coefficients))
    scores = np.zeros((replications, design.shape[1]))
    np.add.at(scores, replication, design * (outcome - chance)[:, None])
    pulls = replications * np.linalg.solve(information, scores.T)[1]
    return float(coefficients[1] / spread[0]), pulls / spread[0]


def _maximum(
    design: NDArray[np.float64], outcome: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Return the maximum-likelihood coefficients and the information matrix there, if there is a maximum.

    Where a factor tells the outcome apart the coefficients grow for ever, and the steps never settle.
    """
    coefficients = np.zeros(design.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-design @ coefficients))
        information = design.T @ (design * (chance * (1 - chance))[:, None])
        if np.linalg.matrix_rank(information) < len(information):
            return None
        step = np.linalg.solve(information, design.T @ (outcome - chance))
        coefficients = coefficients + step
        if np.abs(step).max() < SETTLED:
            return coefficients, information
    return None
