"""What must hold when young people move between several offers under capacity."""

from __future__ import annotations

import numpy as np
import pytest

from ungespor.base.tables import WAITING
from ungespor.evaluation.portfolio import flows, waiting_at_18
from ungespor.pipeline import live
from ungespor.scenario.load import load_scenario

SIZE = {"people": 300, "replications": 2, "horizon_years": 3}
STAFFED = ("family_unit", "headspace", "egu")
SLACK = ("eku", "ung_i_centrum")


def ratio(value):
    return {"value": value, "unit": "ratio", "source": "assumption", "low": value, "high": value}


def lived(name="billund", *, panel=False, **changes):
    loaded = load_scenario(name, SIZE | changes)
    return loaded.scenario, live(loaded, panel=panel)


def described(share, offers):
    scenario, trajectories = lived(capacity={name: ratio(share) for name in offers})
    found = flows(scenario, trajectories)
    return {name: found[name] for name in offers}


@pytest.fixture(scope="module")
def billund():
    return lived(panel=True)


def counts(trajectories):
    arm = trajectories.activities.arms.index("intervention")
    sums = trajectories.waiting[:, arm].sum(axis=0)
    return {
        name: dict(zip(WAITING, row.tolist(), strict=True)) for name, row in zip(trajectories.offers, sums, strict=True)
    }


def counted(trajectories, activity):
    activities = trajectories.activities
    cells = [number for number, cell in enumerate(activities.cells) if cell.activity == activity]
    return int(activities.quantity[:, activities.arms.index("intervention")][..., cells].sum())


def test_halving_capacity_lengthens_waits_and_lowers_starts():
    full, half = described(1.0, STAFFED), described(0.5, STAFFED)
    for name in STAFFED:
        assert half[name]["started"] < full[name]["started"], name
    assert sum(half[name]["mean_wait_weeks"] for name in STAFFED) > sum(
        full[name]["mean_wait_weeks"] for name in STAFFED
    )


def test_doubling_capacity_where_nobody_waits_only_idles():
    full, double = described(1.0, SLACK), described(2.0, SLACK)
    for name in SLACK:
        assert full[name]["mean_wait_weeks"] == 0, name
        assert double[name]["started"] == full[name]["started"], name
        assert 1 - double[name]["idle_share"] == pytest.approx((1 - full[name]["idle_share"]) / 2, rel=1e-3), name


def test_nobody_is_lost_between_queue_course_and_end(billund):
    _, trajectories = billund
    panel = trajectories.panel
    panel = panel[(panel["arm"] == "intervention") & (panel["week"] >= 0)]
    in_course = panel[panel["offer_stage"] == "in_course"]
    seen = in_course.groupby(["replication", "person", "offer"], observed=True).ngroups
    assert seen == sum(count["started"] for count in counts(trajectories).values())
    last = panel["week"].max()
    for name, count in counts(trajectories).items():
        assert count["joined"] >= count["started"] + count["still_waiting"], name
        still = ((in_course["week"] == last) & (in_course["offer"] == name)).sum()
        # Who ends in the very last week has not passed on yet: in the course, and counted so.
        assert count["started"] == count["completed"] + count["dropped_out"] + still, name


def test_nobody_is_in_two_courses_in_one_week(billund):
    _, trajectories = billund
    panel = trajectories.panel
    weeks = panel[(panel["arm"] == "intervention") & (panel["offer_stage"] == "in_course")]
    # The panel has one row for each person and week; a second course would be counted beside it.
    assert len(weeks) == counted(trajectories, "course_week")


def test_nobody_meets_an_offer_at_the_wrong_age(billund):
    scenario, trajectories = billund
    panel = trajectories.panel[trajectories.panel["arm"] == "intervention"]
    waiting = panel[panel["offer_stage"] == "waiting"]
    assert (waiting["offer"] == "family_unit").any()
    for name in waiting["offer"].unique():
        oldest = waiting[waiting["offer"] == name]["age"].max()
        assert oldest <= scenario.offers[name].oldest.central + 0.02, name


def test_who_turns_18_in_the_queue_of_the_family_unit_loses_the_place(billund):
    _, trajectories = billund
    count = counts(trajectories)["family_unit"]
    assert count["joined"] > count["started"] + count["still_waiting"]
    fates = waiting_at_18(trajectories.panel, SIZE["replications"], adult_age=18)
    assert fates["without_offer"] > 0
    parts = ("began_there", "began_elsewhere", "still_waiting", "without_offer")
    assert sum(fates[key] for key in parts) == pytest.approx(fates["waiting"])


def group_minimum(value):
    minimum = {"value": value, "unit": "count", "source": "assumption", "low": value, "high": value}
    return {"offers": {"sport": {"course": {"group": {"minimum": minimum}}}}}


def test_a_cancelled_group_reaches_every_member():
    held = lived("sport", people=60, horizon_years=2, **group_minimum(0))[1]
    cancelled = lived("sport", people=60, horizon_years=2, **group_minimum(9_999))[1]
    sessions = counted(held, "group_session_attended") + counted(held, "session_missed")
    assert counted(held, "session_cancelled") == 0
    assert counted(held, "group_session_attended") > 0
    assert counted(cancelled, "session_cancelled") == sessions, "whoever would have come, or not, is told"
    assert counted(cancelled, "group_session_attended") == 0
    assert counted(cancelled, "session_missed") == 0


def test_a_group_is_cancelled_only_while_it_is_too_small():
    some = lived("sport", people=60, horizon_years=2, **group_minimum(12))[1]
    assert counted(some, "session_cancelled") > 0
    assert counted(some, "group_session_attended") > 0


def test_the_control_arm_meets_no_offer(billund):
    _, trajectories = billund
    control = trajectories.panel[trajectories.panel["arm"] == "control"]
    assert set(control["offer_stage"].unique()) == {"none"}
    assert np.all(trajectories.waiting[:, trajectories.activities.arms.index("control"), :, : len(WAITING) - 2] == 0)
