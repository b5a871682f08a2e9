"""Lists on a terminal: which scenarios there are, and where the values of one come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ungespor.report.tables import Row, Table
from ungespor.report.words import word
from ungespor.results.numbers import NOTHING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ungespor.results.numbers import Language
    from ungespor.scenario.catalogue import Entry
    from ungespor.scenario.origins import Origin


def scenario_list(entries: Mapping[str, Entry | None], language: Language) -> Table:
    """Build the list of scenarios: title, who takes part, evidence grade and sources.

    Parameters
    ----------
    entries : mapping of str to Entry or None
        None for a scenario that cannot be read.
    language : {"da", "en"}
    """
    rows = tuple(Row(name, _cells(entry, language)) for name, entry in entries.items())
    columns = ("name", "title", "who", "grade", "sources")
    headings = tuple(word(f"list.{column}", language) for column in columns)
    return Table(word("list.heading", language), headings, rows, left=tuple(range(len(columns))))


def _cells(entry: Entry | None, language: Language) -> tuple[str, ...]:
    if entry is None:
        return ("!", "", "", "")
    title = entry.title_da if language == "da" else entry.title_en
    who = word("list.people", language, people=entry.people, youngest=entry.youngest, oldest=entry.oldest)
    return (title, who, entry.evidence_grade or NOTHING, "; ".join(entry.sources) or NOTHING)


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
