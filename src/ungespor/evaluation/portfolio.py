"""A portfolio of offers: what it holds, and how young people move between the simulated ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ungespor.base.tables import WAITING
from ungespor.pipeline import birth_certificate, live
from ungespor.scenario.portfolio import load_portfolio
from ungespor.scenario.rules_in_force import regime_of
from ungespor.trajectories.codes import DAYS_IN_A_YEAR

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from ungespor.base.tables import Trajectories
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.portfolio import LoadedPortfolio

YEARS_BEFORE: Final = 14 / DAYS_IN_A_YEAR
"""Two weeks before people come of age, while a place in a queue for children still holds."""
WEEKS_AFTER_18: Final = 26
"""How long those who waited then are followed."""
FATES: Final = ("began_there", "began_elsewhere", "still_waiting", "without_offer")


def portfolio(
    name_or_path: str | Path, *, progress: Callable[[float], None] | None = None, **overrides: Any
) -> dict[str, Any]:
    """List a portfolio's offers, and simulate those that are simulated.

    Parameters
    ----------
    name_or_path : str or Path
    progress : callable, optional
        Told the share of the work that is done.
    **overrides
        Fields of the portfolio's scenario, such as `replications`, `people` and `seed`.

    Returns
    -------
    dict
        `name`, titles, `laws_of`, `stated` and `listed` (how many offers the text counts and the
        tables hold), `offers` (one for each row), and `simulation` (see :func:`flows` and
        :func:`waiting_at_18`), all means per replication.

    Raises
    ------
    InputError
        When portfolio or scenario is not in order.
    """
    loaded = load_portfolio(name_or_path, overrides)
    trajectories = live(loaded.scenario, panel=True, progress=progress)
    scenario = loaded.scenario.scenario
    assert trajectories.panel is not None  # noqa: S101 - asked for above
    stated = loaded.portfolio
    return {
        "name": stated.name,
        "title_da": stated.title_da,
        "title_en": stated.title_en,
        "laws_of": stated.laws_of,
        "stated": int(stated.stated.central),
        "listed": len(stated.offers),
        "offers": _rows(loaded),
        "simulation": {
            "scenario": scenario.name,
            "people": trajectories.people,
            "replications": len(trajectories.participants),
            "horizon_years": scenario.horizon_years,
            "discount_rate": scenario.discount_rate.central,
            "offers": flows(scenario, trajectories),
            "at_18": waiting_at_18(trajectories.panel, len(trajectories.participants), regime_of(scenario).adult_age),
            "manifest": birth_certificate(loaded.scenario),
        },
    }


def flows(scenario: Scenario, trajectories: Trajectories) -> dict[str, dict[str, Any]]:
    """Return how people came through each offer of the intervention arm.

    Returns
    -------
    dict of dict
        By offer `title_da`, `title_en`, `joined` (the queue), `started`, `mean_wait_weeks`,
        `still_waiting`, `left_queue` (too old, or the programme closed, before their turn came),
        `completed`, `dropped_out` and `in_course` (at the end of the horizon), `idle_share` of the
        staff time, and `overtime_share`, work beyond that time over it (both None without a limit).
    """
    worlds = len(trajectories.participants)
    arm = trajectories.activities.arms.index("intervention")
    sums: NDArray[np.int64] = trajectories.waiting[:, arm].sum(axis=0)
    described = {}
    for name, counts in zip(trajectories.offers, sums.tolist(), strict=True):
        if name not in scenario.arms.intervention:
            continue
        count = dict(zip(WAITING, counts, strict=True))
        offer = scenario.offers[name]
        limited = offer.programme is not None and count["open_minutes"] > 0
        per_world = ("joined", "started", "still_waiting", "completed", "dropped_out")
        described[name] = {
            "title_da": offer.title_da,
            "title_en": offer.title_en,
            **{key: count[key] / worlds for key in per_world},
            "left_queue": (count["joined"] - count["started"] - count["still_waiting"]) / worlds,
            "in_course": (count["started"] - count["completed"] - count["dropped_out"]) / worlds,
            "mean_wait_weeks": count["weeks_waited"] / count["started"] if count["started"] else None,
            "idle_share": 1 - count["used_minutes"] / count["open_minutes"] if limited else None,
            "overtime_share": count["overtime_minutes"] / count["open_minutes"] if limited else None,
        }
    return described


def waiting_at_18(panel: pd.DataFrame, worlds: int, adult_age: int) -> dict[str, float]:
    """Return what became, within half a year, of those who stood in a queue two weeks before they came of age.

    Parameters
    ----------
    panel : DataFrame
    worlds : int
    adult_age : int
        In years; 18 under every shipped regime.

    Returns
    -------
    dict
        `turned_18`, `waiting`, and of the latter `began_there`, `began_elsewhere`,
        `still_waiting` (in the same queue) and `without_offer`.
    """
    lives = panel[(panel["arm"] == "intervention") & (panel["week"] >= 0)].sort_values("week")
    life = ["replication", "person"]
    last_young = lives[lives["age"] < adult_age - YEARS_BEFORE].groupby(life).tail(1)
    followed = lives.groupby(life)["week"].max().rename("last_week")
    turned = last_young.join(followed, on=life)
    turned = turned[turned["week"] < turned["last_week"]]
    waiting = turned[turned["offer_stage"] == "waiting"]
    fates = dict.fromkeys(FATES, 0)
    later = waiting[[*life, "offer", "week"]].merge(lives, on=life, suffixes=("_then", ""))
    later = later[(later["week"] > later["week_then"]) & (later["week"] <= later["week_then"] + WEEKS_AFTER_18)]
    for _, weeks in later.groupby(life):
        fates[_fate(weeks)] += 1
    counts = {"turned_18": len(turned), "waiting": len(waiting), **fates}
    return {key: number / worlds for key, number in counts.items()}


def _fate(weeks: pd.DataFrame) -> str:
    same = weeks["offer"].astype(str) == weeks["offer_then"].astype(str)
    in_course = weeks["offer_stage"] == "in_course"
    if (same & in_course).any():
        return "began_there"
    if in_course.any():
        return "began_elsewhere"
    return "still_waiting" if bool(same.iloc[-1]) and weeks["offer_stage"].iloc[-1] == "waiting" else "without_offer"


def _rows(loaded: LoadedPortfolio) -> list[dict[str, Any]]:
    """Return the rows of the overview, with the partners that the facts name."""
    return [
        {"name": name, **listed.model_dump(), "partners": loaded.facts[listed.partners].value}
        for name, listed in loaded.portfolio.offers.items()
    ]
