"""The lines of a workbook's calculation: amount per unit, times quantity, split among the payers.

Everything here is what the formulas of the workbook say, worked out at the values of the run. What
is left between that and the ledger is rounding to whole øre in every draw, kept in lines of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np

from ungespor.base.tables import PAYERS
from ungespor.ledger.tax import TAX_PAID
from ungespor.results.net import ORE_PER_KRONE
from ungespor.results.workbook.counts import TAX_PARAMETERS, PriceKey, TaxKey
from ungespor.results.workbook.taxes import Slope, slopes, tax_bases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from ungespor.ledger.rulebook import Entry, Rulebook
    from ungespor.results.workbook.counts import Counts
    from ungespor.results.workbook.prices import Price
    from ungespor.results.workbook.tally import Count

SMALLEST_DKK: Final = 0.0005
"""Rounding below this is left out: a thousand such lines are half a krone."""


class Times(NamedTuple):
    """A party's share in a refusion band of a regime."""

    regime: str
    band: int
    party: Literal["state_share", "municipal_share"]


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of one price, or one tax of one income.

    Attributes
    ----------
    key : PriceKey or TaxKey
    price_id : str
        For a tax, the row that holds its rate.
    rule : str
        Payer rule, and
    entry : int
        which of its entries.
    account : str
    times : Times or None
        The share of the price that is booked, where it is not the whole.
    unit_dkk : float
        Kroner of one unit.
    shares : ndarray of float64, shape (payers,)
        After rounding to whole øre.
    amounts : ndarray of float64, shape (years,)
        Net kroner to be split.
    per_krone : ndarray of float64, shape (years,)
        Net kroner more for one krone, or one whole share, more in the price.
    """

    key: PriceKey | TaxKey
    price_id: str
    rule: str
    entry: int
    account: str
    times: Times | None
    unit_dkk: float
    shares: NDArray[np.float64]
    amounts: NDArray[np.float64]
    per_krone: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rounding:
    """What rounding in the draws leaves between the lines of a key and the ledger.

    Attributes
    ----------
    key : PriceKey or TaxKey
    account, payer : str
    financing : str
        The way of financing that it belongs to; empty when it belongs to all.
    amounts : ndarray of float64, shape (years,)
    """

    key: PriceKey | TaxKey
    account: str
    payer: str
    financing: str
    amounts: NDArray[np.float64]


@dataclass(frozen=True)
class Book:
    """What lines are worked out from.

    Attributes
    ----------
    prices : mapping of str to Price
    rulebook : Rulebook
    state_shares : mapping of str to tuple of float
        By regime, the state's share in each refusion band.
    week_edges : mapping of str to tuple of int
        By regime, the last benefit week of each band but the last.
    financing : mapping of str to mapping of str to mapping of str to float
        Way of financing to part of the programme to payer to share.
    headline : str
    """

    prices: Mapping[str, Price]
    rulebook: Rulebook
    state_shares: Mapping[str, tuple[float, ...]]
    week_edges: Mapping[str, tuple[int, ...]]
    financing: Mapping[str, Mapping[str, Mapping[str, float]]]
    headline: str

    def paid(self, share_id: str) -> float:
        """Return the share of the person class that is paid."""
        return self.prices[share_id].lifted if share_id else 1.0

    def gross(self, price_id: str, share_id: str, value: float | None = None) -> float:
        """Return kroner of one unit, at the price of the run or at `value` in its own unit and year."""
        price = self.prices[price_id]
        lifted = price.lifted if value is None else value * price.factor
        return whole_ore(lifted * price.denominator / price.numerator * self.paid(share_id))

    def shares(self, entry: Entry, financing: str, *, moved: bool) -> NDArray[np.float64]:
        """Return who carries an entry; the municipality's part goes to the others for who moved."""
        split = entry.shares if entry.shares is not None else self.financing[financing][str(entry.financing)]
        shares = np.asarray([dict(split).get(payer, 0.0) for payer in PAYERS])
        if moved:
            shares[1] += shares[0]
            shares[0] = 0.0
        return shares

    def share_of_band(self, times: Times | None) -> float:
        """Return the part of the price that is booked."""
        if times is None:
            return 1.0
        state = self.state_shares[times.regime][times.band - 1]
        return state if times.party == "state_share" else 1 - state


def whole_ore(amount: float) -> float:
    """Return kroner rounded to whole øre as a spreadsheet does, halves away from zero."""
    return float(np.sign(amount) * np.floor(round(abs(amount) * ORE_PER_KRONE, 6) + 0.5) / ORE_PER_KRONE)


def rounded_shares(unit_dkk: float, shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the shares of an amount after each payer's part is rounded so that none is lost."""
    if unit_dkk == 0:
        return shares
    ends = np.asarray([0.0, *(whole_ore(unit_dkk * share) for share in np.cumsum(shares))])
    return np.diff(ends) / unit_dkk


def lines_of(book: Book, counts: Counts) -> list[Line]:
    """Return the lines of all counts at the values of the run."""
    lines = [line for key, count in counts.priced.items() for line in _price_lines(book, key, count)]
    return lines + [line for key, count in counts.taxed.items() for line in _tax_lines(book, key, count)]


def _price_lines(book: Book, key: PriceKey, count: Count) -> Iterator[Line]:
    price = book.prices[key.price_id]
    gross = book.gross(key.price_id, key.share_id)
    surcharge = count.surcharge.get(key.price_id, np.zeros_like(count.net))
    for number, entry in enumerate(book.rulebook.payer_rules[key.rule].entries):
        times = None if entry.times is None else Times(key.regime, key.band, entry.times)
        share = book.share_of_band(times)
        unit_dkk = whole_ore(gross * share)
        yield Line(
            key=key,
            price_id=key.price_id,
            rule=key.rule,
            entry=number,
            account=entry.account or price.row.account,
            times=times,
            unit_dkk=unit_dkk,
            shares=rounded_shares(unit_dkk, book.shares(entry, book.headline, moved=key.moved)),
            amounts=unit_dkk * count.net + share * surcharge,
            per_krone=price.per_unit * book.paid(key.share_id) * share * count.net,
        )


class Income(NamedTuple):
    """A taxed income at the values of the run: kroner a week, and what each tax is a share of."""

    wage: float
    benefit: float
    bases: Mapping[str, float]
    slopes: Mapping[str, Slope]


def income_of(book: Book, key: TaxKey, instead: Mapping[str, float] | None = None) -> Income:
    """Return an income; `instead` holds prices in the row's own unit and year to be used in the place of the run's."""
    parts = {"wage": 0.0, "benefit": 0.0}
    for price_id, share_id in zip(key.incomes, key.shares, strict=True):
        value = (instead or {}).get(price_id)
        parts[book.prices[price_id].income] += book.gross(price_id, share_id, value)
    rates = dict(zip(TAX_PARAMETERS, (book.prices[name].lifted for name in key.parameters), strict=True))
    arrays = {name: np.asarray(rate) for name, rate in rates.items()}
    bases = tax_bases(np.asarray(parts["wage"]), np.asarray(parts["benefit"]), arrays)
    taxed = {tax: float(base) for tax, base in bases.items()}
    return Income(parts["wage"], parts["benefit"], taxed, slopes(parts["wage"], parts["benefit"], rates))


def _tax_lines(book: Book, key: TaxKey, count: Count) -> Iterator[Line]:
    income = income_of(book, key)
    for tax in TAX_PAID:
        price = book.prices[key.parameters[TAX_PARAMETERS.index(tax)]]
        unit_dkk = whole_ore(price.lifted * income.bases[tax])
        more = count.kink.get(tax, np.zeros_like(count.net))
        for name, amount in count.surcharge.items():
            more = more + getattr(income.slopes[tax], book.prices[name].income) * amount
        for number, entry in enumerate(book.rulebook.payer_rules[price.rule].entries):
            yield Line(
                key=key,
                price_id=price.row.price_id,
                rule=price.rule,
                entry=number,
                account=entry.account or price.row.account,
                times=None,
                unit_dkk=unit_dkk,
                shares=rounded_shares(unit_dkk, book.shares(entry, book.headline, moved=key.moved)),
                amounts=unit_dkk * count.net + price.lifted * more,
                per_krone=income.bases[tax] * price.factor * count.net,
            )


def rounding_of(book: Book, counts: Counts, lines: list[Line]) -> list[Rounding]:
    """Return what is left between the lines and the ledger, where it can be seen."""
    by_key: dict[PriceKey | TaxKey, list[Line]] = {}
    for line in lines:
        by_key.setdefault(line.key, []).append(line)
    found = []
    for key, count in counts.all():
        left = dict(count.posted)
        for line in by_key.get(key, []):
            entry = book.rulebook.payer_rules[line.rule].entries[line.entry]
            for financing in [""] if entry.financing is None else book.financing:
                shares = rounded_shares(line.unit_dkk, book.shares(entry, financing or book.headline, moved=key.moved))
                for payer, share in zip(PAYERS, shares, strict=True):
                    place = (line.account, payer, financing)
                    if share or place in left:
                        left[place] = left.get(place, np.zeros_like(line.amounts)) - share * line.amounts
        found += [Rounding(key, *place, rest) for place, rest in left.items() if np.abs(rest).max() > SMALLEST_DKK]
    return found
