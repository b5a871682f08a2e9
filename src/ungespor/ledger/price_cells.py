"""Turn the texts of a price table into numbers, dates and conditions, or say what is wrong with them."""

from __future__ import annotations

import datetime
import math
import re
from typing import TYPE_CHECKING, Final

from ungespor.base.errors import Problem, nearest_name
from ungespor.ledger.activity_table import OFFER
from ungespor.ledger.price_row import ALLOWED, MAY_BE_EMPTY, PRICE_COLUMNS, PriceRow

if TYPE_CHECKING:
    from collections.abc import Collection

    from ungespor.ledger.csv_reader import TextRow

_DANISH_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]{3})*,[0-9]+")
_GROUPED_NUMBER: Final = re.compile(r"-?[1-9][0-9]{0,2}([., ][0-9]{3})+")
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")


class CellReader:
    """Reads the cells of one row and collects the problems.

    Parameters
    ----------
    row : TextRow
    problems : list of Problem
        Grows by what is wrong.
    """

    def __init__(self, row: TextRow, problems: list[Problem]) -> None:
        self.row = row
        self.problems = problems
        self.sound = True

    def wrong(self, what: str, column: str, allowed: str, fix: str, nearest: str | None = None) -> None:
        """Add a problem with one cell of this row."""
        self.sound = False
        self.problems.append(Problem(what, self.row.place, column, self.row.cells[column], allowed, nearest, fix))

    def text(self, column: str, known: Collection[str] | None = None) -> str:
        """Return a text, which must be one of the `known` words when they are given."""
        text = self.row.cells[column]
        if not text and column not in MAY_BE_EMPTY and (known is None or "" not in known):
            self.wrong("The cell is empty.", column, _words(known) or "a text", f"Fill in '{column}'.")
        elif known is not None and text not in known and not (text == "" and column in MAY_BE_EMPTY):
            nearest = nearest_name(text, known)
            fix = f"Write '{nearest}'." if nearest else "Use one of the allowed words."
            self.wrong(f"The {column} is unknown.", column, _words(known), fix, nearest)
        return text

    def number(self, column: str) -> float:
        """Return a number of kroner (or a share): finite and not negative."""
        text = self.row.cells[column]
        allowed = "a number of at least 0, with a dot before decimals"
        if not text:
            self.wrong("The cell is empty.", column, allowed, f"Fill in '{column}'.")
        elif _GROUPED_NUMBER.fullmatch(text):  # 13.090 is thirteen thousand to a Danish reader
            plain = re.sub(r"[., ]", "", text)
            self.wrong("The number has a thousands separator.", column, allowed, f"Write {plain}.")
        elif _DANISH_NUMBER.fullmatch(text):
            dotted = text.replace(".", "").replace(",", ".")
            self.wrong("The number has a decimal comma.", column, allowed, f"Write {dotted}.")
        elif _NUMBER.fullmatch(text) and math.isfinite(float(text)):
            if float(text) >= 0:
                return float(text)
            self.wrong(
                "The number is negative.", column, allowed, "Signs come from the payer rule; write it without one."
            )
        elif text.lower().lstrip("+-") in {"nan", "inf", "infinity"} or _NUMBER.fullmatch(text):
            self.wrong("The number is not finite.", column, allowed, "Write a number.")
        else:
            self.wrong("The cell is not a number.", column, allowed, "Write a number, without unit or currency.")
        return math.nan

    def whole(self, column: str) -> int:
        """Return a whole number of at least 0."""
        text = self.row.cells[column]
        if re.fullmatch(r"[0-9]{1,4}", text):
            return int(text)
        what = "The cell is not a whole number." if text else "The cell is empty."
        self.wrong(what, column, "a whole number of at most four digits", "Write a whole number.")
        return 0

    def date(self, column: str) -> datetime.date | None:
        """Return a date, or None where the cell is empty."""
        text = self.row.cells[column]
        if not text:
            return None
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            self.wrong("The cell is not a date.", column, "a date as 2023-01-31, or nothing", "Write year-month-day.")
            return None

    def conditions(self, facts: dict[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
        """Return the conditions of ``applies_to``: fact to the values that will do."""
        found: dict[str, frozenset[str]] = {}
        for part in filter(None, (piece.strip() for piece in self.row.cells["applies_to"].split(";"))):
            name, sign, values = part.partition("=")
            if not sign or name not in facts:
                nearest = nearest_name(name, facts)
                what = f"The condition '{part}' names no legal fact that is counted for this activity."
                allowed = ", ".join(facts) or "no condition"
                self.wrong(what, "applies_to", allowed, "Write conditions as age=20-24|25-29;living=out.", nearest)
                continue
            if name in found:
                what = f"The fact '{name}' has two conditions."
                self.wrong(what, "applies_to", "one condition for each fact", f"Write {name}=one|other.")
            found[name] = frozenset(values.split("|"))
            for value in sorted(found[name] - set(facts[name])):
                what, fix = f"The fact '{name}' never has the value '{value}'.", "Use the allowed values."
                if name == OFFER:
                    what = f"There is no offer '{value}'."
                    fix = "Name an offer in scenarios/offers, or one of the scenario that is run."
                self.wrong(what, "applies_to", ", ".join(facts[name]), fix, nearest_name(value, facts[name]))
        return found


def price_row(reader: CellReader, facts: dict[str, tuple[str, ...]], known: dict[str, Collection[str]]) -> PriceRow:
    """Return the price row that `reader` stands at; check `reader.sound` before using it.

    Parameters
    ----------
    reader : CellReader
    facts : dict
        Legal facts counted for the activity of the row, with their values.
    known : dict
        Words that the columns ``activity``, ``unit``, ``payer_rule``, ``account``, ``index`` and
        ``source_id`` may hold.
    """
    words: dict[str, Collection[str]] = {**ALLOWED, **known}
    cells: dict[str, object] = {column: reader.text(column, words.get(column)) for column in _TEXT_COLUMNS}
    for column in ("amount_dkk", "low", "high"):
        cells[column] = reader.number(column)
    for column in ("price_year", "lag_years"):
        cells[column] = reader.whole(column)
    for column in ("valid_from", "valid_to"):
        cells[column] = reader.date(column)
    cells["applies_to"] = reader.conditions(facts)
    return PriceRow(**cells, place=reader.row.place)  # type: ignore[arg-type]  # one type for each column above


_TEXT_COLUMNS: Final = tuple(
    column
    for column in PRICE_COLUMNS
    if column not in {"amount_dkk", "low", "high", "price_year", "lag_years", "valid_from", "valid_to", "applies_to"}
)


def _words(known: Collection[str] | None) -> str:
    return ", ".join(word or "nothing" for word in known) if known else ""
