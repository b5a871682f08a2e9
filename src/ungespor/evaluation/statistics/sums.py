"""Statistics of what a run has summed up already: indicators, queues, activities and money."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ungespor.base.tables import INDICATORS, OFFSETS, WAITING
from ungespor.evaluation.estimates import Estimate, mean, ratio
from ungespor.results import consequence
from ungespor.results.net import ORE_PER_KRONE, PROGRAMME_ACCOUNT, net_of
from ungespor.results.outcomes import HUNDREDTHS
from ungespor.results.statistics import present_value_factors

if TYPE_CHECKING:
    from ungespor.base.tables import Activities, Trajectories
    from ungespor.pipeline import Run
    from ungespor.scenario.statistic_arguments import (
        Activity,
        Indicator,
        Net,
        NetIfPrevented,
        Starts,
        UnitCost,
        Waiting,
    )


def indicator(trajectories: Trajectories, asked: Indicator) -> Estimate:
    """Mean of an indicator over participants at one offset, in one arm or as the difference between them."""
    clock, offset = ("end", "start").index(asked.clock), OFFSETS.index(asked.weeks)
    arms = trajectories.activities.arms
    of_arm = trajectories.outcomes[:, :, clock, offset, INDICATORS.index(asked.indicator)]
    if asked.arm == "difference":
        sums = of_arm[:, arms.index("intervention")] - of_arm[:, arms.index("control")]
    else:
        sums = of_arm[:, arms.index(asked.arm)]
    scale = HUNDREDTHS if asked.indicator == "who5" else 1
    return ratio(sums / scale, trajectories.observed[:, clock, offset])


def waiting_weeks(trajectories: Trajectories, asked: Waiting) -> Estimate:
    """Mean weeks from assessment to start."""
    sums = trajectories.waiting[:, trajectories.activities.arms.index(asked.arm)].sum(axis=1)
    return ratio(sums[:, WAITING.index("weeks_waited")], sums[:, WAITING.index("started")])


def starts(trajectories: Trajectories, asked: Starts) -> Estimate:
    """Courses begun per hundred people screened."""
    sums = trajectories.waiting[:, trajectories.activities.arms.index(asked.arm)].sum(axis=1)
    return mean(100 * sums[:, WAITING.index("started")] / trajectories.people)


def activity(trajectories: Trajectories, asked: Activity) -> Estimate:
    """Mean number of an activity for each participant."""
    arm = trajectories.activities.arms.index(asked.arm)
    count = _counted(trajectories.activities, asked.activity, asked.offer)[:, arm]
    return ratio(count, trajectories.participants)


def net(run: Run, asked: Net) -> Estimate:
    """Net gain of a payer for each participant: control less intervention, present value, in kroner."""
    scenario = run.loaded.scenario
    found = net_of(run.ledger, scenario.horizon_years)
    factors = present_value_factors(scenario.discount_rate.central, found.years)
    kroner = (found.of(asked.payer).sum(axis=2) * factors).sum(axis=1) / ORE_PER_KRONE
    # A fixed denominator, as in the result of a run.
    return mean(kroner / run.trajectories.participants.mean())


def net_if_prevented(run: Run, asked: NetIfPrevented) -> Estimate:
    """Net gain of a payer for each participant if the scenario's stated number of events is prevented, in kroner."""
    scenario, lives = run.loaded.scenario, run.trajectories
    if scenario.consequence is None:
        return Estimate(math.nan, np.zeros(len(lives.participants)))
    found = net_of(run.ledger, scenario.horizon_years)
    return mean(consequence.net_if_prevented(scenario, lives, found, float(lives.participants.mean()), asked.payer))


def unit_cost(run: Run, asked: UnitCost) -> Estimate:
    """Cost of the programme to all payers together for each unit of an activity, in kroner."""
    ledger = run.ledger
    arm = ledger.arms.index("intervention")
    lines = [
        number
        for number, line in enumerate(ledger.lines)
        if line.account == PROGRAMME_ACCOUNT and not line.view and asked.offer in {None, line.offer}
    ]
    kroner = ledger.amount_ore[:, arm][..., lines].sum(axis=(1, 2)) / ORE_PER_KRONE
    return ratio(kroner, _counted(run.trajectories.activities, asked.activity, asked.offer)[:, arm])


def _counted(activities: Activities, name: str, offer: str | None) -> np.ndarray:
    """Return how often something was done, shape (worlds, arms)."""
    cells = [
        number for number, cell in enumerate(activities.cells) if cell.activity == name and offer in {None, cell.offer}
    ]
    counted: np.ndarray = activities.quantity[..., cells].sum(axis=(2, 3), dtype=np.int64)
    return counted
