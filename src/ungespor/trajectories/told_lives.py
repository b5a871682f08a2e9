"""A told life as rows, and what the rules that a simulated person goes through make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ungespor.base.jit import kernel
from ungespor.base.tables import STATES
from ungespor.trajectories import codes
from ungespor.trajectories.counting import age_band, count_week
from ungespor.trajectories.records import LIFE, TRAITS
from ungespor.trajectories.support import is_legal
from ungespor.trajectories.week import clock_week

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ungespor.scenario.case import Case, Person, Support
    from ungespor.trajectories.parameters import Compiled

FOLLOWED: Final = ("state", "hours", "kind", "living", "moved", "age_weeks")
"""Columns of the table that a life is written in, one row a week."""
MOVED: Final = FOLLOWED.index("moved")
NOTED: Final = ("week_kind", "benefit_week", "age_band", "legal")
"""Columns of what the rules make of it."""


def life_rows(
    case: Case, person: Person, spells: Sequence[Support], before: Sequence[int], age_weeks: int
) -> NDArray[np.int64]:
    """Return one row a week, what came before the case included, with the columns of `FOLLOWED`.

    Parameters
    ----------
    case : Case
    person : Person
    spells : sequence of Support
        None for a person who is only given services.
    before : sequence of int
        Weeks of each spell before the case.
    age_weeks : int
        Age when the case begins.
    """
    living = codes.LIVING_NAMES.index(person.living)
    rows = [[STATES.index(spell.state), 0, 0, living, 0] for spell in person.before]
    lengths = list(before)
    for told in spells:
        hours = codes.HOURS_NAMES.index(told.hours) if told.hours else 0
        kind = codes.KIND_NAMES.index(told.kind) if told.kind else 0
        place = codes.LIVING_NAMES.index(told.living) if told.living else living
        moved = codes.RESIDENT_NAMES.index(told.resident)
        rows.append([STATES.index(told.state), hours, kind, place, moved])
        lengths.append(told.to_week - told.from_week + 1)
    if not spells:
        rows.append([codes.SELF_SUPPORT, 0, 0, living, 0])
        lengths.append(case.duration_weeks)
    ages = age_weeks + np.arange(-sum(before), case.duration_weeks)
    return np.column_stack([np.repeat(np.array(rows, dtype=np.int64), lengths, axis=0), ages])


def lived(
    compiled: Compiled, person: Person, life: NDArray[np.int64], periods: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return what the rules make of the rows of one person.

    Parameters
    ----------
    compiled : Compiled
    person : Person
    life : ndarray of int64, shape (weeks before and in the case, FOLLOWED)
    periods : ndarray of int64, shape (weeks of the case,)
        In which period each week is counted: rising from 0.

    Returns
    -------
    tuple of ndarray
        The counts, shape (periods, cells), and the notes, shape (weeks of the case, NOTED).
    """
    p = compiled.parameters
    trait = np.zeros(1, dtype=TRAITS)
    trait["provider"] = codes.PROVIDER_NAMES.index(person.provider)
    trait["readiness"] = codes.READINESS_NAMES.index(person.readiness)
    tally = np.zeros((int(periods[-1]) + 1, len(compiled.cells)), dtype=np.int32)
    noted = np.zeros((len(periods), len(NOTED)), dtype=np.int64)
    live_rows_of(
        life, int(person.qualified), trait, np.zeros(1, dtype=LIFE), p.globals_, p.status, p.cell_base, p.cell_bands,
        periods, tally, noted,
    )  # fmt: skip
    return tally, noted


@kernel
def live_rows_of(
    rows: NDArray[np.int64], qualified: int, traits: NDArray[np.void], lives: NDArray[np.void],
    globals_: NDArray[np.void], status: NDArray[np.int64], base: NDArray[np.int64], bands: NDArray[np.int64],
    periods: NDArray[np.int64], tally: NDArray[np.int32], noted: NDArray[np.int64],
) -> None:  # fmt: skip
    """Live through the rows of one person; the last ones are those of the case.

    Parameters
    ----------
    rows : ndarray of int64, shape (weeks before and in the case, FOLLOWED)
    tally, noted
        Filled in place.
    """
    trait, life, g = traits[0], lives[0], globals_[0]
    before = rows.shape[0] - noted.shape[0]
    for step in range(rows.shape[0]):
        state = rows[step, 0]
        if step == 0 or state != life.state:
            life.from_job = 1 if step > 0 and life.state == codes.JOB else 0
            life.state = state
            life.state_weeks = 0
        else:
            life.state_weeks += 1
        life.hours = rows[step, 1]
        life.kind = rows[step, 2]
        trait.living = rows[step, 3]
        life.moved = rows[step, 4]
        clock_week(life, status, g)
        if step >= before:
            week = step - before
            age = age_band(rows[step, 5], g)
            count_week(tally[periods[week]], base, bands, trait, life, age, g)
            noted[week, 0] = life.week_kind
            noted[week, 1] = life.benefit_week
            noted[week, 2] = age
            noted[week, 3] = 1 if is_legal(state, rows[step, 5], qualified, g) else 0
