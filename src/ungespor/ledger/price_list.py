"""The price list as plain objects, and what differs between two regimes or two price years."""

from __future__ import annotations

import datetime
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from ungespor.base.errors import InputError, Problem, nearest_name
from ungespor.base.paths import cost_tables_folder
from ungespor.ledger.indexing import lift
from ungespor.ledger.price_draws import override_unit
from ungespor.ledger.provenance import MEMORY
from ungespor.scenario.facts import ASSUMPTION, load_sources
from ungespor.scenario.regime import Regime, load_regime, rules_of_law, section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ungespor.ledger.price_row import PriceRow
    from ungespor.ledger.price_table import PriceTable

YEAR_DIGITS: Final = 4
NOT_RULES: Final = frozenset({"name", "title_da", "title_en", "law", "in_force_from", "in_force_to", "unverified"})
"""What is said about a regime and is no rule of it."""
HALF_AN_ORE: Final = 0.005


def price_list(table: PriceTable) -> dict[str, Any]:
    """Return every price row with its source, and which of them are placeholders.

    Parameters
    ----------
    table : PriceTable

    Returns
    -------
    dict
        `prices`, the rows in the order of the tables, with the columns of the tables, the titles
        (`source_title`, and for Danish readers `source_title_da`) and the mark of the source, the
        unit as it is written in a scenario and where the row stands;
        `from_memory` and `assumed`, the `price_id` of rows recalled and not looked up, and of
        rows that are assumptions.
    """
    sources = load_sources()
    rows = []
    for row in table.rows:
        source = sources.get(row.source_id)
        rows.append(
            _plain_row(row)
            | {
                "source_title": source.title if source else "",
                "source_title_da": source.title_da if source else "",
                "mark": source.mark if source else ASSUMPTION,
            }
        )
    return {
        "prices": rows,
        "from_memory": [row["price_id"] for row in rows if row["mark"] == MEMORY],
        "assumed": [row["price_id"] for row in rows if row["source_id"] == ASSUMPTION],
    }


def price_differences(table: PriceTable, first: str, second: str) -> dict[str, Any]:
    """Compare the prices, and the rules, of two regimes or of two price years.

    Parameters
    ----------
    table : PriceTable
    first, second : str
        Two names of regimes, or two years.

    Returns
    -------
    dict
        `kind` (``"regime"`` or ``"price_year"``), `first`, `second`, `rows` and `rules`. A row has
        `label_da`, `label_en`, `unit`, for `first` and `second` `{price_id, amount_dkk, price_year}`
        or None, and, where both are there, `in_prices_of`, `difference_dkk` and `change`, a share.

    Raises
    ------
    InputError
        When a name is unknown, when one is a year and the other a regime, or when an index lacks
        a year.
    """
    years = [name for name in (first, second) if _is_year(name)]
    problems = [] if years else list(_unknown_regimes((first, second)))
    if len(years) == 1:
        allowed = "two regimes, or two price years"
        problems = [
            Problem("A regime cannot be compared with a price year.", None, "--diff", f"{first} {second}", allowed)
        ]
    if problems:
        raise InputError(problems)
    if years:
        rows = _between_years(table, int(first), int(second))
        return {"kind": "price_year", "first": first, "second": second, "rows": rows, "rules": []}
    one, other = load_regime(first), load_regime(second)
    rows = _between_regimes(table, one, other)
    return {"kind": "regime", "first": first, "second": second, "rows": rows, "rules": _rules(one, other)}


def _plain_row(row: PriceRow) -> dict[str, Any]:
    conditions = {name: sorted(values) for name, values in row.applies_to.items()}
    plain = {name: str(value) if isinstance(value, datetime.date) else value for name, value in asdict(row).items()}
    return plain | {"applies_to": conditions, "unit": override_unit(row)}


def _is_year(name: str) -> bool:
    return name.isascii() and name.isdigit() and len(name) == YEAR_DIGITS


def _unknown_regimes(names: Iterable[str]) -> Iterable[Problem]:
    path = cost_tables_folder() / "regimes.yaml"
    known = list(section(rules_of_law(path), "regimes", path))
    for name in names:
        if name not in known:
            nearest = nearest_name(name, known)
            fix = f"Write '{nearest}'." if nearest else "Name two regimes, or two price years such as 2023 2026."
            what = f"There is no regime '{name}'."
            yield Problem(what, None, "--diff", name, ", ".join(known) + ", or a year", nearest, fix)


def _between_years(table: PriceTable, first: int, second: int) -> list[dict[str, Any]]:
    """Return every row that an index moves between two years."""
    rows = []
    for row in table.rows:
        amounts = {
            year: row.amount_dkk * lift(table.indices, row.index, row.price_year, year) for year in (first, second)
        }
        if abs(amounts[second] - amounts[first]) > HALF_AN_ORE:
            sides = (_side(row, amounts[first], first), _side(row, amounts[second], second))
            rows.append(_difference(row, sides, (amounts[first], amounts[second]), None))
    return rows


def _between_regimes(table: PriceTable, one: Regime, other: Regime) -> list[dict[str, Any]]:
    """Return every price that is not the same on the two days the regimes take their rates from."""
    sides = [{row.role: row for row in table.rows if row.in_force(regime.rates_on)} for regime in (one, other)]
    rows = []
    for role in dict.fromkeys(row.role for row in table.rows):
        first, second = (side.get(role) for side in sides)
        if first == second:
            continue
        shown = [row and _side(row, row.amount_dkk, row.price_year) for row in (first, second)]
        if first is None or second is None:
            row = first or second
            assert row is not None  # noqa: S101 - equal sides were left out
            rows.append(_labels(row) | {"first": shown[0], "second": shown[1]})
            continue
        year = max(first.price_year, second.price_year)
        before, after = (
            row.amount_dkk * lift(table.indices, row.index, row.price_year, year) for row in (first, second)
        )
        rows.append(_difference(second, (shown[0], shown[1]), (before, after), year))
    return rows


def _labels(row: PriceRow) -> dict[str, Any]:
    return {"label_da": row.label_da, "label_en": row.label_en, "unit": override_unit(row)}


def _side(row: PriceRow, amount: float, year: int) -> dict[str, Any]:
    return {"price_id": row.price_id, "amount_dkk": amount, "price_year": year}


def _difference(
    row: PriceRow, sides: tuple[Any, Any], amounts: tuple[float, float], year: int | None
) -> dict[str, Any]:
    difference = amounts[1] - amounts[0]
    change = difference / amounts[0] if amounts[0] else None
    told = {"in_prices_of": year, "difference_dkk": difference, "change": change}
    return _labels(row) | {"first": sides[0], "second": sides[1]} | told


def _rules(one: Regime, other: Regime) -> list[dict[str, Any]]:
    """Return the rules in which two regimes differ, those of a mapping one by one."""
    first, second = (regime.model_dump(mode="json", exclude=set(NOT_RULES)) for regime in (one, other))
    rules = []
    for name in first:
        if isinstance(first[name], dict) and isinstance(second[name], dict):
            keys = [key for key in {**first[name], **second[name]} if first[name].get(key) != second[name].get(key)]
            rules += [
                {"rule": f"{name}.{key}", "first": first[name].get(key), "second": second[name].get(key)}
                for key in keys
            ]
        elif first[name] != second[name]:
            rules.append({"rule": name, "first": first[name], "second": second[name]})
    return rules
