"""A told case as counts: the same clock, the same legal facts and the same cells as a simulated life.

Weeks of support go through the rules that a simulated person goes through (`clock_week`,
`count_week`); only chance is missing.  Every week is a period of its own, every version an arm
and every person a world, so that the ledger prices a case week by week and person by person.
"""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ungespor.base.errors import InputError, Problem
from ungespor.base.jit import kernel
from ungespor.base.tables import STATES, Activities, Cell, Period
from ungespor.scenario.case import IN_ALL, PER_MONTH
from ungespor.scenario.rules_in_force import half_year_of
from ungespor.trajectories import codes
from ungespor.trajectories.counting import age_band, count_week
from ungespor.trajectories.parameters import YEAR, compile_scenario
from ungespor.trajectories.records import LIFE, TRAITS
from ungespor.trajectories.support import is_legal
from ungespor.trajectories.week import clock_week

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ungespor.scenario.case import Case, Person, Service, Support
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.regime import Regime
    from ungespor.trajectories.parameters import Compiled

WEEKS_PER_MONTH: Final = 52 / 12
WITH_DIAGNOSIS: Final = tuple(codes.EVENTS[event] for event in codes.PSYCHOLOGIST_EVENTS)
FOLLOWED: Final = ("state", "hours", "kind", "living", "moved", "age_weeks")
"""Columns of the table that a life is written in, one row a week."""
NOTED: Final = ("week_kind", "benefit_week", "age_band", "legal")
"""Columns of what the rules make of it."""


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
            life = _life(case, person, version.support.get(label, []))
            tally, noted = _lived(compiled, person, life, case.duration_weeks)
            bands[label], moved[label] = noted[:, NOTED.index("age_band")], life[-case.duration_weeks :, 4]
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


def whole_units(service: Service) -> NDArray[np.int64]:
    """Return how many whole units are given in each week of a service.

    The running sum is rounded, so that it is never off by more than a half: 3.5 hours a week are
    4, 3, 4, 3, … hours.
    """
    weeks = service.to_week - service.from_week + 1
    assert service.quantity.value is not None  # noqa: S101 - the schema has made sure
    a_week = service.quantity.value
    if service.quantity.unit == PER_MONTH:
        a_week /= WEEKS_PER_MONTH
    elif service.quantity.unit == IN_ALL:
        a_week /= weeks
    # Rounded first, so that 12 units in 12 weeks are one a week in spite of floating point.
    due = np.floor(np.round(a_week * np.arange(1, weeks + 1), 9) + 0.5).astype(np.int64)
    return np.diff(due, prepend=0)


def monday(case: Case, week: int) -> datetime.date:
    """Return the day on which a week of the case begins."""
    return case.start_date + datetime.timedelta(weeks=week)


def _life(case: Case, person: Person, spells: Sequence[Support]) -> NDArray[np.int64]:
    """Return one row a week, what came before the case included, with the columns of `FOLLOWED`."""
    living = codes.LIVING_NAMES.index(person.living)
    rows: list[list[int]] = []
    for spell in person.before:
        state = STATES.index(spell.state)
        rows += [[state, 0, 0, living, 0] for _ in range(math.floor(spell.weeks.central + 0.5))]
    before = len(rows)
    for told in spells:
        hours = codes.HOURS_NAMES.index(told.hours) if told.hours else 0
        kind = codes.KIND_NAMES.index(told.kind) if told.kind else 0
        place = codes.LIVING_NAMES.index(told.living) if told.living else living
        moved = codes.RESIDENT_NAMES.index(told.resident)
        row = [STATES.index(told.state), hours, kind, place, moved]
        rows += [row for _ in range(told.from_week, told.to_week + 1)]
    rows += [[codes.SELF_SUPPORT, 0, 0, living, 0] for _ in range(before + case.duration_weeks - len(rows))]
    ages = codes.weeks_at_age(person.age.central) + np.arange(-before, case.duration_weeks)
    return np.column_stack([np.array(rows, dtype=np.int64), ages])


def _lived(
    compiled: Compiled, person: Person, life: NDArray[np.int64], weeks: int
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the counts and the notes of one person, shapes (weeks, cells) and (weeks, NOTED)."""
    p = compiled.parameters
    trait = np.zeros(1, dtype=TRAITS)
    trait["provider"] = codes.PROVIDER_NAMES.index(person.provider)
    trait["readiness"] = codes.READINESS_NAMES.index(person.readiness)
    tally = np.zeros((weeks, len(compiled.cells)), dtype=np.int32)
    noted = np.zeros((weeks, len(NOTED)), dtype=np.int64)
    live_rows_of(
        life, int(person.qualified), trait, np.zeros(1, dtype=LIFE), p.globals_, p.status, p.cell_base, p.cell_bands,
        tally, noted,
    )  # fmt: skip
    return tally, noted


@kernel
def live_rows_of(
    rows: NDArray[np.int64], qualified: int, traits: NDArray[np.void], lives: NDArray[np.void],
    globals_: NDArray[np.void], status: NDArray[np.int64], base: NDArray[np.int64], bands: NDArray[np.int64],
    tally: NDArray[np.int32], noted: NDArray[np.int64],
) -> None:  # fmt: skip
    """Live through the rows of one person; the last ones are those of the case.

    Parameters
    ----------
    rows : ndarray of int64, shape (weeks before and in the case, FOLLOWED)
    tally, noted
        Filled in place.
    """
    trait, life, g = traits[0], lives[0], globals_[0]
    before = rows.shape[0] - tally.shape[0]
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
            count_week(tally[week], base, bands, trait, life, age, g)
            noted[week, 0] = life.week_kind
            noted[week, 1] = life.benefit_week
            noted[week, 2] = age
            noted[week, 3] = 1 if is_legal(state, rows[step, 5], qualified, g) else 0


def _illegal(spells: Sequence[Support], noted: NDArray[np.int64], field: str) -> list[Problem]:
    """Return a problem for each spell with a week in which the law does not give that support."""
    problems = []
    for number, spell in enumerate(spells):
        legal = noted[spell.from_week : spell.to_week + 1, NOTED.index("legal")]
        if not legal.all():
            week = spell.from_week + int(np.argmin(legal))
            band = codes.AGE_NAMES[noted[week, NOTED.index("age_band")]]
            what = f"The law does not give '{spell.state}' in week {week}, at the age {band}."
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
        self.services: list[tuple[int, int, int, int, int]] = []

    def add_support(self, world: int, arm: int, tally: NDArray[np.int32]) -> None:
        self.support[world, arm] += tally

    def add_service(
        self, world: int, arm: int, service: Service, person: Person, bands: NDArray[np.int64], moved: NDArray[np.int64]
    ) -> None:
        for week, units in enumerate(whole_units(service).tolist(), start=service.from_week):
            facts = ""
            if service.activity in WITH_DIAGNOSIS:
                facts = f"age={codes.AGE_NAMES[bands[week]]};diagnosis={person.diagnosis}"
            resident = codes.RESIDENT_NAMES[moved[week]]
            cell = Cell(service.activity, service.offer or "", 0, resident, facts)
            self.services.append((world, arm, week, self.number.setdefault(cell, len(self.number)), units))

    def activities(self, case: Case) -> Activities:
        """Return the counts of all versions, a period for each week."""
        further = len(self.number) - self.engine
        quantity = np.pad(self.support, ((0, 0), (0, 0), (0, 0), (0, further)))
        for world, arm, week, cell, units in self.services:
            quantity[world, arm, week, cell] += units
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
