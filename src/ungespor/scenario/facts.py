"""Where numbers come from: facts found in the evaluated programmes' documents, and other sources."""

from __future__ import annotations

import csv
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ungespor.base.errors import InputError, Problem
from ungespor.base.paths import cost_tables_folder, scenarios_folder, shown_path, version_of
from ungespor.scenario.reader import read_mapping

if TYPE_CHECKING:
    from pathlib import Path

DANISH_TITLE: Final = "title_da"
"""The one key of a source that may be left out: its title is Danish already."""
ASSUMPTION: Final = "assumption"
"""Source of a number that nobody has measured; it must then have a range."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One finding in a document: a row of ``scenarios/facts.csv``.

    Attributes
    ----------
    fact_id, document, place : str
        The document by its title, and where in it.
    population, value, unit, n : str
        What was found, about whom and how many; a range or a word where it is no number.
    note : str
    """

    fact_id: str
    document: str
    place: str
    population: str
    value: str
    unit: str
    n: str
    note: str


@dataclass(frozen=True, slots=True)
class Source:
    """A publication or a statistic: an entry of ``cost_tables/sources.yaml``.

    Attributes
    ----------
    source_id, title, publisher, year, locator, mark : str
    title_da : str
        For Danish readers, where `title` is English; otherwise the same as `title`.
    """

    source_id: str
    title: str
    publisher: str
    year: str
    locator: str
    mark: str
    title_da: str

    @property
    def titles(self) -> dict[str, str]:
        """Return the title by language."""
        return {"da": self.title_da, "en": self.title}


def load_facts(folder: Path | None = None) -> dict[str, Fact]:
    """Return the facts of ``facts.csv`` in `folder` (the shipped scenarios by default) by id.

    Raises
    ------
    InputError
        When the file is missing, has other columns, or an id is missing or used twice.
    """
    path = (folder or scenarios_folder()) / "facts.csv"
    return _facts(path, version_of(path))


@lru_cache(maxsize=4)
def _facts(path: Path, _version: object) -> dict[str, Fact]:
    file = shown_path(path)
    columns = [field.name for field in fields(Fact)]
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            header = list(reader.fieldnames or [])
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(Problem("The table of facts cannot be read.", file, found=str(error))) from error
    if header != columns:
        what = "The table of facts has other columns than it should."
        raise InputError(Problem(what, file, found=", ".join(header), allowed=", ".join(columns)))
    facts: dict[str, Fact] = {}
    problems = []
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            problems.append(Problem(f"Row {number} has too many or too few cells.", file))
        elif not row["fact_id"] or row["fact_id"] in facts:
            what = f"Row {number} has no fact_id, or one that is used already."
            problems.append(Problem(what, file, "fact_id", row["fact_id"]))
        else:
            facts[row["fact_id"]] = Fact(**row)
    if problems:
        raise InputError(problems)
    return facts


def load_sources(folder: Path | None = None) -> dict[str, Source]:
    """Return the entries of ``sources.yaml`` in `folder` (the shipped cost tables by default) by id.

    Raises
    ------
    InputError
        When the file cannot be read, or an entry lacks a key or has an unknown one.
    """
    path = (folder or cost_tables_folder()) / "sources.yaml"
    return _sources(path, version_of(path))


@lru_cache(maxsize=4)
def _sources(path: Path, _version: object) -> dict[str, Source]:
    problems: list[Problem] = []
    keys = [field.name for field in fields(Source)][1:-1]
    sources = {}
    for name, entry in read_mapping(path, problems).items():
        if not isinstance(entry, dict) or set(entry) - {DANISH_TITLE} != set(keys):
            found = ", ".join(entry) if isinstance(entry, dict) else str(entry)
            what = f"The source '{name}' must have exactly the keys it is described by."
            problems.append(Problem(what, shown_path(path), name, found, ", ".join(keys)))
        else:
            title_da = str(entry.get(DANISH_TITLE, entry["title"]))
            sources[name] = Source(name, **{key: str(entry[key]) for key in keys}, title_da=title_da)
    if problems:
        raise InputError(problems)
    return sources
