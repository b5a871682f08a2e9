"""How each ledger line is booked: function, dranst, committee, and whether the saving can be cashed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from ungespor.base.tables import PUBLIC_PAYERS
from ungespor.ledger.view_tables import NOBODY, OPERATING
from ungespor.results.net import net_sum

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from ungespor.base.books import Books
    from ungespor.base.tables import LedgerLine, Period
    from ungespor.ledger.price_table import PriceTable
    from ungespor.ledger.view_tables import ViewTables

MUNICIPAL_PAYERS: Final = ("kommune", "andre_kommuner")
BY_ACTIVITY: Final = "by activity"
"""An account says so in ``regimes.yaml`` when its function follows the activity."""


@dataclass(frozen=True, slots=True)
class Booking:
    """Where in its budget a payer finds a ledger line.

    Attributes
    ----------
    payer, account : str
    function : str
        Of the municipal chart of accounts; ``"none"`` for other payers and what has none.
    kind : str
        Dranst: ``"operating"``, ``"refusion"`` or ``"financing"``; for municipal payers alone.
    committee : str
        ``"none"`` for other payers and what belongs to no one committee.
    cashable : str
        ``"yes"``, ``"partly"`` or ``"no"``.
    lag_years : int
    """

    payer: str
    account: str
    function: str
    kind: str
    committee: str
    cashable: str
    lag_years: int


@dataclass(frozen=True)
class Change:
    """Control − intervention, line by line, in the default view alone: undiscounted, exact øre.

    Attributes
    ----------
    books : Books
    numbers : tuple of int
        Of the books' lines, those of the default view.
    """

    books: Books
    numbers: tuple[int, ...]

    @cached_property
    def lines(self) -> tuple[LedgerLine, ...]:
        """The lines of the default view."""
        return tuple(self.books.lines[number] for number in self.numbers)

    @property
    def worlds(self) -> int:
        """Number of worlds."""
        return len(self.books.draws)

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods of the books."""
        return self.books.periods

    @cached_property
    def by_period(self) -> NDArray[np.int64]:
        """Sums over the worlds, shape (periods, lines); above 0 the payer is better off with the effort."""
        sums = [self.books.net_ore(number).sum(axis=0) for number in self.numbers]
        return np.stack(sums, axis=1) if sums else np.zeros((len(self.periods), 0), dtype=np.int64)

    def by_world(self, places: Iterable[int]) -> NDArray[np.int64]:
        """Return some lines together, shape (worlds, periods)."""
        return net_sum(self.books, (self.numbers[place] for place in places))

    def of(self, payer: str) -> list[int]:
        """Return the places of the lines of a payer or of one of the two public sums."""
        members = members_of(payer)
        return [place for place, line in enumerate(self.lines) if line.payer in members]


def change_of(books: Books) -> Change:
    """Subtract the intervention arm from the control arm, line by line."""
    return Change(books, tuple(number for number, line in enumerate(books.lines) if not line.view))


@dataclass(frozen=True, slots=True)
class Bookings:
    """Control − intervention by booking, in exact øre.

    Attributes
    ----------
    keys : tuple of Booking
    periods : tuple of Period
    by_period : ndarray of int64, shape (periods, keys)
        Summed over the worlds.
    by_world : ndarray of int64, shape (worlds, keys)
        Summed over the periods, undiscounted.
    """

    keys: tuple[Booking, ...]
    periods: tuple[Period, ...]
    by_period: NDArray[np.int64]
    by_world: NDArray[np.int64]


def bookings_of(change: Change, table: PriceTable, views: ViewTables) -> Bookings:
    """Sum a change by booking.

    Parameters
    ----------
    change : Change
    table : PriceTable
        A line whose price it does not know - one that was removed since the run was saved - has
        no committee and cannot be cashed.
    views : ViewTables
    """
    groups: dict[Booking, list[int]] = {}
    for place, line in enumerate(change.lines):
        groups.setdefault(_booking(line, table, views), []).append(place)
    by_period = [change.by_period[:, members].sum(axis=1) for members in groups.values()]
    by_world = [change.by_world(members).sum(axis=1) for members in groups.values()]
    return Bookings(tuple(groups), change.periods, np.stack(by_period, axis=1), np.stack(by_world, axis=1))


def members_of(payer: str) -> tuple[str, ...]:
    """Return the payers that a payer, or one of the two public sums, stands for."""
    return {"public": PUBLIC_PAYERS, "public_plus_fond": (*PUBLIC_PAYERS, "fond")}.get(payer, (payer,))


def places(keys: Sequence[Booking], payer: str) -> list[int]:
    """Return where the bookings of a payer, or of a public sum, stand."""
    members = members_of(payer)
    return [place for place, key in enumerate(keys) if key.payer in members]


def _booking(line: LedgerLine, table: PriceTable, views: ViewTables) -> Booking:
    at = table.position.get(line.price_id)
    row = None if at is None else table.rows[at]
    municipal = line.payer in MUNICIPAL_PAYERS
    return Booking(
        payer=line.payer,
        account=line.account,
        function=_function(line, table, own_price=row is not None and bool(row.activity)) if municipal else NOBODY,
        kind=views.chart_of_accounts.kind_of(line.account) if municipal else OPERATING,
        committee=row.committee if municipal and row is not None else NOBODY,
        cashable="no" if row is None else row.cashable,
        lag_years=0 if row is None else row.lag_years,
    )


def _function(line: LedgerLine, table: PriceTable, *, own_price: bool) -> str:
    """Return the function: that of the activity where its own price is booked, else the account's."""
    activity = table.activities.get(line.activity)
    if own_price and activity is not None and activity.municipal_function:
        return activity.municipal_function
    account = table.rulebook.accounts.get(line.account)
    stated = NOBODY if account is None else account.municipal_function
    return NOBODY if stated == BY_ACTIVITY else stated
