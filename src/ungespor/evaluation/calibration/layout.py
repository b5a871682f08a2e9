"""A baseline laid out for the cohort twin: compartments, their moves, and the moves' bands.

A compartment is a support state, whether the spell there is the initial one, and how many weeks
of it have passed, as far as any move out of the state asks for that.  Compartments between two
edges share one segment: there the hazards are the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ungespor.base.tables import STATES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.scenario.baseline import Baseline

INITIAL, NEW = 0, 1
"""Kinds of spell: the one people are found in, and later ones."""
BANDS: Final = 4
FRAILTIES: Final = (None, "foothold", "relapse")
QUALIFYING: Final = ("vocational", "apprentice", "higher")


@dataclass(frozen=True)
class Layout:
    """Structure of a baseline's moves; the sizes of hazards and ratios are filled in later.

    Attributes
    ----------
    names : tuple of str
        Moves, in the order of all arrays of moves.
    from_, to, season, frailty, completes : ndarray of int64, shape (moves,)
        `season` 0 is none; `frailty` 0 none, 1 foothold, 2 relapse.
    edges : list of list of int
        First weeks of the later bands of each move.
    offset : ndarray of int64, shape (2, states)
        First compartment of a kind of spell and state.
    kind, state, week, stays, segment : ndarray of int64, shape (compartments,)
        Kind of spell, state, weeks passed; compartment after another week there; segment.
    first : ndarray of int64, shape (segments + 1,)
        First entry of each segment.
    move, band : ndarray of int64, shape (entries,)
        A move that leaves the segment, and its band there.
    seasons : tuple of str
    """

    names: tuple[str, ...]
    from_: NDArray[np.int64]
    to: NDArray[np.int64]
    season: NDArray[np.int64]
    frailty: NDArray[np.int64]
    completes: NDArray[np.int64]
    edges: list[list[int]]
    offset: NDArray[np.int64]
    kind: NDArray[np.int64]
    state: NDArray[np.int64]
    week: NDArray[np.int64]
    stays: NDArray[np.int64]
    segment: NDArray[np.int64]
    first: NDArray[np.int64]
    move: NDArray[np.int64]
    band: NDArray[np.int64]
    seasons: tuple[str, ...]

    def reached(self, weeks: int, *, initial: bool) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the compartments a cohort can come to, in order of weeks, and how many of them by each week."""
        within = np.flatnonzero(self.kind == NEW) if not initial else np.arange(len(self.kind))
        order = within[np.argsort(self.week[within], kind="stable")]
        return order, np.searchsorted(self.week[order], np.arange(weeks + 1), side="right")


def lay_out(baseline: Baseline) -> Layout:
    """Lay out the moves of a baseline.

    Parameters
    ----------
    baseline : Baseline

    Returns
    -------
    Layout
    """
    transitions = baseline.transitions
    names, seasons = tuple(transitions), tuple(baseline.seasons)
    edges = [list(transitions[name].duration_weeks) for name in names]
    spells = [(transitions[name].from_, transitions[name].spell) for name in names]
    rooms = _Rooms()
    offset = np.zeros((2, len(STATES)), dtype=np.int64)
    for kind, spell in ((INITIAL, "initial"), (NEW, "new")):
        for code, state in enumerate(STATES):
            leaving = [index for index, (from_, when) in enumerate(spells) if from_ == state and when in {"any", spell}]
            offset[kind, code] = rooms.add(kind, code, leaving, edges)
    moves = [transitions[name] for name in names]
    return Layout(
        names=names,
        from_=np.array([STATES.index(move.from_) for move in moves], dtype=np.int64),
        to=np.array([STATES.index(move.to) for move in moves], dtype=np.int64),
        season=np.array([0 if move.season is None else 1 + seasons.index(move.season) for move in moves]),
        frailty=np.array([FRAILTIES.index(move.frailty) for move in moves]),
        completes=np.array([int(move.completes) for move in moves]),
        edges=edges,
        offset=offset,
        kind=np.array(rooms.kind),
        state=np.array(rooms.state),
        week=np.array(rooms.week),
        stays=np.array(rooms.stays),
        segment=np.array(rooms.segment),
        first=np.array(rooms.first),
        move=np.array(rooms.move, dtype=np.int64),
        band=np.array(rooms.band, dtype=np.int64),
        seasons=seasons,
    )


class _Rooms:
    """Compartments and segments, added one state after the other."""

    def __init__(self) -> None:
        self.kind: list[int] = []
        self.state: list[int] = []
        self.week: list[int] = []
        self.stays: list[int] = []
        self.segment: list[int] = []
        self.first: list[int] = [0]
        self.move: list[int] = []
        self.band: list[int] = []

    def add(self, kind: int, state: int, leaving: list[int], edges: list[list[int]]) -> int:
        """Add the compartments of one state; return the first."""
        offset = len(self.state)
        changes = sorted({0, *(edge for index in leaving for edge in edges[index])})
        for week in range(changes[-1] + 1):
            if week in changes:
                self.move += leaving
                self.band += [sum(week >= edge for edge in edges[index]) for index in leaving]
                self.first.append(len(self.move))
            self.kind.append(kind)
            self.state.append(state)
            self.week.append(week)
            self.segment.append(len(self.first) - 2)
            self.stays.append(offset + min(week + 1, changes[-1]))
        return offset
