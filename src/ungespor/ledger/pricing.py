"""From what happened to what it cost and who carries it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ungespor.ledger.posting import post
from ungespor.ledger.price_book import resolve
from ungespor.ledger.price_draws import draw_prices
from ungespor.ledger.price_table import load_price_table
from ungespor.scenario.regime import load_regime

if TYPE_CHECKING:
    from ungespor.base.tables import Activities, Ledger
    from ungespor.ledger.price_table import PriceTable
    from ungespor.scenario.model import Scenario


def price(scenario: Scenario, activities: Activities, table: PriceTable | None = None) -> Ledger:
    """Price `activities` as the scenario's headline financing says.

    What the other ways of financing shown would change, and nothing else, stands beside it in
    views of its own: ``"financing:NAME"``.

    Parameters
    ----------
    scenario : Scenario
        Its price year, regime, own prices, seed and financing are used.
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
    financing = scenario.financing
    book = resolve(
        table,
        activities.cells,
        load_regime(scenario.regime),
        financing.variants[financing.headline],
        draw_prices(table, scenario.price_year, scenario.prices, draws, scenario.seed),
        used=np.asarray(activities.quantity.any(axis=(0, 1, 2))),
        beside={name: financing.variants[name] for name in financing.shown[1:]},
        priced_as={name: offer.priced_as for name, offer in scenario.offers.items()},
    )
    return post(activities, book, draws)
