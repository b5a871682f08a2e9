"""Unit prices in every parameter draw, in kroner of the price year of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ungespor.base.errors import InputError, Problem, nearest_name
from ungespor.ledger.indexing import lift
from ungespor.scenario.draws import draw_around, draw_quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from ungespor.ledger.price_row import PriceRow
    from ungespor.ledger.price_table import PriceTable
    from ungespor.scenario.quantity import Quantity


def draw_prices(
    table: PriceTable,
    price_year: int,
    overrides: Mapping[str, Quantity],
    draws: NDArray[np.int64],
    seed: int,
) -> NDArray[np.float64]:
    """Return every price row in every parameter draw.

    Parameters
    ----------
    table : PriceTable
    price_year : int
        Amounts are lifted to this year by the index of their row.
    overrides : mapping of str to Quantity
        Prices that the scenario states itself, by `price_id`, in kroner of `price_year`.
    draws : ndarray of int64, shape (draws,)
    seed : int

    Returns
    -------
    ndarray of float64, shape (draws, price rows)
        Kroner per unit of the row; shares for rates.

    Raises
    ------
    InputError
        When an override names no price or has the wrong unit, or an index lacks the year.
    """
    problems = list(override_problems(table, overrides))
    if problems:
        raise InputError(problems)
    prices = np.empty((len(draws), len(table.rows)), dtype=np.float64)
    for number, row in enumerate(table.rows):
        name = f"price.{row.price_id}"
        if row.price_id in overrides:
            prices[:, number] = np.maximum(draw_quantity(name, overrides[row.price_id], draws, seed), 0)
        else:
            prices[:, number] = _drawn(name, row, draws, seed) * lift(
                table.indices, row.index, row.price_year, price_year
            )
    return prices


def override_problems(table: PriceTable, overrides: Mapping[str, Quantity]) -> Iterator[Problem]:
    """Yield what is wrong with the prices that a scenario states itself."""
    for price_id, quantity in overrides.items():
        field = f"prices.{price_id}"
        if price_id not in table.position:
            nearest = nearest_name(price_id, table.position)
            allowed = ", ".join(table.position)
            fix = f"Write '{nearest}'." if nearest else "Name a price_id of the tables in cost_tables."
            yield Problem(
                "The scenario states a price that no table has.", None, field, price_id, allowed, nearest, fix
            )
            continue
        row = table.rows[table.position[price_id]]
        unit = override_unit(row)
        if quantity.unit != unit:
            what = f"The unit is '{quantity.unit}', but this price is in '{unit}'."
            yield Problem(what, None, f"{field}.unit", quantity.unit, unit, fix=f"Give the price in '{unit}'.")
        if any(number is not None and number < 0 for number in (quantity.value, quantity.low)):
            what = "A price must not be negative."
            yield Problem(what, None, field, str(quantity.value), "at least 0", fix="Signs come from the payer rule.")


def override_unit(row: PriceRow) -> str:
    """Return the unit in which a scenario states this price, such as ``"dkk_per_month"``."""
    return row.unit if row.unit in {"share", "dkk_per_year"} else f"dkk_per_{row.unit}"


def _drawn(name: str, row: PriceRow, draws: NDArray[np.int64], seed: int) -> NDArray[np.float64]:
    """Draw a price whose median is the amount; one without a distribution does not vary."""
    if not row.distribution:
        return np.full(len(draws), row.amount_dkk)
    return draw_around(name, row.distribution, row.amount_dkk, row.low, row.high, draws, seed)
