"""The first run on a machine: two kernels are compiled, in two processes at once.

Numba compiles one function at a time within a process.  Drawing people and living their weeks
are separate kernels, so a second process compiles the one while this process compiles the
other, and both leave the machine code in the cache folder.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from ungespor.base.jit import cache_folder, cache_is_lasting
from ungespor.trajectories.people import draw_people
from ungespor.trajectories.week import WHOLE_WEEK, advance

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
        [sys.executable, "-m", __name__], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    advance(world, compiled.parameters, 0, WHOLE_WEEK, 0, 0, 0, 0)
    # If the other process fails, this one compiles for itself when it comes to that.
    beside.wait()


def main() -> None:
    """Compile `draw_people`, which is the same machine code for every scenario."""
    import numpy as np

    from ungespor.scenario.load import load_scenario
    from ungespor.scenario.rules_in_force import regime_of
    from ungespor.trajectories.engine import new_world
    from ungespor.trajectories.parameters import compile_scenario

    scenario = load_scenario("tiny").scenario
    compiled = compile_scenario(scenario, regime_of(scenario), np.zeros(1, dtype=np.int64), scenario.people)
    draw_people(new_world(compiled), compiled.parameters, 0, scenario.seed, 0, 0)


if __name__ == "__main__":
    main()
