"""Net = control − intervention, in exact øre: positive means that the payer is better off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ungespor.base.tables import FINANCING_VIEW, PAYERS, PUBLIC_PAYERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ungespor.base.tables import Ledger, LedgerLine

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
    chosen = [number for number, line in enumerate(ledger.lines) if line.view in views]
    return _net(ledger.lines, _by_year(ledger, horizon_years), chosen)


def nets_of(ledger: Ledger, horizon_years: int, financing: Sequence[str]) -> dict[str, Net]:
    """Subtract the intervention arm from the control arm, once for each way of financing.

    Parameters
    ----------
    ledger : Ledger
        Its default view is financed as the headline says; a view ``"financing:NAME"`` holds what
        takes the place of the lines with the same prices.
    horizon_years : int
    financing : sequence of str
        The headline, then the others.

    Returns
    -------
    dict of Net
        By the name of the financing.
    """
    lines, by_year = ledger.lines, _by_year(ledger, horizon_years)
    default = [number for number, line in enumerate(lines) if not line.view]
    nets = {}
    for name in financing:
        instead = [number for number, line in enumerate(lines) if line.view == FINANCING_VIEW + name]
        replaced = {lines[number].price_id for number in instead}
        kept = [number for number in default if lines[number].price_id not in replaced]
        nets[name] = _net(lines, by_year, kept + instead)
    return nets


def _net(lines: tuple[LedgerLine, ...], by_year: NDArray[np.int64], chosen: list[int]) -> Net:
    """Sum the chosen lines by payer and account."""
    groups: dict[tuple[str, str], list[int]] = {}
    for number in chosen:
        groups.setdefault((lines[number].payer, lines[number].account), []).append(number)
    accounts = tuple(sorted({account for _, account in groups} | {PROGRAMME_ACCOUNT}))
    worlds, years, _ = by_year.shape
    ore = np.zeros((worlds, years, len(PAYERS), len(accounts)), dtype=np.int64)
    for (payer, account), members in groups.items():
        ore[:, :, PAYERS.index(payer), accounts.index(account)] = by_year[:, :, members].sum(axis=2)
    return Net(tuple(range(1, years + 1)), accounts, ore)


def _by_year(ledger: Ledger, horizon_years: int) -> NDArray[np.int64]:
    """Return control − intervention by world, year and ledger line."""
    years = range(1, horizon_years + 1)
    outside = sorted({period.follow_up_year for period in ledger.periods} - set(years))
    if outside:
        raise ValueError(f"the ledger holds follow-up years outside the horizon: {outside}")
    control = ledger.arms.index("control")
    intervention = ledger.arms.index("intervention")
    worlds, _, _, lines = ledger.amount_ore.shape
    by_year = np.zeros((worlds, horizon_years, lines), dtype=np.int64)
    for index, period in enumerate(ledger.periods):
        target = by_year[:, period.follow_up_year - 1, :]
        target += ledger.amount_ore[:, control, index, :]
        target -= ledger.amount_ore[:, intervention, index, :]
    return by_year
