"""The inner loop of posting, compiled: it skips what was never counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ungespor.base.jit import kernel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@kernel
def add_postings(
    quantity: NDArray[np.int32],
    row_of_world: NDArray[np.int64],
    cell_starts: NDArray[np.int64],
    link_line: NDArray[np.int64],
    link_price: NDArray[np.int64],
    unit_ore: NDArray[np.int64],
    line_quantity: NDArray[np.int64],
    amount_ore: NDArray[np.int64],
) -> None:
    """Add every count times its unit øre to the lines it feeds.

    Parameters
    ----------
    quantity : ndarray of int32, shape (worlds, slots, cells)
    row_of_world : ndarray of int64, shape (worlds,)
        Row of `unit_ore` for each world.
    cell_starts, link_line, link_price, unit_ore
        As in :class:`ungespor.ledger.price_book.PriceBook`.
    line_quantity, amount_ore : ndarray of int64, shape (worlds, slots, lines)
        Filled in place.
    """
    worlds, slots, cells = quantity.shape
    for world in range(worlds):
        row = row_of_world[world]
        for slot in range(slots):
            for cell in range(cells):
                count = quantity[world, slot, cell]
                if count == 0:
                    continue
                for link in range(cell_starts[cell], cell_starts[cell + 1]):
                    line = link_line[link]
                    line_quantity[world, slot, line] += count
                    amount_ore[world, slot, line] += count * unit_ore[row, link_price[link]]
