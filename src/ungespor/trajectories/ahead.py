"""The first run on a machine: two processes share the work of compiling.

Numba compiles one function at a time within a process.  While this process compiles the week,
another compiles the rules that the week comes to last, then the kernel that draws people.  Both
leave the machine code in the cache folder, where each finds what the other has done.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numba
import numpy as np

from ungespor.base.jit import cache_folder, cache_is_lasting, keep_rules
from ungespor.trajectories.measuring import measure_week
from ungespor.trajectories.people import draw_people
from ungespor.trajectories.week import WHOLE_WEEK, advance, live_after_start

if TYPE_CHECKING:
    from ungespor.trajectories.parameters import Compiled
    from ungespor.trajectories.records import World


def compile_both(world: World, compiled: Compiled) -> None:
    """Compile the kernels if this machine has not done so before.

    Parameters
    ----------
    world : World
        Nothing happens in it.
    compiled : Compiled
    """
    if not cache_is_lasting() or any(cache_folder().rglob("*draw_people*.nbi")):
        return
    beside = subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    # If the other process fails, this one compiles for itself when it comes to that.
    with suppress(OSError), beside.stdin as sent:  # type: ignore[union-attr]
        pickle.dump(types_for_the_other(world, compiled), sent)
    advance(world, compiled.parameters, 0, WHOLE_WEEK, 0, 0, 0, 0)
    beside.wait()


def types_for_the_other(world: World, compiled: Compiled) -> list[tuple[Any, ...]]:
    """Return what the functions that :func:`main` compiles are called with: the same types for every scenario."""
    p = compiled.parameters
    person, arm, week, calendar, ended, seed, number = 0, 0, 0, 0, 0, 0, 0
    trait, luck = world.traits[person], world.luck[person]
    lives, enrolments = world.lives[person], world.enrolments[person, arm]
    life, held, tally = lives[arm], world.held[arm], world.quantity[arm, 0]
    living = (p, trait, life, luck, enrolments, held, arm, np.uint64(number), week, calendar, tally)
    measuring = (world.outcomes, world.observed, p.offset_at, p.status, lives, week, np.int32(ended))
    drawing = (world, p, number, seed, number, number)
    called_with = (living, measuring, drawing)
    return [tuple(numba.typeof(value) for value in values) for values in called_with]  # type: ignore[no-untyped-call]


def main() -> None:
    """Compile what the week comes to last, then the drawing of people, for the types sent by the first process."""
    living, measuring, drawing = pickle.load(sys.stdin.buffer)  # noqa: S301 - from ourselves
    keep_rules()
    live_after_start.compile(living)  # type: ignore[attr-defined]
    measure_week.compile(measuring)  # type: ignore[attr-defined]
    draw_people.compile(drawing)  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
