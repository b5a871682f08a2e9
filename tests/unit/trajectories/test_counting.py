"""The counts against the panel: every person-week is counted once, under the right facts of law.

The panel and the counts are written by different code from the same lives; here the panel is
counted again with pandas, by the words of the regime and of the tables' reference.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from ungespor.base.tables import STATES

CLOCK = {
    "education_benefit",
    "cash_benefit",
    "sickness_benefit",
    "resource_benefit",
    "rehabilitation",
    "unemployment_benefit",
    "wage_subsidy",
    "flex_job",
    "flex_job_waiting",
    "disability_pension",
}
KEYS = ["half_year", "follow_up_year", "activity", "refusion_band", "resident", "age"]


@pytest.fixture(scope="module")
def crowd(engine):
    """Return a run full of moves, sickness and hospital, with its panel."""
    size = {"people": 60, "replications": 2, "horizon_years": 3}
    scenario = engine.changed("tiny", {**engine.WORKBENCH, **size, "population.ages.youngest": 16})
    hazards = {
        f"baseline.transitions.{name}.hazard_per_week": 3 * move.hazard_per_week.central
        for name, move in scenario.baseline.transitions.items()
    }
    more = {
        "baseline.transitions.job_to_sickness.hazard_per_week": 0.02,
        "baseline.transitions.resource_to_flex_waiting.hazard_per_week": 0.05,
        "baseline.transitions.flex_waiting_to_flex_job.hazard_per_week": 0.1,
        "population.ages.oldest": 31,
        "baseline.psychiatry.outpatient_start": 0.02,
        "baseline.psychiatry.psychologist_start": 0.02,
        "baseline.psychiatry.admission_outside": 0.005,
    }
    return engine.live(engine.changed(scenario, {**hazards, **more}), panel=True)


def kind_of_week(panel: pd.DataFrame) -> pd.Series:
    """Return what each week counts as; sickness from a job is the employer's for four weeks, jobafklaring after 22."""
    lives = panel.groupby(["replication", "person", "arm"])["state"]
    spell = (panel["state"] != lives.shift()).cumsum()
    weeks_in = panel.groupby(["replication", "person", "arm", spell]).cumcount()
    begins = panel["state"].mask(weeks_in > 0)
    from_job = (lives.shift() == "job") & (panel["week"] > -4)
    from_job = from_job.where(begins.notna()).ffill().astype(bool)
    kind = panel["state"].astype(str) + "_week"
    sick = panel["state"] == "sickness_benefit"
    kind = kind.mask(sick & (weeks_in >= 22), "job_clarification_week")
    return kind.mask(sick & from_job & (weeks_in < 4), "sickness_employer_week")


def counted_again(panel: pd.DataFrame) -> pd.Series:
    """Return person-weeks from week 0 on, by arm, replication and facts."""
    panel = panel.sort_values(["replication", "person", "arm", "week"])
    table = panel.assign(activity=kind_of_week(panel))
    table = table[table["week"] >= 0].astype({"replication": int, "week": int, "arm": str, "resident": str})
    date = table["date"].dt
    half_year = date.year.astype(str) + np.where(date.month <= 6, "H1", "H2")
    bands = pd.cut(table["benefit_week"], [-1, 0, 4, 26, 52, 10**6], labels=range(5)).astype(int)
    age_weeks = (table["age"] * 365.25 / 7).round()
    ages = pd.cut(age_weeks, [-1, *(int(years * 365.25 / 7) - 1 for years in (18, 20, 25, 30)), 10**6],
                  labels=["under_18", "18-19", "20-24", "25-29", "30_up"]).astype(str)  # fmt: skip
    table = table.assign(half_year=half_year, follow_up_year=table["week"] // 52 + 1, refusion_band=bands, age=ages)
    return table.groupby(["replication", "arm", *KEYS]).size()


def counted_by_the_engine(run) -> pd.Series:
    """Return the weeks of the dense block by the same facts."""
    activities = run.activities
    rows = []
    for index, cell in enumerate(activities.cells):
        if "age" in cell.facts() and cell.activity.endswith("_week"):
            for world, arm, period in np.argwhere(activities.quantity[..., index]):
                when = activities.periods[period]
                facts = (when.half_year, when.follow_up_year, cell.activity, cell.refusion_band, cell.resident)
                quantity = activities.quantity[world, arm, period, index]
                rows.append((world, activities.arms[arm], *facts, cell.facts()["age"], quantity))
    frame = pd.DataFrame(rows, columns=["replication", "arm", *KEYS, "quantity"])
    return frame.groupby(["replication", "arm", *KEYS])["quantity"].sum()


def test_every_person_week_is_counted_under_its_facts(crowd):
    expected, found = counted_again(crowd.panel), counted_by_the_engine(crowd)
    pd.testing.assert_series_equal(found, expected, check_names=False, check_dtype=False)
    activities = set(found.index.get_level_values("activity"))
    assert activities >= {"sickness_employer_week", "job_clarification_week", "sickness_benefit_week", "school_week"}
    assert set(found.index.get_level_values("age")) == {"under_18", "18-19", "20-24", "25-29", "30_up"}
    assert set(found.index.get_level_values("refusion_band")) == {0, 1, 2, 3, 4}


def test_hours_of_jobs_are_counted(engine, crowd):
    after = crowd.panel[crowd.panel["week"] >= 0]
    for state in ("job", "flex_job"):
        for hours in ("few", "part", "full"):
            found = engine.count(crowd.activities, f"{state}_week", hours=hours)
            rows = after[(after["state"] == state) & (after["hours_class"] == hours)]
            assert found.sum() == len(rows) > 0


def test_readiness_is_counted_for_uddannelseshjaelp(engine, crowd):
    after = crowd.panel[(crowd.panel["week"] >= 0) & (crowd.panel["state"] == "education_benefit")]
    for readiness, rows in after.groupby("readiness"):
        assert engine.count(crowd.activities, "education_benefit_week", readiness=readiness).sum() == len(rows)


def test_the_population_is_conserved(engine, crowd):
    """People × weeks of the horizon, exactly, in each world and arm: nobody is lost and nobody counted twice."""
    weeks = [f"{state}_week" for state in STATES] + ["sickness_employer_week", "job_clarification_week"]
    total = sum(engine.count(crowd.activities, activity) for activity in weeks)
    assert (total == crowd.people * 3 * 52).all()


def test_services_are_given_in_their_states_and_displaced_by_the_course(engine, crowd):
    after = crowd.panel[crowd.panel["week"] >= 0]
    given = engine.shipped("tiny").offers["usual_practice"].services
    assert given["casework"].share.central == given["activation"].share.central == 1
    assert engine.count(crowd.activities, "casework_week").sum() == after["state"].isin(given["casework"].states).sum()
    in_activation = after["state"].isin(given["activation"].states)
    found = engine.count(crowd.activities, "activation_week").sum(axis=0)
    assert found[0] == (in_activation & (after["arm"] == "control")).sum()
    possible = (in_activation & (after["arm"] == "intervention")).sum()
    in_course = (in_activation & (after["offer_stage"] == "in_course")).sum()
    assert engine.close((possible - found[1]) / in_course, 0.30, engine.share_error(0.30, in_course))


def test_courses_are_counted_week_by_week(engine, crowd):
    stages = crowd.panel[crowd.panel["arm"] == "intervention"]
    assert engine.count(crowd.activities, "course_week").sum() == (stages["offer_stage"] == "in_course").sum() > 500
    assert engine.count(crowd.activities, "screening")[:, 1].tolist() == [crowd.people] * 2
    assessed = stages[(stages["week"] == 0) & (stages["offer_stage"] == "assessment")]
    assert engine.count(crowd.activities, "assessment").sum() == len(assessed)


def test_hospital_days_are_those_of_the_outcomes_and_of_the_panel(engine):
    scenario = engine.bare("job", {}, 300, values={"baseline.psychiatry.admission_outside": 0.02})
    run, lived = engine.live(scenario), engine.lived(scenario, panel=True)
    lives = lived.world.lives
    assert engine.count(run.activities, "bed_day").tolist() == [lives["bed_days"].sum(axis=0).tolist()]
    assert engine.count(run.activities, "admission").tolist() == [lives["admissions"].sum(axis=0).tolist()]
    inpatient = lived.world.panel["contact"] == 3
    days = lives["bed_days"].sum()
    assert days / 7 <= inpatient.sum() <= days


def test_psychologist_sessions_are_counted_with_age_and_diagnosis(engine, crowd):
    first = engine.count(crowd.activities, "psychologist_first_session")
    later = engine.count(crowd.activities, "psychologist_session")
    assert first.sum() > 50
    primary = crowd.panel["psychiatric"] == "primary"
    # A session in a week with hospital contact shows as the hospital contact.
    assert primary.sum() <= (first + later).sum() <= 1.5 * primary.sum()
    assert 6 * first.sum() < later.sum() <= 7 * first.sum()
    by_diagnosis = [engine.count(crowd.activities, "psychologist_first_session", diagnosis=name).sum()
                    for name in ("anxiety", "depression", "stress")]  # fmt: skip
    assert sum(by_diagnosis) == first.sum()
    assert by_diagnosis[0] > by_diagnosis[2]
