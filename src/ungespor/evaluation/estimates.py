"""A simulated number with its Monte Carlo error, and how it is held against what was seen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

ENOUGH: Final = 2.0
"""Standard deviations: a score may lie so many away, a pattern must lie so many Monte Carlo errors inside."""


@dataclass(frozen=True)
class Estimate:
    """A number worked out from all replications, and what each of them adds to its error.

    Attributes
    ----------
    value : float
        Not a number when nobody was there to be asked.
    pull : ndarray of float64, shape (replications,)
        How far each replication pulls the value; its mean is 0.
    """

    value: float
    pull: NDArray[np.float64]

    @property
    def mcse(self) -> float:
        """Monte Carlo standard error: sd of the pulls / √R, and 0 for one replication."""
        if self.pull.size <= 1:
            return 0.0
        return float(self.pull.std(ddof=1) / math.sqrt(self.pull.size))

    def less(self, other: Estimate) -> Estimate:
        """Return the difference; replications with the same number have the same luck."""
        mine, theirs = _paired(self.pull, other.pull)
        return Estimate(self.value - other.value, mine - theirs)

    def over(self, other: Estimate) -> Estimate:
        """Return the quotient, its error to the first order."""
        if other.value == 0 or math.isnan(other.value):
            return Estimate(math.nan, self.pull * 0.0)
        quotient = self.value / other.value
        mine, theirs = _paired(self.pull, other.pull)
        return Estimate(quotient, (mine - quotient * theirs) / other.value)


def ratio(numerators: ArrayLike, denominators: ArrayLike) -> Estimate:
    """Return the sum of the numerators over that of the denominators: a share, or a mean over people.

    Replications in which nobody could be asked count for nothing.

    Parameters
    ----------
    numerators, denominators : array_like, shape (replications,)
    """
    above = np.asarray(numerators, dtype=np.float64)
    below = np.asarray(denominators, dtype=np.float64)
    if below.sum() == 0:
        return Estimate(math.nan, np.zeros(above.shape))
    value = float(above.sum() / below.sum())
    return Estimate(value, (above - value * below) / below.mean())


def mean(values: ArrayLike) -> Estimate:
    """Return the mean of one number per replication; those that are not a number are left out."""
    given = np.asarray(values, dtype=np.float64)
    there = ~np.isnan(given)
    return ratio(np.where(there, given, 0.0), there)


def _paired(one: NDArray[np.float64], other: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return pulls that can be subtracted; runs of different length are scaled to the shorter one's error."""
    if one.size == other.size:
        return one, other
    count = min(one.size, other.size)
    return _shortened(one, count), _shortened(other, count)


def _shortened(pull: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Return so many groups of replications, each the mean of its members, with the error kept."""
    return np.array([group.mean() for group in np.array_split(pull, count)])


def score(value: float, standard_error: float, tau: float, simulated: Estimate) -> dict[str, Any]:
    """Hold a simulated number against a reported one.

    z = (simulated − observed) / √(standard_error² + mcse² + tau²); in order when |z| ≤ 2.

    Returns
    -------
    dict
        `z` (None when there is nothing to compare or no error to divide by) and `ok`.
    """
    error = math.hypot(standard_error, simulated.mcse, tau)
    if math.isnan(simulated.value) or error == 0:
        return {"z": None, "ok": False}
    z = (simulated.value - value) / error
    return {"z": z, "ok": abs(z) <= ENOUGH}


def pattern(relation: str, bound: float, simulated: Estimate) -> dict[str, Any]:
    """Say whether an inequality holds, beyond what Monte Carlo error could have made.

    It holds when the number lies on the right side of the bound and at least two Monte Carlo
    errors away from it. `z` is that distance in Monte Carlo errors, negative on the wrong side.

    Parameters
    ----------
    relation : {"above", "at_least", "below", "at_most"}
    bound : float
    simulated : Estimate

    Returns
    -------
    dict
        `z` (None where there is no error) and `ok`.
    """
    if math.isnan(simulated.value):
        return {"z": None, "ok": False}
    distance = simulated.value - bound if relation in {"above", "at_least"} else bound - simulated.value
    if simulated.mcse == 0:
        return {"z": None, "ok": distance > 0 or (distance == 0 and relation in {"at_least", "at_most"})}
    z = distance / simulated.mcse
    return {"z": z, "ok": z >= ENOUGH}
