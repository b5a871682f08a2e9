"""The few statistics that every result is built of."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from ungespor.scenario.quantity import Quantity

LOW_PERCENTILE = 5
HIGH_PERCENTILE = 95


class Statistic(TypedDict):
    """One result over the replications.

    Attributes
    ----------
    mean : float
    mcse : float
        Monte Carlo standard error of the mean: sd / √R, and 0 when R is 1.
    low, high : float
        5th and 95th percentile of one cohort's result, parameters and luck together.
    """

    mean: float
    mcse: float
    low: float
    high: float


def standard_error(values: NDArray[np.float64]) -> float:
    """Return the Monte Carlo standard error of the mean, 0 for a single value."""
    if values.size <= 1:
        return 0.0
    return float(values.std(ddof=1) / np.sqrt(values.size))


def statistic(values: NDArray[np.float64]) -> Statistic:
    """Summarise one number per replication.

    Parameters
    ----------
    values : ndarray of float64, shape (worlds,)

    Returns
    -------
    Statistic
    """
    return statistics(values[np.newaxis])[0]


def statistics(rows: NDArray[np.float64]) -> list[Statistic]:
    """Summarise several numbers at once, which is quicker than one by one and gives the same.

    Parameters
    ----------
    rows : ndarray of float64, shape (numbers, worlds)

    Returns
    -------
    list of Statistic
    """
    low, high = np.percentile(rows, [LOW_PERCENTILE, HIGH_PERCENTILE], axis=1)
    found = zip(rows, low.tolist(), high.tolist(), strict=True)
    return [
        {"mean": float(row.mean()), "mcse": standard_error(row), "low": least, "high": most}
        for row, least, most in found
    ]


def ends_of(number: Quantity) -> tuple[float, float]:
    """Return both ends of a number's range, or twice the number when it has none."""
    low, high = (number.central if end is None else end for end in (number.low, number.high))
    return low, high


def present_value_factors(discount_rate: float, years: Iterable[int]) -> NDArray[np.float64]:
    """Return (1 + r)^−(k − 1) for each follow-up year k: the first year is not discounted."""
    return np.asarray([(1 + discount_rate) ** -(year - 1) for year in years], dtype=np.float64)


def payback_year(years: Iterable[int], present_values: Iterable[float]) -> int | None:
    """Find the first year from which the cumulated present value stays at or above 0.

    Parameters
    ----------
    years : iterable of int
        Rising follow-up years.
    present_values : iterable of float
        Present value of each year.

    Returns
    -------
    int or None
        None when the sum is below 0 at the end of the horizon.
    """
    cumulated = np.cumsum(np.asarray(list(present_values), dtype=np.float64))
    found: int | None = None
    for year, value in reversed(list(zip(years, cumulated, strict=True))):
        if value < 0:
            break
        found = year
    return found
