"""The state's refusion of municipal benefits, by the number of the benefit week."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from ungespor.scenario.regime import load_regime

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from ungespor.scenario.regime import Regime


def state_share(benefit_week: ArrayLike, regime: str = "pre_2025H2") -> NDArray[np.float64]:
    """Return the state's share of the benefit in each benefit week.

    Parameters
    ----------
    benefit_week : int or array of int
        Running number of the benefit week, from 1; 0 in a week off the clock.
    regime : str
        Name of a regime of ``regimes.yaml``.

    Returns
    -------
    ndarray of float64
        Of the same shape; 0 in weeks off the clock.

    Raises
    ------
    ValueError
        When a week number is negative.

    Notes
    -----
    Act 994/2015 section 5(2) (LBK 221/2021): 80 % in weeks 1–4, 40 % in weeks 5–26, 30 % in weeks
    27–52, 20 % from week 53; section 5(3) gives the same split where others than the municipality pay.

    Examples
    --------
    >>> state_share([0, 4, 5]).tolist()
    [0.0, 0.8, 0.4]
    """
    weeks = np.asarray(benefit_week)
    if np.any(weeks < 0):
        raise ValueError("a benefit week is numbered from 1, and 0 when off the clock")
    rules = _regime(regime)
    band = np.searchsorted(np.asarray(rules.refusion_week_edges), weeks, side="left")
    return np.where(weeks > 0, np.asarray(rules.state_shares)[band], 0.0)


@cache
def _regime(name: str) -> Regime:
    return load_regime(name)
