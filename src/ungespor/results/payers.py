"""What each payer gains or pays: the `payers` and `money` parts of a result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ungespor.results.net import ORE_PER_KRONE, PROGRAMME_ACCOUNT, REPORTED_PAYERS
from ungespor.results.statistics import payback_year, present_value_factors, statistics

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.results.net import Net


def describe_payers(net: Net, participants: float, discount_rate: float) -> dict[str, dict[str, Any]]:
    """Describe the net gain of every payer.

    Parameters
    ----------
    net : Net
    participants : float
        The fixed denominator: mean number of participants over the worlds.
    discount_rate : float

    Returns
    -------
    dict
        For each payer `net_dkk_per_participant`, `net_dkk_total`, `by_year` (totals),
        `by_account` (present value per participant), `payback_year`, `chance_of_gain`.
    """
    return {payer: _describe(net, payer, participants, discount_rate) for payer in REPORTED_PAYERS}


def _describe(net: Net, payer: str, participants: float, discount_rate: float) -> dict[str, Any]:
    by_account = net.present_value(payer, discount_rate)
    total = by_account.sum(axis=1)
    net_by_year = _net_by_year(net, payer)
    present_values = present_value_by_year(net, payer, discount_rate)
    per_participant, whole = statistics(np.stack([total / participants, total]))
    return {
        "net_dkk_per_participant": per_participant,
        "net_dkk_total": whole,
        "by_year": [
            {"year": year, "net_dkk": float(plain), "present_value_dkk": float(present)}
            for year, plain, present in zip(net.years, net_by_year, present_values, strict=True)
        ],
        "by_account": {
            account: float(value)
            for account, value in zip(net.accounts, by_account.mean(axis=0) / participants, strict=True)
        },
        "payback_year": payback_year(net.years, present_values),
        "chance_of_gain": chance_of_gain(total),
    }


def _net_by_year(net: Net, payer: str) -> NDArray[np.float64]:
    """Return the mean over the worlds in kroner, undiscounted."""
    by_year: NDArray[np.float64] = net.of(payer).sum(axis=2).mean(axis=0) / ORE_PER_KRONE
    return by_year


def present_value_by_year(net: Net, payer: str, discount_rate: float) -> NDArray[np.float64]:
    """Return the mean present value in kroner by follow-up year."""
    return _net_by_year(net, payer) * present_value_factors(discount_rate, net.years)


def chance_of_gain(total: NDArray[np.float64]) -> float:
    """Return the share of the worlds in which a payer gains."""
    return float((total > 0).mean())


def describe_money(net: Net, participants: float, discount_rate: float) -> dict[str, dict[str, Any]]:
    """Split every payer's net gain into gross saving and programme cost.

    Parameters
    ----------
    net : Net
    participants : float
    discount_rate : float

    Returns
    -------
    dict
        For each payer `gross_saving_dkk_*`, `programme_cost_dkk_*` and `net_dkk_*`, each
        `per_participant` and `total`; gross saving − programme cost = net.
    """
    divisors = {"per_participant": participants, "total": 1.0}
    names = [
        f"{name}_{suffix}" for name in ("gross_saving_dkk", "programme_cost_dkk", "net_dkk") for suffix in divisors
    ]
    money = {}
    for payer in REPORTED_PAYERS:
        total, cost = total_and_cost(net, payer, discount_rate)
        rows = [values / divisor for values in (total + cost, cost, total) for divisor in divisors.values()]
        money[payer] = dict(zip(names, statistics(np.stack(rows)), strict=True))
    return money


def total_and_cost(net: Net, payer: str, discount_rate: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return a payer's net gain and what the programme costs it, in present value by world."""
    by_account = net.present_value(payer, discount_rate)
    # Adding 0 turns the −0.0 of a payer without programme cost into 0.0.
    return by_account.sum(axis=1), -by_account[:, net.accounts.index(PROGRAMME_ACCOUNT)] + 0.0
