"""Run a scenario once, and set SØM's way of reckoning beside the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ungespor.pipeline import run
from ungespor.results.som import describe_som

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def som(
    name_or_path: str | Path, *, progress: Callable[[float], None] | None = None, **overrides: Any
) -> dict[str, Any]:
    """Reckon a scenario the way of SØM, beside the simulation.

    Parameters
    ----------
    name_or_path : str or Path
    progress : callable, optional
        Told the share of the work that is done.
    **overrides
        Fields of the scenario, such as `people`, `replications`, `horizon_years` and `seed`.

    Returns
    -------
    dict
        See :func:`ungespor.results.som.describe_som`.

    Raises
    ------
    InputError
        When the scenario is not in order, or too short for success to be measured.
    """
    done = run(name_or_path, progress=progress, **overrides)
    return describe_som(done.loaded.scenario, done.trajectories, done.ledger, done.result)
