"""From what happened to what it cost: one ledger for each way of financing the programme."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ungespor.ledger.posting import post
from ungespor.ledger.price_book import resolve
from ungespor.ledger.price_draws import draw_prices
from ungespor.ledger.price_table import load_price_table
from ungespor.scenario.facts import load_sources
from ungespor.scenario.regime import load_regime

if TYPE_CHECKING:
    from ungespor.base.tables import Activities, Ledger
    from ungespor.ledger.price_table import PriceTable
    from ungespor.scenario.model import Scenario


def price(scenario: Scenario, activities: Activities, table: PriceTable | None = None) -> dict[str, Ledger]:
    """Price `activities` once under every financing variant that the scenario shows.

    Parameters
    ----------
    scenario : Scenario
        Its price year, regime, own prices, seed and financing are used.
    activities : Activities
    table : PriceTable, optional
        The shipped prices unless given.

    Returns
    -------
    dict of Ledger
        By the name of the variant, the headline first.

    Raises
    ------
    InputError
        When a price is missing or the scenario's own prices are wrong.
    """
    table = table or load_price_table()
    regime = load_regime(scenario.regime)
    draws = np.unique(activities.draws)
    prices = draw_prices(table, scenario.price_year, scenario.prices, draws, scenario.seed)
    activities = replace(activities, quantity=np.ascontiguousarray(activities.quantity))
    used = np.asarray(activities.quantity.any(axis=(0, 1, 2)))
    ledgers = {}
    for name in dict.fromkeys([scenario.financing.headline, *scenario.financing.beside]):
        variant = scenario.financing.variants[name]
        ledgers[name] = post(activities, resolve(table, activities.cells, regime, variant, prices, used), draws)
    return ledgers


def placeholders(table: PriceTable) -> list[str]:
    """Return the ids of the price rows that rest on memory alone, and should be replaced by the user.

    Parameters
    ----------
    table : PriceTable

    Returns
    -------
    list of str
    """
    marks = {name: source.mark for name, source in load_sources().items()}
    return [row.price_id for row in table.rows if marks.get(row.source_id) == "MEMORY"]
