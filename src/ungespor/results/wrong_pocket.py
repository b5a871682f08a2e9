"""The wrong pocket: who pays and who gains, what would put it right, and what a fair share is."""

from __future__ import annotations

from bisect import bisect_left
from math import ceil
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.tables import PUBLIC_PAYERS
from ungespor.results.keys import by_break_even, by_proportion, by_shapley, smallest_transfers
from ungespor.results.net import ORE_PER_KRONE
from ungespor.results.payers import total_and_cost

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from ungespor.results.net import Net

PLAYERS: Final = (*PUBLIC_PAYERS, "fond")
ROUNDING: Final = 0.01
"""Øre; differences below this are the rounding of floating point."""
CHANCES: Final = (0.5, 0.8, 0.95)
"""With which probability nobody should be worse off, beside the mean."""


def describe_wrong_pocket(headline: Net, discount_rate: float) -> dict[str, Any]:
    """Show who pays for what others gain, and what transfers and keys would make of it.

    Parameters
    ----------
    headline : Net
    discount_rate : float

    Returns
    -------
    dict
        Totals of the cohort in present value. `payers`: for each `programme_cost_dkk`,
        `gross_saving_dkk` and `net_dkk`; `total_net_dkk`. `matrix`: payer → payer → kroner: of
        the column's gross saving, the part that the row has paid for, by its share of the cost;
        None when nobody pays. `wrong_pocket_dkk`: what lies off the diagonal among the savings.
        `transfers`: `mean` and a list `with_probability` with `probability`, `reached` (share of
        replications in which nobody is worse off at once) and `highest_probability`; each has
        `transfers`, a list of `from`, `to` and `dkk`, or None when no transfers do. `keys`:
        `as_is`, `proportion`, `break_even` and `shapley`, each payer's net result (None for the
        Shapley value where all together lose).
    """
    gross, cost = _gross_and_cost(headline, discount_rate)
    net = {payer: gross[payer] - cost[payer] for payer in PLAYERS}
    mean = {name: {payer: _whole(values[payer].mean()) for payer in PLAYERS} for name, values in _pair(gross, cost)}
    results = {payer: mean["gross"][payer] - mean["cost"][payer] for payer in PLAYERS}
    needed = [payer for payer in PLAYERS if mean["cost"][payer] > 0]
    keys = {
        "as_is": results,
        "proportion": by_proportion(mean["gross"], sum(mean["cost"].values())),
        "break_even": by_break_even(results),
        "shapley": by_shapley(results, needed),
    }
    matrix = pays_and_gains(mean["gross"], mean["cost"])
    return {
        "payers": {
            payer: {
                "programme_cost_dkk": mean["cost"][payer] / ORE_PER_KRONE,
                "gross_saving_dkk": mean["gross"][payer] / ORE_PER_KRONE,
                "net_dkk": results[payer] / ORE_PER_KRONE,
            }
            for payer in PLAYERS
        },
        "total_net_dkk": sum(results.values()) / ORE_PER_KRONE,
        "matrix": matrix,
        "wrong_pocket_dkk": matrix
        and sum(max(value, 0.0) for row, cells in matrix.items() for column, value in cells.items() if row != column),
        "transfers": {
            "mean": _listed(smallest_transfers({payer: -amount for payer, amount in results.items()})),
            "with_probability": [_with_probability(net, chance) for chance in CHANCES],
            "highest_probability": _highest_probability(net),
        },
        "keys": {
            name: key and {payer: ore / ORE_PER_KRONE for payer, ore in key.items()} for name, key in keys.items()
        },
    }


def _pair(
    gross: dict[str, NDArray[np.float64]], cost: dict[str, NDArray[np.float64]]
) -> tuple[tuple[str, dict[str, NDArray[np.float64]]], ...]:
    return ("gross", gross), ("cost", cost)


def _gross_and_cost(
    headline: Net, discount_rate: float
) -> tuple[dict[str, NDArray[np.float64]], dict[str, NDArray[np.float64]]]:
    """Return gross saving and programme cost in kroner by payer and world."""
    gross, cost = {}, {}
    for payer in PLAYERS:
        total, cost[payer] = total_and_cost(headline, payer, discount_rate)
        gross[payer] = total + cost[payer]
    return gross, cost


def pays_and_gains(gross: Mapping[str, int], cost: Mapping[str, int]) -> dict[str, dict[str, float]] | None:
    """Return, in kroner, which part of the column's gross saving the row has paid for."""
    paid = sum(cost.values())
    if paid <= 0:
        return None
    return {payer: {gainer: gross[gainer] * cost[payer] / paid / ORE_PER_KRONE for gainer in gross} for payer in cost}


def needs_for(net: Mapping[str, NDArray[np.float64]], probability: float) -> dict[str, int]:
    """Return the øre each payer needs so as not to be worse off in that share of the replications."""
    needs = {}
    for payer, values in net.items():
        ordered = np.sort(values)
        # Rounded, so that 0.95 of 20 replications is 19 of them in spite of floating point.
        worst = ordered[len(ordered) - ceil(round(probability * len(ordered), 6))]
        needs[payer] = ceil(-worst * ORE_PER_KRONE)
    return needs


def _with_probability(net: Mapping[str, NDArray[np.float64]], probability: float) -> dict[str, Any]:
    transfers = smallest_transfers(needs_for(net, probability))
    reached = None
    if transfers is not None:
        after = {payer: values * ORE_PER_KRONE for payer, values in net.items()}
        for (giver, receiver), ore in transfers.items():
            after[giver] = after[giver] - ore
            after[receiver] = after[receiver] + ore
        reached = float(np.all([values >= -ROUNDING for values in after.values()], axis=0).mean())
    return {"probability": probability, "transfers": _listed(transfers), "reached": reached}


def _highest_probability(net: Mapping[str, NDArray[np.float64]]) -> float | None:
    """Return the highest probability for which transfers exist, in steps of one replication."""
    worlds = len(next(iter(net.values())))
    counts = range(1, worlds + 1)
    # What is asked for only grows with the probability, so that halving finds the last that can be met.
    met = bisect_left(counts, 1, key=lambda count: smallest_transfers(needs_for(net, count / worlds)) is None)
    return met / worlds if met else None


def _listed(transfers: Mapping[tuple[str, str], int] | None) -> list[dict[str, Any]] | None:
    if transfers is None:
        return None
    return [{"from": giver, "to": receiver, "dkk": ore / ORE_PER_KRONE} for (giver, receiver), ore in transfers.items()]


def _whole(kroner: float) -> int:
    return round(kroner * ORE_PER_KRONE)
