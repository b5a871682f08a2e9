"""The Ministry of Finance's social view: what the effort costs or gives society, at market prices.

A benefit or a tax is no cost to society, only somebody else's income: transfers net out over
everybody, the young people included.  What is left is resources used and work done.  The ministry
lifts what is counted at factor prices - everything but the citizens' own purchases - to market
prices by the net-tax factor, and adds the distortion from what must be financed by tax.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ungespor.base.tables import PUBLIC_PAYERS
from ungespor.results.net import ORE_PER_KRONE
from ungespor.results.statistics import ends_of, present_value_factors, statistic

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ungespor.base.tables import LedgerLine
    from ungespor.ledger.view_tables import Social
    from ungespor.results.bookings import Change
    from ungespor.scenario.quantity import Quantity

CITIZEN = "borger"


def describe_social(change: Change, participants: float, discount_rate: float, social: Social) -> dict[str, Any]:
    """Count the effort as society sees it.

    Parameters
    ----------
    change : Change
    participants : float
    discount_rate : float
    social : Social

    Returns
    -------
    dict
        `net_tax_factor`, `tax_distortion` (each `value, low, high, source, confidence`); `terms`,
        each a statistic per participant in present value: `transfers` (always 0),
        `services` and `own_payments` (resources), `work` (production), `net_tax`, `distortion`;
        `net_dkk_per_participant`, their sum; and `range`, the means at the ends of the two
        numbers. Block grants, equalisation and the return of indirect taxes play no part.
    """
    factor, distortion = social.net_tax_factor.central, social.tax_distortion.central
    parts = _parts(change, participants, discount_rate)
    terms = _terms(parts, factor, distortion)
    ends = [
        float(sum(_terms(parts, one, other).values()).mean())  # type: ignore[union-attr]  # never an empty sum
        for one in ends_of(social.net_tax_factor)
        for other in ends_of(social.tax_distortion)
    ]
    return {
        "net_tax_factor": _stated(social.net_tax_factor),
        "tax_distortion": _stated(social.tax_distortion),
        "terms": {name: statistic(values) for name, values in terms.items()},
        "net_dkk_per_participant": statistic(np.sum(list(terms.values()), axis=0)),
        "range": {"low": min(ends), "high": max(ends)},
    }


def _parts(change: Change, participants: float, discount_rate: float) -> dict[str, NDArray[np.float64]]:
    """Return present value per participant by world: transfers, resources, work, and the public purse."""
    factors = present_value_factors(discount_rate, (period.follow_up_year for period in change.periods))
    wanted: dict[str, Callable[[LedgerLine], bool]] = {
        "transfers": lambda line: line.kind == "transfer",
        "services": lambda line: line.kind == "resource" and line.payer != CITIZEN,
        "own_payments": lambda line: line.kind == "resource" and line.payer == CITIZEN,
        "work": lambda line: line.kind == "production",
        "public": lambda line: line.payer in PUBLIC_PAYERS,
    }
    parts = {}
    for name, holds in wanted.items():
        # Added up in whole øre first, so that transfers net out exactly.
        ore = change.by_world(place for place, line in enumerate(change.lines) if holds(line))
        parts[name] = ore @ factors / ORE_PER_KRONE / participants
    return parts


def _terms(
    parts: dict[str, NDArray[np.float64]], net_tax_factor: float, tax_distortion: float
) -> dict[str, NDArray[np.float64]]:
    named = {name: parts[name] for name in ("transfers", "services", "own_payments", "work")}
    return {
        **named,
        "net_tax": (net_tax_factor - 1) * (parts["services"] + parts["work"]),
        "distortion": tax_distortion * parts["public"],
    }


def _stated(number: Quantity) -> dict[str, Any]:
    low, high = ends_of(number)
    found = {"value": number.central, "low": low, "high": high}
    return {**found, "source": number.source, "confidence": number.confidence}
