"""What the cohort twin expects each target to be, for many sets of parameters at once."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ungespor.base.tables import STATES
from ungespor.evaluation.calibration.statistic import AfterLeaving, Cohort, FirstExit, FoundIn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ungespor.evaluation.calibration.twin import Nodes, Twin, Values

    Array = NDArray[np.float64]


class Expected:
    """Works out statistics for some sets of parameters; what two of them share is worked out once.

    Every month counts alike: the figures are of stocks and inflows of a whole year.
    """

    def __init__(self, twin: Twin, values: Values) -> None:
        self.twin, self.values = twin, values
        self._nodes: dict[bool | None, Nodes] = {}
        self._leavers: dict[str, Array] = {}
        self._followed: dict[str, Array] = {}

    def of(self, statistics: Sequence[FirstExit | FoundIn | AfterLeaving]) -> Array:
        """Return every statistic, shape (sets, statistics)."""
        ways = {FirstExit: self._first_exit, FoundIn: self._found_in, AfterLeaving: self._after_leaving}
        # Longer views of a cohort first: the shorter ones are part of them.
        order = sorted(range(len(statistics)), key=lambda index: -getattr(statistics[index], "at_week", 0))
        result = np.empty((len(self.values), len(statistics)))
        for index in order:
            result[:, index] = ways[type(statistics[index])](statistics[index])  # type: ignore[operator]
        return result

    def nodes(self, cohort: Cohort) -> Nodes:
        """Return the personal multipliers that can occur in a cohort."""
        if cohort.activity_ready not in self._nodes:
            self._nodes[cohort.activity_ready] = self.twin.nodes(self.values, cohort.activity_ready)
        return self._nodes[cohort.activity_ready]

    def weights(self, cohort: Cohort) -> Array:
        """Return the share of a cohort at each node, shape (sets, nodes).

        In the stock of a steady inflow people stand in proportion to how long they stay.
        """
        weights = np.broadcast_to(self.nodes(cohort).weights, self.nodes(cohort).personal.shape[:2])
        if cohort.entry == "entrants":
            return weights
        stays = weights / self.hazards(cohort, 0).sum(axis=2)
        return stays / stays.sum(axis=1, keepdims=True)

    def hazards(self, cohort: Cohort, week: int) -> Array:
        """Return the hazard of each move open to a cohort after some weeks, shape (sets, nodes, moves open)."""
        layout, values = self.twin.layout, self.values
        moves = self.twin.leaving(cohort.state, cohort.spell, cohort.age)
        bands = [sum(week >= edge for edge in layout.edges[move]) for move in moves]
        sizes = values.hazards[:, moves] * values.ratios[:, moves, bands]
        return np.asarray(sizes[:, None, :] * self.nodes(cohort).personal[:, :, layout.frailty[moves]])

    def _first_exit(self, one: FirstExit) -> Array:
        to = [STATES.index(state) for state in one.to]
        moves = self.twin.leaving(one.cohort.state, one.cohort.spell, one.cohort.age)
        wanted = np.isin(self.twin.layout.to[moves], to)
        there, _, _ = self._exits(one.cohort, self.weights(one.cohort), 0, one.from_week, wanted)
        _, _, chosen = self._exits(one.cohort, there, one.from_week, one.within_weeks, wanted)
        base = there.sum(axis=1)
        if one.of_leavers_within is not None:
            _, _, base = self._exits(one.cohort, there, one.from_week, one.of_leavers_within, wanted | True)
        return chosen / base

    def _exits(
        self, cohort: Cohort, there: Array, first: int, weeks: int, wanted: NDArray[np.bool_]
    ) -> tuple[Array, Array, Array]:
        """Return who is still there by node, all exits, and exits by the wanted moves."""
        moves = self.twin.leaving(cohort.state, cohort.spell, cohort.age)
        own = (edge for move in moves for edge in self.twin.layout.edges[move])
        edges = {edge for edge in own if first < edge < first + weeks}
        changes = [first, *sorted(edges), first + weeks]
        left = chosen = np.zeros(len(self.values))
        for start, end in pairwise(changes):
            hazards = self.hazards(cohort, start)
            total = hazards.sum(axis=2)
            leaving = there * -np.expm1(-total * (end - start))
            part = (hazards * wanted).sum(axis=2) / np.where(total > 0, total, 1)
            left, chosen = left + leaving.sum(axis=1), chosen + (leaving * part).sum(axis=1)
            there = there - leaving
        return there, left, chosen

    def _found_in(self, one: FoundIn) -> Array:
        start = self._start(one.cohort)
        shares = self._follow(f"all {one.cohort!r}", one.cohort, start, one.at_week, ())
        return shares[:, [STATES.index(state) for state in one.states]].sum(axis=1)

    def _start(self, cohort: Cohort) -> Array:
        weights = self.weights(cohort)
        start = np.zeros((*weights.shape, len(STATES)))
        start[:, :, STATES.index(cohort.state)] = weights
        return start

    def _after_leaving(self, one: AfterLeaving) -> Array:
        key = f"{one.cohort!r} {one.leaving_to} {one.within_weeks}"
        leavers = self._leaving(key, one)
        absorbing = (one.cohort.state,) if one.once_back_counts_as_back else ()
        shares = self._follow(f"{absorbing} {key}", one.cohort, leavers, one.at_week, absorbing)
        found = shares[:, [STATES.index(state) for state in one.states]].sum(axis=1)
        return found / leavers.sum(axis=(1, 2)) if one.share_of == "leavers" else found

    def _leaving(self, key: str, one: AfterLeaving) -> Array:
        """Return those who have left, by node and the state they went to."""
        if key not in self._leavers:
            calendar = self.twin.all_year(one.within_weeks, one.cohort.age)
            goals = tuple(one.leaving_to)
            start = self._start(one.cohort)
            shares = self.twin.follow(
                self.values, self.nodes(one.cohort), start, calendar, absorbing=goals,
                initial=one.cohort.spell == "initial",
            )[:, :, -1]  # fmt: skip
            self._leavers[key] = shares * np.isin(STATES, goals)
        return self._leavers[key]

    def _follow(self, key: str, cohort: Cohort, start: Array, week: int, absorbing: tuple[str, ...]) -> Array:
        """Return the shares in each state in a week, shape (sets, states)."""
        if key not in self._followed or self._followed[key].shape[1] <= week:
            calendar = self.twin.all_year(week, cohort.age)
            # Those who have left are in later spells whatever spell they left.
            initial = cohort.spell == "initial" and key.startswith("all")
            shares = self.twin.follow(
                self.values, self.nodes(cohort), start, calendar, absorbing=absorbing, initial=initial
            )
            self._followed[key] = shares.sum(axis=1)
        return self._followed[key][:, week]
