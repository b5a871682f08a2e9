"""Outcomes, twins and weekly tables against the panel, counted again with pandas and numpy."""

from __future__ import annotations

import numba
import numpy as np
import pytest

from ungespor.base.tables import INDICATORS, OFFSETS, STATES
from ungespor.scenario.regime import load_regime
from ungespor.trajectories.measuring import HARMED, HELPED, IDENTICAL, TOTALS, UNCHANGED, close_twins
from ungespor.trajectories.mental_health import NEVER
from ungespor.trajectories.records import LIFE

CLOCK = {state for state, status in load_regime("pre_2025H2").refusion_status.items() if status == "clock"}
BY_STATE = {
    "job_or_education": {"job", "education"},
    "education_benefit": {"education_benefit"},
    "other_benefits": CLOCK - {"education_benefit"},
    "cash_benefit": {"cash_benefit"},
    "sickness_benefit": {"sickness_benefit"},
    "self_support": {"self_support"},
    "education": {"education"},
    "job": {"job"},
}


@pytest.fixture(scope="module")
def busy(engine):
    """Return one world with strong effects, its panel and its participants, and the run of it."""
    values = {
        "people": 80,
        "replications": 1,
        "horizon_years": 2,
        "capacity.ibbu": engine.quantity(0.5, "ratio"),
        "offers.ibbu.effects.education_start.hazard_ratio": 5,
        "baseline.psychiatry.outpatient_start": 0.01,
        "baseline.psychiatry.admission_in_course": 0.05,
    }
    scenario = engine.changed("ibbu_nord", values)
    lived = engine.lived(scenario, panel=True)
    frame = lived.frame()
    frame["participant"] = lived.world.traits["participant"][frame["person"]] == 1
    return lived, frame, engine.live(scenario)


def table(frame, column):
    """Return a column of participants as an array, shape (arm, person, week)."""
    own = frame[frame["participant"]]
    return np.stack([own[own["arm"] == arm].pivot_table(column, "person", "week", aggfunc="first").to_numpy()
                     for arm in ("control", "intervention")])  # fmt: skip


def measured_weeks(frame, offset):
    """Return for both clocks each participant's week of measurement, and whether it lies within the panel."""
    own = frame[frame["participant"] & (frame["arm"] == "intervention") & (frame["week"] == 0)]
    from_start = np.full(len(own), offset)
    end = (-own.sort_values("person")["weeks_after_end"]).to_numpy(dtype=float, na_value=np.nan)
    weeks = [from_start if offset < 0 else end + offset, from_start]
    return [(week, (week < frame["week"].max() + 1)) for week in weeks]


@pytest.mark.parametrize("offset", OFFSETS)
def test_outcomes_are_those_of_the_panel(busy, offset):
    """−4 counts from week 0, the others from END; the control twin is measured in the same weeks."""
    _, frame, run = busy
    place = OFFSETS.index(offset)
    states, scores = table(frame, "state"), table(frame, "who5")
    for clock, (weeks, seen) in enumerate(measured_weeks(frame, offset)):
        columns = (weeks[seen] + 52).astype(int)
        assert run.observed[0, clock, place] == seen.sum() > 20
        for arm in (0, 1):
            found = dict(zip(INDICATORS, run.outcomes[0, arm, clock, place], strict=True))
            then = states[arm, np.flatnonzero(seen), columns]
            for indicator, wanted in BY_STATE.items():
                assert found[indicator] == np.isin(then, list(wanted)).sum(), indicator
            points = scores[arm, np.flatnonzero(seen), columns]
            assert found["who5"] == np.floor(points * 100 + 0.5).sum()


def test_the_sum_of_outcomes_is_not_the_same_everywhere(busy):
    """The comparison above would be empty if nothing happened."""
    _, _, run = busy
    where = INDICATORS.index("job_or_education")
    assert len(np.unique(run.outcomes[0, :, :, 1:, where])) > 4
    assert (run.outcomes[0, 1, 0, 1:, where] > run.outcomes[0, 0, 0, 1:, where]).all()


def test_ordinary_hours_are_jobs_and_apprenticeships(engine, busy):
    _, _, run = busy
    found = {name: run.outcomes[0, :, :, :, number] for number, name in enumerate(INDICATORS)}
    assert (found["any_ordinary_hours"] >= found["job"]).all()
    assert (found["any_ordinary_hours"] > found["job"]).any()
    assert (found["any_ordinary_hours"] <= found["job_or_education"]).all()


def test_hospital_indicators_accumulate(busy):
    lived, _, run = busy
    lives = lived.world.lives[lived.world.traits["participant"] == 1]
    for name in ("admissions", "bed_days"):
        by_offset = run.outcomes[0, :, 1, :, INDICATORS.index(name)]
        assert (by_offset[:, 0] == 0).all()
        assert (np.diff(by_offset, axis=1) >= 0).all()
        assert (by_offset[:, -1] <= lives[name].sum(axis=0)).all()
        assert by_offset[:, -1].min() > 0


def test_hospital_contact_looks_back_one_year(engine):
    """One hospital contact in week 0 is seen at every offset below 52 and no longer in week 52."""
    values = {"population.traits.psychiatric_contact_last_year": 1}
    scenario = engine.bare("job", {}, 500, values=values, horizon_years=2)
    lived = engine.lived(scenario)
    last = lived.world.traits["last_contact"]
    for offset in (4, 13, 26, 52):
        found = lived.world.outcomes[0, 1, OFFSETS.index(offset), INDICATORS.index("psychiatric_contact")]
        assert found == (offset - last < 52).sum()


def test_twins_are_counted_by_weeks_in_job_or_education(busy):
    _, frame, run = busy
    states = table(frame, "state")[:, :, 52:]
    good = np.isin(states, ["job", "education"]).sum(axis=2)
    gained = good[1] - good[0]
    identical = (states[0] == states[1]).all(axis=1)
    helped, harmed = (gained >= 4).sum(), (gained <= -4).sum()
    expected = [helped, len(gained) - helped - harmed, harmed, identical.sum()]
    assert run.twins[0].tolist() == expected
    assert helped > 5
    assert run.participants[0] == len(gained)


@numba.njit
def close(totals, lives):
    for person in range(len(lives)):
        close_twins(totals[person], lives[person], 1, NEVER, 0)


def test_four_weeks_make_the_difference():
    """Helped from +4 weeks on, harmed from −4 on; whose states never differ is identical besides."""
    gained = np.arange(-6, 7)
    lives = np.zeros((len(gained), 2), dtype=LIFE)
    lives["good_weeks"][:, 0] = 20
    lives["good_weeks"][:, 1] = 20 + gained
    totals = np.zeros((len(gained), TOTALS), dtype=np.int64)
    close(totals, lives)
    assert totals[:, [HELPED, UNCHANGED, HARMED]].tolist() == [
        [int(weeks >= 4), int(-4 < weeks < 4), int(weeks <= -4)] for weeks in gained
    ]
    assert (totals[:, IDENTICAL] == 1).all()


def test_lives_that_part_are_counted_and_the_first_one_is_named(busy):
    """Every difference in the panel is one; a difference in a wait alone does not show there."""
    lived, frame, run = busy
    columns = ["state", "who5", "psychiatric", "benefit_week", "resident"]
    after = frame[frame["week"] >= 0]
    control, intervention = (after[after["arm"] == arm].reset_index(drop=True) for arm in ("control", "intervention"))
    differs = (control[columns] != intervention[columns]).any(axis=1)
    first = control.assign(differs=differs)[differs].groupby("person")["week"].min()
    assert len(first) <= run.parted[0] <= lived.compiled.people
    assert run.parted[0] - len(first) < 5
    replication, person, week, what = run.first_parting
    assert (replication, week) == (0, first.min())
    assert first[person] == week
    assert what in {"who5", "state", "psychiatric contact"}


def test_weekly_tables_are_those_of_the_participants_in_the_panel(busy):
    _, frame, run = busy
    own = frame[frame["participant"]]
    assert run.weeks.tolist() == list(range(-52, 104))
    for arm, name in enumerate(run.activities.arms):
        rows = own[own["arm"] == name]
        by_week = rows.groupby(["week", "state"]).size().unstack(fill_value=0)
        for number, state in enumerate(STATES):
            expected = by_week[state] if state in by_week else 0 * run.weeks
            assert np.array_equal(run.weekly_states[arm, :, number], expected)
        hundredths = np.floor(rows["who5"] * 100 + 0.5).groupby(rows["week"]).sum()
        assert np.array_equal(run.weekly_who5[arm], hundredths)


def test_waiting_is_that_of_the_panel(busy):
    _, frame, run = busy
    own = frame[(frame["arm"] == "intervention") & (frame["week"] >= 0)]
    stages = own.pivot_table("offer_stage", "person", "week", aggfunc="first").to_numpy()
    started = (stages == "in_course").any(axis=1)
    waited = (stages[started] == "waiting").sum()
    still = (~started & (stages[:, -1] == "waiting")).sum()
    assert run.waiting[0, :, 0, 1:4].tolist() == [[0, 0, 0], [started.sum(), waited, still]]
    assert waited > 50
