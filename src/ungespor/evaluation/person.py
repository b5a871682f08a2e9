"""One young person's lives, week by week, in every arm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ungespor.base.errors import InputError, Problem
from ungespor.pipeline import live
from ungespor.scenario.load import load_scenario

if TYPE_CHECKING:
    import pandas as pd


def one_person(name_or_path: str, person: int, **overrides: object) -> pd.DataFrame:
    """Return one person's lives in the first replication.

    Parameters
    ----------
    name_or_path : str
    person : int
        The person's id: 0 up to the number of screened people − 1.
    **overrides
        Fields of the scenario to replace, such as `seed` and `people`.

    Returns
    -------
    DataFrame
        The rows of the panel for this person.

    Raises
    ------
    InputError
        If nobody has that id.
    """
    loaded = load_scenario(name_or_path, {**overrides, "replications": 1})
    trajectories = live(loaded, panel=True)
    if not 0 <= person < trajectories.people:
        raise InputError(
            Problem(
                what="Nobody has this id.",
                field="--id",
                found=str(person),
                allowed=f"0 to {trajectories.people - 1}",
                fix="Give one of these, or simulate more with --people.",
            )
        )
    panel = trajectories.panel
    assert panel is not None  # noqa: S101 - asked for above
    return panel[panel["person"] == person].reset_index(drop=True)
