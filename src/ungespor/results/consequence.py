"""What one assumed consequence is worth: a business case beside the simulation.

A business case takes a number of prevented events for granted, prices them and subtracts what the
programme costs.  The simulation asks whether the group has so many of them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.tables import PUBLIC_PAYERS, Cell
from ungespor.ledger.price_book import resolve
from ungespor.ledger.price_draws import draw_prices
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.rules_by_date import rules_on
from ungespor.results.net import ORE_PER_KRONE, PROGRAMME_ACCOUNT
from ungespor.results.statistics import statistic

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.base.tables import Trajectories
    from ungespor.results.net import Net
    from ungespor.scenario.baseline import Psychiatry
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.quantity import Quantity

PAYERS_SHOWN: Final = ("kommune", "region", "stat", "public", "public_plus_fond")
ACTIVITIES: Final = {"admission": "bed_day", "outpatient_start": "outpatient_visit", "emergency": "emergency_visit"}
COUNTED: Final = {"admission": "admission", "outpatient_start": "outpatient_visit", "emergency": "emergency_visit"}
"""The activity that is priced, and the one that shows how many events there are."""
HUNDRED: Final = 100
STEPS: Final = 5
"""Into how many equal steps the range of prevented events is cut."""


def describe_consequence(
    scenario: Scenario, trajectories: Trajectories, net: Net, participants: float
) -> dict[str, dict[str, Any]]:
    """Price the scenario's consequence, if it has one.

    Parameters
    ----------
    scenario : Scenario
    trajectories : Trajectories
    net : Net
        With the headline financing; only what the programme costs is used of it.
    participants : float

    Returns
    -------
    dict
        Empty, or the key `consequence` with `event`, `prevented_per_hundred`, `bundle`,
        `simulated`, `attainable`, `payers` and `table`. Every event is taken to be prevented in
        the first year, so that nothing is discounted: net = events × price − programme cost.
    """
    consequence = scenario.consequence
    if consequence is None:
        return {}
    stated = consequence.prevented_per_hundred
    units = units_of_event(consequence.event, scenario.baseline.psychiatry)
    worth = {payer: units * price for payer, price in unit_prices(scenario, trajectories).items()}
    cost = {payer: _cost(net, payer, participants, scenario.discount_rate.central) for payer in PAYERS_SHOWN}
    control, prevented = simulated_events(scenario, trajectories)
    payers = {payer: _payer(worth[payer], cost[payer], stated.central) for payer in PAYERS_SHOWN}
    bundle = {payer: float(value.mean()) for payer, value in worth.items()}
    described = {
        "event": consequence.event,
        "prevented_per_hundred": {"value": stated.central, "low": stated.low, "high": stated.high},
        "bundle": {"activity": ACTIVITIES[consequence.event], "units": units, "dkk": bundle},
        "simulated": {"control_per_hundred": control, "prevented_per_hundred": prevented},
        "attainable": stated.central <= control,
        "payers": payers,
        "table": [
            {
                "prevented_per_hundred": number,
                "attainable": number <= control,
                "net_dkk_per_participant": {
                    payer: bundle[payer] * number / HUNDRED - float(cost[payer].mean()) for payer in PAYERS_SHOWN
                },
            }
            for number in _range(stated, payers["public"]["break_even_per_hundred"])
        ],
    }
    return {"consequence": described}


def net_if_prevented(
    scenario: Scenario, trajectories: Trajectories, net: Net, participants: float, payer: str
) -> NDArray[np.float64]:
    """Return a payer's net gain per participant if the stated number of events is prevented, by world.

    Parameters
    ----------
    scenario : Scenario
        With a consequence.
    trajectories, net, participants
        As in :func:`describe_consequence`.
    payer : str

    Returns
    -------
    ndarray of float64, shape (worlds,)
    """
    consequence = scenario.consequence
    assert consequence is not None  # noqa: S101 - checked by the caller
    worth = units_of_event(consequence.event, scenario.baseline.psychiatry) * unit_prices(scenario, trajectories)[payer]
    cost = _cost(net, payer, participants, scenario.discount_rate.central)
    return worth * consequence.prevented_per_hundred.central / HUNDRED - cost


def _payer(worth: NDArray[np.float64], cost: NDArray[np.float64], prevented: float) -> dict[str, Any]:
    """Describe one payer at the stated number of prevented events."""
    saving = worth * prevented / HUNDRED
    return {
        "saving_dkk_per_participant": statistic(saving),
        "programme_cost_dkk_per_participant": statistic(cost),
        "net_dkk_per_participant": statistic(saving - cost),
        "break_even_per_hundred": break_even_per_hundred(float(worth.mean()), float(cost.mean())),
    }


def _range(stated: Quantity, break_even: float | None) -> list[float]:
    """Return the numbers to show: the range in equal steps, the stated one and the break-even."""
    low, high = (stated.central if end is None else end for end in (stated.low, stated.high))
    numbers = {*np.linspace(low, high, STEPS + 1).tolist(), stated.central}
    return sorted(numbers if break_even is None else numbers | {break_even})


def units_of_event(event: str, psychiatry: Psychiatry) -> float:
    """Return the priced units in one event: bed days of a mean stay, visits of a course, or one visit."""
    if event == "admission":
        # The mean of a lognormal stay.
        return psychiatry.stay_median.central * math.exp(psychiatry.stay_sd.central**2 / 2)
    return psychiatry.outpatient_visits.central if event == "outpatient_start" else 1.0


def unit_prices(scenario: Scenario, trajectories: Trajectories) -> dict[str, NDArray[np.float64]]:
    """Return the kroner that each payer shown spends on one unit, by world."""
    assert scenario.consequence is not None  # noqa: S101 - checked by the caller
    draws, world_draw = np.unique(trajectories.activities.draws, return_inverse=True)
    table = load_price_table(offers=scenario.offers)
    book = resolve(
        table,
        [Cell(ACTIVITIES[scenario.consequence.event], "", 0, "home", "")],
        rules_on(scenario, scenario.start_date),
        scenario.financing.variants[scenario.financing.headline],
        draw_prices(table, scenario.price_year, scenario.prices, draws, scenario.seed),
        circumstances=scenario.circumstances,
    )
    by_payer: dict[str, NDArray[np.float64]] = {payer: np.zeros(len(world_draw)) for payer in PAYERS_SHOWN}
    for line, price in zip(book.link_line, book.link_price, strict=True):
        kroner = book.unit_ore[world_draw, price] / ORE_PER_KRONE
        payer = book.lines[line].payer
        members = [name for name in PAYERS_SHOWN if name == payer]
        members += ["public"] if payer in PUBLIC_PAYERS else []
        members += ["public_plus_fond"] if payer in (*PUBLIC_PAYERS, "fond") else []
        for name in members:
            by_payer[name] += kroner
    return by_payer


def simulated_events(scenario: Scenario, trajectories: Trajectories) -> tuple[float, float]:
    """Return how many events the simulation has without the programme, and how many it spares.

    The first is per 100 people, the second per 100 participants. Who comes is not chosen by need,
    so that the first is what 100 participants have too.
    """
    assert scenario.consequence is not None  # noqa: S101 - checked by the caller
    event, activities = scenario.consequence.event, trajectories.activities
    cells = [number for number, cell in enumerate(activities.cells) if cell.activity == COUNTED[event]]
    each = units_of_event(event, scenario.baseline.psychiatry) if event == "outpatient_start" else 1.0
    counts = activities.quantity[..., cells].sum(axis=(0, 2, 3)) / each * HUNDRED
    control, intervention = (float(counts[activities.arms.index(arm)]) for arm in ("control", "intervention"))
    people = trajectories.people * len(trajectories.participants)
    return control / people, (control - intervention) / float(trajectories.participants.sum())


def break_even_per_hundred(worth_dkk: float, cost_dkk: float) -> float | None:
    """Return how many events 100 participants must be spared for a payer to lose nothing.

    Parameters
    ----------
    worth_dkk : float
        What one event costs the payer.
    cost_dkk : float
        What the programme costs the payer per participant.

    Returns
    -------
    float or None
        0 for a payer without cost; None for one who pays and never saves.
    """
    if cost_dkk <= 0:
        return 0.0
    return HUNDRED * cost_dkk / worth_dkk if worth_dkk > 0 else None


def _cost(net: Net, payer: str, participants: float, discount_rate: float) -> NDArray[np.float64]:
    """Return what the programme costs a payer per participant, by world."""
    programme = net.accounts.index(PROGRAMME_ACCOUNT)
    return -net.present_value(payer, discount_rate)[:, programme] / participants + 0.0
