"""Price a case through the same ledger as a scenario: week by week at the stated prices, and in draws of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.errors import InputError, Problem
from ungespor.base.paths import cost_tables_folder, folder_hash
from ungespor.ledger.activity_table import load_activities
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.pricing import price
from ungespor.ledger.provenance import unsourced
from ungespor.ledger.rulebook import load_rulebook
from ungespor.results.case import add_ranges, describe_case
from ungespor.scenario.case_file import load_case
from ungespor.scenario.rules_in_force import regime_of
from ungespor.trajectories.activities import week_kinds
from ungespor.trajectories.timeline import live_through
from ungespor.trajectories.timeline_draws import live_in_draws

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from ungespor.base.tables import Activities, Ledger
    from ungespor.ledger.price_table import PriceTable
    from ungespor.scenario.case import Case
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.regime import Regime

DRAWS: Final = 1000
"""Parameter draws: the prices are those of the first thousand replications of the scenario."""


def price_case(name_or_path: str | Path) -> dict[str, Any]:
    """Price a case from file to result.

    Parameters
    ----------
    name_or_path : str or Path
        A shipped case's name or the path of a file.

    Returns
    -------
    dict
        The object that ``ungespor case --json`` prints.

    Raises
    ------
    InputError
        With every problem found.
    """
    from ungespor import __version__

    problems: list[Problem] = []
    activities = load_activities(cost_tables_folder(), load_rulebook(), problems)
    if problems:
        raise InputError(problems)
    loaded = load_case(name_or_path, {name: kind.unit for name, kind in activities.items()}, week_kinds())
    scenario = loaded.scenario.scenario
    regime = regime_of(scenario)
    try:
        timeline = live_through(loaded.case, scenario, regime)
    except InputError as error:
        raise InputError([loaded.placed(problem) for problem in error.problems]) from error
    table = load_price_table(offers=scenario.offers)
    ledger = price(_at_stated_prices(scenario), timeline.activities, table.at_stated_amounts())
    result = describe_case(loaded.case, timeline, ledger, table.activities, regime)
    drawn = _in_draws(loaded.case, timeline.activities, scenario, regime, table)
    add_ranges(result, drawn)
    variant = scenario.financing.variants[scenario.financing.headline]
    result["prices"] = unsourced(table, drawn["prices_and_case"], scenario.prices)
    result["manifest"] = {
        "version": __version__,
        "cost_tables_sha256": folder_hash(cost_tables_folder()),
        "regime": scenario.regime,
        "price_year": scenario.price_year,
        "seed": scenario.seed,
        "draws": DRAWS,
        "financing_da": variant.title_da,
        "financing_en": variant.title_en,
    }
    return result


def check_case(name_or_path: str | Path) -> list[Problem]:
    """Return everything that is wrong with a case; an empty list for a good one."""
    try:
        price_case(name_or_path)
    except InputError as error:
        return list(error.problems)
    return []


def _in_draws(
    case: Case, stated: Activities, scenario: Scenario, regime: Regime, table: PriceTable
) -> dict[str, Ledger]:
    """Price a case in every draw: as it is told, and with the numbers that it has a range for drawn too."""
    draws = np.arange(DRAWS, dtype=np.int64)
    lived = {"prices": _in_every_draw(stated, draws), "prices_and_case": live_in_draws(case, scenario, regime, draws)}
    return {name: price(scenario, activities, table) for name, activities in lived.items()}


def _in_every_draw(stated: Activities, draws: NDArray[np.int64]) -> Activities:
    """Return counts of persons and weeks added up, person by person and half-year by half-year, in every draw."""
    half_years = [period.half_year for period in stated.periods]
    starts = [half_years.index(name) for name in dict.fromkeys(half_years)]
    once = np.add.reduceat(stated.quantity.sum(axis=0, dtype=np.int32), starts, axis=1)
    return replace(
        stated,
        draws=draws,
        replications=draws,
        periods=tuple(stated.periods[first] for first in starts),
        quantity=np.ascontiguousarray(np.broadcast_to(once, (len(draws), *once.shape))),
    )


def _at_stated_prices(scenario: Scenario) -> Scenario:
    """Return the scenario with the prices that it states itself at their central values."""
    fixed = {
        name: quantity.model_copy(update={"value": quantity.central, "distribution": None})
        for name, quantity in scenario.prices.items()
    }
    return scenario.model_copy(update={"prices": fixed})
