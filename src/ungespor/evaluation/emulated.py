"""An evaluation emulated inside the simulation: what an evaluator of this programme would have found.

The evaluator of IBBU compared participants with a constructed control group by a difference in
difference, 4 and 13 weeks after the course.  Here the same is done in every replication, with
what a register shows and nothing else:

1. *Treated* are those who began the course.  *Controls* are screened persons of the same
   replication whom no course ever reached; their lives are those of the intervention arm.
2. Both are matched exactly on the register before the index week: the kind of support four weeks
   before it, and in which third of weeks −52 to −5 the share in job or education lies.
3. A control has no END.  Within each matching cell the controls are given the treated persons'
   ENDs as pseudo-ENDs: the k-th of n controls gets the quantile (k + ½)/n.
4. The estimate is the stratified difference in difference of the outcome from week −4 to so many
   weeks after END, weighted to the treated; its standard error is that of independent persons,
   by cell and group.

The controls live where the programme operates.  Where an offer has a `spill_over` they get a part
of its effect, and the estimate misses that part.  With `controls: elsewhere` the same controls are
looked at in the arm without the programme, as if they lived in a place that had none; the
difference between the two estimates is what the spill-over hides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ungespor.base.tables import STATES
from ungespor.evaluation.estimates import Estimate, mean
from ungespor.evaluation.lives import UNKNOWN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.evaluation.lives import Lives
    from ungespor.scenario.statistic_evaluations import DifferenceInDifference

BEFORE: Final = -4
FIRST_WEEK_OF_HISTORY: Final = -52
SIGNIFICANT: Final = 1.959964
"""Standard normal quantile of a two-sided test at 5 %."""
FEWEST: Final = 2
"""Persons a cell must have in each group, or its variance is not known."""
CONTROL_ARM: Final[dict[str, int]] = {"nearby": 1, "elsewhere": 0}
"""The arm in which the controls' lives are read."""
GOOD: Final = ("education", "job")
KINDS: Final = (("education",), ("job",), ("education_benefit",), ("self_support", "fgu", "school"))
"""Kinds of support told apart in matching; every other benefit is one more kind."""


@dataclass(frozen=True)
class Found:
    """What the evaluation finds in each replication.

    Attributes
    ----------
    estimate, standard_error : ndarray of float64, shape (replications,)
        Not a number where no cell has enough people.
    truth : ndarray of float64, shape (replications,)
        Mean difference between the treated and their own twins in the control arm.
    matched : ndarray of float64, shape (replications,)
        Share of the treated who lie in a cell with controls.
    """

    estimate: NDArray[np.float64]
    standard_error: NDArray[np.float64]
    truth: NDArray[np.float64]
    matched: NDArray[np.float64]


def difference_in_difference(lives: Lives, asked: DifferenceInDifference) -> Estimate:
    """Return the measure that is asked for, over all replications."""
    found = evaluate(lives, tuple(asked.states), asked.weeks, asked.offer, asked.controls)
    if asked.measure == "estimate":
        return mean(found.estimate)
    if asked.measure == "bias":
        return mean(found.estimate - found.truth)
    with np.errstate(invalid="ignore"):
        z = found.estimate / found.standard_error
    shares = {
        "not_significant": np.abs(z) <= SIGNIFICANT,
        "significant_above": z > SIGNIFICANT,
        "significant_below": z < -SIGNIFICANT,
    }
    return mean(np.where(np.isnan(z), np.nan, shares[asked.measure]))


def evaluate(
    lives: Lives, states: tuple[str, ...], weeks: int, offer: str | None = None, controls: str = "nearby"
) -> Found:
    """Carry out the evaluation in every replication.

    Parameters
    ----------
    lives : Lives
    states : tuple of str
        The outcome is to be in one of these.
    weeks : int
        After END.
    offer : str, optional
        The course; the measured one if not given.
    controls : {"nearby", "elsewhere"}
        Whether the controls live with the programme around them, or without it.
    """
    end = lives.course_span(offer)[1]
    treated = end != UNKNOWN
    pool = ~lives.in_any_course()
    cells = matching_cells(lives)
    pseudo = pseudo_ends(end, cells, treated, pool)
    outcome = np.isin(lives.state, [STATES.index(state) for state in states]).astype(np.float64)
    before = outcome[:, :, :, BEFORE - lives.first_week]
    week = np.where(pseudo == UNKNOWN, UNKNOWN, pseudo + weeks)
    then, seen = lives.at(outcome, week)
    changes = then - before
    change = np.where(pool, changes[:, :, CONTROL_ARM[controls]], changes[:, :, 1])
    treated &= seen
    pool &= seen & (pseudo != UNKNOWN)
    rows = [stratified(*row) for row in zip(change, cells, treated, pool, strict=True)]
    counts = treated.sum(axis=1)
    with np.errstate(invalid="ignore"):
        truth = ((then[:, :, 1] - then[:, :, 0]) * treated).sum(axis=1) / counts
    columns = np.array(rows, dtype=np.float64).reshape(len(counts), 3)
    return Found(columns[:, 0], columns[:, 1], truth, columns[:, 2])


def matching_cells(lives: Lives) -> NDArray[np.int64]:
    """Return the cell of every person: kind of support at −4, and share of the year before in job or education."""
    state = lives.state[:, :, 1]
    at_index = state[:, :, BEFORE - lives.first_week]
    kind = np.full(at_index.shape, len(KINDS), dtype=np.int64)
    for number, names in enumerate(KINDS):
        kind[np.isin(at_index, [STATES.index(name) for name in names])] = number
    first = FIRST_WEEK_OF_HISTORY - lives.first_week
    history = np.isin(state[:, :, first : BEFORE - lives.first_week], [STATES.index(name) for name in GOOD])
    third = np.minimum((3 * history.mean(axis=2)).astype(np.int64), 2)
    return 3 * kind + third


def pseudo_ends(
    end: NDArray[np.int64], cells: NDArray[np.int64], treated: NDArray[np.bool_], pool: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return END for the treated, and the treated persons' ENDs dealt out among the controls of each cell."""
    dealt = np.where(treated, end, UNKNOWN)
    for row in range(end.shape[0]):
        for cell in np.unique(cells[row, treated[row]]):
            known = np.sort(end[row, treated[row] & (cells[row] == cell)])
            mine = np.flatnonzero(pool[row] & (cells[row] == cell))
            place = (2 * np.arange(len(mine)) + 1) * len(known) // (2 * len(mine)) if len(mine) else mine
            dealt[row, mine] = known[place]
    return dealt


def stratified(
    change: NDArray[np.float64], cells: NDArray[np.int64], treated: NDArray[np.bool_], pool: NDArray[np.bool_]
) -> tuple[float, float, float]:
    """Return estimate, standard error and share of the treated matched, in one replication.

    Parameters
    ----------
    change : ndarray of float64, shape (people,)
        Outcome after less outcome before.
    cells : ndarray of int64, shape (people,)
    treated, pool : ndarray of bool, shape (people,)
    """
    parts = []
    for cell in np.unique(cells[treated]):
        one, other = change[treated & (cells == cell)], change[pool & (cells == cell)]
        if min(one.size, other.size) >= FEWEST:
            variance = one.var(ddof=1) / one.size + other.var(ddof=1) / other.size
            parts.append((one.size, one.mean() - other.mean(), variance))
    if not parts:
        return float("nan"), float("nan"), 0.0
    size, difference, variance = np.array(parts, dtype=np.float64).T
    weight = size / size.sum()
    error = float(np.sqrt((weight**2 * variance).sum()))
    return float((weight * difference).sum()), error, float(size.sum() / treated.sum())
