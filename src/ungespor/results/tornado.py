"""Which prices does the result hang on: one at a time at the ends of its range.

A ledger is counts times prices. The counts are summed once, discounted and divided by the
participants; each variant of the price list then costs one multiplication, taxes included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from ungespor.base.tables import PUBLIC_PAYERS
from ungespor.ledger.indexing import lift
from ungespor.ledger.price_draws import override_unit
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.pricing import book_of, parts_of
from ungespor.results.net import ORE_PER_KRONE
from ungespor.results.statistics import present_value_factors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.base.tables import Activities, Trajectories
    from ungespor.ledger.price_book import PriceBook
    from ungespor.ledger.price_row import PriceRow
    from ungespor.ledger.price_table import PriceTable
    from ungespor.scenario.model import Scenario

TORNADO_PAYERS: Final[dict[str, tuple[str, ...]]] = {
    "public": PUBLIC_PAYERS,
    "kommune": ("kommune",),
    "region": ("region",),
    "stat": ("stat",),
}
"""The payers shown, each with the payers of the ledger that it consists of."""


class Limits(NamedTuple):
    """A price in kroner of the run's price year: at the low end, as stated, at the high end."""

    low: float
    central: float
    high: float


def tornado(scenario: Scenario, trajectories: Trajectories, table: PriceTable | None = None) -> dict[str, Any]:
    """Put each price at its low and its high end, all others as stated.

    Parameters
    ----------
    scenario : Scenario
    trajectories : Trajectories
    table : PriceTable, optional
        The shipped prices unless given.

    Returns
    -------
    dict
        `central`: net per participant of each payer with every price as stated; it differs from
        the result of a run, whose prices are drawn. `rows`: every price that moves anybody, the
        one with the widest span for the public first, with `price_id`, labels, `unit`, `source`,
        `confidence`, `low`, `central` and `high` (kroner of the run's price year) and `effects`:
        for each payer `at_low` and `at_high`, in kroner per participant more than `central`.
    """
    table = table or load_price_table(offers=scenario.offers)
    limits = [_limits(scenario, table, row) for row in table.rows]
    ranged = [number for number, limit in enumerate(limits) if limit.low < limit.high]
    nets = _nets(scenario, trajectories, table, _variants(limits, ranged))
    rows = []
    for place, number in enumerate(ranged):
        effects = {
            payer: {"at_low": float(net[1 + 2 * place] - net[0]), "at_high": float(net[2 + 2 * place] - net[0])}
            for payer, net in nets.items()
        }
        if any(value for ends in effects.values() for value in ends.values()):
            rows.append(_described(table.rows[number], limits[number]) | {"effects": effects})
    rows.sort(key=lambda row: -span(row, "public"))
    return {"central": {payer: float(net[0]) for payer, net in nets.items()}, "rows": rows}


def span(row: dict[str, Any], payer: str) -> float:
    """Return how far apart the two ends of a row of a tornado lie for a payer."""
    ends = row["effects"][payer]
    return abs(float(ends["at_high"]) - float(ends["at_low"]))


def _limits(scenario: Scenario, table: PriceTable, row: PriceRow) -> Limits:
    own = scenario.prices.get(row.price_id)
    if own is None:
        factor = lift(table.indices, row.index, row.price_year, scenario.price_year)
        return Limits(row.low * factor, row.amount_dkk * factor, row.high * factor)
    low, high = (own.central if end is None else end for end in (own.low, own.high))
    return Limits(max(low, 0.0), max(own.central, 0.0), max(high, 0.0))


def _variants(limits: list[Limits], ranged: list[int]) -> NDArray[np.float64]:
    """Return price lists, shape (1 + 2 × ranged rows, rows): as stated, then low and high of each."""
    prices = np.tile([limit.central for limit in limits], (1 + 2 * len(ranged), 1))
    for place, number in enumerate(ranged):
        prices[1 + 2 * place, number] = limits[number].low
        prices[2 + 2 * place, number] = limits[number].high
    return prices


def _nets(
    scenario: Scenario, trajectories: Trajectories, table: PriceTable, prices: NDArray[np.float64]
) -> dict[str, NDArray[np.float64]]:
    """Return the net gain per participant of each payer under every price list."""
    participants = int(trajectories.participants.sum())
    nets = {payer: np.zeros(len(prices)) for payer in TORNADO_PAYERS}
    for _, part, rules in parts_of(scenario, trajectories.activities, table):
        book = book_of(scenario, part, table, prices, rules)
        counts = _net_counts(part, scenario.discount_rate.central) / participants
        for payer, members in TORNADO_PAYERS.items():
            nets[payer] += book.unit_ore.astype(np.float64) @ _weights(book, counts, members)
    return nets


def _net_counts(activities: Activities, discount_rate: float) -> NDArray[np.float64]:
    """Return control − intervention by cell, over all worlds and discounted."""
    factors = present_value_factors(discount_rate, (period.follow_up_year for period in activities.periods))
    sums = activities.quantity.sum(axis=0, dtype=np.int64)
    net = sums[activities.arms.index("control")] - sums[activities.arms.index("intervention")]
    return np.asarray(factors @ net, dtype=np.float64)


def _weights(book: PriceBook, counts: NDArray[np.float64], members: tuple[str, ...]) -> NDArray[np.float64]:
    """Return, for every unit amount of the book, how many kroner of it the payers save for each øre."""
    paid = np.asarray([line.payer in members and not line.view for line in book.lines], dtype=np.float64)
    of_link = np.repeat(counts, np.diff(book.cell_starts)) * paid[book.link_line] / ORE_PER_KRONE
    sums = np.bincount(book.link_price, of_link, minlength=book.unit_ore.shape[1])
    return np.asarray(sums, dtype=np.float64)


def _described(row: PriceRow, limits: Limits) -> dict[str, Any]:
    return {
        "price_id": row.price_id,
        "label_da": row.label_da,
        "label_en": row.label_en,
        "unit": override_unit(row),
        "source": row.source_id,
        "confidence": row.confidence,
        **limits._asdict(),
    }
