"""The price list, and what differs between two lists, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ungespor.report.changes_text import plain
from ungespor.report.tables import Row, Table
from ungespor.report.terminal import print_notes, print_paragraph, print_table
from ungespor.report.words import name_of, word
from ungespor.results.numbers import NOTHING, percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

    from ungespor.results.numbers import Language


SHARE: Final = "share"


def print_prices(listed: Mapping[str, Any], console: Console, language: Language) -> None:
    """Print every price, account by account, and at the end the placeholders."""
    rows = listed["prices"]
    for account in dict.fromkeys(row["account"] for row in rows):
        members = tuple(_price_row(row, language) for row in rows if row["account"] == account)
        columns = ("row", "amount", "year", "range", "rule", "source", "confidence")
        headings = tuple(word(f"prices.{column}", language) for column in columns)
        print_table(Table(name_of("account", account, language), headings, members, left=(0, 4, 5, 6)), console)
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
    unit = name_of("unit", row["unit"], language)
    ranged = row["low"] != row["high"]
    limits = (
        f"{plain(row['low'], language)}–{plain(row['high'], language)}" if ranged else word("prices.fixed", language)
    )
    cells = (
        f"{plain(row['amount_dkk'], language)} {unit}",
        str(row["price_year"]),
        limits,
        row["payer_rule"],
        row["source_id"],
        word(f"confidence.{row['confidence']}", language),
    )
    return Row(row["price_id"], cells)


def print_differences(differences: Mapping[str, Any], console: Console, language: Language) -> None:
    """Print which prices, and which rules, differ between two regimes or two price years."""
    ends = {"first": differences["first"], "second": differences["second"]}
    rows = differences["rows"]
    caption = word("diff.heading", language, count=len(rows), **ends)
    if rows:
        headings = (word("prices.row", language), *ends.values(), word("diff.difference", language))
        shown = tuple(_difference_row(row, language) for row in rows)
        note = word("diff.note", language) if differences["kind"] == "regime" else ""
        print_table(Table(caption, (*headings, word("diff.change", language)), shown, note), console)
    else:
        print_paragraph(word("diff.none", language), console)
    if differences["rules"]:
        caption = word("diff.rules", language, count=len(differences["rules"]))
        rules = tuple(
            Row(rule["rule"], (_shown(rule["first"]), _shown(rule["second"]))) for rule in differences["rules"]
        )
        headings = (word("diff.rule", language), *ends.values())
        print_table(Table(caption, headings, rules, left=(0, 1, 2)), console)


def _difference_row(row: Mapping[str, Any], language: Language) -> Row:
    name = (row["second"] or row["first"])["price_id"]
    sides = [_side(row[end], row["unit"], language) for end in ("first", "second")]
    if "difference_dkk" not in row:
        return Row(name, (*sides, NOTHING, NOTHING))
    amount = _amount(row["difference_dkk"], row["unit"], language)
    return Row(name, (*sides, amount, percent(row["change"], language, 1)))


def _side(side: Mapping[str, Any] | None, unit: str, language: Language) -> str:
    if side is None:
        return word("diff.missing", language)
    year = word("repriced.in_prices", language, year=side["price_year"])
    return _amount(side["amount_dkk"], unit, language) + year


def _amount(value: float, unit: str, language: Language) -> str:
    """Return kroner with two decimals at most, shares as they are written."""
    shown = round(value, 6 if unit == SHARE else 2) + 0.0  # no "−0"
    return plain(shown, language).replace("-", "−")


def _shown(value: object) -> str:
    """Return a rule as one line; a long list only as how long it is."""
    text = ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)
    longest = 40
    return text if len(text) <= longest else f"[{len(value)}]" if isinstance(value, list) else f"{text[:longest]}…"
