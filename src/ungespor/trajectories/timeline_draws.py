"""A told case as counts in every parameter draw: the numbers that it has a range for vary.

Which weeks somebody was in which state is told, and is the same in every draw. What has a range is
drawn: how much of a service was given, how long the spells before the case lasted, and the age,
within what the told support is legal at. The stated number is the median; on either side of it
every number of the range is as likely as any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ungespor.base.tables import Activities, Period
from ungespor.scenario.draws import draw_around, draw_quantity, whole
from ungespor.scenario.rules_in_force import half_year_of
from ungespor.trajectories import codes
from ungespor.trajectories.parameters import YEAR, compile_scenario
from ungespor.trajectories.timeline import monday
from ungespor.trajectories.told_lives import MOVED, NOTED, life_rows, lived
from ungespor.trajectories.told_services import cells_of, whole_units

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.base.tables import Cell
    from ungespor.scenario.case import Case, Person, Version
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.quantity import Quantity
    from ungespor.scenario.regime import Regime
    from ungespor.trajectories.parameters import Compiled


def live_in_draws(case: Case, scenario: Scenario, regime: Regime, draws: NDArray[np.int64]) -> Activities:
    """Live through every version of a case once for each draw.

    A number is drawn by the case, the person and what it is a number of, so that both versions, and
    all spells of the same service to the same person, have the same luck: the difference between
    versions is one between twins.

    Parameters
    ----------
    case : Case
        One that :func:`ungespor.trajectories.timeline.live_through` has accepted.
    scenario : Scenario
        Its rules of law and its seed are used.
    regime : Regime
    draws : ndarray of int64, shape (draws,)

    Returns
    -------
    Activities
        Worlds are draws, arms are versions, periods are half-years; all persons together.
    """
    compiled = compile_scenario(scenario, regime, np.zeros(1, dtype=np.int64), 1)
    counts = _Counts(case, draws)
    for label, person in case.people.items():
        ages = _ages(case, label, compiled, draws, scenario.seed)
        before = [
            whole(_drawn(f"case.{case.name}.{label}.before.{number}", spell.weeks, draws, scenario.seed))
            for number, spell in enumerate(person.before)
        ]
        # Draws that agree on these live the same life.
        lives, life_of_draw = np.unique(np.column_stack([*before, ages]), axis=0, return_inverse=True)
        for arm, version in enumerate(case.versions.values()):
            bands, moved = counts.add_support(arm, version, label, compiled, lives, life_of_draw)
            for service in version.services:
                if (service.person or case.first_person) != label:
                    continue
                name = f"case.{case.name}.{label}.{service.activity}.{service.offer or ''}"
                units = whole_units(service, _drawn(name, service.quantity, draws, scenario.seed))
                for cell, weeks in cells_of(service, person, bands, moved):
                    counts.add(arm, cell, service.from_week, np.where(weeks, units, 0))
    return counts.activities()


def _drawn(name: str, quantity: Quantity, draws: NDArray[np.int64], seed: int) -> NDArray[np.float64]:
    """Draw a number of a case; one without a range does not vary."""
    if quantity.value is None or quantity.low is None or quantity.high is None:
        return draw_quantity(name, quantity, draws, seed)
    return draw_around(name, "uniform", quantity.value, quantity.low, quantity.high, draws, seed)


def _ages(case: Case, label: str, compiled: Compiled, draws: NDArray[np.int64], seed: int) -> NDArray[np.int64]:
    """Draw a person's age in weeks among the ages at which the law gives all the support that is told."""
    person = case.people[label]
    stated, low, high = (
        codes.weeks_at_age(person.age.central if age is None else age)
        for age in (None, person.age.low, person.age.high)
    )
    told = [version.support[label] for version in case.versions.values() if label in version.support]
    none, in_one = [0] * len(person.before), np.zeros(case.duration_weeks, dtype=np.int64)
    legal = [
        age
        for age in range(low, high + 1)
        if all(_is_legal(compiled, person, life_rows(case, person, spells, none, age), in_one) for spells in told)
    ]
    return whole(draw_around(f"case.{case.name}.{label}.age", "uniform", stated, legal[0], legal[-1], draws, seed))


def _is_legal(compiled: Compiled, person: Person, rows: NDArray[np.int64], periods: NDArray[np.int64]) -> bool:
    """Return whether the law gives the support of every week."""
    _, noted = lived(compiled, person, rows, periods)
    return bool(noted[:, NOTED.index("legal")].all())


class _Counts:
    """Adds up what is counted by cell: arrays of int64, shape (draws, versions, half-years)."""

    def __init__(self, case: Case, draws: NDArray[np.int64]) -> None:
        self.case, self.draws = case, draws
        weeks = [half_year_of(monday(case, week)) for week in range(case.duration_weeks)]
        self.half_years = list(dict.fromkeys(weeks))
        self.starts = [weeks.index(half_year) for half_year in self.half_years]
        self.periods = np.array([self.half_years.index(half_year) for half_year in weeks], dtype=np.int64)
        self.of_cell: dict[Cell, NDArray[np.int64]] = {}

    def quantity(self, cell: Cell) -> NDArray[np.int64]:
        shape = (len(self.draws), len(self.case.versions), len(self.half_years))
        return self.of_cell.setdefault(cell, np.zeros(shape, dtype=np.int64))

    def add(self, arm: int, cell: Cell, first: int, units: NDArray[np.int64]) -> None:
        """Add units, shape (draws, weeks), that are given from week `first` on."""
        weekly = np.zeros((len(self.draws), self.case.duration_weeks), dtype=np.int64)
        weekly[:, first : first + units.shape[1]] = units
        self.quantity(cell)[:, arm] += np.add.reduceat(weekly, self.starts, axis=1)

    def add_support(
        self,
        arm: int,
        version: Version,
        label: str,
        compiled: Compiled,
        lives: NDArray[np.int64],
        life_of_draw: NDArray[np.int64],
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Add a person's support; return age bands, shape (draws, weeks), and where the person lives, shape (weeks,).

        `lives` holds the weeks of each spell before the case and the age in weeks, one row a life.
        """
        person, spells = self.case.people[label], version.support.get(label, [])
        bands = np.empty((len(lives), self.case.duration_weeks), dtype=np.int64)
        counted: dict[int, NDArray[np.int64]] = {}
        for number, (*before, age) in enumerate(lives.tolist()):
            rows = life_rows(self.case, person, spells, before, age)
            tally, noted = lived(compiled, person, rows, self.periods)
            bands[number] = noted[:, NOTED.index("age_band")]
            for cell in np.flatnonzero(tally.any(axis=0)).tolist():
                by_life = counted.setdefault(cell, np.zeros((len(lives), len(self.half_years)), dtype=np.int64))
                by_life[number] = tally[:, cell]
        for cell, by_life in counted.items() if spells else ():
            self.quantity(compiled.cells[cell])[:, arm] += by_life[life_of_draw]
        return bands[life_of_draw], rows[-self.case.duration_weeks :, MOVED]

    def activities(self) -> Activities:
        """Return what was counted."""
        quantity = np.stack(list(self.of_cell.values()), axis=-1)
        periods = zip(self.half_years, self.starts, strict=True)
        return Activities(
            arms=tuple(self.case.versions),
            draws=self.draws,
            replications=np.arange(len(self.draws), dtype=np.int64),
            periods=tuple(Period(half_year, first // YEAR + 1) for half_year, first in periods),
            cells=tuple(self.of_cell),
            quantity=np.ascontiguousarray(quantity.astype(np.int32)),
        )
