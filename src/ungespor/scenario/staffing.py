"""What a programme pays for in a week, in whole steps of staff, however many people come."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, get_args

from ungespor.scenario.vocabulary import StaffActivity

if TYPE_CHECKING:
    from ungespor.scenario.offer import Offer
    from ungespor.scenario.programme import Staff

PAID_HOURS: Final[tuple[str, ...]] = get_args(StaffActivity)
OPERATING_WEEK: Final = "operating_week"
SET_UP: Final = "programme_set_up"
PAID: Final = (*PAID_HOURS, OPERATING_WEEK, SET_UP)
"""Activities that are counted for a programme and for no one person."""
HUNDRED: Final = 100
ROUNDING: Final = 1e-9
"""Differences below this are rounding of decimals in a file."""


def operating_weeks(offer: Offer) -> int:
    """Return how many weeks the programme's staff is paid."""
    return int(offer.programme.operating_weeks.central + 0.5) if offer.programme else 0


def lead_weeks(offer: Offer) -> int:
    """Return how many weeks the programme's staff is paid before the first intake."""
    lead = offer.programme.lead_weeks if offer.programme else None
    return int(lead.central + 0.5) if lead else 0


def staff_scale(offer: Offer, people: int) -> float:
    """Return how many times the staffing is needed for so many expected participants."""
    return people / offer.programme.for_participants.central if offer.programme else 0.0


def in_steps(staff: Staff, scale: float) -> float:
    """Return how many times the proportional hours a role is paid when `scale` times the staffing is needed.

    With a `step`, hours are added and taken away in whole steps only, and never fewer than needed:
    half a post that is too much stays until half a post is not needed.
    """
    own = staff.hours_per_week.central
    step = staff.step.central if staff.step is not None else 0.0
    if step == 0.0 or own * scale == 0.0:
        return 1.0
    steps = math.ceil((own * scale - own) / step - ROUNDING)
    return (own + step * steps) / (own * scale)


def weekly_amounts(offer: Offer, scale: float, places: int) -> dict[str, float]:
    """Return what a programme pays for in a week when `scale` times its staffing is needed.

    Parameters
    ----------
    offer : Offer
        With a programme.
    scale : float
    places : int
        Number of municipalities; staff that is not shared is in each of them.

    Returns
    -------
    dict of float
        Hours of each kind of staff, and hundredths of an operating week, by activity.
    """
    assert offer.programme is not None  # noqa: S101 - checked by the caller
    staff = offer.programme.staff.values()
    amounts = {
        activity: scale
        * sum(
            role.hours_per_week.central * in_steps(role, scale) * (1 if role.shared else places)
            for role in staff
            if role.activity == activity
        )
        for activity in PAID_HOURS
    }
    return {**amounts, OPERATING_WEEK: HUNDRED * scale}
