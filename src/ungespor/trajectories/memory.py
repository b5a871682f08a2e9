"""How much memory a run needs, and the refusal of one that would not fit."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from ungespor.base.errors import InputError, Problem
from ungespor.base.tables import INDICATORS, OFFSETS
from ungespor.trajectories import codes
from ungespor.trajectories.records import ENROLMENT, LIFE, TRAITS

if TYPE_CHECKING:
    from ungespor.scenario.model import Scenario
    from ungespor.trajectories.parameters import Compiled

ARMS: Final = 2
THREADS: Final = 2
PANEL_ROW_BYTES: Final = 60
"""A row of the panel as a table: numbers, and names as one-byte codes."""
PANEL_COPIES: Final = 2
"""The panel exists twice while the worlds are joined to one table."""
PART_OF_MEMORY: Final = 2
"""A run may use one part in two of the machine's memory."""
GIGABYTE: Final = 10**9
UNKNOWN_MEMORY: Final = 4 * GIGABYTE


def bytes_needed(scenario: Scenario, compiled: Compiled, *, panel: bool) -> int:
    """Estimate the largest memory a run takes up, in bytes."""
    offers = len(compiled.offers)
    person = TRAITS.itemsize + ARMS * (LIFE.itemsize + offers * ENROLMENT.itemsize) + 24
    counts = ARMS * (len(compiled.periods) * len(compiled.cells) * 4 * 2 + 2 * len(OFFSETS) * len(INDICATORS) * 8)
    total = compiled.people * person * THREADS + scenario.replications * counts
    if panel:
        weeks = scenario.horizon_years * 52 - codes.FIRST_WEEK
        total += compiled.people * scenario.replications * ARMS * weeks * PANEL_ROW_BYTES * PANEL_COPIES
    return total


def memory_limit() -> int:
    """Return how many bytes a run may take up on this machine."""
    try:
        machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return UNKNOWN_MEMORY
    return machine // PART_OF_MEMORY


def refuse_if_too_big(scenario: Scenario, compiled: Compiled, *, panel: bool) -> None:
    """Raise an InputError with an estimate if the run would not fit in memory."""
    needed = bytes_needed(scenario, compiled, panel=panel)
    limit = memory_limit()
    if needed <= limit:
        return
    size = f"{scenario.people:,} people and {scenario.replications:,} replications"
    with_panel = " with its panel" if panel else ""
    fix = "Lower --people or --replications"
    raise InputError(
        [
            Problem(
                what=f"The run would need about {needed / GIGABYTE:,.1f} GB of memory{with_panel}.",
                field="people",
                found=size,
                allowed=f"at most about {limit / GIGABYTE:,.1f} GB on this machine",
                fix=f"{fix}, or leave out --panel." if panel else f"{fix}.",
            ),
        ],
    )
