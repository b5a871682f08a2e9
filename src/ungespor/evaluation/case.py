"""Price a case through the same ledger as a scenario, with every price at its stated amount."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ungespor.base.errors import InputError, Problem
from ungespor.base.paths import cost_tables_folder, folder_hash
from ungespor.ledger.activity_table import load_activities
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.pricing import price
from ungespor.ledger.provenance import unsourced
from ungespor.ledger.rulebook import load_rulebook
from ungespor.results.case import describe_case
from ungespor.scenario.case_file import load_case
from ungespor.scenario.rules_in_force import regime_of
from ungespor.trajectories.activities import week_kinds
from ungespor.trajectories.timeline import live_through

if TYPE_CHECKING:
    from pathlib import Path

    from ungespor.scenario.model import Scenario


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
    loaded = load_case(name_or_path, activities, week_kinds())
    scenario = _at_stated_prices(loaded.scenario.scenario)
    regime = regime_of(scenario)
    timeline = live_through(loaded.case, scenario, regime)
    table = load_price_table(offers=scenario.offers).at_stated_amounts()
    ledger = price(scenario, timeline.activities, table)
    result = describe_case(loaded.case, timeline, ledger, table.activities, regime)
    variant = scenario.financing.variants[scenario.financing.headline]
    result["prices"] = unsourced(table, ledger, scenario.prices)
    result["manifest"] = {
        "version": __version__,
        "cost_tables_sha256": folder_hash(cost_tables_folder()),
        "regime": scenario.regime,
        "price_year": scenario.price_year,
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


def _at_stated_prices(scenario: Scenario) -> Scenario:
    """Return the scenario with the prices that it states itself at their central values."""
    fixed = {
        name: quantity.model_copy(update={"value": quantity.central, "distribution": None})
        for name, quantity in scenario.prices.items()
    }
    return scenario.model_copy(update={"prices": fixed})
