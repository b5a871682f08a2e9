"""Statistics of WHO-5, as it is and as those who answer would tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ungespor.evaluation.estimates import Estimate, mean, ratio

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.evaluation.lives import Lives
    from ungespor.scenario.statistic_arguments import Response, Who5Change, Who5Level, Who5Slope

BISECTIONS = 60
"""Halvings of the interval in which the intercept of the response rule is sought."""


def who5_level(lives: Lives, asked: Who5Level) -> Estimate:
    """Mean WHO-5, or the share with scores in a band, among those who answer."""
    score, there = lives.at(lives.who5, lives.week_of(asked.at), asked.arm)
    base = lives.chosen(asked.people) & there
    weight = _weights(score, base, asked.response)
    value = score if asked.at_least is None and asked.below is None else _within(score, asked.at_least, asked.below)
    return ratio((weight * value).sum(axis=1), weight.sum(axis=1))


def who5_change(lives: Lives, asked: Who5Change) -> Estimate:
    """Mean change in WHO-5, or the share that changed by so much, among those who answer the second time."""
    before, there = lives.at(lives.who5, lives.week_of(asked.before), asked.arm)
    after, there_too = lives.at(lives.who5, lives.week_of(asked.after), asked.arm)
    base = lives.chosen(asked.people) & there & there_too
    weight = _weights(after, base, asked.response)
    change = after - before
    if asked.step is not None:
        step = asked.step.central
        change = step * (np.round(after / step) - np.round(before / step))
    limited = asked.at_least is not None or asked.at_most is not None
    beyond = np.inf if asked.at_most is None else np.nextafter(asked.at_most, np.inf)
    value = _within(change, asked.at_least, beyond) if limited else change
    return ratio((weight * value).sum(axis=1), weight.sum(axis=1))


def who5_slope(lives: Lives, asked: Who5Slope) -> Estimate:
    """Points of change in WHO-5 for each point of the first score, by least squares in each replication."""
    before, there = lives.at(lives.who5, lives.week_of(asked.before), asked.arm)
    after, there_too = lives.at(lives.who5, lives.week_of(asked.after), asked.arm)
    base = lives.chosen(asked.people) & there & there_too
    slopes = [_slope(first[who], (then - first)[who]) for first, then, who in zip(before, after, base, strict=True)]
    return mean(slopes)


def _within(values: NDArray[np.float64], at_least: float | None, below: float | None) -> NDArray[np.bool_]:
    lowest = -np.inf if at_least is None else at_least
    highest = np.inf if below is None else below
    return (values >= lowest) & (values < highest)


def _slope(first: NDArray[np.float64], change: NDArray[np.float64]) -> float:
    """Return the least-squares slope; not a number where the first scores do not differ."""
    centred = first - first.mean() if first.size else first
    spread = float((centred**2).sum())
    return float((centred * change).sum() / spread) if spread > 0 else float("nan")


def _weights(score: NDArray[np.float64], base: NDArray[np.bool_], response: Response | None) -> NDArray[np.float64]:
    """Return everyone's chance to answer: 1 for all without a rule, 0 outside the base.

    A weight instead of a draw: the expected answer of the evaluation, and no luck of its own.
    """
    if response is None or not base.any():
        return base.astype(np.float64)
    share, slope = response.share.central, response.slope.central
    centre = float(score[base].mean())
    low, high = -50.0, 50.0
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        if float(_logistic(middle + slope * (score[base] - centre)).mean()) < share:
            low = middle
        else:
            high = middle
    return base * _logistic((low + high) / 2 + slope * (score - centre))


def _logistic(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-log_odds))
