"""Paid staff time: what the programme employs, week by week, however many people come."""

from __future__ import annotations

import pytest

from ungespor.scenario.load import load_scenario

WEEKS = 96


@pytest.fixture(scope="module")
def run(engine):
    return engine.live(engine.changed("ibbu_nord", {"replications": 2, "horizon_years": 2}))


@pytest.mark.parametrize(
    ("activity", "hours"),
    [
        ("care_manager_hour", 4 * 18.5 * WEEKS),
        ("psychologist_hour", 4 * 9.25 * WEEKS),
        ("psychiatrist_hour", 6 * WEEKS),
        ("programme_set_up", 100),
    ],
)
def test_the_whole_programme_is_paid_for_in_every_replication_and_only_where_it_runs(engine, run, activity, hours):
    assert engine.count(run.activities, activity).tolist() == [[0, hours], [0, hours]]


def test_hours_are_booked_in_the_half_year_they_are_worked_in(engine, run):
    """From 1 March 2022: 18 weeks begin before July, 26 after; a running sum is never off by half an hour."""
    cells = [index for index, cell in enumerate(run.activities.cells) if cell.activity == "psychologist_hour"]
    booked = run.activities.quantity[0, 1][:, cells].sum(axis=1)
    by_half_year = {}
    for period, hours in zip(run.activities.periods, booked, strict=True):
        assert hours == 0 or period.follow_up_year == 1
        by_half_year[period.half_year] = by_half_year.get(period.half_year, 0) + hours
    worked = {half: hours for half, hours in by_half_year.items() if hours}
    assert list(worked) == ["2022H1", "2022H2", "2023H1", "2023H2"]
    assert worked["2022H1"] == 4 * 9.25 * 18
    assert worked["2022H2"] == 4 * 9.25 * 26


@pytest.mark.parametrize("people", [83, 332])
def test_staff_scales_with_the_expected_participants(engine, people):
    run = engine.live(engine.changed("ibbu_nord", {"people": people, "replications": 1, "horizon_years": 1}))
    scale = people / 166
    assert engine.count(run.activities, "care_manager_hour")[0, 1] == 4 * 18.5 * WEEKS * scale
    assert engine.count(run.activities, "programme_set_up")[0, 1] == 100 * scale


def test_part_hours_are_booked_without_loss(engine):
    """A third of an hour a week adds up to 32 hours in 96 weeks."""
    values = {
        "offers.ibbu.programme.staff.psychiatrist.hours_per_week": 1 / 3,
        "people": 166,
        "replications": 1,
        "horizon_years": 1,
    }
    run = engine.live(engine.changed("ibbu_nord", values))
    assert engine.count(run.activities, "psychiatrist_hour")[0, 1] == 32


def test_staff_hired_before_the_first_intake_is_booked_with_the_first_week(engine):
    lead = {"value": 8, "unit": "weeks", "source": "assumption", "low": 4, "high": 13, "confidence": "low"}
    values = {"offers": {"ibbu": {"programme": {"lead_weeks": lead}}}, "replications": 1, "horizon_years": 1}
    run = engine.live(load_scenario("ibbu_nord", values).scenario)
    assert engine.count(run.activities, "care_manager_hour")[0, 1] == 4 * 18.5 * (WEEKS + 8)
    assert engine.count(run.activities, "operating_week")[0, 1] == 100 * (WEEKS + 8)
    assert engine.count(run.activities, "programme_set_up")[0, 1] == 100


def test_a_team_that_changes_by_whole_posts_is_paid_and_used_as_one(engine):
    step = {"value": 18.5, "unit": "hours_per_week", "source": "assumption", "low": 9, "high": 37, "confidence": "low"}
    staff = {"care_manager": {"step": step}}
    values = {"people": 83, "replications": 1, "horizon_years": 1, "offers": {"ibbu": {"programme": {"staff": staff}}}}
    run = engine.live(load_scenario("ibbu_nord", values).scenario)
    assert engine.count(run.activities, "care_manager_hour")[0, 1] == 4 * 18.5 * WEEKS, "half of half a post is needed"
    assert engine.count(run.activities, "psychologist_hour")[0, 1] == 4 * 9.25 * WEEKS / 2


def test_every_course_begins_once(engine, run):
    weeks, begun = (engine.count(run.activities, name)[:, 1] for name in ("course_week", "course_start"))
    assert (begun > 0).all()
    assert (begun < weeks).all()
    assert (begun <= run.participants).all()
    assert engine.count(run.activities, "course_start")[:, 0].tolist() == [0, 0]
