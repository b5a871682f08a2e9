"""What became of the young people: outcomes, twins and waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ungespor.base.tables import INDICATORS, OFFSETS, WAITING
from ungespor.results.statistics import standard_error

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ungespor.base.tables import Trajectories

HUNDREDTHS = 100
READINGS = {"outcomes": 0, "outcomes_from_start": 1}
"""Index of each reading on axis 2 of :attr:`Trajectories.outcomes`."""
TWIN_KINDS = ("helped", "unchanged", "harmed", "identical")


def describe_outcomes(trajectories: Trajectories, reading: str) -> dict[str, dict[str, Any]]:
    """Describe every indicator at every offset, with and without the effort.

    Parameters
    ----------
    trajectories : Trajectories
    reading : {"outcomes", "outcomes_from_start"}
        Weeks counted from END, or from the person's own week 0.

    Returns
    -------
    dict
        `{indicator: {offset: {intervention, control, difference: {mean, mcse}}}}`, with None
        where nobody could be observed within the horizon.
    """
    index = READINGS[reading]
    arms = trajectories.activities.arms
    control = trajectories.outcomes[:, arms.index("control"), index]
    intervention = trajectories.outcomes[:, arms.index("intervention"), index]
    observed = trajectories.observed[:, index]
    return {
        indicator: {
            str(offset): _compare(
                control[:, at, number] / (HUNDREDTHS if indicator == "who5" else 1),
                intervention[:, at, number] / (HUNDREDTHS if indicator == "who5" else 1),
                observed[:, at],
            )
            for at, offset in enumerate(OFFSETS)
        }
        for number, indicator in enumerate(INDICATORS)
    }


def _compare(
    control: NDArray[np.float64], intervention: NDArray[np.float64], observed: NDArray[np.int64]
) -> dict[str, Any]:
    """Compare sums over participants in the two arms, world by world."""
    people = int(observed.sum())
    if people == 0:
        return {"intervention": None, "control": None, "difference": {"mean": None, "mcse": None}}
    somebody = observed > 0
    by_world = (intervention - control)[somebody] / observed[somebody]
    return {
        "intervention": float(intervention.sum() / people),
        "control": float(control.sum() / people),
        "difference": {
            "mean": float((intervention - control).sum() / people),
            "mcse": standard_error(by_world),
        },
    }


def describe_twins(trajectories: Trajectories) -> dict[str, Any]:
    """Return the shares of participants helped, unchanged and harmed, and with an identical path.

    The first three add up to 1. `counts` holds the mean number of participants per replication.
    """
    sums = trajectories.twins.sum(axis=0)
    participants = int(trajectories.participants.sum())
    worlds = len(trajectories.participants)
    shares: dict[str, Any] = {kind: float(total / participants) for kind, total in zip(TWIN_KINDS, sums, strict=True)}
    shares["counts"] = {kind: float(total / worlds) for kind, total in zip(TWIN_KINDS, sums, strict=True)}
    return shares


def describe_waiting(trajectories: Trajectories) -> dict[str, dict[str, float | None]]:
    """Return, for each arm, who started a course, how long they waited and who still waits.

    `started` and `still_waiting` are means per replication; `mean_weeks` is None when nobody
    started.
    """
    described: dict[str, dict[str, float | None]] = {}
    for index, arm in enumerate(trajectories.activities.arms):
        sums = dict(zip(WAITING, trajectories.waiting[:, index].sum(axis=(0, 1)).tolist(), strict=True))
        started, weeks, waiting = sums["started"], sums["weeks_waited"], sums["still_waiting"]
        worlds = len(trajectories.participants)
        described[arm] = {
            "started": started / worlds,
            "mean_weeks": weeks / started if started else None,
            "still_waiting": waiting / worlds,
        }
    return described
