"""Parameter draws: what the world might be like, before anyone lives in it.

Draw number d of a quantity depends on the seed, on the quantity's name and on d, and on
nothing else: adding a quantity moves no other.  `low` and `high` are the 2.5 % and 97.5 %
points of a distribution; for the uniform families they are its ends.
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.hashing import named_uniforms
from ungespor.scenario.posterior import posterior_draws

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ungespor.scenario.quantity import Quantity, Strict

STANDARD_NORMAL: Final = NormalDist()
Z_975: Final = 1.959963984540054
"""97.5 % quantile of the standard normal distribution."""


def draw(
    name: str,
    distribution: str,
    low: float,
    high: float,
    draws: NDArray[np.int64],
    seed: int,
    *,
    shared: str | None = None,
    correlation: float = 0.0,
) -> NDArray[np.float64]:
    """Draw one quantity once for each parameter draw.

    Parameters
    ----------
    name : str
        The quantity's full name, which keys its draws.
    distribution : {"lognormal", "normal", "uniform", "loguniform", "logitnormal"}
    low, high : float
        2.5 % and 97.5 % points, or the ends of a uniform family.
    draws : ndarray of int64, shape (n,)
    seed : int
    shared : str, optional
        Name of a shared cause with which the underlying normal is correlated.
    correlation : float
        Correlation between any two quantities that share the cause.

    Returns
    -------
    ndarray of float64, shape (n,)

    Raises
    ------
    ValueError
        For an unknown distribution.
    """
    z = _each(STANDARD_NORMAL.inv_cdf, named_uniforms(name, seed, draws))
    if shared is not None:
        cause = _each(STANDARD_NORMAL.inv_cdf, named_uniforms(f"shared.{shared}", seed, draws))
        z = np.sqrt(correlation) * cause + np.sqrt(1.0 - correlation) * z
    if distribution == "uniform":
        return low + (high - low) * _each(STANDARD_NORMAL.cdf, z)
    if distribution == "loguniform":
        return np.exp(np.log(low) + (np.log(high) - np.log(low)) * _each(STANDARD_NORMAL.cdf, z))
    if distribution == "normal":
        return (low + high) / 2 + z * (high - low) / (2 * Z_975)
    if distribution == "lognormal":
        return np.exp((np.log(low) + np.log(high)) / 2 + z * (np.log(high) - np.log(low)) / (2 * Z_975))
    if distribution == "logitnormal":
        low, high = _log_odds(low), _log_odds(high)
        return 1.0 / (1.0 + np.exp(-((low + high) / 2 + z * (high - low) / (2 * Z_975))))
    message = f"unknown distribution '{distribution}'"
    raise ValueError(message)


def _each(function: Callable[[float], float], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Apply a function of the standard library to every number; loading scipy for it would take longer."""
    return np.fromiter(map(function, values.tolist()), dtype=np.float64, count=len(values))


def _log_odds(share: float) -> float:
    return math.log(share / (1.0 - share))


def draw_around(
    name: str, distribution: str, middle: float, low: float, high: float, draws: NDArray[np.int64], seed: int
) -> NDArray[np.float64]:
    """Draw a number whose median is `middle`, whatever the shape of its range, and never below 0.

    Below and above the middle each half of the distribution has its own spread, so that the 2.5 %
    and 97.5 % points (the ends, when uniform) are the low and the high end of the range.

    Parameters
    ----------
    name : str
        Keys the draws.
    distribution : {"uniform", "normal", "lognormal"}
    middle, low, high : float
        ``low <= middle <= high``; above 0 for a lognormal.
    draws : ndarray of int64, shape (n,)
    seed : int

    Returns
    -------
    ndarray of float64, shape (n,)
    """
    family = "uniform" if distribution == "uniform" else "normal"
    # In half-ranges: −1 and 1 are the ends of a uniform, and the 2.5 % and 97.5 % points of a normal.
    place = draw(name, family, -1, 1, draws, seed)
    if distribution == "lognormal":
        return middle * np.where(place < 0, middle / low, high / middle) ** place
    return np.maximum(middle + place * np.where(place < 0, middle - low, high - middle), 0)


def draw_quantity(name: str, quantity: Quantity, draws: NDArray[np.int64], seed: int) -> NDArray[np.float64]:
    """Return a quantity in each parameter draw: constant unless it has a distribution or a posterior.

    Parameters
    ----------
    name : str
    quantity : Quantity
    draws : ndarray of int64, shape (n,)
    seed : int

    Returns
    -------
    ndarray of float64, shape (n,)
    """
    if quantity.posterior is not None:
        return posterior_draws(name, quantity.posterior, draws, seed)
    if quantity.distribution is None or quantity.low is None or quantity.high is None:
        return np.full(len(draws), quantity.central)
    return draw(
        name,
        quantity.distribution,
        quantity.low,
        quantity.high,
        draws,
        seed,
        shared=quantity.correlated_with,
        correlation=quantity.correlation or 0.0,
    )


class Drawn:
    """Reads quantities of one part of a scenario in every parameter draw, by dotted name."""

    def __init__(self, root: Strict, prefix: str, draws: NDArray[np.int64], seed: int) -> None:
        self.root, self.prefix, self.draws, self.seed = root, prefix, draws, seed

    def __call__(self, path: str) -> NDArray[np.float64]:
        """Return the quantity at a dotted path, shape (draws,)."""
        part: Any = self.root
        for name in path.split("."):
            part = part[name] if isinstance(part, dict) else getattr(part, name)
        return self.of(path, part)

    def of(self, path: str, quantity: Quantity) -> NDArray[np.float64]:
        """Return a quantity drawn under a path, shape (draws,)."""
        return draw_quantity(f"{self.prefix}.{path}", quantity, self.draws, self.seed)


def whole(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """Round to whole numbers, halves up."""
    return np.floor(values + 0.5).astype(np.int64)
