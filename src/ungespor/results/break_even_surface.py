"""At which price, and with how many participants, each payer breaks even within so many years.

Nothing is simulated.  The net result is linear in the price of the programme, and in the number of
participants as long as nobody waits: their gain and what follows them grow with their number,
while paid hours, operation and set-up stay (staff is paid by the week, whoever comes).

Left out, because they need new lives: the effect and the persistence at which a payer breaks even.
Taxes depend on benefits and wages, so that a price of income has no break-even here either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.results.net import ORE_PER_KRONE, PROGRAMME_ACCOUNT
from ungespor.results.statistics import present_value_factors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.ledger.price_table import PriceTable
    from ungespor.results.bookings import Change

SHOWN: Final = ("kommune", "region", "stat", "fond", "public", "public_plus_fond")
FOLLOWS_PARTICIPANTS: Final = ("course_week",)
"""The programme's activities that there are more of when more take part."""
UPTAKES: Final = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
"""Participants as a ratio of those that the scenario has."""
MOST_PRICES: Final = 5


def describe_surface(
    change: Change, horizon_years: int, participants: float, discount_rate: float, table: PriceTable
) -> dict[str, Any]:
    """Find where each payer breaks even within 1, 2, … years.

    Parameters
    ----------
    change : Change
    horizon_years : int
    participants, discount_rate : float
    table : PriceTable

    Returns
    -------
    dict
        `years`, `uptakes` and `payers`; for each payer, by year: `programme_price_ratio` (the
        highest price of the programme, as a ratio of today's; None when it pays nothing),
        `affordable_dkk_per_participant` (what it saves, and so could pay), and `uptake_ratio` (the
        fewest participants, as a ratio of the scenario's; None when no number is enough); and
        `surface`: the price ratio by year for each of `uptakes`. `prices`: by payer, the price
        rows whose own break-even within the whole horizon lies nearest, as ratios.
    """
    gain = _cumulated(change, horizon_years, discount_rate)
    payers = {}
    for payer in SHOWN:
        mine = change.of(payer)
        programme = [number for number in mine if change.lines[number].account == PROGRAMME_ACCOUNT]
        follows = [number for number in programme if change.lines[number].activity in FOLLOWS_PARTICIPANTS]
        total = -gain[:, programme].sum(axis=1)
        variable = -gain[:, follows].sum(axis=1)
        saved = gain[:, mine].sum(axis=1) + total
        payers[payer] = _describe(saved, variable, total - variable, participants)
    return {
        "years": list(range(1, horizon_years + 1)),
        "uptakes": list(UPTAKES),
        "payers": payers,
        "prices": {payer: _prices(change, gain[-1], payer, table) for payer in SHOWN},
    }


def _cumulated(change: Change, horizon_years: int, discount_rate: float) -> NDArray[np.float64]:
    """Return mean present value in kroner, cumulated by year, shape (years, lines)."""
    mean = change.by_period / change.worlds / ORE_PER_KRONE
    factors = present_value_factors(discount_rate, range(1, horizon_years + 1))
    by_year = np.zeros((horizon_years, mean.shape[1]))
    for place, period in enumerate(change.periods):
        by_year[period.follow_up_year - 1] += mean[place] * factors[period.follow_up_year - 1]
    return np.cumsum(by_year, axis=0)


def _describe(
    saved: NDArray[np.float64], variable: NDArray[np.float64], fixed: NDArray[np.float64], participants: float
) -> dict[str, Any]:
    years = list(zip(saved.tolist(), variable.tolist(), fixed.tolist(), strict=True))
    return {
        "programme_price_ratio": [price_ratio(*year) for year in years],
        "affordable_dkk_per_participant": [year[0] / participants for year in years],
        "uptake_ratio": [uptake_ratio(*year) for year in years],
        "surface": [[price_ratio(*year, uptake) for year in years] for uptake in UPTAKES],
    }


def price_ratio(saved: float, variable: float, fixed: float, uptake: float = 1.0) -> float | None:
    """Return the ratio of today's programme price at which a payer breaks even.

    Parameters
    ----------
    saved, variable, fixed : float
        Gross saving, and the programme's cost that follows the participants and that does not.
    uptake : float
        Participants as a ratio of the scenario's.

    Returns
    -------
    float or None
        Below 0 when the payer loses even at no price; None when it pays nothing.
    """
    cost = uptake * variable + fixed
    return uptake * saved / cost if cost > 0 else None


def uptake_ratio(saved: float, variable: float, fixed: float) -> float | None:
    """Return the fewest participants with whom a payer breaks even, as a ratio of the scenario's.

    Returns
    -------
    float or None
        0 for a payer without fixed cost who does not lose by a participant; None when each
        participant adds a loss, or nothing to pay the fixed cost with.
    """
    margin = saved - variable
    if fixed <= 0:
        return 0.0 if margin >= 0 else None
    return fixed / margin if margin > 0 else None


def _prices(change: Change, gain: NDArray[np.float64], payer: str, table: PriceTable) -> list[dict[str, Any]]:
    """Return the price rows whose break-even lies nearest to their amount, all others being equal."""
    mine = change.of(payer)
    net = float(gain[mine].sum())
    by_price: dict[str, float] = {}
    for number in mine:
        at = table.position.get(change.lines[number].price_id)
        # Benefits and wages are taxed, and a tax rate is no price.
        row = None if at is None else table.rows[at]
        if row is not None and row.activity and not table.rulebook.payer_rules[row.payer_rule].income:
            by_price[row.price_id] = by_price.get(row.price_id, 0.0) + float(gain[number])
    ratios = {price_id: 1 - net / part for price_id, part in by_price.items() if part}
    nearest = sorted((abs(ratio - 1), price_id) for price_id, ratio in ratios.items() if ratio >= 0)
    return [{"price_id": price_id, "ratio": ratios[price_id]} for _, price_id in nearest[:MOST_PRICES]]
