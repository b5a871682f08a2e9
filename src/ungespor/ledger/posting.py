"""Post activities to the ledger: whole counts times whole øre, and nothing else."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import numpy as np

from ungespor.base.tables import Ledger

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.base.tables import Activities
    from ungespor.ledger.price_book import PriceBook

WORLDS_AT_LEAST: Final = 25
"""Fewer worlds are not worth a thread of their own."""


def post(activities: Activities, price_book: PriceBook, draws: NDArray[np.int64]) -> Ledger:
    """Return the ledger of `activities` at the prices of `price_book`.

    Parameters
    ----------
    activities : Activities
    price_book : PriceBook
        Resolved for the cells of `activities`.
    draws : ndarray of int64, shape (draws,)
        The parameter draw of each row of the price book, rising.

    Returns
    -------
    Ledger
        One line for each payer, account and price that an offer and an activity lead to; never
        netted, never overwritten.

    Raises
    ------
    ValueError
        When a world belongs to a draw that the price book lacks.
    """
    from ungespor.ledger.posting_kernel import add_postings

    quantity = activities.quantity
    worlds, arms, periods, cells = quantity.shape
    rows = row_of_world(activities, draws)
    lines = len(price_book.lines)
    line_quantity = np.zeros((worlds, arms * periods, lines), dtype=np.int64)
    amount_ore = np.zeros((worlds, arms * periods, lines), dtype=np.int64)
    slots = np.ascontiguousarray(quantity).reshape(worlds, arms * periods, cells)

    def add(piece: slice) -> None:
        add_postings(
            slots[piece],
            rows[piece],
            price_book.cell_starts,
            price_book.link_line,
            price_book.link_price,
            price_book.unit_ore,
            line_quantity[piece],
            amount_ore[piece],
        )

    # Worlds have nothing to do with each other, and the kernel needs no interpreter.
    at_once = os.cpu_count() or 1
    size = max(WORLDS_AT_LEAST, -(-worlds // at_once))
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(add, [slice(first, first + size) for first in range(0, worlds, size)]))
    return Ledger(
        arms=activities.arms,
        draws=activities.draws,
        replications=activities.replications,
        periods=activities.periods,
        lines=price_book.lines,
        quantity=line_quantity.reshape(worlds, arms, periods, lines),
        amount_ore=amount_ore.reshape(worlds, arms, periods, lines),
    )


def row_of_world(activities: Activities, draws: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each world the row of a price book that has these rising `draws`.

    Raises
    ------
    ValueError
        When a world belongs to a draw that the price book lacks.
    """
    rows = np.searchsorted(draws, activities.draws)
    if not np.array_equal(np.append(draws, -1)[rows], activities.draws):
        raise ValueError("the price book lacks the parameter draw of some world")
    return rows
