"""From what happened to what it cost and who carries it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ungespor.ledger.posting import post
from ungespor.ledger.price_book import resolve
from ungespor.ledger.price_draws import draw_prices
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.rules_by_date import groups, rules_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ungespor.base.tables import Activities, Ledger, LedgerLine
    from ungespor.ledger.price_book import PriceBook
    from ungespor.ledger.price_table import PriceTable
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.regime import Regime


def price(scenario: Scenario, activities: Activities, table: PriceTable | None = None) -> Ledger:
    """Price `activities` as the scenario's headline financing says.

    What the other ways of financing shown would change, and nothing else, stands beside it in
    views of its own: ``"financing:NAME"``.

    Parameters
    ----------
    scenario : Scenario
        Its price year, regime, pricing, circumstances, own prices, seed and financing are used.
    activities : Activities
    table : PriceTable, optional
        The shipped prices unless given.

    Returns
    -------
    Ledger

    Raises
    ------
    InputError
        When a price is missing or the scenario's own prices are wrong.
    """
    table = table or load_price_table(offers=scenario.offers)
    draws = np.unique(activities.draws)
    activities = replace(activities, quantity=np.ascontiguousarray(activities.quantity))
    drawn = draw_prices(table, scenario.price_year, scenario.prices, draws, scenario.seed)
    parts = [
        (chosen, post(part, book_of(scenario, part, table, drawn, rules), draws))
        for chosen, part, rules in parts_of(scenario, activities, table)
    ]
    return parts[0][1] if len(parts) == 1 else _joined(activities, parts)


def parts_of(
    scenario: Scenario, activities: Activities, table: PriceTable
) -> Iterator[tuple[list[int], Activities, Regime]]:
    """Cut the activities up into periods that the same rules and rates price.

    Yields
    ------
    tuple
        Numbers of the periods, their activities, and the rules; all periods at once when frozen.
    """
    for rules, half_years in groups(scenario, table, (period.half_year for period in activities.periods)):
        chosen = [number for number, period in enumerate(activities.periods) if period.half_year in half_years]
        whole = len(chosen) == len(activities.periods)
        quantity = activities.quantity if whole else activities.quantity[:, :, chosen]
        periods = tuple(activities.periods[number] for number in chosen)
        yield chosen, replace(activities, periods=periods, quantity=np.ascontiguousarray(quantity)), rules


def _joined(activities: Activities, parts: list[tuple[list[int], Ledger]]) -> Ledger:
    """Return one ledger of all periods, with every line that any of the parts has."""
    lines: dict[LedgerLine, int] = {}
    for _, ledger in parts:
        for line in ledger.lines:
            lines.setdefault(line, len(lines))
    shape = (*activities.quantity.shape[:3], len(lines))
    quantity, amount_ore = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for chosen, ledger in parts:
        rows, columns = np.ix_(chosen, [lines[line] for line in ledger.lines])
        quantity[:, :, rows, columns] = ledger.quantity
        amount_ore[:, :, rows, columns] = ledger.amount_ore
    return replace(
        parts[0][1], periods=activities.periods, lines=tuple(lines), quantity=quantity, amount_ore=amount_ore
    )


def book_of(
    scenario: Scenario,
    activities: Activities,
    table: PriceTable,
    unit_prices: NDArray[np.float64],
    rules: Regime | None = None,
) -> PriceBook:
    """Return the price book of everything that was counted, as the scenario's rules and financing say.

    Parameters
    ----------
    scenario : Scenario
    activities : Activities
        Cells that were never counted need no price.
    table : PriceTable
    unit_prices : ndarray of float64, shape (draws, price rows)
        Any lists of prices, in kroner of the scenario's price year.
    rules : Regime, optional
        Those in force when the scenario begins, unless given; see :func:`parts_of`.
    """
    financing = scenario.financing
    return resolve(
        table,
        activities.cells,
        rules or rules_on(scenario, scenario.start_date),
        financing.variants[financing.headline],
        unit_prices,
        used=np.asarray(activities.quantity.any(axis=(0, 1, 2))),
        beside={name: financing.variants[name] for name in financing.shown[1:]},
        priced_as={name: offer.priced_as for name, offer in scenario.offers.items()},
        circumstances=scenario.circumstances,
    )
