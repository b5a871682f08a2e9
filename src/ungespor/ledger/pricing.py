"""From what happened to what it cost and who carries it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ungespor.ledger.journal import Part, written
from ungespor.ledger.price_book import resolve
from ungespor.ledger.price_draws import draw_prices
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.rules_by_date import groups, rules_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ungespor.base.tables import Activities, Ledger
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
    return written(book_parts(scenario, activities, table or load_price_table(offers=scenario.offers)))


def book_parts(scenario: Scenario, activities: Activities, table: PriceTable) -> tuple[Part, ...]:
    """Resolve every price that `activities` need, and multiply nothing yet.

    Parameters
    ----------
    scenario, activities, table
        As in :func:`price`.

    Returns
    -------
    tuple of Part
        For :class:`ungespor.ledger.journal.Journal` and :func:`ungespor.ledger.journal.written`.

    Raises
    ------
    InputError
        When a price is missing or the scenario's own prices are wrong.
    """
    draws = np.unique(activities.draws)
    drawn = draw_prices(table, scenario.price_year, scenario.prices, draws, scenario.seed)
    return tuple(
        Part(tuple(chosen), part, book_of(scenario, part, table, drawn, rules), draws)
        for chosen, part, rules in parts_of(scenario, activities, table)
    )


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
        yield chosen, replace(activities, periods=periods, quantity=quantity), rules


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
