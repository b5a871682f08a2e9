"""A told case as counts: the same clock, the same legal facts and the same cells as a simulated life.

Weeks of support go through the rules that a simulated person goes through (`clock_week`,
`count_week`); only chance is missing.  Every week is a period of its own, every version an arm
and every person a world, so that the ledger prices a case week by week and person by person.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ungespor.base.errors import InputError, Problem
from ungespor.base.tables import Activities, Period
from ungespor.scenario.draws import whole
from ungespor.scenario.rules_in_force import half_year_of
from ungespor.trajectories import codes
from ungespor.trajectories.parameters import YEAR, compile_scenario
from ungespor.trajectories.told_lives import MOVED, NOTED, life_rows, lived
from ungespor.trajectories.told_services import cells_of, whole_units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ungespor.base.tables import Cell
    from ungespor.scenario.case import Case, Person, Service, Support
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.regime import Regime


@dataclass(frozen=True, slots=True)
class Timeline:
    """A case that has been lived through.

    Attributes
    ----------
    activities : Activities
        Worlds are persons, arms are versions, periods are weeks.
    people : tuple of str
        In the order of the worlds.
    notes : dict of ndarray of int64, shape (weeks, len(NOTED))
        By version and person who has support: what each week counted as.
    """

    activities: Activities
    people: tuple[str, ...]
    notes: dict[tuple[str, str], NDArray[np.int64]]


def live_through(case: Case, scenario: Scenario, regime: Regime) -> Timeline:
    """Live through every version of a case.

    Parameters
    ----------
    case : Case
    scenario : Scenario
        Its rules of law apply.
    regime : Regime

    Returns
    -------
    Timeline

    Raises
    ------
    InputError
        When somebody has a support that the law does not give at that age.
    """
    compiled = compile_scenario(scenario, regime, np.zeros(1, dtype=np.int64), 1)
    counts = _Counts(compiled.cells, len(case.people), len(case.versions), case.duration_weeks)
    notes: dict[tuple[str, str], NDArray[np.int64]] = {}
    problems: list[Problem] = []
    for arm, (name, version) in enumerate(case.versions.items()):
        bands, moved = {}, {}
        for number, (label, person) in enumerate(case.people.items()):
            before = whole(np.array([spell.weeks.central for spell in person.before])).tolist()
            age_weeks = codes.weeks_at_age(person.age.central)
            life = life_rows(case, person, version.support.get(label, []), before, age_weeks)
            tally, noted = lived(compiled, person, life, np.arange(case.duration_weeks))
            bands[label], moved[label] = noted[:, NOTED.index("age_band")], life[-case.duration_weeks :, MOVED]
            if label in version.support:
                counts.add_support(number, arm, tally)
                notes[name, label] = noted
                problems += _illegal(version.support[label], noted, f"versions.{name}.support.{label}")
        for service in version.services:
            label = service.person or case.first_person
            world = list(case.people).index(label)
            counts.add_service(world, arm, service, case.people[label], bands[label], moved[label])
    if problems:
        raise InputError(problems)
    return Timeline(counts.activities(case), tuple(case.people), notes)


def monday(case: Case, week: int) -> datetime.date:
    """Return the day on which a week of the case begins."""
    return case.start_date + datetime.timedelta(weeks=week)


def _illegal(spells: Sequence[Support], noted: NDArray[np.int64], field: str) -> list[Problem]:
    """Return a problem for each spell with a week in which the law does not give that support."""
    problems = []
    for number, spell in enumerate(spells):
        legal = noted[spell.from_week : spell.to_week + 1, NOTED.index("legal")]
        if not legal.all():
            week = spell.from_week + int(np.argmin(legal))
            band = codes.AGE_NAMES[noted[week, NOTED.index("age_band")]].replace("_up", " and over").replace("_", " ")
            what = f"The law does not give '{spell.state}' in week {week}, at the age of {band}."
            fix = (
                "Uddannelseshjælp is for people of 18 to 29 without a qualifying education, kontanthjælp for others "
                "of age: write another state from that week on, or 'qualified: true' for the person."
            )
            problems.append(Problem(what, None, f"{field}.{number}.state", spell.state, fix=fix))
    return problems


class _Counts:
    """Collects what is counted, in the cells of the engine and those that only a case has."""

    def __init__(self, cells: Sequence[Cell], people: int, versions: int, weeks: int) -> None:
        self.engine = len(cells)
        self.number = {cell: number for number, cell in enumerate(cells)}
        self.support = np.zeros((people, versions, weeks, len(cells)), dtype=np.int32)
        self.services: list[tuple[int, int, int, int, NDArray[np.int64]]] = []

    def add_support(self, world: int, arm: int, tally: NDArray[np.int32]) -> None:
        self.support[world, arm] += tally

    def add_service(
        self, world: int, arm: int, service: Service, person: Person, bands: NDArray[np.int64], moved: NDArray[np.int64]
    ) -> None:
        units = whole_units(service)
        for cell, weeks in cells_of(service, person, bands, moved):
            number = self.number.setdefault(cell, len(self.number))
            self.services.append((world, arm, number, service.from_week, np.where(weeks, units, 0)))

    def activities(self, case: Case) -> Activities:
        """Return the counts of all versions, a period for each week."""
        further = len(self.number) - self.engine
        quantity = np.pad(self.support, ((0, 0), (0, 0), (0, 0), (0, further)))
        for world, arm, cell, first, units in self.services:
            quantity[world, arm, first : first + len(units), cell] += units
        weeks = range(case.duration_weeks)
        used = np.asarray(quantity.any(axis=(0, 1, 2)))
        return Activities(
            arms=tuple(case.versions),
            draws=np.zeros(len(case.people), dtype=np.int64),
            replications=np.arange(len(case.people), dtype=np.int64),
            periods=tuple(Period(half_year_of(monday(case, week)), week // YEAR + 1) for week in weeks),
            cells=tuple(cell for cell, number in self.number.items() if used[number]),
            quantity=np.ascontiguousarray(quantity[..., used]),
        )
