"""Running many worlds: buffers, threads, and the gathering of what they counted."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ungespor.base.tables import INDICATORS, OFFSETS, STATES, WAITING, Activities, Trajectories
from ungespor.trajectories import codes, measuring, paid_time
from ungespor.trajectories.ahead import compile_both
from ungespor.trajectories.memory import refuse_if_too_big
from ungespor.trajectories.mental_health import NEVER
from ungespor.trajectories.panel import panel_frame
from ungespor.trajectories.parameters import ARMS, YEAR, Compiled, compile_scenario
from ungespor.trajectories.people import draw_people
from ungespor.trajectories.records import ENROLMENT, LIFE, LUCK, PANEL, TRAITS, World
from ungespor.trajectories.week import WHOLE_WEEK, advance

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from ungespor.scenario.model import Scenario
    from ungespor.scenario.regime import Regime

CHUNKS: Final = 100
"""Pieces the worlds are cut into, for progress and for threads; no result depends on it."""

NOTHING_YET: Final = np.zeros(1, dtype=np.int64)

Driver = Callable[[World, Compiled, int], None]


@dataclass
class Gathered:
    """Everything counted so far, one row for each world."""

    quantity: NDArray[np.int32]
    outcomes: NDArray[np.int64]
    observed: NDArray[np.int64]
    totals: NDArray[np.int64]
    waiting: NDArray[np.int64]
    first_parting: NDArray[np.int64]


def simulate(
    scenario: Scenario,
    regime: Regime,
    *,
    driver: str = "kernel",
    panel: bool = False,
    threads: int = 2,
    chunks: int = CHUNKS,
    progress: Callable[[float], None] | None = None,
) -> Trajectories:
    """Live every world of a scenario, in both arms.

    Parameters
    ----------
    scenario : Scenario
        Its `people`, `replications` and `seed` say how much and which luck.
    regime : Regime
    driver : {"kernel", "mesa"}
        Who calls the rules; the lives are the same to the last bit.
    panel : bool
        Whether to keep one row per person and week.
    threads, chunks : int
        How the kernel's work is cut up; nothing depends on it.
    progress : callable, optional
        Called with the share of worlds done.

    Returns
    -------
    Trajectories

    Raises
    ------
    InputError
        If the run would not fit in memory.
    """
    # One draw is enough to see how big the run would be, before anything is drawn for all of them.
    refuse_if_too_big(scenario, compile_scenario(scenario, regime, NOTHING_YET, scenario.people), panel=panel)
    replications = np.arange(scenario.replications, dtype=np.int64)
    compiled = compile_scenario(scenario, regime, replications, scenario.people)
    gathered = _empty(compiled, len(replications))
    live: Driver = _live_in_kernel
    if driver == "mesa":
        from ungespor.trajectories.world import live_in_mesa

        live, threads = live_in_mesa, 1
    compile_both(new_world(compiled), compiled)
    pieces = [piece for piece in np.array_split(replications, min(chunks, len(replications))) if len(piece)]
    weekly, frames = _run(scenario, compiled, gathered, pieces, live, threads, progress, panel=panel)
    return _trajectories(scenario, compiled, gathered, weekly, frames)


def _live_in_kernel(world: World, compiled: Compiled, draw: int) -> None:
    first, last = compiled.first_calendar, compiled.last_calendar
    advance(world, compiled.parameters, draw, WHOLE_WEEK, first, last, 0, compiled.people)


def _run(
    scenario: Scenario,
    compiled: Compiled,
    gathered: Gathered,
    pieces: list[NDArray[np.int64]],
    live: Driver,
    threads: int,
    progress: Callable[[float], None] | None,
    *,
    panel: bool,
) -> tuple[list[tuple[NDArray[np.int64], NDArray[np.int64]]], list[pd.DataFrame]]:
    """Run the pieces, in threads where that helps, and report progress between them."""

    def piece_of(worlds: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64], list[pd.DataFrame]]:
        return _live_piece(scenario, compiled, gathered, worlds, paid, live, panel=panel)

    paid = paid_time.counts(scenario, compiled)
    done = 0
    results = {}
    pool = ThreadPoolExecutor(max_workers=threads)
    pending = {pool.submit(piece_of, piece): number for number, piece in enumerate(pieces)}
    try:
        while pending:
            finished, _ = wait(pending, return_when=FIRST_COMPLETED)
            for future in finished:
                results[pending.pop(future)] = future.result()
                done += 1
            if progress is not None:
                progress(done / len(pieces))
    finally:
        # Whoever interrupts a run does not want to wait for worlds, nor for the compiler.
        pool.shutdown(wait=False, cancel_futures=True)
    ordered = [results[number] for number in range(len(pieces))]
    return [(states, who5) for states, who5, _ in ordered], [frame for *_, frames in ordered for frame in frames]


def _live_piece(
    scenario: Scenario,
    compiled: Compiled,
    gathered: Gathered,
    worlds: NDArray[np.int64],
    paid: NDArray[np.int32],
    live: Driver,
    *,
    panel: bool,
) -> tuple[NDArray[np.int64], NDArray[np.int64], list[pd.DataFrame]]:
    """Live some worlds one after the other in one set of buffers."""
    buffers = new_world(compiled, panel=panel)
    frames = []
    for number in worlds:
        world = buffers._replace(
            outcomes=gathered.outcomes[number],
            observed=gathered.observed[number],
            totals=gathered.totals[number],
            waiting=gathered.waiting[number],
        )
        world.panel[...] = 0
        world.quantity[:-1], world.quantity[-1] = paid, 0
        draw_people(world, compiled.parameters, int(number), scenario.seed, int(number), int(number))
        live(world, compiled, int(number))
        np.add(world.quantity[:-1], world.quantity[-1], out=gathered.quantity[number])
        gathered.first_parting[number] = _first_parting(world)
        if panel:
            frames.append(panel_frame(world, compiled, scenario, int(number)))
    return buffers.weekly_states, buffers.weekly_who5, frames


def _empty(compiled: Compiled, worlds: int) -> Gathered:
    """Return zeroed counts."""
    arms = len(ARMS)
    return Gathered(
        quantity=np.zeros((worlds, arms, len(compiled.periods), len(compiled.cells)), dtype=np.int32),
        outcomes=np.zeros((worlds, arms, 2, len(OFFSETS), len(INDICATORS)), dtype=np.int64),
        observed=np.zeros((worlds, 2, len(OFFSETS)), dtype=np.int64),
        totals=np.zeros((worlds, measuring.TOTALS), dtype=np.int64),
        waiting=np.zeros((worlds, arms, len(compiled.offers), len(WAITING)), dtype=np.int64),
        first_parting=np.full((worlds, 3), -1, dtype=np.int64),
    )


def new_world(compiled: Compiled, *, panel: bool = False) -> World:
    """Return the buffers of one world, with counts of its own.

    Parameters
    ----------
    compiled : Compiled
    panel : bool
        Whether the world keeps one row per person and week.

    Returns
    -------
    World
    """
    people, arms, offers = compiled.people, len(ARMS), len(compiled.offers)
    places = int(compiled.parameters.globals_["municipalities"][0])
    weeks = int(compiled.parameters.globals_["horizon_weeks"][0]) - codes.FIRST_WEEK
    counts = _empty(compiled, 1)
    return World(
        traits=np.zeros(people, dtype=TRAITS),
        lives=np.zeros((people, arms), dtype=LIFE),
        enrolments=np.zeros((people, arms, offers), dtype=ENROLMENT),
        luck=np.zeros(people, dtype=LUCK),
        lived_to=np.zeros(people, dtype=np.int64),
        parted=np.zeros(people, dtype=np.int64),
        parted_what=np.zeros(people, dtype=np.int64),
        state_parted=np.zeros(people, dtype=np.int64),
        load=np.zeros((arms, offers, places), dtype=np.int64),
        queue=np.zeros((arms, offers, places), dtype=np.int64),
        held=np.zeros((arms, offers, places), dtype=np.int64),
        members=np.zeros((arms, offers, places), dtype=np.int64),
        open_minutes=np.zeros((offers, places, compiled.last_calendar), dtype=np.int64),
        quantity=np.zeros((arms + 1, *counts.quantity.shape[2:]), dtype=np.int32),
        weekly_states=np.zeros((arms, weeks, len(STATES)), dtype=np.int64),
        weekly_who5=np.zeros((arms, weeks), dtype=np.int64),
        outcomes=counts.outcomes[0],
        observed=counts.observed[0],
        totals=counts.totals[0],
        waiting=counts.waiting[0],
        panel=np.zeros((people if panel else 0, arms, weeks), dtype=PANEL),
    )


def _first_parting(world: World) -> tuple[int, int, int]:
    """Return person, week and kind of the earliest difference between the arms, or −1s."""
    person = int(np.argmin(world.parted))
    if world.parted[person] == NEVER:
        return -1, -1, -1
    return person, int(world.parted[person]), int(world.parted_what[person])


def _trajectories(
    scenario: Scenario,
    compiled: Compiled,
    gathered: Gathered,
    weekly: list[tuple[NDArray[np.int64], NDArray[np.int64]]],
    frames: list[pd.DataFrame],
) -> Trajectories:
    """Gather what was counted; cells and periods in which nothing ever happened are left out."""
    used_cells = np.flatnonzero(gathered.quantity.any(axis=(0, 1, 2)))
    quantity = gathered.quantity.take(used_cells, axis=3)
    used_periods = np.flatnonzero(quantity.any(axis=(0, 1, 3)))
    replications = np.arange(scenario.replications, dtype=np.int64)
    activities = Activities(
        arms=ARMS,
        draws=replications,
        replications=replications,
        periods=tuple(compiled.periods[index] for index in used_periods),
        cells=tuple(compiled.cells[index] for index in used_cells),
        quantity=quantity.take(used_periods, axis=2),
    )
    totals = gathered.totals
    weeks = scenario.horizon_years * YEAR - codes.FIRST_WEEK
    return Trajectories(
        activities=activities,
        people=compiled.people,
        participants=totals[:, measuring.PARTICIPANTS],
        weeks=np.arange(weeks) + codes.FIRST_WEEK,
        weekly_states=np.sum([states for states, _ in weekly], axis=0),
        weekly_who5=np.sum([who5 for _, who5 in weekly], axis=0),
        outcomes=gathered.outcomes,
        observed=gathered.observed,
        twins=totals[:, [measuring.HELPED, measuring.UNCHANGED, measuring.HARMED, measuring.IDENTICAL]],
        parted=totals[:, measuring.PARTED],
        first_parting=_earliest(gathered.first_parting),
        offers=compiled.offers,
        waiting=gathered.waiting,
        panel=_joined(frames),
    )


def _earliest(partings: NDArray[np.int64]) -> tuple[int, int, int, str] | None:
    found = [
        (int(week), replication, int(person), int(what))
        for replication, (person, week, what) in enumerate(partings)
        if person >= 0
    ]
    if not found:
        return None
    week, replication, person, what = min(found)
    return replication, person, week, measuring.WHAT[what]


def _joined(frames: list[pd.DataFrame]) -> pd.DataFrame | None:
    if not frames:
        return None
    import pandas as pd

    return pd.concat(frames, ignore_index=True)
