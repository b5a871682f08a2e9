"""What each payer gains or pays: the `payers` and `money` parts of a result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ungespor.results.net import ORE_PER_KRONE, PROGRAMME_ACCOUNT, REPORTED_PAYERS
from ungespor.results.statistics import payback_year, present_value_factors, statistic

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.results.net import Net


def present_value_by_account(net: Net, payer: str, discount_rate: float) -> NDArray[np.float64]:
    """Return the present value in kroner by world and account, shape (worlds, accounts)."""
    factors = present_value_factors(discount_rate, net.years)
    return np.tensordot(net.of(payer) / ORE_PER_KRONE, factors, axes=([1], [0]))


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
    by_account = present_value_by_account(net, payer, discount_rate)
    total = by_account.sum(axis=1)
    net_by_year = net.of(payer).sum(axis=2).mean(axis=0) / ORE_PER_KRONE
    present_values = net_by_year * present_value_factors(discount_rate, net.years)
    return {
        "net_dkk_per_participant": statistic(total / participants),
        "net_dkk_total": statistic(total),
        "by_year": [
            {"year": year, "net_dkk": float(plain), "present_value_dkk": float(present)}
            for year, plain, present in zip(net.years, net_by_year, present_values, strict=True)
        ],
        "by_account": {
            account: float(value)
            for account, value in zip(net.accounts, by_account.mean(axis=0) / participants, strict=True)
        },
        "payback_year": payback_year(net.years, present_values),
        "chance_of_gain": float((total > 0).mean()),
    }


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
    programme = net.accounts.index(PROGRAMME_ACCOUNT)
    money: dict[str, dict[str, Any]] = {}
    for payer in REPORTED_PAYERS:
        by_account = present_value_by_account(net, payer, discount_rate)
        total = by_account.sum(axis=1)
        # Adding 0 turns the −0.0 of a payer without programme cost into 0.0.
        cost = -by_account[:, programme] + 0.0
        parts = {"gross_saving_dkk": total + cost, "programme_cost_dkk": cost, "net_dkk": total}
        money[payer] = {
            f"{name}_{suffix}": statistic(values / divisor)
            for name, values in parts.items()
            for suffix, divisor in (("per_participant", participants), ("total", 1.0))
        }
    return money
