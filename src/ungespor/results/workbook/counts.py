"""What a workbook prices: mean quantities by price row, and what uncertain prices add to them.

The mean of price times quantity is not the mean price times the mean quantity when both are drawn.
A price that somebody sets has no distribution any more, so that its mean quantity alone counts. A
count therefore keeps both: the mean quantity, and the kroner by which the mean over the draws
differs from that quantity at the stated price. A workbook drops the second once a price is edited.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from ungespor.ledger.price_book import MOVED, matching_rows
from ungespor.ledger.price_draws import draw_prices
from ungespor.ledger.pricing import parts_of
from ungespor.ledger.tax import TAX_INDIRECT, TAX_PAID, TAX_ROWS
from ungespor.ledger.unit_postings import UnitPostings
from ungespor.results.workbook.tally import Count, Tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from ungespor.base.tables import Activities
    from ungespor.ledger.price_row import PriceRow
    from ungespor.ledger.price_table import PriceTable
    from ungespor.ledger.rulebook import PayerRule
    from ungespor.ledger.unit_postings import Posting
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.regime import Regime

ARMS: Final = ("control", "intervention")
TAX_PARAMETERS: Final = tuple(name for name in TAX_ROWS if name != TAX_INDIRECT)
"""Rates and allowances that the taxes of the default view are computed from."""


class PriceKey(NamedTuple):
    """What the same price is paid for in the same way.

    Attributes
    ----------
    price_id : str
    share_id : str
        The price row with the share of the person class that is paid it, or empty.
    rule : str
        The payer rule in force.
    regime : str
        Whose shares by refusion band are used; empty when the rule asks for none.
    band : int
        Refusion band, likewise 0.
    moved : bool
        Whether another municipality pays.
    """

    price_id: str
    share_id: str
    rule: str
    regime: str
    band: int
    moved: bool


class TaxKey(NamedTuple):
    """One income that is taxed: the price rows it consists of and the rates of the time.

    Attributes
    ----------
    incomes : tuple of str
        `price_id` of its wages and benefits, and
    shares : tuple of str
        for each the price row with the share of the person class that is paid it, or empty.
    parameters : tuple of str
        `price_id` of each of :data:`TAX_PARAMETERS`.
    moved : bool
    """

    incomes: tuple[str, ...]
    shares: tuple[str, ...]
    parameters: tuple[str, ...]
    moved: bool


@dataclass(frozen=True)
class Counts:
    """All counts of a run.

    Attributes
    ----------
    years : int
    priced : dict of PriceKey to Count
    taxed : dict of TaxKey to Count
    """

    years: int
    priced: dict[PriceKey, Count]
    taxed: dict[TaxKey, Count]

    def all(self) -> Iterator[tuple[PriceKey | TaxKey, Count]]:
        """Yield every key with its count."""
        yield from self.priced.items()
        yield from self.taxed.items()


def count(scenario: Scenario, activities: Activities, table: PriceTable) -> Counts:
    """Sum what was counted by price and by taxed income.

    Parameters
    ----------
    scenario : Scenario
    activities : Activities
    table : PriceTable

    Returns
    -------
    Counts
    """
    draws = np.unique(activities.draws)
    drawn = draw_prices(table, scenario.price_year, scenario.prices, draws, scenario.seed)
    stated = stated_prices(scenario, table)
    counting = _Counting(scenario, activities, table, np.vstack([drawn, stated]))
    for _, part, rules in parts_of(scenario, activities, table):
        counting.add(part, rules)
    return Counts(
        scenario.horizon_years,
        {key: tally.priced() for key, tally in counting.prices.items()},
        {key: tally.taxed() for key, tally in counting.taxes.items()},
    )


def stated_prices(scenario: Scenario, table: PriceTable) -> NDArray[np.float64]:
    """Return every price as stated, in kroner of the scenario's price year, shape (price rows,)."""
    own = {name: quantity.model_copy(update=_fixed(quantity.central)) for name, quantity in scenario.prices.items()}
    fixed = table.at_stated_amounts()
    return draw_prices(fixed, scenario.price_year, own, np.zeros(1, np.int64), scenario.seed)[0]


def _fixed(value: float) -> dict[str, object]:
    return {"value": value, "distribution": None, "posterior": None}


class _Counting:
    """Sums quantities by key. Its last list of prices is the stated one, the others are draws."""

    def __init__(
        self, scenario: Scenario, activities: Activities, table: PriceTable, unit_prices: NDArray[np.float64]
    ) -> None:
        self.scenario, self.table, self.unit_prices = scenario, table, unit_prices
        self.everybody = table.rulebook.facts_of(scenario.circumstances)
        self.row_of_world = np.searchsorted(np.unique(activities.draws), activities.draws)
        self.prices: dict[PriceKey, Tally] = {}
        self.taxes: dict[TaxKey, Tally] = {}

    def add(self, part: Activities, rules: Regime) -> None:
        """Add the periods that `rules` price."""
        financing = self.scenario.financing
        beside = {name: variant for name, variant in financing.variants.items() if name != financing.headline}
        postings = UnitPostings(
            self.table, rules, financing.variants[financing.headline], self.unit_prices, beside=beside
        )
        used = np.asarray(part.quantity.any(axis=(0, 1, 2)))
        for number, cell in enumerate(part.cells):
            kind = self.table.activities[cell.activity]
            if not used[number] or not kind.priced:
                continue
            built_on = self.scenario.offers[cell.offer].priced_as if cell.offer in self.scenario.offers else ()
            rows = matching_rows(self.table, cell, rules, built_on, self.everybody)
            booked = postings.of_rows(rows, cell.refusion_band)
            quantity = self.by_year(part, number)
            self.add_prices(rows, booked, postings, (cell.refusion_band, cell.resident == MOVED), quantity)
            self.add_taxes(rows, booked, postings, cell.resident == MOVED, quantity)

    def by_year(self, part: Activities, cell: int) -> NDArray[np.int64]:
        """Return quantities of a cell, shape (worlds, two arms, years)."""
        arms = [part.arms.index(arm) for arm in ARMS]
        quantity = np.zeros((len(part.draws), len(arms), self.scenario.horizon_years), np.int64)
        for number, period in enumerate(part.periods):
            quantity[:, :, period.follow_up_year - 1] += part.quantity[:, arms, number, cell]
        return quantity

    def add_prices(
        self,
        rows: Sequence[PriceRow],
        booked: Sequence[Posting],
        postings: UnitPostings,
        place: tuple[int, bool],
        quantity: NDArray[np.int64],
    ) -> None:
        """Add to the count of each price row."""
        (band, moved), rules = place, postings.regime
        for row in rows:
            rule = self.table.rulebook.rule(row.payer_rule, rules)
            if rule.view:
                continue
            by_band = any(entry.times for entry in rule.entries)
            name = rules.books_by.get(row.payer_rule, row.payer_rule)
            share = self.share_id(rule, rules)
            key = PriceKey(row.price_id, share, name, rules.name if by_band else "", band if by_band else 0, moved)
            if key not in self.prices:
                financed = any(entry.financing for entry in rule.entries)
                own = self.scenario.financing.headline if financed else ""
                tally = Tally(self.row_of_world, np.zeros_like(quantity))
                tally.book([posting for posting in booked if posting.price_id == row.price_id], own, moved=moved)
                tally.price(row.price_id, postings.gross_ore(row), self.parts(row, share))
                self.prices[key] = tally
            self.prices[key].quantity += quantity

    def add_taxes(
        self,
        rows: Sequence[PriceRow],
        booked: Sequence[Posting],
        postings: UnitPostings,
        moved: bool,
        quantity: NDArray[np.int64],
    ) -> None:
        """Add to the count of the income that `rows` make up, where they make up one."""
        rules = postings.regime
        kinds = {row.price_id: self.table.rulebook.rule(row.payer_rule, rules).income for row in rows}
        taxed = [row for row in rows if kinds[row.price_id]]
        incomes = tuple(row.price_id for row in taxed)
        if not incomes:
            return
        parameters = {name: self.table.in_role(name, rules.rates_on).price_id for name in TAX_PARAMETERS}
        shares = tuple(self.share_id(self.table.rulebook.rule(row.payer_rule, rules), rules) for row in taxed)
        key = TaxKey(incomes, shares, tuple(parameters.values()), moved)
        if key not in self.taxes:
            taxes = {parameters[name] for name in TAX_PAID}
            tally = Tally(self.row_of_world, np.zeros_like(quantity))
            tally.book([posting for posting in booked if posting.price_id in taxes], "", moved=moved)
            for row, share in zip(taxed, shares, strict=True):
                tally.price(row.price_id, postings.gross_ore(row), self.parts(row, share))
            tally.wages = frozenset(name for name in incomes if kinds[name] == "wage")
            columns = {role: self.unit_prices[:, self.table.position[name]] for role, name in parameters.items()}
            tally.parameters = columns
            self.taxes[key] = tally
        self.taxes[key].quantity += quantity

    def share_id(self, rule: PayerRule, rules: Regime) -> str:
        """Return the price row with the share of the person class that is paid, or an empty text."""
        return "" if rule.paid_to is None else self.table.in_role(rule.paid_to, rules.rates_on).price_id

    def parts(self, row: PriceRow, share_id: str) -> dict[str, NDArray[np.float64]]:
        """Return what a unit amount is the product of, where it is one: kroner of one unit, and a share."""
        if not share_id:
            return {}
        unit = self.table.rulebook.units[row.unit]
        per_unit = self.unit_prices[:, self.table.position[row.price_id]] * unit.denominator / unit.numerator
        return {row.price_id: per_unit, share_id: self.unit_prices[:, self.table.position[share_id]]}
