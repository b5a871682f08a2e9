"""Split øre into shares without losing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


def whole_ore(amount_dkk: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return kroner as whole øre, halves rounded up."""
    return np.floor(np.asarray(amount_dkk) * 100 + 0.5).astype(np.int64)


def allocate(total_ore: NDArray[np.int64], shares: Mapping[str, float]) -> dict[str, NDArray[np.int64]]:
    """Split non-negative øre among payers by the method of the largest remainder.

    Parameters
    ----------
    total_ore : ndarray of int64, shape (draws,)
    shares : mapping of str to float
        Shares above 0 are of spending, below 0 of receiving. Each side that is there is split
        whole: its parts add up to `total_ore` exactly.

    Returns
    -------
    dict of ndarray of int64
        Signed øre of each payer.
    """
    parts: dict[str, NDArray[np.int64]] = {}
    for sign in (1, -1):
        side = {payer: share * sign for payer, share in shares.items() if share * sign > 0}
        if side:
            for payer, part in zip(side, _largest_remainder(total_ore, list(side.values())), strict=True):
                parts[payer] = sign * part
    return parts


def _largest_remainder(total_ore: NDArray[np.int64], shares: list[float]) -> NDArray[np.int64]:
    """Return whole parts, shape (shares, draws); ties go to the payer named first."""
    if len(shares) == 1:
        return total_ore[np.newaxis]
    weights = np.asarray(shares) / sum(shares)
    exact = weights[:, np.newaxis] * total_ore
    parts = np.floor(exact).astype(np.int64)
    left = total_ore - parts.sum(axis=0)
    # Rounded, so that equal remainders are equal in spite of floating point.
    rank = np.argsort(np.argsort(-np.round(exact - parts, 6), axis=0, kind="stable"), axis=0, kind="stable")
    parts += rank < left
    return parts
