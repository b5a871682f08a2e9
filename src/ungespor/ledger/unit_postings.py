"""What one unit of one price books: signed øre for each payer, in every parameter draw."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ungespor.base.tables import FINANCING_VIEW
from ungespor.ledger.allocate import allocate, whole_ore
from ungespor.ledger.tax import TAX_INDIRECT, TAX_PAID, TAX_ROWS, income_tax, tax_rates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from ungespor.ledger.price_row import PriceRow
    from ungespor.ledger.price_table import PriceTable
    from ungespor.ledger.rulebook import Entry, PayerRule
    from ungespor.scenario.model import FinancingVariant
    from ungespor.scenario.regime import Regime


class Posting(NamedTuple):
    """One payer's part of one unit.

    Attributes
    ----------
    payer, account, price_id, kind, view : str
    ore : ndarray of int64, shape (draws,)
        Above 0 the payer spends.
    """

    payer: str
    account: str
    price_id: str
    kind: str
    view: str
    ore: NDArray[np.int64]


class UnitPostings:
    """Computes the postings of price rows and of taxes, each only once.

    Parameters
    ----------
    table : PriceTable
    regime : Regime
    financing : FinancingVariant
    unit_prices : ndarray of float64, shape (draws, price rows)
    beside : mapping of str to FinancingVariant
        Other ways of financing, by name; each is posted in a view of its own.
    """

    def __init__(
        self,
        table: PriceTable,
        regime: Regime,
        financing: FinancingVariant,
        unit_prices: NDArray[np.float64],
        beside: Mapping[str, FinancingVariant] = MappingProxyType({}),
    ) -> None:
        self.table = table
        self.regime = regime
        self.financing = {"": financing} | {FINANCING_VIEW + name: variant for name, variant in beside.items()}
        self.prices = unit_prices
        self._rows: dict[tuple[str, int], list[Posting]] = {}
        self._taxes: dict[tuple[str, ...], list[Posting]] = {}

    def of_rows(self, rows: Sequence[PriceRow], refusion_band: int) -> list[Posting]:
        """Return the postings of one unit of an activity that all `rows` price, taxes included."""
        postings = [posting for row in rows for posting in self._of_row(row, refusion_band)]
        incomes = tuple(row.price_id for row in rows if self._rule(row).income)
        if incomes and incomes not in self._taxes:
            self._taxes[incomes] = list(self._tax(incomes))
        return postings + self._taxes.get(incomes, [])

    def gross_ore(self, row: PriceRow) -> NDArray[np.int64]:
        """Return the øre of one unit of the activity in every draw, as a mean over those it applies to."""
        unit = self.table.rulebook.units[row.unit]
        per_unit = self.prices[:, self.table.position[row.price_id]] * unit.denominator / unit.numerator
        share = self._rule(row).paid_to
        if share is not None:
            in_force = self.table.in_role(share, self.regime.rates_on)
            per_unit = per_unit * self.prices[:, self.table.position[in_force.price_id]]
        return whole_ore(per_unit)

    def _rule(self, row: PriceRow) -> PayerRule:
        return self.table.rulebook.rule(row.payer_rule, self.regime)

    def _of_row(self, row: PriceRow, refusion_band: int) -> list[Posting]:
        key = (row.price_id, refusion_band)
        if key not in self._rows:
            gross = self.gross_ore(row)
            self._rows[key] = [
                posting
                for entry in self._rule(row).entries
                for posting in self._of_entry(row, entry, gross, refusion_band)
            ]
        return self._rows[key]

    def _of_entry(self, row: PriceRow, entry: Entry, gross: NDArray[np.int64], refusion_band: int) -> Iterator[Posting]:
        amount = gross
        if entry.times is not None:
            if refusion_band == 0:
                raise ValueError(f"'{row.activity}' is paid on the refusion clock, but was counted in band 0")
            state = self.regime.share_of_band(refusion_band)
            amount = whole_ore(gross / 100 * (state if entry.times == "state_share" else 1 - state))
        for view, shares in self._shares(entry, self._rule(row).view):
            for payer, ore in allocate(amount, shares).items():
                if ore.any():
                    yield Posting(payer, entry.account or row.account, row.price_id, entry.kind, view, ore)

    def _shares(self, entry: Entry, view: str) -> Iterator[tuple[str, Mapping[str, float]]]:
        """Yield who carries the entry, with the view that says so; one for each way of financing."""
        if entry.shares is not None:
            yield view, entry.shares  # type: ignore[misc]  # payer names are texts
            return
        for financing_view, variant in self.financing.items():
            split = variant.clinical if entry.financing == "clinical" else variant.adviser
            yield financing_view or view, {payer: share.central for payer, share in split.items()}

    def _tax(self, incomes: tuple[str, ...]) -> Iterator[Posting]:
        """Yield income tax, and the indirect tax in what is left, on the income rows of one week."""
        position = self.table.position
        tax = {name: position[self.table.in_role(name, self.regime.rates_on).price_id] for name in TAX_ROWS}
        income = {"wage": np.zeros(len(self.prices), np.int64), "benefit": np.zeros(len(self.prices), np.int64)}
        for price_id in incomes:
            row = self.table.rows[position[price_id]]
            income[self._rule(row).income or "benefit"] += self.gross_ore(row)
        rates = tax_rates({name: self.prices[:, tax[name]] for name in TAX_ROWS})
        disposable = income["wage"] + income["benefit"]
        for name, tax_dkk in zip(
            TAX_PAID, income_tax(income["wage"] / 100, income["benefit"] / 100, rates), strict=True
        ):
            tax_ore = whole_ore(tax_dkk)
            disposable = disposable - tax_ore
            yield from self._tax_postings(self.table.rows[tax[name]], tax_ore)
        indirect = whole_ore(disposable / 100 * self.prices[:, tax[TAX_INDIRECT]])
        yield from self._tax_postings(self.table.rows[tax[TAX_INDIRECT]], indirect)

    def _tax_postings(self, row: PriceRow, tax_ore: NDArray[np.int64]) -> Iterator[Posting]:
        for entry in self._rule(row).entries:
            yield from self._of_entry(row, entry, tax_ore, 0)
