"""What was changed when a saved run was priced anew, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ungespor.report.words import name_of, word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ungespor.results.numbers import Language

PRICE_FIELD = "prices."


def change_lines(manifest: Mapping[str, Any], language: Language) -> list[str]:
    """Return the lines of a birth certificate that tell of re-pricing; none for a run as it was simulated."""
    repriced = manifest.get("repriced")
    if repriced is None:
        return []
    first = word("repriced.of", language, created=repriced["of"]["created"])
    return [first, *(_change_line(change, language) for change in repriced["changes"])]


def _change_line(change: Mapping[str, Any], language: Language) -> str:
    before, after = (plain(change[end], language) for end in ("before", "after"))
    unit = name_of("unit", change["unit"], language) if change["unit"] else ""
    if change["price_year"] is not None:
        unit += word("repriced.in_prices", language, year=change["price_year"])
    name = change_name(change["field"], language)
    return word("repriced.price", language, name=name, before=before, after=after, unit=unit).rstrip()


def change_name(field: str, language: Language) -> str:
    """Return what was changed: the name of a price row, or what else it was."""
    if field.startswith(PRICE_FIELD):
        return field.removeprefix(PRICE_FIELD)
    return word(f"repriced.{field}", language)


def warning_lines(
    repriced: Mapping[str, Any],
    language: Language,
    *,
    unused: Mapping[str, str] | None = None,
    tables_changed: bool = False,
) -> list[str]:
    """Return what somebody who changes prices may have overlooked.

    Parameters
    ----------
    repriced : mapping
        From the birth certificate of the re-priced run.
    language : {"da", "en"}
    unused : mapping of str to str, optional
        Prices that were set and price nothing, with the days between which each holds.
    tables_changed : bool
    """
    lines = []
    for change in repriced["changes"]:
        if change["outside"]:
            values = {name: plain(change[name], language) for name in ("after", "low", "high")}
            lines.append(word("warning.outside", language, name=change_name(change["field"], language), **values))
    for name, period in (unused or {}).items():
        lines.append(word("warning.not_then" if period else "warning.unused", language, name=name, period=period))
    if tables_changed:
        lines.append(word("warning.tables", language))
    return lines


def plain(value: float | str, language: Language) -> str:
    """Write a number of a price table as it stands there, never rounded, with the language's decimal mark."""
    if isinstance(value, str):
        return value
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")) if language == "da" else text
