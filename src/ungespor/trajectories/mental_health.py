"""WHO-5: a lasting set point, a transient part that reverts, and what treatment adds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ungespor.base import randomness as chance
from ungespor.base.jit import rule
from ungespor.trajectories.codes import JOB

if TYPE_CHECKING:
    import numpy as np

NEVER = 1 << 30


@rule
def clipped(score: float, clipping: int) -> float:
    """Keep a score within the scale, unless clipping is switched off."""
    if clipping == 0:
        return score
    return min(max(score, 0.0), 100.0)


@rule
def natural_week(trait: np.void, life: np.void, shock: float, g: np.void, week: int) -> float:
    """Move the transient part one week and return the score without treatment.

    The transient part is a stationary autoregression, so that a cohort chosen at a low
    point improves with no effort at all.
    """
    if week > 0:
        life.transient = g.autocorrelation * life.transient + g.innovation_sd * shock
    score = trait.set_point + life.transient
    if life.state == JOB and life.initial_spell == 0:
        score += g.job_points
    return score


@rule
def week_earlier(trait: np.void, g: np.void, week: int, transient: float) -> float:
    """Return the transient part in a week before week 0, from that of the week after it."""
    shock = chance.normal(trait.key, week, chance.WHO5_BACKWARD)
    return g.autocorrelation * transient + g.innovation_sd * shock


@rule
def before_week_0(trait: np.void, g: np.void, week: int) -> float:
    """Return the score in a week before week 0, seen backwards from the entry score.

    A stationary autoregression is the same process in both directions of time.
    """
    transient = trait.entry_transient
    for step in range(-1, week - 1, -1):
        transient = week_earlier(trait, g, step, transient)
    return clipped(trait.set_point + transient, g.clipping)


@rule
def treatment_points(offer: np.void, started: int, ended: int, week: int) -> float:
    """Return the points that a course has added to the set point by now.

    They grow in a straight line over the ramp while the course runs, stay at the level
    reached, and fade with a half-life after END.
    """
    if started > week:
        return 0.0
    reached = min(week, ended) - started + 1
    level = offer.points * (1.0 if reached >= offer.points_ramp else reached / offer.points_ramp)
    if ended < week:
        if offer.points_half_life <= 0.0:
            return 0.0
        level *= math.exp2((ended - week) / offer.points_half_life)
    return level
