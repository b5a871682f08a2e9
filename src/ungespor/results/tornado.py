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


def tornado(scenario: Scenario, trajectories: Trajectories, table: PriceTable) -> dict[str, Any]:
    """Put each price at its low and its high end, all others as stated.

    Parameters
    ----------
    scenario : Scenario
    trajectories : Trajectories
    table : PriceTable

    Returns
    -------
    dict
        `central`: net per participant of each payer with every price as stated; it differs from
        the result of a run, whose prices are drawn. `rows`: every price that moves anybody, the
        one with the widest span for the public first, with `price_id`, labels, `unit`, `source`,
        `confidence`, `low`, `central` and `high` (kroner of the run's price year) and `effects`:
        for each payer `at_low` and `at_high`, in kroner per participant more than `central`.
    """
    limits = [_limits(scenario, table, row) for row in table.rows]
    ranged = [number for number, limit in enumerate(limits) if limit.low < limit.high]
    net_ore = _net_ore(scenario, trajectories, table, _variants(limits, ranged))
    factors = present_value_factors(scenario.discount_rate.central, range(1, scenario.horizon_years + 1))
    worth = np.asarray(factors) / ORE_PER_KRONE / int(trajectories.participants.sum())
    moved = {payer: (ore - ore[0]) @ worth for payer, ore in net_ore.items()}
    rows = []
    for place, number in enumerate(ranged):
        effects = {
            payer: {"at_low": float(change[1 + 2 * place]), "at_high": float(change[2 + 2 * place])}
            for payer, change in moved.items()
        }
        if any(value for ends in effects.values() for value in ends.values()):
            rows.append(_described(table.rows[number], limits[number]) | {"effects": effects})
    rows.sort(key=lambda row: -span(row, "public"))
    return {"central": {payer: float(ore[0] @ worth) for payer, ore in net_ore.items()}, "rows": rows}


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


def _net_ore(
    scenario: Scenario, trajectories: Trajectories, table: PriceTable, prices: NDArray[np.float64]
) -> dict[str, NDArray[np.int64]]:
    """Return the undiscounted net gain in øre of each payer, shape (price lists, follow-up years).

    Whole øre, so that a price which moves nobody moves nobody: floats would leave specks.
    """
    net = {payer: np.zeros((len(prices), scenario.horizon_years), dtype=np.int64) for payer in TORNADO_PAYERS}
    for _, part, rules in parts_of(scenario, trajectories.activities, table):
        book = book_of(scenario, part, table, prices, rules)
        counts = _net_counts(part, scenario.horizon_years)
        for payer, members in TORNADO_PAYERS.items():
            net[payer] += book.unit_ore @ _weights(book, counts, members)
    return net


def _net_counts(activities: Activities, years: int) -> NDArray[np.int64]:
    """Return control − intervention over all worlds, shape (cells, follow-up years)."""
    sums = activities.quantity.sum(axis=0, dtype=np.int64)
    net = sums[activities.arms.index("control")] - sums[activities.arms.index("intervention")]
    counts = np.zeros((len(activities.cells), years), dtype=np.int64)
    for place, period in enumerate(activities.periods):
        counts[:, period.follow_up_year - 1] += net[place]
    return counts


def _weights(book: PriceBook, counts: NDArray[np.int64], members: tuple[str, ...]) -> NDArray[np.int64]:
    """Return how often the payers save each unit amount of the book, shape (unit amounts, follow-up years)."""
    paid = np.asarray([line.payer in members and not line.view for line in book.lines])
    of_link = np.repeat(counts, np.diff(book.cell_starts), axis=0) * paid[book.link_line][:, np.newaxis]
    sums = np.zeros((book.unit_ore.shape[1], counts.shape[1]), dtype=np.int64)
    np.add.at(sums, book.link_price, of_link)
    return sums


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
