"""Lists on a terminal: which scenarios there are, and where the values of one come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ungespor.report.tables import Row, Table
from ungespor.report.words import word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ungespor.results.numbers import Language
    from ungespor.scenario.origins import Origin


def scenario_list(titles: Mapping[str, str], language: Language) -> Table:
    """Build the list of scenarios from their names and titles."""
    rows = tuple(Row(name, (title,)) for name, title in titles.items())
    headings = (word("list.name", language), word("list.title", language))
    return Table(word("list.heading", language), headings, rows, left=(0, 1))


def origin_lines(origin: Origin, language: Language) -> tuple[str, str]:
    """Return a value with unit and range, and below it source, place and what was changed."""
    ranged = origin.low is not None
    limits = f"  ({_plain(origin.low)} – {_plain(origin.high)})" if ranged else ""
    value = " ".join(part for part in (_plain(origin.value), origin.unit) if part)
    change = ""
    if origin.changed:
        known = bool(origin.before)
        change = word("show.changed", language, before=origin.before) if known else word("show.added", language)
    below = " · ".join(part for part in (origin.source, origin.place, change) if part)
    return f"{origin.field} = {value}{limits}", f"    {below}"


def _plain(value: object) -> str:
    """Write a value as it is written in the file: YAML's decimal point, never rounded."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) and value == float(f"{value:g}") else str(value)
