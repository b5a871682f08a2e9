"""Tiny panels written by hand: a few people, a few weeks, every number plain to see."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from ungespor.evaluation.lives import lives_from
from ungespor.scenario.target_checks import parsed

FIRST, LAST = -52, 30
MONDAY = np.datetime64("2022-01-03")


def person(**changes):
    """Return a person who stays on uddannelseshjælp, outside every course, with WHO-5 40."""
    plain = {
        "sex": "woman",
        "age": 20.0,
        "start": 0,
        "readiness": "education_ready",
        "states": both(),
        "who5": both(),
        "course": None,
        "offer": "talks",
        "too_burdened": False,
        "moved": (),
        "contact": (),
    }
    assert not changes.keys() - plain.keys()
    return plain | changes


def both(*pieces):
    """Return the same pieces of life, each (first week, value), for both arms."""
    return {"control": pieces, "intervention": pieces}


def value_in(pieces, week, otherwise):
    """Return the value of the last piece that has begun."""
    begun = [value for first, value in pieces if first <= week]
    return begun[-1] if begun else otherwise


def stage_in(one, arm, week):
    if arm == "control" or week < 0:
        return "none"
    if one["too_burdened"]:
        return "assessment" if week == 0 else "too_burdened"
    if one["course"] is None:
        return "screening" if week == 0 else "none"
    first, last = one["course"]
    return "assessment" if week < first else "in_course" if week <= last else "completed"


def row(replication, which, one, arm, week):
    stage = stage_in(one, arm, week)
    return {
        "replication": replication,
        "person": which,
        "arm": arm,
        "week": week,
        "date": MONDAY + np.timedelta64(7 * (one["start"] + week), "D"),
        "age": one["age"] + week * 7 / 365.25,
        "sex": one["sex"],
        "state": value_in(one["states"][arm], week, "education_benefit"),
        "resident": value_in(one["moved"], week, "home"),
        "readiness": one["readiness"],
        "who5": value_in(one["who5"][arm], week, 40.0),
        "psychiatric": value_in(one["contact"], week, "none"),
        "offer": "" if stage == "none" else one["offer"],
        "offer_stage": stage,
    }


def lives(*replications, offers=("usual", "talks"), last=LAST):
    """Return the lives of people, one list of them for each replication."""
    rows = [
        row(replication, which, one, arm, week)
        for replication, people in enumerate(replications)
        for which, one in enumerate(people)
        for arm in ("control", "intervention")
        for week in range(FIRST, last + 1)
    ]
    begins = int(MONDAY.astype("datetime64[D]").astype(int)) // 7
    return lives_from(pd.DataFrame(rows), tuple(offers), "talks", begins)


@pytest.fixture(scope="session")
def panel():
    """Return what builds people, their lives, and the arguments of a statistic."""

    def ask(name, **arguments):
        return parsed({name: arguments}).asked

    return SimpleNamespace(person=person, both=both, lives=lives, ask=ask, first_week=FIRST, last_week=LAST)
