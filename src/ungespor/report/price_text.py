"""The price list, and what differs between two lists, on a terminal."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, Final

from ungespor.report.changes_text import plain
from ungespor.report.tables import Row, Table
from ungespor.report.terminal import print_notes, print_paragraph, print_table
from ungespor.report.words import name_of, word
from ungespor.results.numbers import NOTHING, decimal, percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import Console

    from ungespor.results.numbers import Language


SHARE: Final = "share"
LABEL_WIDTH: Final = 47
"""As wide as the longest name of a price row with its indent."""
CELL_WIDTH: Final = 15
INDENT: Final = "  "
ORE_DIGITS: Final = 2
COLUMNS: Final = ("row", "amount", "year", "range_and_confidence", "rule")
DIFFERENCE: Final = ("difference", "change")


def print_prices(listed: Mapping[str, Any], console: Console, language: Language) -> None:
    """Print every price with its notes, account by account, and at the end the placeholders."""
    rows = listed["prices"]
    for account in dict.fromkeys(row["account"] for row in rows):
        members = [row for row in rows if row["account"] == account]
        headings = tuple(word(f"prices.{column}", language) for column in COLUMNS)
        shown = tuple(_price_row(row, language) for row in members)
        print_table(Table(name_of("account", account, language), headings, shown, left=(0, 4)), console)
        print_notes(_noted(members, language), console)
    console.print()
    print_paragraph(word("prices.heading", language, count=len(rows)), console, style="bold")
    print_paragraph(word("prices.where_used", language), console)
    labels = {row["price_id"]: f"{row[f'label_{language}']} ({row['price_id']})" for row in rows}
    for key in ("from_memory", "assumed"):
        if listed[key]:
            console.print()
            print_paragraph(word(f"prices.{key}", language, count=len(listed[key])), console, style="bold")
            print_notes([labels[name] for name in listed[key]], console)


def _price_row(row: Mapping[str, Any], language: Language) -> Row:
    """Return a row of several lines: name and source below the label, the unit below the amount."""
    title = row["source_title_da" if language == "da" else "source_title"] or word("prices.assumption", language)
    confidence = word(f"confidence.{row['confidence']}", language)
    ranged = row["low"] != row["high"]
    limits = (
        f"{plain(row['low'], language)}–{plain(row['high'], language)}" if ranged else word("prices.fixed", language)
    )
    cells = (
        f"{plain(row['amount_dkk'], language)}\n{_broken(name_of('unit', row['unit'], language))}",
        str(row["price_year"]),
        f"{limits}\n({confidence})",
        _broken(name_of("rule", row["payer_rule"], language)),
    )
    return Row(f"{_heading(row, row['price_id'], language)}\n{_broken(title, LABEL_WIDTH, INDENT)}", cells)


def _heading(row: Mapping[str, Any], below: str, language: Language) -> str:
    """Return the label of a price row, and below it the name that re-pricing knows."""
    return f"{_broken(row[f'label_{language}'], LABEL_WIDTH)}\n{INDENT}{below}"


def _broken(text: str, width: int = CELL_WIDTH, indent: str = "") -> str:
    lines = textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False)
    return "\n".join(lines)


def _noted(rows: Iterable[Mapping[str, Any]], language: Language) -> list[str]:
    """Return each note once, with the names of the rows that it is about."""
    names: dict[str, list[str]] = {}
    for row in rows:
        note = row["note_da"] if language == "da" else row["note"]
        if note:
            names.setdefault(note, []).append(row["price_id"])
    return [word("prices.note", language, note=note, names=", ".join(about)) for note, about in names.items()]


def print_differences(differences: Mapping[str, Any], console: Console, language: Language) -> None:
    """Print which prices, and which rules, differ between two regimes or two price years."""
    ends = {"first": differences["first"], "second": differences["second"]}
    rows = differences["rows"]
    caption = word("diff.heading", language, count=len(rows), **ends)
    if rows:
        of_regimes = differences["kind"] == "regime"
        shown = tuple(_difference_row(row, language, with_year=of_regimes) for row in rows)
        sides = ends.values() if of_regimes else (word("diff.prices", language, year=year) for year in ends.values())
        headings = (word("prices.row", language), *sides, *(word(f"diff.{name}", language) for name in DIFFERENCE))
        print_table(Table(caption, headings, shown, word("diff.note", language) if of_regimes else ""), console)
    else:
        print_paragraph(word("diff.none", language), console)
    if differences["rules"]:
        caption = word("diff.rules", language, count=len(differences["rules"]))
        rules = tuple(
            Row(rule["rule"], (_shown(rule["first"]), _shown(rule["second"]))) for rule in differences["rules"]
        )
        headings = (word("diff.rule", language), *ends.values())
        print_table(Table(caption, headings, rules, left=(0, 1, 2)), console)


def _difference_row(row: Mapping[str, Any], language: Language, *, with_year: bool) -> Row:
    name = (row["second"] or row["first"])["price_id"]
    heading = _heading(row, f"{name} ({name_of('unit', row['unit'], language)})", language)
    sides = [_side(row[end], row["unit"], language, with_year=with_year) for end in ("first", "second")]
    if "difference_dkk" not in row:
        return Row(heading, (*sides, NOTHING, NOTHING))
    amount = _amount(row["difference_dkk"], row["unit"], language)
    return Row(heading, (*sides, amount, percent(row["change"], language, 1)))


def _side(side: Mapping[str, Any] | None, unit: str, language: Language, *, with_year: bool) -> str:
    if side is None:
        return word("diff.missing", language)
    amount = _amount(side["amount_dkk"], unit, language)
    if not with_year:
        return amount
    year = f"({side['price_year']})" if unit == SHARE else word("diff.prices", language, year=side["price_year"])
    return f"{amount}\n{year}"


def _amount(value: float, unit: str, language: Language) -> str:
    """Return whole kroner, or kroner and øre; shares as they are written."""
    if unit == SHARE:
        return plain(round(value, 6) + 0.0, language).replace("-", "−")  # no "−0"
    return decimal(value, language, 0 if round(value, ORE_DIGITS).is_integer() else ORE_DIGITS)


def _shown(value: object) -> str:
    """Return a rule as one line; a long list only as how long it is."""
    text = ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)
    longest = 40
    return text if len(text) <= longest else f"[{len(value)}]" if isinstance(value, list) else f"{text[:longest]}…"
