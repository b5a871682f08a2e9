"""What results read of a ledger, whether it is written out or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from ungespor.base.tables import Ledger, LedgerLine, Period


class Books(Protocol):
    """What results read: a :class:`Ledger`, or the journal of one that is not written out.

    Attributes
    ----------
    draws : ndarray of int64, shape (worlds,)
    periods : tuple of Period
    lines : tuple of LedgerLine
    """

    @property
    def lines(self) -> tuple[LedgerLine, ...]:
        """Who books what."""

    @property
    def draws(self) -> NDArray[np.int64]:
        """The parameter draw of each world."""

    @property
    def periods(self) -> tuple[Period, ...]:
        """When."""

    def net_ore(self, number: int) -> NDArray[np.int64]:
        """Return control − intervention of the line with that number, shape (worlds, periods)."""

    def of(self, wanted: Callable[[LedgerLine], bool]) -> Ledger:
        """Return the ledger of the lines that are wanted, and of no others."""
