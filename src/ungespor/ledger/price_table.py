"""Every price, read from the CSV files of ``cost_tables/`` and checked as a whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from ungespor.base.errors import InputError, Problem
from ungespor.base.paths import cost_tables_folder, scenarios_folder, version_of
from ungespor.ledger.activity_table import OFFER, ActivityKind, load_activities
from ungespor.ledger.csv_reader import read_table
from ungespor.ledger.indexing import NO_INDEX, Indices, load_indices
from ungespor.ledger.price_cells import CellReader, price_row
from ungespor.ledger.price_checks import row_problems, table_problems
from ungespor.ledger.price_row import PRICE_COLUMNS, PriceRow
from ungespor.ledger.rulebook import Rulebook, load_rulebook
from ungespor.ledger.view_tables import load_view_tables
from ungespor.scenario.facts import ASSUMPTION, load_sources

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from pathlib import Path

PRICE_FILES: Final = ("benefits.csv", "tax.csv", "health.csv", "municipal.csv", "education.csv", "programme.csv")


@dataclass(frozen=True)
class PriceTable:
    """All price rows and the tables they refer to.

    Attributes
    ----------
    rows : tuple of PriceRow
    activities : dict of ActivityKind
    rulebook : Rulebook
    indices : dict
        Index name to year to level.
    """

    rows: tuple[PriceRow, ...]
    activities: dict[str, ActivityKind]
    rulebook: Rulebook
    indices: Indices

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each price row stands in `rows`, by its `price_id`."""
        return {row.price_id: number for number, row in enumerate(self.rows)}

    @cached_property
    def by_activity(self) -> dict[str, tuple[PriceRow, ...]]:
        """The price rows of each activity; the empty name holds rates and allowances."""
        names = {row.activity for row in self.rows}
        return {name: tuple(row for row in self.rows if row.activity == name) for name in sorted(names)}

    @cached_property
    def by_role(self) -> dict[str, tuple[PriceRow, ...]]:
        """The versions of each rate, share or allowance, in the order of the tables."""
        rows = self.by_activity.get("", ())
        return {role: tuple(row for row in rows if row.role == role) for role in sorted({row.role for row in rows})}

    def in_role(self, role: str, day: datetime.date) -> PriceRow:
        """Return the version of a rate, a share or an allowance that is in force on `day`.

        Raises
        ------
        InputError
            When there is none.
        """
        versions = self.by_role.get(role, ())
        found = next((row for row in versions if row.in_force(day)), None)
        if found is None:
            known = "; ".join(f"{row.valid_from or ''} to {row.valid_to or ''}" for row in versions) or "nothing"
            what = f"The price tables have no '{role}' in force on {day}."
            raise InputError(Problem(what, "cost_tables", role, str(day), known, fix="Add the row of that year."))
        return found

    def at_stated_amounts(self) -> PriceTable:
        """Return the table with every price at its stated amount in every draw."""
        return replace(self, rows=tuple(replace(row, distribution="") for row in self.rows))


def load_price_table(folder: Path | None = None, offers: Collection[str] = ()) -> PriceTable:
    """Read and check all price tables.

    Parameters
    ----------
    folder : Path, optional
        Folder with the tables; the shipped cost tables unless given.
    offers : collection of str, optional
        Names of the offers of the scenario at hand. A price row may name one of them, or an
        offer that has a file among the shipped scenarios. Both are asked for, because a mistyped
        name would make an offer free of charge without a word, and because somebody who writes
        an offer inside a scenario of his own must be able to price it.

    Raises
    ------
    InputError
        With every problem of every table: file, line, column, what was written, what is allowed.
    """
    folder = folder or cost_tables_folder()
    names = tuple(dict.fromkeys([*_shipped_offers(), *offers]))
    return _table(folder, names, version_of(folder))


@lru_cache(maxsize=4)
def _table(folder: Path, offers: tuple[str, ...], _version: object) -> PriceTable:
    rulebook = load_rulebook(folder)
    sources = load_sources(folder)
    problems: list[Problem] = []
    indices = load_indices(folder, problems)
    activities = load_activities(folder, rulebook, problems)
    table = PriceTable((), activities, rulebook, indices)
    known = {
        "source_id": (ASSUMPTION, *sources),
        "committee": tuple(load_view_tables(folder).committees),
        OFFER: offers,
    }
    rows = _read_rows(folder, table, known, problems)
    problems.extend(table_problems(rows, rulebook, complete=not problems))
    if problems:
        raise InputError(problems)
    return replace(table, rows=tuple(rows))


def _shipped_offers() -> list[str]:
    return sorted(path.stem for path in (scenarios_folder() / "offers").glob("*.yaml"))


def _read_rows(
    folder: Path, table: PriceTable, names: dict[str, tuple[str, ...]], problems: list[Problem]
) -> list[PriceRow]:
    """Return the sound rows of every price file; the others become problems."""
    rulebook = table.rulebook
    values = {**rulebook.person_facts, OFFER: names[OFFER]}
    everybody = {name: known.values for name, known in rulebook.circumstances.items()}
    known: dict[str, Collection[str]] = {
        "activity": tuple(name for name, kind in table.activities.items() if kind.priced),
        "unit": tuple(rulebook.units),
        "payer_rule": tuple(rulebook.payer_rules),
        "account": tuple(rulebook.accounts),
        "committee": names["committee"],
        "index": (NO_INDEX, *table.indices),
        "source_id": names["source_id"],
    }
    rows: list[PriceRow] = []
    for text_row in (row for name in PRICE_FILES for row in read_table(folder / name, PRICE_COLUMNS, problems)):
        reader = CellReader(text_row, problems)
        kind = table.activities.get(text_row.cells["activity"])
        facts = {fact: values.get(fact, ()) for fact in kind.facts} | everybody if kind else {}
        row = price_row(reader, facts, known)
        if reader.sound:
            problems.extend(row_problems(row, kind, rulebook, table.indices))
            rows.append(row)
    return rows
