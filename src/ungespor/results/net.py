"""Net = control − intervention, in exact øre: positive means that the payer is better off."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ungespor.base.tables import FINANCING_VIEW, PAYERS, PUBLIC_PAYERS
from ungespor.results.statistics import present_value_factors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from ungespor.base.books import Books

PROGRAMME_ACCOUNT = "programme"
ORE_PER_KRONE = 100
REPORTED_PAYERS = (*PAYERS, "public", "public_plus_fond")
"""The payers of the ledger and the two sums that are always shown beside each other."""


@dataclass(frozen=True)
class Net:
    """What each payer gains, by world, follow-up year and account.

    Attributes
    ----------
    years : tuple of int
        Follow-up years 1, 2, …
    accounts : tuple of str
    ore : ndarray of int64, shape (worlds, years, payers, accounts)
        Control minus intervention; payers in the order of :data:`ungespor.base.tables.PAYERS`.
    """

    years: tuple[int, ...]
    accounts: tuple[str, ...]
    ore: NDArray[np.int64]
    _present: dict[tuple[str, float], NDArray[np.float64]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, payer: str) -> NDArray[np.int64]:
        """Return øre by world, year and account for a payer or for one of the two sums.

        Parameters
        ----------
        payer : str
            One of :data:`REPORTED_PAYERS`.

        Returns
        -------
        ndarray of int64, shape (worlds, years, accounts)
        """
        members = {"public": PUBLIC_PAYERS, "public_plus_fond": (*PUBLIC_PAYERS, "fond")}.get(payer, (payer,))
        total: NDArray[np.int64] = self.ore[:, :, [PAYERS.index(member) for member in members], :].sum(axis=2)
        return total

    def present_value(self, payer: str, discount_rate: float) -> NDArray[np.float64]:
        """Return the present value in kroner by world and account, reckoned once for each payer and rate.

        Parameters
        ----------
        payer : str
            One of :data:`REPORTED_PAYERS`.
        discount_rate : float

        Returns
        -------
        ndarray of float64, shape (worlds, accounts)
        """
        key = (payer, discount_rate)
        if key not in self._present:
            factors = present_value_factors(discount_rate, self.years)
            self._present[key] = np.tensordot(self.of(payer) / ORE_PER_KRONE, factors, axes=([1], [0]))
        return self._present[key]


def net_of(books: Books, horizon_years: int, views: tuple[str, ...] = ("",)) -> Net:
    """Subtract the intervention arm from the control arm.

    Parameters
    ----------
    books : Books
    horizon_years : int
    views : tuple of str
        Views that are counted; the default view alone unless told otherwise.

    Returns
    -------
    Net

    Raises
    ------
    ValueError
        If the books hold a period outside the horizon.
    """
    return _net(
        _YearSums(books, horizon_years), [number for number, line in enumerate(books.lines) if line.view in views]
    )


def nets_of(books: Books, horizon_years: int, financing: Sequence[str]) -> dict[str, Net]:
    """Subtract the intervention arm from the control arm, once for each way of financing.

    Parameters
    ----------
    books : Books
        Their default view is financed as the headline says; a view ``"financing:NAME"`` holds what
        takes the place of the lines with the same prices.
    horizon_years : int
    financing : sequence of str
        The headline, then the others.

    Returns
    -------
    dict of Net
        By the name of the financing.
    """
    lines, sums = books.lines, _YearSums(books, horizon_years)
    default = [number for number, line in enumerate(lines) if not line.view]
    nets = {}
    for name in financing:
        instead = [number for number, line in enumerate(lines) if line.view == FINANCING_VIEW + name]
        replaced = {lines[number].price_id for number in instead}
        kept = [number for number in default if lines[number].price_id not in replaced]
        nets[name] = _net(sums, kept + instead)
    return nets


def _net(sums: _YearSums, chosen: list[int]) -> Net:
    """Sum the chosen lines by payer and account."""
    lines = sums.books.lines
    groups: dict[tuple[str, str], list[int]] = {}
    for number in chosen:
        groups.setdefault((lines[number].payer, lines[number].account), []).append(number)
    accounts = tuple(sorted({account for _, account in groups} | {PROGRAMME_ACCOUNT}))
    ore = np.zeros((sums.worlds, sums.years, len(PAYERS), len(accounts)), dtype=np.int64)
    for (payer, account), members in groups.items():
        ore[:, :, PAYERS.index(payer), accounts.index(account)] = sums.of(tuple(members))
    return Net(tuple(range(1, sums.years + 1)), accounts, ore)


class _YearSums:
    """Control − intervention of groups of lines by world and year; ways of financing share most groups."""

    def __init__(self, books: Books, horizon_years: int) -> None:
        outside = sorted({period.follow_up_year for period in books.periods} - set(range(1, horizon_years + 1)))
        if outside:
            raise ValueError(f"the ledger holds follow-up years outside the horizon: {outside}")
        self.books, self.worlds, self.years = books, len(books.draws), horizon_years
        self._sums: dict[tuple[int, ...], NDArray[np.int64]] = {}

    def of(self, numbers: tuple[int, ...]) -> NDArray[np.int64]:
        """Return øre of some lines together, shape (worlds, years)."""
        if numbers not in self._sums:
            by_period = net_sum(self.books, numbers)
            by_year = np.zeros((self.worlds, self.years), dtype=np.int64)
            for place, period in enumerate(self.books.periods):
                by_year[:, period.follow_up_year - 1] += by_period[:, place]
            self._sums[numbers] = by_year
        return self._sums[numbers]


def net_sum(books: Books, numbers: Iterable[int]) -> NDArray[np.int64]:
    """Return control − intervention of some lines together, shape (worlds, periods)."""
    total = np.zeros((len(books.draws), len(books.periods)), dtype=np.int64)
    for number in numbers:
        total += books.net_ore(number)
    return total
