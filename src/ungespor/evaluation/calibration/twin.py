"""The cohort twin: what share of a cohort the engine expects in each state, without luck.

The twin follows shares instead of people.  It knows the weekly chance 1 − exp(−sum of hazards),
duration bands, initial and later spells, seasons, legal moves by age and qualification, the
thirtieth birthday, and the personal multipliers, over which it integrates by quadrature.  It
knows no offers and no effects.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ungespor.base.tables import STATES
from ungespor.evaluation.calibration.layout import BANDS, QUALIFYING, Layout, lay_out
from ungespor.trajectories import codes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.scenario.baseline import Baseline
    from ungespor.scenario.population import Population
    from ungespor.scenario.regime import Regime

YOUNG, ADULT = STATES.index("education_benefit"), STATES.index("cash_benefit")


@dataclass(frozen=True)
class Values:
    """Sets of parameters, one row each.

    Attributes
    ----------
    hazards : ndarray of float64, shape (sets, moves)
    ratios : ndarray of float64, shape (sets, moves, bands)
        Ratio of each duration band to the first.
    frailty : dict of str to ndarray of float64, shape (sets,)
        The quantities of the baseline's frailty, by name.
    """

    hazards: NDArray[np.float64]
    ratios: NDArray[np.float64]
    frailty: dict[str, NDArray[np.float64]]

    def __len__(self) -> int:
        """Return the number of sets."""
        return len(self.hazards)


@dataclass(frozen=True)
class Calendar:
    """Seasons and law, week by week; week 0 is where a cohort starts.

    Attributes
    ----------
    seasons : ndarray of float64, shape (weeks + 1, seasons + 1)
        Column 0 is no season.
    age_weeks : ndarray of int64, shape (weeks + 1,)
    """

    seasons: NDArray[np.float64]
    age_weeks: NDArray[np.int64]


@dataclass(frozen=True)
class Nodes:
    """Points of the distribution of personal multipliers.

    Attributes
    ----------
    personal : ndarray of float64, shape (sets, nodes, 3)
        Without frailty (1), foothold, relapse.
    weights : ndarray of float64, shape (nodes,)
    """

    personal: NDArray[np.float64]
    weights: NDArray[np.float64]


class Twin:
    """The cohort twin of a baseline for a population under a regime."""

    def __init__(self, baseline: Baseline, population: Population, regime: Regime, points: tuple[int, int]) -> None:
        """Lay the baseline out; `points` are the quadrature points of foothold and relapse."""
        self.layout: Layout = lay_out(baseline)
        self.baseline, self.traits, self.regime, self.points = baseline, population.traits, regime, points
        self._leaving: dict[tuple[str, str, float], NDArray[np.int64]] = {}
        self.qualifying = sum(baseline.work.education_kinds[kind].central for kind in QUALIFYING if
                              kind in baseline.work.education_kinds)  # fmt: skip

    def leaving(self, state: str, spell: str, age: float) -> NDArray[np.int64]:
        """Return the moves open to the unqualified of an age in a kind of spell in a state."""
        key = (state, spell, age)
        if key not in self._leaving:
            legal = self.legal(self.all_year(0, age))[0, 0]
            moves = self.baseline.transitions.values()
            own = [
                move.from_ == state and move.spell in {"any", spell} and legal[STATES.index(move.to)] for move in moves
            ]
            self._leaving[key] = np.flatnonzero(own)
        return self._leaving[key]

    def central(self) -> Values:
        """Return one set: the central values of the baseline."""
        layout, transitions = self.layout, self.baseline.transitions
        hazards = np.array([[transitions[name].hazard_per_week.central for name in layout.names]])
        ratios = np.ones((1, len(layout.names), BANDS))
        for index, name in enumerate(layout.names):
            for band, ratio in enumerate(transitions[name].duration_ratios, start=1):
                ratios[0, index, band] = ratio.central
        frailty = {name: np.array([getattr(self.baseline.frailty, name).central]) for name in FRAILTY_FIELDS}
        return Values(hazards, ratios, frailty)

    def nodes(self, values: Values, activity_ready: bool | None = None) -> Nodes:
        """Return the quadrature of the personal multipliers.

        Parameters
        ----------
        values : Values
        activity_ready : bool, optional
            Only those who are, or are not, deemed activity-ready; everyone by default.
        """
        z, weight = _normal_points(self.points[0])
        own, own_weight = _normal_points(self.points[1])
        frailty = values.frailty
        both = (frailty["foothold_who5_correlation"] * frailty["relapse_who5_correlation"])[:, None]
        personal, weights = [], []
        for ready, low, share in self._classes(activity_ready):
            logs = np.log(np.maximum(frailty["activity_ready_ratio"], np.finfo(float).tiny)) * (
                ready - self.traits.activity_ready.central
            ) + np.log(np.maximum(frailty["low_grades_ratio"], np.finfo(float).tiny)) * (
                low - self.traits.low_grades.central
            )
            for one, one_weight in zip(z, weight, strict=True):
                foothold = _lognormal(frailty["foothold_sd"], one) * np.exp(logs)
                relapse = _lognormal(frailty["relapse_sd"][:, None], both * one + np.sqrt(1 - both**2) * own)
                for column in range(len(own)):
                    personal.append(np.stack([np.ones(len(values)), foothold, relapse[:, column]], axis=-1))
                    weights.append(share * one_weight * own_weight[column])
        return Nodes(np.stack(personal, axis=1), np.array(weights))

    def _classes(self, activity_ready: bool | None) -> list[tuple[int, int, float]]:
        """Return readiness, low grades and share of each class of people."""
        ready, low = self.traits.activity_ready.central, self.traits.low_grades.central
        shares = {1: ready, 0: 1 - ready} if activity_ready is None else {int(activity_ready): 1.0}
        return [
            (one, grade, share * part)
            for one, share in shares.items()
            for grade, part in ((1, low), (0, 1 - low))
            if share * part > 0
        ]

    def all_year(self, weeks: int, age: float) -> Calendar:
        """Return a calendar in which every month is alike and nobody has a birthday that matters."""
        seasons = np.ones((weeks + 1, len(self.layout.seasons) + 1))
        return Calendar(seasons, np.full(weeks + 1, codes.weeks_at_age(age)))

    def months(self, months: NDArray[np.int64], age_weeks: NDArray[np.int64]) -> Calendar:
        """Return the calendar of weeks that lie in the given months (0 to 11) at the given ages."""
        seasons = np.ones((len(months), len(self.layout.seasons) + 1))
        for column, name in enumerate(self.layout.seasons, start=1):
            weights = np.array([month.central for month in self.baseline.seasons[name]])
            seasons[:, column] = (weights / weights.mean())[months]
        return Calendar(seasons, age_weeks)

    def follow(
        self, values: Values, nodes: Nodes, start: NDArray[np.float64], calendar: Calendar, *,
        absorbing: tuple[str, ...] = (), initial: bool = False, qualified: bool = False,
    ) -> NDArray[np.float64]:  # fmt: skip
        """Return the shares of a cohort week by week.

        Parameters
        ----------
        values : Values
        nodes : Nodes
        start : ndarray of float64, shape (sets, nodes, states)
        calendar : Calendar
        absorbing : tuple of str
            States that nobody leaves.
        initial, qualified : bool
            Whether the first spell is of the initial kind; whether people begin qualified.

        Returns
        -------
        ndarray of float64, shape (sets, nodes, weeks + 1, states)
        """
        from ungespor.evaluation.calibration.kernel import follow

        layout, sets = self.layout, len(values)
        rooms = (
            layout.to, layout.season, layout.frailty, layout.completes, layout.offset, layout.state, layout.stays,
            layout.segment, layout.first, layout.move, layout.band,
        )  # fmt: skip
        legal = self.legal(calendar)
        law = np.concatenate([calendar.seasons, legal.reshape(len(legal), -1)], axis=1)
        stamps = np.concatenate([[0], np.cumsum(np.any(law[1:] != law[:-1], axis=1))]).astype(np.int64)
        thirty = (calendar.age_weeks >= self._weeks(self.regime.cash_benefit_from_age)).astype(np.uint8)
        absorbed = np.array([state in absorbing for state in STATES], dtype=np.uint8)
        order, reached = layout.reached(len(legal) - 1, initial=initial)
        shares = np.empty((sets, len(nodes.weights), len(legal), len(STATES)))
        work = (
            np.empty((sets, 2, 2, len(layout.state))),
            *np.empty((2, sets, 2, len(layout.first) - 1)),
            np.empty((sets, 2, len(layout.move))),
        )
        parameters = (values.hazards, values.ratios, nodes.personal, start)
        law_of_week = (calendar.seasons, legal, stamps, thirty, absorbed)
        begin = (0 if initial else 1, int(qualified))
        follow(
            rooms, parameters, begin, law_of_week, self.qualifying, (YOUNG, ADULT), order, reached, work, shares,
            0, sets,
        )  # fmt: skip
        return shares

    def legal(self, calendar: Calendar) -> NDArray[np.uint8]:
        """Return which states may be entered, shape (weeks + 1, 2, states), by qualification."""
        legal = np.ones((len(calendar.age_weeks), 2, len(STATES)), dtype=np.uint8)
        adult = calendar.age_weeks >= self._weeks(self.regime.adult_age)
        thirty = calendar.age_weeks >= self._weeks(self.regime.cash_benefit_from_age)
        legal[:, 0, YOUNG], legal[:, 1, YOUNG] = ~thirty, 0
        legal[:, 0, ADULT] = thirty
        legal[:, :, [STATES.index(state) for state in self.regime.adults_only]] &= adult[:, None, None]
        return legal

    @staticmethod
    def _weeks(years: float) -> int:
        return codes.weeks_at_age(years)


FRAILTY_FIELDS: Final = (
    "foothold_sd",
    "relapse_sd",
    "foothold_who5_correlation",
    "relapse_who5_correlation",
    "activity_ready_ratio",
    "low_grades_ratio",
)


def _normal_points(count: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the Gauss-Hermite points and weights of the standard normal distribution."""
    points, weights = np.polynomial.hermite_e.hermegauss(count)
    return points, weights / weights.sum()


def _lognormal(log_sd: NDArray[np.float64], standard: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Return a multiplier with mean 1 from a standard normal score."""
    return np.exp(log_sd * standard - log_sd**2 / 2)
