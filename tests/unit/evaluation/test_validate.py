"""A row of the validation says what a run of the programme says."""

from __future__ import annotations

import json

import pytest

import ungespor
from ungespor.evaluation.evidence import REPLICATIONS
from ungespor.evaluation.validate import validate

FACTS = "fact_id,document,place,population,value,unit,n,note\nX-1,A note,page 1,all,0.4,share,100,counted\n"
TARGETS = """\
name: here
summary: What the smallest scenario is held against.
programme: tiny
people: 7
replications: 3
horizon_years: 1
targets:
  never_scored:
    role: fit
    value: 1
    unit: share
    standard_error: 0.1
    source: X-1
    tau: 0
    statistic: {anything: 1}
  in_job_or_education:
    title_da: I job eller uddannelse
    title_en: In a job or education
    role: score
    value: 0.4
    unit: share
    n: 100
    standard_error: 0.049
    source: X-1
    tau: 0.02
    tau_reason: Counted in another way.
    statistic: {indicator: {indicator: job_or_education, weeks: 4}}
  staff_matters:
    title_da: Mere personale, kortere ventetid
    title_en: More staff, shorter waits
    role: pattern
    pattern: 14
    relation: below
    bound: 0
    unit: weeks
    source: X-1
    note: Twice the staff.
    statistic:
      waiting_weeks: {}
      changed: {capacity: {ibbu: {value: 4.0, unit: ratio, source: assumption, low: 1.0, high: 8.0}}}
    minus: {waiting_weeks: {}}
  over_itself:
    title_da: Delt med sig selv
    title_en: Over itself
    role: pattern
    pattern: 17
    relation: at_least
    bound: 1
    unit: ratio
    source: X-1
    note: A number over itself.
    statistic: {starts: {}, over: {starts: {}}}
  who5_of_the_panel:
    title_da: Trivsel
    title_en: Well-being
    role: pattern
    pattern: 5
    relation: at_least
    bound: 0
    unit: who5_points
    source: X-1
    note: Seen in the panel.
    statistic: {who5_level: {at: {weeks: 0, clock: start}, people: {who: everyone}}}
"""


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scenarios")
    (folder / "targets").mkdir()
    (folder / "facts.csv").write_text(FACTS, encoding="utf-8")
    (folder / "tiny.yaml").write_text("name: tiny\n", encoding="utf-8")
    (folder / "targets" / "here.yaml").write_text(TARGETS, encoding="utf-8")
    seen = []
    found = validate(["tiny"], folder=folder, progress=seen.append)
    assert seen[-1] == 1
    return {row["id"]: row for row in found}


def test_what_is_used_to_fit_is_never_scored(rows):
    assert list(rows) == ["in_job_or_education", "staff_matters", "over_itself", "who5_of_the_panel"]


def test_a_score_is_the_mean_of_the_run(rows):
    row = rows["in_job_or_education"]
    run = ungespor.run("tiny", replications=REPLICATIONS)
    seen = run.result["outcomes"]["job_or_education"]["4"]["intervention"]
    assert row["simulated"] == pytest.approx(seen)
    error = (0.049**2 + row["mcse"] ** 2 + 0.02**2) ** 0.5
    assert row["z"] == pytest.approx((seen - 0.4) / error)
    assert row["ok"] == (abs(row["z"]) <= 2)
    assert (row["observed"], row["se_observed"], row["tau"]) == (0.4, 0.049, 0.02)
    assert row["evidence_grade"] == "B"
    assert row["scenario_sha256"] == ungespor.load_scenario("tiny").sha256


def test_a_change_is_run_beside_the_programme_as_it_is(rows):
    row = rows["staff_matters"]
    assert row["simulated"] < 0
    assert row["ok"]
    assert (row["relation"], row["observed"], row["se_observed"], row["tau"]) == ("below", 0, None, None)


def test_a_statistic_can_be_divided_by_another(rows):
    assert rows["over_itself"]["simulated"] == 1
    assert rows["over_itself"]["mcse"] == 0


def test_the_panel_has_the_size_that_the_file_says(rows):
    panel = ungespor.run("tiny", people=7, replications=3, horizon_years=1, panel=True).trajectories.panel
    week_0 = panel[(panel["week"] == 0) & (panel["arm"] == "intervention")]
    assert rows["who5_of_the_panel"]["simulated"] == pytest.approx(week_0["who5"].mean())


def test_rows_can_be_written_as_json(rows):
    names = ("id", "programme", "role", "observed", "se_observed", "simulated", "mcse", "tau", "z", "ok")
    for row in json.loads(json.dumps(list(rows.values()), allow_nan=False)):
        assert set(names) <= set(row)
