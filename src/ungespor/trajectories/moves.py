"""From the baseline's transitions to the table of moves and their dominating hazards."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.tables import STATES
from ungespor.trajectories import codes
from ungespor.trajectories.mental_health import NEVER
from ungespor.trajectories.parameter_records import TRANSITION

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.scenario.model import Scenario
    from ungespor.scenario.offer import Offer

FRAILTY_CODES: Final = {
    None: codes.NO_FRAILTY,
    "foothold": codes.FOOTHOLD_FRAILTY,
    "relapse": codes.RELAPSE_FRAILTY,
}
SPELL_CODES: Final = {"any": 0, "initial": 1, "new": 2}
BANDS: Final = 3


def compile_moves(
    scenario: Scenario,
    read: Any,
    courses: list[Offer],
    months: NDArray[np.int64],
) -> tuple[NDArray[np.void], NDArray[np.int64], NDArray[np.float64], NDArray[np.uint8], NDArray[np.float64]]:
    """Compile moves, the dominating hazards of each state, and which effects act on which move.

    Returns
    -------
    table : ndarray of TRANSITION, shape (draws, moves)
        Sorted by the state left.
    first : ndarray of int64, shape (states + 1,)
    bounds : ndarray of float64, shape (draws, states, 3)
    acts : ndarray of uint8, shape (effects, moves)
    seasons : ndarray of float64, shape (seasons, calendar weeks)
    """
    transitions = scenario.baseline.transitions
    names = sorted(transitions, key=lambda name: (STATES.index(transitions[name].from_), name))
    season_names = list(scenario.baseline.seasons)
    seasons = season_table(scenario, season_names, months)
    acts = _acts(scenario, courses, names)
    table = np.zeros((len(read.draws), len(names)), dtype=TRANSITION)
    bounds = np.zeros((len(read.draws), len(STATES), 3))
    first = np.zeros(len(STATES) + 1, dtype=np.int64)
    for index, name in enumerate(names):
        transition = transitions[name]
        row = table[:, index]
        row["hazard"] = read(f"transitions.{name}.hazard_per_week")
        row["to"] = STATES.index(transition.to)
        row["season"] = 0 if transition.season is None else 1 + season_names.index(transition.season)
        row["frailty"] = FRAILTY_CODES[transition.frailty]
        row["spell"] = SPELL_CODES[transition.spell]
        row["completes"] = int(transition.completes)
        highest = _bands(transition, name, read, row)
        season = seasons[row["season"][0]].max()
        row["bound"] = row["hazard"] * highest * season
        state = STATES.index(transition.from_)
        bounds[:, state, FRAILTY_CODES[transition.frailty]] += row["bound"]
        first[state + 1 :] += 1
    return table, first, bounds, acts, seasons


def most_raised(
    effects: NDArray[np.void], acts: NDArray[np.uint8], first: NDArray[np.int64], offers: int
) -> NDArray[np.float64]:
    """Return the most that all effects of an offer together multiply any move from a state by.

    Parameters
    ----------
    effects : ndarray of EFFECT, shape (draws, effects)
    acts : ndarray of uint8, shape (effects, moves)
        Which effects act on which move.
    first : ndarray of int64, shape (states + 1,)
        Where the moves from each state begin.
    offers : int

    Returns
    -------
    ndarray of float64, shape (draws, offers, states)
    """
    raising = np.maximum(np.maximum(effects["log_ratio"], effects["later_log_ratio"]), 0.0)
    most = np.ones((len(effects), offers, len(first) - 1))
    for offer in range(offers):
        mine = raising * (effects["offer"] == offer)
        by_move = np.exp(mine @ acts)
        for state, (begin, end) in enumerate(pairwise(first)):
            most[:, offer, state] = by_move[:, begin:end].max(axis=1, initial=1.0)
    return most


def season_table(scenario: Scenario, names: list[str], months: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return each season's multiplier by calendar week; row 0 is no season.

    The twelve monthly weights are scaled so that their mean over the year is 1: a hazard in
    a scenario is a yearly average.
    """
    table = np.ones((len(names) + 1, len(months)))
    for row, name in enumerate(names, start=1):
        weights = np.array([month.central for month in scenario.baseline.seasons[name]])
        table[row] = (weights / weights.mean())[months]
    return table


def _bands(transition: Any, name: str, read: Any, row: Any) -> NDArray[np.float64]:
    """Fill the duration bands of a move and return its highest ratio."""
    highest = np.ones(len(read.draws))
    ratio = np.ones(len(read.draws))
    for band in range(BANDS):
        given = band < len(transition.duration_weeks)
        if given:
            ratio = read.of(f"transitions.{name}.duration_ratios.{band}", transition.duration_ratios[band])
            highest = np.maximum(highest, ratio)
        row[f"edge_{band + 1}"] = transition.duration_weeks[band] if given else NEVER
        row[f"ratio_{band + 1}"] = ratio
    return highest


def _acts(scenario: Scenario, courses: list[Offer], names: list[str]) -> NDArray[np.uint8]:
    transitions = scenario.baseline.transitions
    effects = [effect for offer in courses for effect in offer.effects.values()]
    acts = np.zeros((len(effects), len(names)), dtype=np.uint8)
    for row, effect in enumerate(effects):
        for column, name in enumerate(names):
            transition = transitions[name]
            acts[row, column] = transition.from_ in effect.from_states and transition.to in effect.to_states
    return acts
