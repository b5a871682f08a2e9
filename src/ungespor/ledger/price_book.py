"""The price book: for every counted cell, which ledger lines it feeds and with how many øre a unit.

Prices are resolved here once; all arithmetic after this is whole øre times whole counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from ungespor.base.errors import InputError, Problem, nearest_name
from ungespor.base.tables import LedgerLine
from ungespor.ledger.activity_table import OFFER
from ungespor.ledger.unit_postings import UnitPostings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from ungespor.base.tables import Cell
    from ungespor.ledger.activity_table import ActivityKind
    from ungespor.ledger.price_row import PriceRow
    from ungespor.ledger.price_table import PriceTable
    from ungespor.ledger.unit_postings import Posting
    from ungespor.scenario.model import FinancingVariant
    from ungespor.scenario.regime import Regime

MOVED = "moved"
HOME_PAYER = "kommune"
OTHER_PAYER = "andre_kommuner"
MOST_SHOWN = 20
"""Missing prices that are listed one by one; the rest are only counted."""


@dataclass(frozen=True, slots=True)
class PriceBook:
    """Links from counted cells to ledger lines.

    Attributes
    ----------
    lines : tuple of LedgerLine
    cell_starts : ndarray of int64, shape (cells + 1,)
        The links of cell c are numbers ``cell_starts[c]`` to ``cell_starts[c + 1] - 1``.
    link_line : ndarray of int64, shape (links,)
        The line that a link feeds.
    link_price : ndarray of int64, shape (links,)
        The column of `unit_ore` that a link multiplies by.
    unit_ore : ndarray of int64, shape (draws, prices)
        Signed øre for one unit; above 0 the payer spends.
    """

    lines: tuple[LedgerLine, ...]
    cell_starts: NDArray[np.int64]
    link_line: NDArray[np.int64]
    link_price: NDArray[np.int64]
    unit_ore: NDArray[np.int64]


def resolve(
    table: PriceTable,
    cells: Sequence[Cell],
    regime: Regime,
    financing: FinancingVariant,
    unit_prices: NDArray[np.float64],
    used: NDArray[np.bool_] | None = None,
    beside: Mapping[str, FinancingVariant] = MappingProxyType({}),
    priced_as: Mapping[str, Sequence[str]] = MappingProxyType({}),
    circumstances: Mapping[str, str] = MappingProxyType({}),
) -> PriceBook:
    """Find the prices of every cell and split them among the payers.

    Parameters
    ----------
    table : PriceTable
    cells : sequence of Cell
    regime : Regime
        Its shares are used, and the rows in force on its `rates_on`.
    financing : FinancingVariant
    unit_prices : ndarray of float64, shape (draws, price rows)
        From :func:`ungespor.ledger.price_draws.draw_prices`.
    used : ndarray of bool, shape (cells,), optional
        Cells that were counted at least once; the others need no price. All, unless given.
    beside : mapping of str to FinancingVariant, optional
        Other ways of financing, by name: what they split is posted once more for each, in the
        view ``"financing:NAME"``.
    priced_as : mapping of str to sequence of str, optional
        For an offer, the offers it builds on: where no price row of an activity names the offer,
        the rows of the first of these that one names apply.
    circumstances : mapping of str to str, optional
        What holds for everybody, where it is not the default.

    Raises
    ------
    InputError
        Naming every activity and person class that should have a price but has none.
    ValueError
        When a week on the refusion clock was counted in band 0.
    """
    postings = UnitPostings(table, regime, financing, unit_prices, beside)
    everybody = table.rulebook.facts_of(circumstances)
    builder = _Builder()
    matching: dict[tuple[str, str, str], list[PriceRow]] = {}
    missing: dict[tuple[str, str], Problem] = {}
    for number, cell in enumerate(cells):
        builder.next_cell()
        if used is not None and not used[number]:
            continue
        kind = table.activities.get(cell.activity)
        alike = (cell.activity, cell.offer, cell.person_class)
        if alike not in matching:
            matching[alike] = matching_rows(table, cell, regime, priced_as.get(cell.offer, ()), everybody)
        rows = matching[alike]
        problem = _problem(table, cell, kind, rows)
        if problem is not None:
            missing[cell.activity, cell.person_class] = problem
        elif not missing and kind is not None and kind.priced:
            builder.add(cell, postings.of_rows(rows, cell.refusion_band))
    if missing:
        raise InputError(_shortened(list(missing.values())))
    return builder.book(len(unit_prices))


def matching_rows(
    table: PriceTable,
    cell: Cell,
    regime: Regime,
    priced_as: Sequence[str] = (),
    everybody: Mapping[str, str] | None = None,
) -> list[PriceRow]:
    """Return the price rows that apply to `cell` under `regime`, its offer being built on `priced_as`.

    `everybody` is what holds for everybody in the scenario; the defaults unless given.
    """
    rows = table.by_activity.get(cell.activity, ())
    named = frozenset().union(*(row.applies_to.get(OFFER, frozenset()) for row in rows))
    offer = next((name for name in (cell.offer, *priced_as) if name in named), cell.offer)
    shared = table.rulebook.facts_of({}) if everybody is None else everybody
    facts = {**shared, **cell.facts(), OFFER: offer}
    return [row for row in rows if row.in_force(regime.rates_on) and row.holds_for(facts)]


def _problem(table: PriceTable, cell: Cell, kind: ActivityKind | None, rows: list[PriceRow]) -> Problem | None:
    offer = f"{OFFER}={cell.offer}" if kind is not None and OFFER in kind.facts else ""
    shown = ";".join(filter(None, (cell.person_class, offer))) or "(everyone)"
    if kind is None:
        nearest = nearest_name(cell.activity, table.activities)
        allowed = ", ".join(table.activities)
        fix = "Add the activity to cost_tables/activities.csv, with a price or a reason for having none."
        what = f"The activity '{cell.activity}' is not known."
        return Problem(what, "cost_tables/activities.csv", "activity", cell.activity, allowed, nearest, fix)
    rules = [row.payer_rule for row in rows]
    lacking = kind.required_rule and kind.required_rule not in rules
    if not kind.priced or kind.by_offer or (rows and not lacking):
        return None
    of_rule = f" by the payer rule '{kind.required_rule}'" if kind.required_rule else ""
    return Problem(
        what=f"Missing price: the activity '{cell.activity}' has no price{of_rule} for the person class '{shown}'.",
        file="cost_tables",
        field=cell.activity,
        found=shown,
        allowed="; ".join(f"{row.price_id} for {_conditions(row)}" for row in table.by_activity.get(cell.activity, ())),
        fix="Add a price row for it, or widen 'applies_to' or the dates of one that is there.",
    )


def _conditions(row: PriceRow) -> str:
    return ";".join(f"{name}={'|'.join(sorted(values))}" for name, values in row.applies_to.items()) or "everyone"


def _shortened(problems: list[Problem]) -> list[Problem]:
    if len(problems) <= MOST_SHOWN:
        return problems
    rest = len(problems) - MOST_SHOWN
    return [*problems[:MOST_SHOWN], Problem(f"{rest} more person classes have no price.", "cost_tables")]


class _Builder:
    """Numbers the lines and the distinct unit amounts as they come."""

    def __init__(self) -> None:
        self.lines: dict[LedgerLine, int] = {}
        # A posting lives as long as the postings it came with, so that its identity names it.
        self.links: dict[tuple[int, str, str, str], tuple[int, int]] = {}
        self.columns: dict[int, tuple[int, NDArray[np.int64]]] = {}
        self.starts: list[int] = []
        self.link_line: list[int] = []
        self.link_price: list[int] = []

    def next_cell(self) -> None:
        self.starts.append(len(self.link_line))

    def add(self, cell: Cell, postings: Sequence[Posting]) -> None:
        """Link `cell` to a line for each posting."""
        for posting in postings:
            key = (id(posting), cell.offer, cell.activity, cell.resident)
            if key not in self.links:
                self.links[key] = self.link(cell, posting)
            line, price = self.links[key]
            self.link_line.append(line)
            self.link_price.append(price)

    def link(self, cell: Cell, posting: Posting) -> tuple[int, int]:
        """Return the number of the line and of the unit amount, new or known."""
        moved_away = cell.resident == MOVED and posting.payer == HOME_PAYER
        line = LedgerLine(
            offer=cell.offer,
            activity=cell.activity,
            payer=OTHER_PAYER if moved_away else posting.payer,
            account=posting.account,
            price_id=posting.price_id,
            kind=posting.kind,
            view=posting.view,
        )
        column, _ = self.columns.setdefault(id(posting), (len(self.columns), posting.ore))
        return self.lines.setdefault(line, len(self.lines)), column

    def book(self, draws: int) -> PriceBook:
        """Return the finished book."""
        columns = [ore for _, ore in self.columns.values()]
        unit_ore = np.stack(columns, axis=1) if columns else np.zeros((draws, 0), np.int64)
        return PriceBook(
            lines=tuple(self.lines),
            cell_starts=np.array([*self.starts, len(self.link_line)], dtype=np.int64),
            link_line=np.array(self.link_line, dtype=np.int64),
            link_price=np.array(self.link_price, dtype=np.int64),
            unit_ore=np.ascontiguousarray(unit_ore),
        )
