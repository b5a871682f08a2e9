"""An outcome contract: who pays whom for extra weeks in a job or education, and who bears the risk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.results.net import ORE_PER_KRONE
from ungespor.results.statistics import present_value_factors, statistic

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.base.tables import Activities
    from ungespor.results.net import Net
    from ungespor.scenario.model import Contract

COUNTED: Final = ("job_week", "education_week")


def describe_contract(
    contract: Contract, activities: Activities, headline: Net, participants: float, discount_rate: float
) -> dict[str, Any]:
    """Lay the scenario's contract upon the run.

    Parameters
    ----------
    contract : Contract
    activities : Activities
    headline : Net
    participants, discount_rate : float

    Returns
    -------
    dict
        The terms; `extra_weeks`, a statistic for each year; `paid_dkk`, a statistic of the sum
        over the term (undiscounted); `at_cap` and `at_floor`, shares of the replications; and
        `parties`, for payer and receiver: `cash_flow`, by year the means of `without_dkk`,
        `payment_dkk` and `with_dkk` in kroner of the price year (undiscounted totals), and
        `present_value_dkk` and `chance_of_loss`, each `without` and `with` the contract.
    """
    weeks = extra_weeks(activities, len(headline.years))
    terms = {name: getattr(contract, name).central for name in ("payment_per_week", "cap", "floor")}
    limits = (terms["floor"] * participants, terms["cap"] * participants)
    paid = payments(weeks[:, : contract.term_years], terms["payment_per_week"], *limits)
    paid = np.pad(paid, ((0, 0), (0, len(headline.years) - contract.term_years)))
    total = paid.sum(axis=1)
    owed = weeks[:, : contract.term_years].sum(axis=1) * terms["payment_per_week"]
    return {
        "payer": contract.payer,
        "receiver": contract.receiver,
        "payment_per_week_dkk": terms["payment_per_week"],
        "cap_dkk_per_participant": terms["cap"],
        "floor_dkk_per_participant": terms["floor"],
        "term_years": contract.term_years,
        "extra_weeks": [{"year": year, **statistic(weeks[:, place])} for place, year in enumerate(headline.years)],
        "paid_dkk": statistic(total),
        "at_cap": float((owed >= limits[1]).mean()),
        "at_floor": float((owed <= limits[0]).mean()),
        "parties": {
            contract.payer: _party(headline, contract.payer, -paid, discount_rate),
            contract.receiver: _party(headline, contract.receiver, paid, discount_rate),
        },
    }


def extra_weeks(activities: Activities, years: int) -> NDArray[np.float64]:
    """Return weeks in a job or education, intervention − control, by world and follow-up year."""
    chosen = [number for number, cell in enumerate(activities.cells) if cell.activity in COUNTED]
    control, intervention = (activities.arms.index(arm) for arm in ("control", "intervention"))
    counts = activities.quantity[..., chosen].sum(axis=-1, dtype=np.int64)
    extra = np.zeros((len(counts), years))
    for place, period in enumerate(activities.periods):
        extra[:, period.follow_up_year - 1] += counts[:, intervention, place] - counts[:, control, place]
    return extra


def payments(weeks: NDArray[np.float64], payment_per_week: float, floor: float, cap: float) -> NDArray[np.float64]:
    """Return what is paid each year of the term, by world.

    Parameters
    ----------
    weeks : ndarray of float64, shape (worlds, term)
        Extra weeks of each year; they may be negative.
    payment_per_week, floor, cap : float
        Kroner; the limits are for the sum over the whole term.

    Returns
    -------
    ndarray of float64
        What has been paid after each year is what all weeks so far are worth, but never less than
        the floor and never more than the cap. The floor is thus due in the first year, and where
        a lead is lost again, the receiver pays back down to the floor.
    """
    due = np.clip(np.cumsum(weeks, axis=1) * payment_per_week, floor, cap)
    return np.diff(due, axis=1, prepend=0.0)


def _party(headline: Net, payer: str, received: NDArray[np.float64], discount_rate: float) -> dict[str, Any]:
    own = headline.of(payer).sum(axis=2) / ORE_PER_KRONE
    factors = present_value_factors(discount_rate, headline.years)
    values = {"without": own @ factors, "with": (own + received) @ factors}
    return {
        "cash_flow": [
            {
                "year": year,
                "without_dkk": float(own[:, place].mean()),
                "payment_dkk": float(received[:, place].mean()) + 0.0,
                "with_dkk": float((own + received)[:, place].mean()),
            }
            for place, year in enumerate(headline.years)
        ],
        "present_value_dkk": {name: statistic(value) for name, value in values.items()},
        "chance_of_loss": {name: float((value < 0).mean()) for name, value in values.items()},
    }
