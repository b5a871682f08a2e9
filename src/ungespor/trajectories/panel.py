"""The panel: one row per person, arm and week, for those who want to see lives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ungespor.base.tables import STATES
from ungespor.trajectories import codes
from ungespor.trajectories.mental_health import NEVER
from ungespor.trajectories.parameters import ARMS

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from ungespor.scenario.model import Scenario
    from ungespor.trajectories.parameters import Compiled
    from ungespor.trajectories.records import World


def panel_frame(world: World, compiled: Compiled, scenario: Scenario, replication: int) -> pd.DataFrame:
    """Return the panel of one world as a table with the columns of the reference page.

    Parameters
    ----------
    world : World
        Lived with a panel.
    compiled : Compiled
    scenario : Scenario
        For the start date.
    replication : int

    Returns
    -------
    DataFrame
    """
    import pandas as pd

    person, arm, column = np.nonzero(world.panel["filled"])
    rows = world.panel[person, arm, column]
    week = column + codes.FIRST_WEEK
    traits = world.traits[person]
    calendar = traits["start_week"] + week
    offer, ended = _offer_and_end(world, compiled, person, rows["offer"])
    start = np.datetime64(scenario.start_date) + np.timedelta64(-7 * codes.CALENDAR_ORIGIN, "D")
    return pd.DataFrame(
        {
            "draw": np.full(len(rows), replication, dtype=np.int32),
            "replication": np.full(len(rows), replication, dtype=np.int32),
            "arm": named(ARMS, arm),
            "person": person.astype(np.int32),
            "week": week.astype(np.int32),
            "weeks_after_end": pd.Series(week - ended, dtype="Int32").mask(ended == NEVER),
            "date": start + (7 * calendar).astype("timedelta64[D]"),
            "age": (calendar - traits["birth_week"]) * 7 / codes.DAYS_IN_A_YEAR,
            "sex": named(("man", "woman"), traits["women"]),
            "state": named(STATES, rows["state"]),
            "hours_class": named((*codes.HOURS_NAMES, ""), rows["hours"]),
            "resident": named(codes.RESIDENT_NAMES, rows["moved"]),
            "readiness": named(codes.READINESS_NAMES, traits["readiness"]),
            "who5": rows["who5"],
            "psychiatric": named(codes.PSYCHIATRIC, rows["contact"]),
            "offer": offer,
            "offer_stage": named(codes.STAGES, rows["stage"]),
            "benefit_week": rows["benefit_week"],
        },
    )


def named(names: tuple[str, ...], codes_of_rows: NDArray[np.integer[Any]]) -> pd.Categorical[str]:
    """Return codes as names, one byte a row; code −1 is the last name."""
    import pandas as pd

    return pd.Categorical.from_codes(codes_of_rows % len(names), categories=pd.Index(names))


def _offer_and_end(
    world: World, compiled: Compiled, person: NDArray[np.int64], code: NDArray[np.int8]
) -> tuple[pd.Categorical[str], NDArray[np.int32]]:
    """Return the offer's name, and END as the intervention arm had it."""
    offer = named((*compiled.offers, ""), code)
    measured = compiled.parameters.measured_offer
    if measured < 0:
        return offer, np.full(len(person), NEVER, dtype=np.int32)
    return offer, world.enrolments["ended"][person, -1, measured]
