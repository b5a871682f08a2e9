"""Lift an amount from the year it is true for to the price year of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ungespor.base.errors import InputError, Problem
from ungespor.ledger.csv_reader import read_table
from ungespor.ledger.price_cells import CellReader

if TYPE_CHECKING:
    from pathlib import Path

INDEX_COLUMNS: Final = ("index", "year", "level", "source_id", "confidence", "note")
NO_INDEX: Final = "none"

Indices = dict[str, dict[int, float]]
"""Name of the index to year to level."""


def load_indices(folder: Path, problems: list[Problem]) -> Indices:
    """Return the levels of ``indices.csv`` by index and year, adding what is wrong to `problems`."""
    indices: Indices = {}
    for row in read_table(folder / "indices.csv", INDEX_COLUMNS, problems):
        reader = CellReader(row, problems)
        name, year, level = reader.text("index"), reader.whole("year"), reader.number("level")
        levels = indices.setdefault(name, {})
        if not reader.sound:
            levels.setdefault(year, 1.0)  # told here, and not again for every price of that year
            continue
        if year in levels:
            reader.wrong("The year appears twice for this index.", "year", "each year once", "Keep one of the rows.")
        if level == 0:
            reader.wrong("The level is 0.", "level", "a number above 0", "Write the level of the index.")
        levels[year] = level
    return indices


def lift(indices: Indices, index: str, from_year: int, to_year: int) -> float:
    """Return the factor that lifts an amount of `from_year` to the level of `to_year`.

    Benefits follow the regulation of rates (satsregulering, act on a rate regulation percentage),
    services the municipal price and wage index (PL, of the municipalities' association), allowances
    and thresholds of tax the personal tax act § 20; tax rates follow nothing: their index is
    ``"none"``, and the factor 1.

    Raises
    ------
    InputError
        When the index has no level for one of the years.
    """
    if index == NO_INDEX or from_year == to_year:
        return 1.0
    levels = indices[index]
    missing = sorted({from_year, to_year} - set(levels))
    if missing:
        raise InputError(
            Problem(
                what=f"The index '{index}' has no level for {' and '.join(str(year) for year in missing)}.",
                file="cost_tables/indices.csv",
                field="price_year",
                found=str(to_year),
                allowed=f"{min(levels)} to {max(levels)}",
                fix="Choose a price year that the index covers, or add the year to the table.",
            )
        )
    return levels[to_year] / levels[from_year]
