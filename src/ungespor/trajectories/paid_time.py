"""Staff time that a programme pays for week by week, however many people come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ungespor.scenario.staffing import HUNDRED, PAID, SET_UP, lead_weeks, operating_weeks, staff_scale, weekly_amounts
from ungespor.trajectories import codes
from ungespor.trajectories.counting import COURSE_EVENT_COUNT, FIRST_COURSE_EVENT
from ungespor.trajectories.parameters import ARMS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.scenario.model import Scenario
    from ungespor.scenario.offer import Offer
    from ungespor.trajectories.parameters import Compiled


def counts(scenario: Scenario, compiled: Compiled) -> NDArray[np.int32]:
    """Return the paid hours and the set-up of every programme, with which the counts of every world begin.

    Paid time belongs to no one person, so it is booked in follow-up year 1, in the half-year
    in which it is paid; what is paid before the first intake is booked with its first week.
    Whole hours are booked so that the running sum is never off by more than half an hour.
    Operating weeks and the set-up are counted in hundredths of the programme as staffed.

    Parameters
    ----------
    scenario : Scenario
    compiled : Compiled

    Returns
    -------
    ndarray of int32, shape (arms, periods, cells)
    """
    paid = np.zeros((len(ARMS), len(compiled.periods), len(compiled.cells)), dtype=np.int32)
    arms = (scenario.arms.control, scenario.arms.intervention)
    for code, name in enumerate(compiled.offers):
        offer = scenario.offers[name]
        if offer.programme is None:
            continue
        for arm, offered in enumerate(arms):
            if name in offered:
                _add_programme(paid[arm], scenario, compiled, offer, code)
    return paid


def _add_programme(paid: NDArray[np.int32], scenario: Scenario, compiled: Compiled, offer: Offer, code: int) -> None:
    p = compiled.parameters
    first_cell = FIRST_COURSE_EVENT + len(compiled.offers) * COURSE_EVENT_COUNT + code * len(PAID)
    scale = staff_scale(offer, compiled.participants)
    before = lead_weeks(offer)
    for activity, weekly in weekly_amounts(offer, scale, len(scenario.population.municipalities)).items():
        if weekly == 0.0:
            continue
        cell = p.cell_base[first_cell + PAID.index(activity)]
        booked = 0
        for week in range(operating_weeks(offer)):
            due = int(weekly * (before + week + 1) + 0.5)
            paid[_period(compiled, week), cell] += due - booked
            booked = due
    set_up = p.cell_base[first_cell + PAID.index(SET_UP)]
    paid[_period(compiled, 0), set_up] += int(HUNDRED * scale + 0.5)


def _period(compiled: Compiled, week: int) -> int:
    half_years = compiled.parameters.half_years
    calendar = min(codes.CALENDAR_ORIGIN + week, len(half_years) - 1)
    return int(compiled.parameters.periods[half_years[calendar], 0])
