"""Lists on a terminal: which scenarios there are, and where the values of one come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ungespor.report.tables import Row, Table
from ungespor.report.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ungespor.results.numbers import Language
    from ungespor.scenario.origins import Origin


def scenario_list(titles: Mapping[str, str], language: Language) -> Table:
    """Build the list of scenarios from their names and titles."""
    rows = tuple(Row(name, (title,)) for name, title in titles.items())
    return Table(word("list.heading", language), ("", ""), rows)


def origin_table(name: str, origins: Iterable[Origin], language: Language) -> Table:
    """Build the table of values: unit, range, source, where written, and what was changed."""
    rows = tuple(
        Row(
            origin.field,
            (
                _plain(origin.value),
                "" if origin.low is None else f"{_plain(origin.low)} – {_plain(origin.high)}",
                origin.unit,
                origin.source,
                origin.place,
                origin.before if origin.changed else "",
            ),
        )
        for origin in origins
    )
    keys = ("heading", "value", "range", "unit", "source", "origin", "before")
    return Table(name, tuple(word(f"show.{key}", language) for key in keys), rows)


def _plain(value: object) -> str:
    """Write a value as it is written in the file: YAML's decimal point, never rounded."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) and value == float(f"{value:g}") else str(value)
