"""A panel as arrays: every life by replication, person, arm and week, quick to ask of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.errors import InputError, Problem
from ungespor.base.tables import STATES

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from ungespor.scenario.model import Scenario
    from ungespor.scenario.statistic_arguments import InStates, People, When

ARMS: Final = ("control", "intervention")
CONTACTS: Final = ("none", "primary", "outpatient", "inpatient")
STAGES: Final = (
    *("none", "screening", "assessment", "too_burdened", "waiting"),
    *("in_course", "aftercare", "completed", "dropped_out"),
)
READINESS: Final = ("openly_ready", "education_ready", "activity_ready")
UNKNOWN: Final = -(10**6)
"""Stands for a week that never came."""


@dataclass(frozen=True)
class Lives:
    """Lives in arrays of shape (replications, people, arms, weeks), or a part of these axes.

    Attributes
    ----------
    state, contact, stage, offer : ndarray of int8
        Codes: places in `STATES`, `CONTACTS`, `STAGES` and `offers`.
    moved : ndarray of bool
    who5 : ndarray of float64
    first_week : int
        Week of the first column, from a person's own week 0.
    start : ndarray of int64, shape (replications, people)
        The person's week 0 in weeks since 1 January 1970.
    age : ndarray of float64, shape (replications, people)
        Years in week 0.
    woman : ndarray of bool, shape (replications, people)
    readiness : ndarray of int8, shape (replications, people)
    offers : tuple of str
    measured : str
        The offer whose END the panel's clock counts from.
    begins : int
        Week in which the programme begins, in weeks since 1 January 1970.
    """

    state: NDArray[np.int8]
    contact: NDArray[np.int8]
    stage: NDArray[np.int8]
    offer: NDArray[np.int8]
    moved: NDArray[np.bool_]
    who5: NDArray[np.float64]
    first_week: int
    start: NDArray[np.int64]
    age: NDArray[np.float64]
    woman: NDArray[np.bool_]
    readiness: NDArray[np.int8]
    offers: tuple[str, ...]
    measured: str
    begins: int

    def course(self, offer: str | None) -> NDArray[np.bool_]:
        """Return in which weeks people of the intervention arm are in a course.

        Returns
        -------
        ndarray of bool, shape (replications, people, weeks)
        """
        stage, place = self.stage[:, :, 1], self.offer[:, :, 1]
        return (stage == STAGES.index("in_course")) & (place == self.number(offer))

    def in_any_course(self) -> NDArray[np.bool_]:
        """Return who is ever in a course of the intervention arm, shape (replications, people)."""
        within: NDArray[np.bool_] = (self.stage[:, :, 1] == STAGES.index("in_course")).any(axis=2)
        return within

    def number(self, offer: str | None) -> int:
        """Return the code of an offer; of the measured one if none is named."""
        name = offer or self.measured
        if name not in self.offers:
            what = f"No offer of this programme is called '{name}'."
            raise InputError(Problem(what, field="offer", found=name, allowed=", ".join(self.offers)))
        return self.offers.index(name)

    def course_span(self, offer: str | None) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the first and the last week of everyone's course, `UNKNOWN` for those without."""
        within = self.course(offer)
        some = within.any(axis=2)
        first = np.where(some, within.argmax(axis=2) + self.first_week, UNKNOWN)
        last = np.where(some, within.shape[2] - 1 - within[:, :, ::-1].argmax(axis=2) + self.first_week, UNKNOWN)
        return first, last

    def week_of(self, when: When) -> NDArray[np.int64]:
        """Return everyone's own week that is meant, `UNKNOWN` for those without END.

        Returns
        -------
        ndarray of int64, shape (replications, people)
        """
        clock = when.clock or ("start" if when.weeks < 0 else "end")
        if clock == "start":
            return np.full(self.start.shape, when.weeks, dtype=np.int64)
        last = self.course_span(when.offer)[1]
        # A course that runs to the last week seen has no END that is known.
        open_end = last == self.first_week + self.state.shape[3] - 1
        return np.where((last == UNKNOWN) | open_end, UNKNOWN, last + when.weeks)

    def at(
        self, values: NDArray[Any], week: NDArray[np.int64], arm: str | None = None
    ) -> tuple[NDArray[Any], NDArray[np.bool_]]:
        """Return values in each person's own week, and whether that week was seen.

        Parameters
        ----------
        values : ndarray, shape (replications, people, arms, weeks)
        week : ndarray of int64, shape (replications, people)
        arm : str, optional
            One arm; otherwise both.
        """
        column = week - self.first_week
        seen = (column >= 0) & (column < values.shape[3])
        index = np.where(seen, column, 0)[:, :, None, None]
        taken = np.take_along_axis(values, np.broadcast_to(index, (*values.shape[:3], 1)), axis=3)[..., 0]
        return (taken if arm is None else taken[:, :, ARMS.index(arm)]), seen

    def is_in(self, where: InStates, arm: str) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Return who is in the states in every week asked for (or out of them), and who was seen in all."""
        codes = [STATES.index(state) for state in where.states]
        holds = np.ones(self.start.shape, dtype=bool)
        seen = np.ones(self.start.shape, dtype=bool)
        for when in where.at:
            state, there = self.at(self.state, self.week_of(when), arm)
            holds &= np.isin(state, codes) != where.out
            seen &= there
        return holds, seen

    def chosen(self, people: People) -> NDArray[np.bool_]:
        """Return whom a statistic is about, shape (replications, people)."""
        if people.who == "started":
            mask = np.asarray(self.course(people.offer).any(axis=2))
        elif people.who == "too_burdened":
            mask = np.asarray((self.stage[:, :, 1] == STAGES.index("too_burdened")).any(axis=2))
        else:
            mask = np.ones(self.start.shape, dtype=bool)
        for offer in people.without:
            mask &= ~self.course(offer).any(axis=2)
        if people.sex is not None:
            mask &= self.woman == (people.sex == "woman")
        if people.readiness is not None:
            mask &= np.isin(self.readiness, [READINESS.index(name) for name in people.readiness])
        score = self.who5[:, :, 0, -self.first_week]
        limits = ((self.age, people.youngest, people.below), (score, people.who5_at_least, people.who5_below))
        for values, least, below in limits:
            within = np.asarray(values >= (-np.inf if least is None else least))
            mask = np.asarray(mask & within & (values < (np.inf if below is None else below)))
        return mask


def lives_of(panel: pd.DataFrame, scenario: Scenario) -> Lives:
    """Return a panel as arrays.

    Parameters
    ----------
    panel : DataFrame
        Sorted by replication, person, arm and week, with as many weeks for everybody.
    scenario : Scenario
        For the measured offer and the first day.
    """
    start = int(np.datetime64(scenario.start_date).astype("datetime64[D]").astype(int)) // 7
    return lives_from(panel, tuple(scenario.offers), measured_offer(scenario), start)


def lives_from(panel: pd.DataFrame, offers: tuple[str, ...], measured: str, begins: int) -> Lives:
    """Return a panel as arrays, with what the scenario says about it given one by one."""
    weeks = int(panel["week"].max() - panel["week"].min()) + 1
    people = int(panel["person"].max()) + 1
    shape = (len(panel) // (people * 2 * weeks), people, 2, weeks)

    def coded(column: str, names: tuple[str, ...]) -> NDArray[np.int8]:
        known = {name: place for place, name in enumerate(names)}
        values = panel[column].astype("category").cat
        table = np.array([known.get(str(name), -1) for name in values.categories] + [-1], dtype=np.int8)
        return table[values.codes.to_numpy()].reshape(shape)

    first_week = int(panel["week"].min())
    at_start = panel["week"].to_numpy().reshape(shape)[:, :, 0] == 0

    def at_week_0(column: NDArray[Any]) -> NDArray[Any]:
        return column.reshape(shape)[:, :, 0][at_start].reshape(shape[:2])

    dates = panel["date"].to_numpy().astype("datetime64[D]").astype(np.int64) // 7
    return Lives(
        state=coded("state", STATES),
        contact=coded("psychiatric", CONTACTS),
        stage=coded("offer_stage", STAGES),
        offer=coded("offer", offers),
        moved=coded("resident", ("home", "moved")) == 1,
        who5=panel["who5"].to_numpy(dtype=np.float64).reshape(shape),
        first_week=first_week,
        start=at_week_0(dates),
        age=at_week_0(panel["age"].to_numpy(dtype=np.float64)),
        woman=at_week_0(coded("sex", ("man", "woman"))) == 1,
        readiness=at_week_0(coded("readiness", READINESS)),
        offers=offers,
        measured=measured,
        begins=begins,
    )


def measured_offer(scenario: Scenario) -> str:
    """Return the first offer with a course that only the intervention arm has."""
    arms = scenario.arms
    own = [name for name in arms.intervention if name not in arms.control and scenario.offers[name].course is not None]
    return own[0] if own else ""
