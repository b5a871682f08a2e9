"""Where a net result, known at a few values of a factor, turns from loss to gain or back.

The worlds are the same at every value of the factor (common random numbers), so that between two
values the net result of each world is interpolated, and the error of the turning point is that of
the mean over worlds: it lies where the mean cannot be told from 0.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.scenario.draws import Z_975

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FINE: Final = 401
"""Points at which the error is looked up between the ends of the grid."""


def crossing(grid: Sequence[float], net: NDArray[np.float64]) -> dict[str, Any]:
    """Find where a payer breaks even.

    Parameters
    ----------
    grid : sequence of float
        Rising values of the factor, at least two.
    net : ndarray of float64, shape (worlds, values)
        Net result in each world at each value of the grid.

    Returns
    -------
    dict
        `status`: ``"at_least"`` (a gain from `value` up), ``"at_most"`` (a gain up to `value`),
        ``"always"``, ``"never"`` (at no value of the grid), ``"untouched"`` (nothing happens to
        the payer) or ``"several"`` (it turns more than once; `value` is then None). `value`;
        `low` and `high`: where the mean is within 95 % of its Monte Carlo error of 0, None where
        that reaches the end of the grid. `certain`: for always and never, whether it holds
        beyond that error at every value.
    """
    mean = net.mean(axis=0)
    found: dict[str, Any] = {"status": "untouched", "value": None, "low": None, "high": None, "certain": True}
    if not net.any():
        return found
    gains = mean >= 0
    moved = (net != 0).any(axis=0)
    # Without an effect nothing happens to some payers: what begins there is told by the first value that does.
    first = int(moved.argmax())
    gains[:first] = gains[first]
    turns = [place for place, (one, other) in enumerate(pairwise(gains.tolist())) if one != other]
    if not turns:
        found["status"] = "always" if gains[0] else "never"
        found["certain"] = bool((np.abs(mean[moved]) > Z_975 * _error(net[:, moved])).all())
        return found
    if len(turns) > 1:
        return found | {"status": "several", "certain": False}
    (place,) = turns
    share = mean[place] / (mean[place] - mean[place + 1])
    value = float(grid[place] + share * (grid[place + 1] - grid[place]))
    low, high = _doubtful(grid, net, value)
    return found | {"status": "at_most" if gains[0] else "at_least", "value": value, "low": low, "high": high}


def _doubtful(grid: Sequence[float], net: NDArray[np.float64], value: float) -> tuple[float | None, float | None]:
    """Return the ends of the stretch around `value` on which the mean may as well be 0."""
    points = np.union1d(np.linspace(grid[0], grid[-1], FINE), [value])
    place = np.clip(np.searchsorted(grid, points, side="right") - 1, 0, len(grid) - 2)
    left, right = np.asarray(grid)[place], np.asarray(grid)[place + 1]
    share = (points - left) / (right - left)
    between = net[:, place] * (1 - share) + net[:, place + 1] * share
    doubtful = np.abs(between.mean(axis=0)) <= Z_975 * _error(between)
    here = int(np.searchsorted(points, value))
    below, above = np.flatnonzero(~doubtful[:here]), np.flatnonzero(~doubtful[here + 1 :])
    low = float(points[below[-1] + 1]) if below.size else None
    high = float(points[here + above[0]]) if above.size else None
    return low, high


def _error(net: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the Monte Carlo standard error of each mean; without a second world it is unknown."""
    if len(net) <= 1:
        return np.full(net.shape[1], np.inf)
    return np.asarray(net.std(axis=0, ddof=1) / np.sqrt(len(net)))
