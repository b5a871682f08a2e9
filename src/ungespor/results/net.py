"""Net = control − intervention, in exact øre: positive means that the payer is better off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ungespor.base.tables import PAYERS, PUBLIC_PAYERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.base.tables import Ledger

PROGRAMME_ACCOUNT = "programme"
ORE_PER_KRONE = 100
REPORTED_PAYERS = (*PAYERS, "public", "public_plus_fond")
"""The payers of the ledger and the two sums that are always shown beside each other."""


@dataclass(frozen=True, slots=True)
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


def net_of(ledger: Ledger, horizon_years: int, views: tuple[str, ...] = ("",)) -> Net:
    """Subtract the intervention arm from the control arm.

    Parameters
    ----------
    ledger : Ledger
    horizon_years : int
    views : tuple of str
        Views of the ledger that are counted; the default view alone unless told otherwise.

    Returns
    -------
    Net

    Raises
    ------
    ValueError
        If the ledger holds a period outside the horizon.
    """
    years = tuple(range(1, horizon_years + 1))
    outside = sorted({period.follow_up_year for period in ledger.periods} - set(years))
    if outside:
        raise ValueError(f"the ledger holds follow-up years outside the horizon: {outside}")
    difference = _by_year(ledger, years)
    groups: dict[tuple[str, str], list[int]] = {}
    for index, line in enumerate(ledger.lines):
        if line.view in views:
            groups.setdefault((line.payer, line.account), []).append(index)
    accounts = tuple(sorted({account for _, account in groups} | {PROGRAMME_ACCOUNT}))
    ore = np.zeros((difference.shape[0], len(years), len(PAYERS), len(accounts)), dtype=np.int64)
    for (payer, account), members in groups.items():
        ore[:, :, PAYERS.index(payer), accounts.index(account)] = difference[:, :, members].sum(axis=2)
    return Net(years, accounts, ore)


def _by_year(ledger: Ledger, years: tuple[int, ...]) -> NDArray[np.int64]:
    """Return control − intervention by world, year and ledger line."""
    control = ledger.arms.index("control")
    intervention = ledger.arms.index("intervention")
    worlds, _, _, lines = ledger.amount_ore.shape
    by_year = np.zeros((worlds, len(years), lines), dtype=np.int64)
    for index, period in enumerate(ledger.periods):
        target = by_year[:, period.follow_up_year - 1, :]
        target += ledger.amount_ore[:, control, index, :]
        target -= ledger.amount_ore[:, intervention, index, :]
    return by_year
