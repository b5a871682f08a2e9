"""The cohort twin's inner loop: expected shares week by week, for many sets of parameters at once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ungespor.base.jit import kernel, part

if TYPE_CHECKING:
    import numpy as np


@kernel
def follow(
    rooms: Any, sets: Any, begin: tuple[int, int], law: Any, qualifying: float, benefits: tuple[int, int],
    order: np.ndarray, reached: np.ndarray, work: Any, shares: np.ndarray, first_set: int, last_set: int,
) -> None:  # fmt: skip
    """Follow cohorts through some weeks.

    Parameters
    ----------
    rooms : tuple of ndarray
        `to`, `season`, `frailty`, `completes`, `offset`, `state`, `stays`, `segment`, `first`,
        `move`, `band` of the layout.
    sets : tuple of ndarray of float64
        Hazards (sets, moves); ratios (sets, moves, bands); multipliers without frailty, of
        foothold and of relapse (sets, nodes, 3); share of the cohort at each node and in each
        state in week 0 (sets, nodes, states).
    begin : tuple of int
        Kind of spell and qualification (0 or 1) in week 0.
    law : tuple of ndarray
        Multipliers of the seasons (weeks + 1, seasons + 1); which states may be entered, by
        qualification (weeks + 1, 2, states); a number that changes where these do (weeks + 1);
        whether uddannelseshjælp has turned into kontanthjælp (weeks + 1); states that nobody
        leaves (states).
    qualifying : float
        Share of educations that qualify when completed; with 0 nobody ever qualifies.
    benefits : tuple of int
        Codes of uddannelseshjælp and kontanthjælp.
    order : ndarray of int64
        Compartments that anybody can come to, by the weeks of the spell.
    reached : ndarray of int64, shape (weeks + 1,)
        How many of them can hold somebody by that week.
    work : tuple of ndarray of float64
        Room to work in: (sets, 2, 2, compartments), twice (sets, 2, segments), (sets, 2, entries).
    shares : ndarray of float64, shape (sets, nodes, weeks + 1, states)
        Is filled.
    first_set, last_set : int
        Sets to follow, the last one excluded.
    """
    hazards, ratios, personal, start = sets
    seasons, legal, stamps, birthdays, absorbing = law
    mass, holding, leaving, moving = work
    offset, state = rooms[4], rooms[5]
    spell, trained = begin
    levels = 2 if trained == 1 or qualifying > 0.0 else 1
    for one in range(first_set, last_set):
        held, leave, moved = holding[one], leaving[one], moving[one]
        for node in range(personal.shape[1]):
            now, after = mass[one, 0], mass[one, 1]
            now[:] = 0.0
            after[:] = 0.0
            for code in range(start.shape[2]):
                now[trained, offset[spell, code]] = start[one, node, code]
            for week in range(1, shares.shape[2]):
                if week == 1 or stamps[week] != stamps[week - 1]:
                    for q in range(levels):
                        fill(
                            rooms, hazards[one], ratios[one], personal[one, node], seasons[week], legal[week, q],
                            absorbing, leave[q], moved[q],
                        )  # fmt: skip
                count(rooms, now, levels, order, reached[week - 1], held, shares[one, node, week - 1])
                live_week(
                    rooms, now, after, held, leave, moved, qualifying, levels, order, reached[week - 1], reached[week]
                )
                if birthdays[week] == 1:
                    turn_thirty(after, state, offset, benefits)
                now, after = after, now
            count(rooms, now, levels, order, reached[-1], held, shares[one, node, -1])


@part
def fill(
    rooms: Any, hazards: np.ndarray, ratios: np.ndarray, personal: np.ndarray, seasons: np.ndarray,
    legal: np.ndarray, absorbing: np.ndarray, leave: np.ndarray, moved: np.ndarray,
) -> None:  # fmt: skip
    """Work out, for each segment, the chance of leaving in a week and of each move."""
    to, season, frailty, _, _, state, _, segment, first, move, band = rooms
    for room in range(state.shape[0]):
        group = segment[room]
        if room > 0 and segment[room - 1] == group:
            continue
        total = 0.0
        for entry in range(first[group], first[group + 1]):
            index = move[entry]
            hazard = 0.0
            if legal[to[index]] == 1 and absorbing[state[room]] == 0:
                hazard = hazards[index] * ratios[index, band[entry]] * personal[frailty[index]] * seasons[season[index]]
            moved[entry] = hazard
            total += hazard
        leave[group] = -math.expm1(-total)
        for entry in range(first[group], first[group + 1]):
            moved[entry] *= leave[group] / total if total > 0.0 else 0.0


@part
def live_week(
    rooms: Any, now: np.ndarray, after: np.ndarray, held: np.ndarray, leave: np.ndarray, moved: np.ndarray,
    qualifying: float, levels: int, order: np.ndarray, before: int, reached: int,
) -> None:  # fmt: skip
    """Move everybody one week on; what leaves a segment depends on its whole mass alone."""
    to, _, _, completes, offset, _, stays, segment, first, move, _ = rooms
    for q in range(levels):
        for place in range(reached):
            after[q, order[place]] = 0.0
        for place in range(before):
            room = order[place]
            after[q, stays[room]] += now[q, room] * (1.0 - leave[q, segment[room]])
    for q in range(levels):
        for group in range(first.shape[0] - 1):
            if held[q, group] == 0.0:
                continue
            for entry in range(first[group], first[group + 1]):
                flow = held[q, group] * moved[q, entry]
                goal = offset[1, to[move[entry]]]
                if completes[move[entry]] == 1 and q == 0 and levels > 1:
                    after[1, goal] += flow * qualifying
                    flow *= 1.0 - qualifying
                after[q, goal] += flow


@part
def turn_thirty(
    mass: np.ndarray, state: np.ndarray, offset: np.ndarray, benefits: tuple[int, int],
) -> None:  # fmt: skip
    """Turn uddannelseshjælp into kontanthjælp."""
    young, adult = benefits
    for q in range(2):
        for room in range(state.shape[0]):
            if state[room] == young:
                people = mass[q, room]
                mass[q, room] = 0.0
                mass[q, offset[1, adult]] += people


@part
def count(
    rooms: Any, mass: np.ndarray, levels: int, order: np.ndarray, reached: int, held: np.ndarray, shares: np.ndarray,
) -> None:  # fmt: skip
    """Add up the mass of each segment and the share in each state."""
    state, segment = rooms[5], rooms[7]
    held[:] = 0.0
    shares[:] = 0.0
    for q in range(levels):
        for place in range(reached):
            room = order[place]
            held[q, segment[room]] += mass[q, room]
            shares[state[room]] += mass[q, room]
