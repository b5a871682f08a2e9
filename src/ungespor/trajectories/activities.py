"""The layout of the counts: which cell of the dense block holds which activity and which facts.

The compiled rules number cells by arithmetic (`counting`); this module enumerates the same
cells in the same order, with their names.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

import numpy as np

from ungespor.base.tables import STATES, Cell
from ungespor.scenario.staffing import PAID
from ungespor.trajectories import codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_AGE: Final = ("age", codes.AGE_NAMES)
_LIVING: Final = ("living", codes.LIVING_NAMES)
_PROVIDER: Final = ("provider", codes.PROVIDER_NAMES)
_DIAGNOSIS: Final = ("diagnosis", codes.DIAGNOSIS_NAMES)
_HOURS: Final = ("hours", codes.HOURS_NAMES)

FACTS_OF_STATE: Final[dict[str, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    "education_benefit": (_AGE, _LIVING, ("readiness", codes.READINESS_NAMES), _PROVIDER),
    "cash_benefit": (_AGE, _LIVING, _PROVIDER),
    "education": (_AGE, ("kind", codes.KIND_NAMES), _LIVING),
    "fgu": (_AGE, _LIVING),
    "job": (_AGE, _HOURS),
    "flex_job": (_AGE, _HOURS),
}


def week_kinds() -> tuple[str, ...]:
    """Return the activities that are weeks of a state, in the order of their codes."""
    return (*(f"{state}_week" for state in STATES), "sickness_employer_week", "job_clarification_week")


def _classes(facts: Sequence[tuple[str, tuple[str, ...]]]) -> list[str]:
    """Return every combination of facts, in the order `counting.class_of_week` numbers them."""
    names = [name for name, _ in facts]
    return [
        ";".join(sorted(f"{name}={value}" for name, value in zip(names, values, strict=True)))
        for values in product(*(values for _, values in facts))
    ]


def layout(status: NDArray[np.int64], offers: Sequence[str], service_offers: Sequence[str]) -> tuple[
    tuple[Cell, ...], NDArray[np.int64], NDArray[np.int64]
]:  # fmt: skip
    """Lay out the cells of the dense block.

    Parameters
    ----------
    status : ndarray of int64, shape (states,)
        Refusion status of each state.
    offers : sequence of str
        Offers with a course, in the order of their codes.
    service_offers : sequence of str
        For each of the first three events (services), the offer that gives it.

    Returns
    -------
    cells : tuple of Cell
    base : ndarray of int64
        First cell of each activity, in the order of codes.
    bands : ndarray of int64
        Number of refusion bands of each kind of week.
    """
    cells: list[Cell] = []
    base: list[int] = []
    bands: list[int] = []
    for code, activity in enumerate(week_kinds()):
        clock = code == codes.JOB_CLARIFICATION or (code < len(STATES) and status[code] == codes.CLOCK)
        bands.append(codes.BANDS if clock else 1)
        base.append(len(cells))
        facts = FACTS_OF_STATE.get(activity.removesuffix("_week"), (_AGE,))
        for person_class, band in product(_classes(facts), range(bands[-1])):
            cells += [Cell(activity, "", band, resident, person_class) for resident in codes.RESIDENT_NAMES]
    for event, activity in enumerate(codes.EVENTS):
        base.append(len(cells))
        offer = service_offers[event] if event < len(service_offers) else ""
        classes = _classes((_AGE, _DIAGNOSIS)) if event in codes.PSYCHOLOGIST_EVENTS else [""]
        for person_class in classes:
            cells += [Cell(activity, offer, 0, resident, person_class) for resident in codes.RESIDENT_NAMES]
    for offer, activity in product(offers, codes.COURSE_EVENTS):
        base.append(len(cells))
        cells += [Cell(activity, offer, 0, resident, "") for resident in codes.RESIDENT_NAMES]
    for offer, activity in product(offers, PAID):
        base.append(len(cells))
        cells.append(Cell(activity, offer, 0, "home", ""))
    return tuple(cells), np.array(base, dtype=np.int64), np.array(bands, dtype=np.int64)
