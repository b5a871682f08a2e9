"""What an effort without a known effect would have to bring about to pay for itself.

Nothing is simulated here: a week in a job, and a week on the benefit that the participants receive
most, are priced as the ledger has priced such weeks in the control arm, on average.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.tables import PAYERS, PUBLIC_PAYERS, STATES
from ungespor.results.net import ORE_PER_KRONE
from ungespor.scenario.regime import load_regime

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from ungespor.base.books import Books
    from ungespor.base.tables import Trajectories
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.regime import Regime

WEEKS_PER_YEAR: Final = 52
JOB_WEEK: Final = "job_week"
SUMS: Final[Mapping[str, tuple[str, ...]]] = {
    "public": PUBLIC_PAYERS,
    "public_plus_fond": (*PUBLIC_PAYERS, "fond"),
}
SHOWN: Final = ("kommune", "andre_kommuner", "region", "stat", "fond", *SUMS)
EFFECTS: Final = ("effects", "psychiatric_effects", "who5_effect", "coordination")
"""Parts of an offer that say what it does to those who take part."""


def effect_known(scenario: Scenario) -> bool:
    """Return whether the scenario says that the effort does something to the young people.

    An offer that only the intervention arm has must carry an effect, or a consequence must be
    assumed beside the simulation. Displacing other activities is no effect on the young people.
    """
    return scenario.consequence is not None or effect_simulated(scenario)


def effect_simulated(scenario: Scenario) -> bool:
    """Return whether what only the intervention arm has does something to the lives that are simulated."""
    new = set(scenario.arms.intervention) - set(scenario.arms.control)
    return any(getattr(scenario.offers[name], part) for name in new for part in EFFECTS)


def describe_break_even(
    scenario: Scenario, trajectories: Trajectories, books: Books, payers: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Return how many more weeks in a job each payer needs to break even, for each participant.

    Parameters
    ----------
    scenario : Scenario
    trajectories : Trajectories
    books : Books
    payers : mapping
        The `payers` part of the result: without an effect the net loss is what the effort costs,
        less the usual practice it takes the place of.

    Returns
    -------
    dict or None
        None when an effect is known. Otherwise `benefit` (the support state the weeks are taken
        from, or None if nobody receives a benefit) and `by_payer`, each with
        `cost_dkk_per_participant`, `gain_dkk_per_week` (undiscounted), `weeks_needed` (None when
        no number of weeks would do) and `within_horizon`.
    """
    if effect_known(scenario):
        return None
    benefit = most_received(trajectories, load_regime(scenario.regime))
    gains = dict.fromkeys(SHOWN, 0.0)
    if benefit is not None:
        own = gain_of_a_week(scenario, trajectories, books, benefit)
        gains = own | {name: sum(own[payer] for payer in members) for name, members in SUMS.items()}
    horizon = scenario.horizon_years * WEEKS_PER_YEAR
    by_payer = {name: _needed(-payers[name]["net_dkk_per_participant"]["mean"], gains[name], horizon) for name in SHOWN}
    return {"benefit": benefit, "by_payer": by_payer}


def most_received(trajectories: Trajectories, regime: Regime) -> str | None:
    """Return the benefit on which the participants spend most weeks from week 0 in the control arm."""
    control = trajectories.activities.arms.index("control")
    weeks: NDArray[np.int64] = trajectories.weekly_states[control][trajectories.weeks >= 0].sum(axis=0)
    benefits = [number for number, state in enumerate(STATES) if regime.refusion_status[state] == "clock"]
    most = max(benefits, key=lambda number: int(weeks[number]))
    return STATES[most] if weeks[most] > 0 else None


def gain_of_a_week(scenario: Scenario, trajectories: Trajectories, books: Books, benefit: str) -> dict[str, float]:
    """Return what each payer gains in kroner when one week on a benefit becomes one in a job.

    The week on the benefit comes with the services that usual practice gives those who receive it.
    """
    gains = _cost_of_a_week(trajectories, books, f"{benefit}_week") - _cost_of_a_week(trajectories, books, JOB_WEEK)
    for name in scenario.arms.control:
        for service in scenario.offers[name].services.values():
            if benefit in service.states and not service.initial_spell_only:
                gains += service.share.central * _cost_of_a_week(trajectories, books, service.activity)
    return dict(zip(PAYERS, (float(gain) for gain in gains), strict=True))


def _cost_of_a_week(trajectories: Trajectories, books: Books, activity: str) -> NDArray[np.float64]:
    """Return the kroner that each payer spends on one unit of an activity, on average in the control arm."""
    activities = trajectories.activities
    cells = [number for number, cell in enumerate(activities.cells) if cell.activity == activity]
    counted = int(activities.quantity[:, activities.arms.index("control")][..., cells].sum(dtype=np.int64))
    costs = np.zeros(len(PAYERS))
    if counted:
        ledger = books.of(lambda line: line.activity == activity and not line.view)
        by_line = ledger.amount_ore[:, ledger.arms.index("control")].sum(axis=(0, 1))
        for line, amount in zip(ledger.lines, by_line, strict=True):
            costs[PAYERS.index(line.payer)] += amount / ORE_PER_KRONE / counted
    return costs


def _needed(cost: float, gain: float, horizon: int) -> dict[str, float | bool | None]:
    cost = max(cost, 0.0)
    weeks = 0.0 if cost == 0 else cost / gain if gain > 0 else None
    return {
        "cost_dkk_per_participant": cost,
        "gain_dkk_per_week": gain,
        "weeks_needed": weeks,
        "within_horizon": weeks is not None and weeks <= horizon,
    }
