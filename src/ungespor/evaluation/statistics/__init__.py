"""Work out a statistic that a target asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ungespor.evaluation.emulated import difference_in_difference
from ungespor.evaluation.statistics import courses, odds, states, sums, wellbeing
from ungespor.scenario import statistic_arguments as ask
from ungespor.scenario.statistic_evaluations import DifferenceInDifference, OddsRatio

if TYPE_CHECKING:
    from collections.abc import Callable

    from ungespor.evaluation.estimates import Estimate
    from ungespor.evaluation.evidence import Evidence

FROM_LIVES: Final[dict[type, Callable[..., Estimate]]] = {
    ask.ShareInStates: states.share_in_states,
    ask.ContactShare: states.contact_share,
    ask.MovedShare: states.moved_share,
    ask.ByAge: states.by_age,
    ask.TwinWeeks: states.twin_weeks,
    ask.StartsByMonth: states.starts_by_month,
    ask.CourseLength: courses.course_length,
    ask.Exits: courses.exits,
    ask.Stock: courses.stock,
    OddsRatio: odds.odds_ratio,
    ask.Who5Level: wellbeing.who5_level,
    ask.Who5Change: wellbeing.who5_change,
    ask.Who5Slope: wellbeing.who5_slope,
    DifferenceInDifference: difference_in_difference,
}
FROM_TRAJECTORIES: Final[dict[type, Callable[..., Estimate]]] = {
    ask.Indicator: sums.indicator,
    ask.Waiting: sums.waiting_weeks,
    ask.Starts: sums.starts,
    ask.Activity: sums.activity,
}
FROM_RUN: Final[dict[type, Callable[..., Estimate]]] = {
    ask.Net: sums.net,
    ask.NetIfPrevented: sums.net_if_prevented,
    ask.UnitCost: sums.unit_cost,
}


def estimate(evidence: Evidence, asked: Any) -> Estimate:
    """Return a statistic of a programme; only what it needs is simulated.

    Parameters
    ----------
    evidence : Evidence
    asked : Strict
        Arguments of one of the statistics of :mod:`ungespor.scenario.statistic_arguments`.
    """
    kind = type(asked)
    if kind in FROM_LIVES:
        return FROM_LIVES[kind](evidence.lives, asked)
    if kind in FROM_TRAJECTORIES:
        return FROM_TRAJECTORIES[kind](evidence.trajectories, asked)
    if kind in FROM_RUN:
        return FROM_RUN[kind](evidence.run, asked)
    return courses.funnel_share(evidence.lives, evidence.participants, asked)
