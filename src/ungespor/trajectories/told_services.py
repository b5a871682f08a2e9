"""The services of a told case as whole units in cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ungespor.base.tables import Cell
from ungespor.scenario.case import IN_ALL, PER_MONTH, WEEKS_PER_MONTH
from ungespor.trajectories import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ungespor.scenario.case import Person, Service

WITH_DIAGNOSIS: Final = tuple(codes.EVENTS[event] for event in codes.PSYCHOLOGIST_EVENTS)


def whole_units(service: Service, quantities: NDArray[np.float64] | None = None) -> NDArray[np.int64]:
    """Return how many whole units are given in each week of a service.

    The running sum is rounded, so that it is never off by more than a half: 3.5 hours a week are
    4, 3, 4, 3, … hours.

    Parameters
    ----------
    service : Service
    quantities : ndarray of float64, shape (draws,), optional
        What is given instead of the stated quantity, in the same unit.

    Returns
    -------
    ndarray of int64, shape (weeks,), or (draws, weeks) where `quantities` is given
    """
    weeks = service.to_week - service.from_week + 1
    a_week = np.asarray(service.quantity.central if quantities is None else quantities, dtype=np.float64)
    if service.quantity.unit == PER_MONTH:
        a_week = a_week / WEEKS_PER_MONTH
    elif service.quantity.unit == IN_ALL:
        a_week = a_week / weeks
    # Rounded first, so that 12 units in 12 weeks are one a week in spite of floating point.
    due = np.floor(np.round(a_week[..., np.newaxis] * np.arange(1, weeks + 1), 9) + 0.5).astype(np.int64)
    return np.diff(due, prepend=0)


def cells_of(
    service: Service, person: Person, bands: NDArray[np.int64], moved: NDArray[np.int64]
) -> Iterator[tuple[Cell, NDArray[np.bool_]]]:
    """Yield the cells that a service is counted in, each with the weeks of the service that it holds for.

    Parameters
    ----------
    service : Service
    person : Person
        To whom it is given.
    bands : ndarray of int64, shape (..., weeks of the case)
        The person's age band.
    moved : ndarray of int64, shape (weeks of the case,)

    Yields
    ------
    tuple of Cell and ndarray of bool, shape (..., weeks of the service)
    """
    weeks = slice(service.from_week, service.to_week + 1)
    bands, moved = bands[..., weeks], moved[weeks]
    for place in np.unique(moved).tolist():
        lived_there = np.broadcast_to(moved == place, bands.shape)
        resident, offer = codes.RESIDENT_NAMES[place], service.offer or ""
        if service.activity not in WITH_DIAGNOSIS:
            yield Cell(service.activity, offer, 0, resident, ""), lived_there
            continue
        for band in np.unique(bands).tolist():
            facts = f"age={codes.AGE_NAMES[band]};diagnosis={person.diagnosis}"
            yield Cell(service.activity, offer, 0, resident, facts), lived_there & (bands == band)
