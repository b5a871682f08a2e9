"""The quantities of one price or one taxed income in every world, and what is worked out from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ungespor.base.tables import FINANCING_VIEW
from ungespor.ledger.price_book import HOME_PAYER, OTHER_PAYER
from ungespor.results.net import ORE_PER_KRONE
from ungespor.results.workbook.taxes import slopes, tax_bases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from ungespor.ledger.unit_postings import Posting


@dataclass(slots=True)
class Count:
    """Mean quantities per replication, and the exact mean of what was booked for them.

    Attributes
    ----------
    control, intervention : ndarray of float64, shape (years,)
    surcharge : dict of str to ndarray of float64, shape (years,)
        Kroner by which the mean over draws of the net gross amount differs from net quantity times
        stated price, by `price_id`; only for prices that are drawn.
    alone : dict of tuple to ndarray of float64, shape (years,)
        For an amount that is a price times a share, by (`price_id`, `price_id` of the factor): net
        quantity times how much that factor alone differs from the stated one. It is what is left of
        the surcharge when somebody edits the other factor.
    kink : dict of str to ndarray of float64, shape (years,)
        For a tax, kroner of its base that a straight line through the stated income misses.
    posted : dict of tuple to ndarray of float64, shape (years,)
        Net kroner in the mean by (account, payer, financing); the financing is empty where it does
        not matter.
    """

    control: NDArray[np.float64]
    intervention: NDArray[np.float64]
    surcharge: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    alone: dict[tuple[str, str], NDArray[np.float64]] = field(default_factory=dict)
    kink: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    posted: dict[tuple[str, str, str], NDArray[np.float64]] = field(default_factory=dict)

    @property
    def net(self) -> NDArray[np.float64]:
        """Return control − intervention by year."""
        return self.control - self.intervention


class Tally:
    """Quantities of one key in every world, and the unit amounts in every list of prices."""

    def __init__(self, row_of_world: NDArray[np.int64], quantity: NDArray[np.int64]) -> None:
        self.row_of_world = row_of_world
        self.quantity = quantity
        self.gross: dict[str, NDArray[np.float64]] = {}
        self.parts: dict[tuple[str, str], NDArray[np.float64]] = {}
        self.wages: frozenset[str] = frozenset()
        self.parameters: dict[str, NDArray[np.float64]] = {}
        self.unit_ore: dict[tuple[str, str, str], NDArray[np.int64]] = {}

    def book(self, postings: Sequence[Posting], own: str, *, moved: bool) -> None:
        """Keep the unit amounts of `postings`; `own` is the financing of the default view."""
        for posting in postings:
            if posting.view and not posting.view.startswith(FINANCING_VIEW):
                continue
            payer = OTHER_PAYER if moved and posting.payer == HOME_PAYER else posting.payer
            key = (posting.account, payer, posting.view.removeprefix(FINANCING_VIEW) or own)
            self.unit_ore[key] = self.unit_ore.get(key, np.zeros_like(posting.ore)) + posting.ore

    def price(self, price_id: str, gross_ore: NDArray[np.int64], parts: Mapping[str, NDArray[np.float64]]) -> None:
        """Keep the unit amount of a price row, and what it is the product of."""
        self.gross[price_id] = gross_ore / ORE_PER_KRONE
        self.parts |= {(price_id, factor): values for factor, values in parts.items()}

    def mean(self, unit: NDArray[np.float64] | NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the mean over the worlds of net quantity times the unit amount of their draw, by year."""
        net = self.quantity[:, 0] - self.quantity[:, 1]
        return np.asarray(unit[self.row_of_world] @ net / len(net), dtype=np.float64)

    def surcharge(self, unit: NDArray[np.float64]) -> NDArray[np.float64] | None:
        """Return by how much that mean differs from the mean quantity at the stated amount."""
        if np.all(unit == unit[-1]):
            return None
        return self.mean(unit - unit[-1])

    def priced(self) -> Count:
        """Return the count of a price row."""
        control, intervention = self.quantity.mean(axis=0)
        return Count(control, intervention, self.surcharges(), self.alone(), posted=self.posted())

    def taxed(self) -> Count:
        """Return the count of a taxed income, with what a straight line misses of each tax's base."""
        control, intervention = self.quantity.mean(axis=0)
        surcharge = self.surcharges()
        return Count(control, intervention, surcharge, self.alone(), self.kinks(surcharge), self.posted())

    def surcharges(self) -> dict[str, NDArray[np.float64]]:
        """Return the surcharge of every price that is drawn."""
        found = {name: self.surcharge(unit) for name, unit in self.gross.items()}
        return {name: amount for name, amount in found.items() if amount is not None}

    def alone(self) -> dict[tuple[str, str], NDArray[np.float64]]:
        """Return the surcharge of each factor of a product by itself."""
        found = {place: self.surcharge(values) for place, values in self.parts.items()}
        return {place: amount for place, amount in found.items() if amount is not None}

    def kinks(self, surcharge: dict[str, NDArray[np.float64]]) -> dict[str, NDArray[np.float64]]:
        """Return the part of each tax's base that does not follow from the slope at the stated income."""
        if not surcharge:
            return {}
        stated = {name: values[-1] for name, values in self.gross.items()}
        kinks = {}
        bases = tax_bases(*self.sums(self.gross), self.parameters)
        wage, benefit = (float(part) for part in self.sums(stated))
        at_stated = {name: float(values[-1]) for name, values in self.parameters.items()}
        for tax, slope in slopes(wage, benefit, at_stated).items():
            curve = self.mean(bases[tax] - bases[tax][-1])
            straight = sum(slope[name in self.wages] * amount for name, amount in surcharge.items())
            kinks[tax] = curve - straight
        return kinks

    def sums(self, incomes: Mapping[str, NDArray[np.float64]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the sum of wages and the sum of benefits."""
        nothing = np.zeros_like(next(iter(incomes.values())))
        wage = sum((value for name, value in incomes.items() if name in self.wages), nothing)
        return wage, sum((value for name, value in incomes.items() if name not in self.wages), nothing)

    def posted(self) -> dict[tuple[str, str, str], NDArray[np.float64]]:
        """Return the mean of everything that was booked, in kroner."""
        return {key: self.mean(ore) / ORE_PER_KRONE for key, ore in self.unit_ore.items()}
