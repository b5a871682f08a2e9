"""The table of validation: what was seen, what is simulated, and what does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ungespor.report.reported_text import reported_table
from ungespor.report.tables import Row, Table
from ungespor.report.terminal import print_notes, print_table
from ungespor.report.words import word
from ungespor.results.numbers import NOTHING, PERCENT, decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from ungespor.results.numbers import Language
    from ungespor.scenario.reported import Reported

SIGNS: Final = {"above": ">", "at_least": "≥", "below": "<", "at_most": "≤"}
AIMS: Final = {"score": 85, "pattern": 90}
"""Per cent of the rows that the project aims at."""
COLUMNS: Final = {
    "score": ("seen", "simulated", "tau", "z", "verdict"),
    "pattern": ("wanted", "simulated", "z", "verdict"),
}
UNCONTROLLED: Final = "C"
"""Evidence grade of what was only counted, or measured before and after."""
SHARE: Final = "share"
LARGE: Final = 100
"""From here on numbers are shown without decimals."""


def print_validation(
    rows: list[dict[str, Any]], reported: Sequence[Reported], console: Console, language: Language
) -> None:
    """Print the scores, the patterns, how many are in order, and what was reported beside them."""
    for table in validation_tables(rows, language):
        print_table(table, console)
    if reported:
        print_table(reported_table(reported, language), console)
    print_notes(validation_notes(rows, language), console)


def validation_tables(rows: list[dict[str, Any]], language: Language) -> list[Table]:
    """Build a table of scores and one of patterns; rows that fail say so."""
    tables = []
    for role, columns in COLUMNS.items():
        lines = tuple(
            Row(row[f"title_{language}"], (row["programme"], *(_cell(row, column, language) for column in columns)))
            for row in rows
            if row["role"] == role
        )
        if lines:
            headings = tuple(word(f"validation.{name}", language) for name in ("target", "programme", *columns))
            caption = word(f"validation.caption.{role}", language)
            tables.append(Table(caption, headings, lines, word(f"validation.note.{role}", language), left=(0, 1)))
    return tables


def validation_notes(rows: list[dict[str, Any]], language: Language) -> list[str]:
    """Return how many scores and patterns are in order, what is aimed at, and which programmes had no control."""
    notes = []
    for role, aim in AIMS.items():
        own = [row for row in rows if row["role"] == role]
        if own:
            good = sum(row["ok"] for row in own)
            values = {"good": good, "all": len(own), "share": decimal(PERCENT * good / len(own), language), "aim": aim}
            notes.append(word(f"validation.sum.{role}", language, **values))
    uncontrolled = sorted({row["programme"] for row in rows if row["evidence_grade"] == UNCONTROLLED})
    if uncontrolled:
        notes.append(word("validation.uncontrolled", language, programmes=", ".join(uncontrolled)))
    return notes


def _cell(row: dict[str, Any], column: str, language: Language) -> str:
    """Write one cell; shares are per cent."""
    if column == "verdict":
        return word("validation.ok" if row["ok"] else "validation.fails", language)
    if column == "z":
        return decimal(row["z"], language, 1, signed=True)
    unit = row["unit"]
    if column == "seen":
        return _ranged(row["observed"], row["se_observed"], unit, language)
    if column == "wanted":
        return f"{SIGNS[row['relation']]}\N{NO-BREAK SPACE}{_amount(row['observed'], unit, language, row['observed'])}"
    if column == "tau":
        return _amount(row["tau"], unit, language, row["observed"])
    return _ranged(row["simulated"], row["mcse"], unit, language)


def _ranged(value: float | None, error: float | None, unit: str, language: Language) -> str:
    if value is None or error is None:
        return NOTHING
    joint = "\N{NO-BREAK SPACE}±\N{NO-BREAK SPACE}"
    return joint.join(_amount(number, unit, language, value) for number in (value, error))


def _amount(value: float, unit: str, language: Language, scale: float) -> str:
    """Write a number with the decimals that suit numbers of the size of `scale`."""
    if unit == SHARE:
        return decimal(PERCENT * value, language, 1) + "\N{NO-BREAK SPACE}%"
    return decimal(value, language, 0 if abs(scale) >= LARGE else 1 if abs(scale) >= 1 else 2)
