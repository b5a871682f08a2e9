"""A told case goes through the law's clock week by week; the expected weeks are written by hand."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

from ungespor.base.errors import InputError
from ungespor.scenario.case import Case
from ungespor.scenario.load import load_scenario
from ungespor.scenario.regime import load_regime
from ungespor.trajectories.timeline import live_through
from ungespor.trajectories.told_lives import NOTED
from ungespor.trajectories.told_services import whole_units

SCENARIO = load_scenario("tiny").scenario
REGIME = load_regime(SCENARIO.regime)
KIND, BENEFIT_WEEK, AGE = (NOTED.index(name) for name in ("week_kind", "benefit_week", "age_band"))


def number(value, unit):
    return {"value": value, "unit": unit, "source": "assumption", "low": 0, "high": 100 if unit == "years" else 1000}


def spell(first, last, state, **more):
    return {"from_week": first, "to_week": last, "state": state, "source": "REH-027"} | more


def service(activity, first, last, value, unit="per_week", **more):
    quantity = number(value, unit)
    return {"activity": activity, "from_week": first, "to_week": last, "quantity": quantity, "source": "REH-028"} | more


def case(*spells, services=(), age=22.0, before=(), weeks=None, **person):
    """Return a case of one person in one version."""
    somebody = {"title_da": "En", "title_en": "One", "sex": "woman", "age": number(age, "years")}
    earlier = [{"state": state, "weeks": number(many, "weeks")} for state, many in before]
    version = {"title_da": "A", "title_en": "A", "basis": "told", "support": {"one": list(spells)}}
    content = {
        "name": "made",
        "title_da": "Lavet",
        "title_en": "Made",
        "summary": "Made for a test.",
        "scenario": "tiny",
        "start_date": datetime.date(2023, 1, 2),
        "duration_weeks": weeks or spells[-1]["to_week"] + 1,
        "people": {"one": somebody | {"before": earlier} | person},
        "versions": {"only": version | {"services": list(services)}},
    }
    return Case.model_validate(content, strict=True)


def lived(made):
    return live_through(made, SCENARIO, REGIME)


def notes(made):
    return lived(made).notes["only", "one"]


def counted(made):
    """Return how often each cell was counted in all, without those of no week."""
    activities = lived(made).activities
    sums = activities.quantity.sum(axis=(0, 1, 2)).tolist()
    return {
        (cell.activity, cell.refusion_band, cell.resident, cell.person_class): many
        for cell, many in zip(activities.cells, sums, strict=True)
    }


def test_the_clock_counts_benefit_weeks_and_pauses_in_a_job():
    made = case(
        spell(0, 2, "education_benefit"), spell(3, 4, "job", hours="full"), spell(5, 7, "education_benefit"), age=22
    )
    assert notes(made)[:, BENEFIT_WEEK].tolist() == [1, 2, 3, 0, 0, 4, 5, 6]


def test_the_clock_runs_through_what_came_before():
    made = case(spell(0, 3, "education_benefit"), before=[("education_benefit", 24)])
    assert notes(made)[:, BENEFIT_WEEK].tolist() == [25, 26, 27, 28]
    facts = "age=20-24;living=parents;provider=no;readiness=education_ready"
    assert counted(made) == {
        ("education_benefit_week", 2, "home", facts): 2,
        ("education_benefit_week", 3, "home", facts): 2,
    }


@pytest.mark.parametrize(("weeks", "first"), [(51, 11), (52, 1)])
def test_the_clock_starts_over_after_fifty_two_weeks_of_self_support(weeks, first):
    made = case(spell(0, 1, "education_benefit"), before=[("education_benefit", 10), ("self_support", weeks)])
    assert notes(made)[:, BENEFIT_WEEK].tolist() == [first, first + 1]


def test_the_employer_pays_the_first_four_weeks_and_jobafklaring_follows_the_twenty_second():
    made = case(spell(0, 1, "job", hours="full"), spell(2, 30, "sickness_benefit"), age=26)
    sick = {name: many for (name, *_), many in counted(made).items() if "job_week" not in name}
    assert {name for name, *_ in counted(made)} == {
        "job_week", "sickness_employer_week", "sickness_benefit_week", "job_clarification_week",
    }  # fmt: skip
    kinds = notes(made)[:, KIND].tolist()
    assert [kinds.count(kind) for kind in dict.fromkeys(kinds)] == [2, 4, 18, 7]
    assert notes(made)[2:8, BENEFIT_WEEK].tolist() == [0, 0, 0, 0, 1, 2]
    assert sick


def test_without_a_job_before_it_sickness_is_on_the_clock_at_once():
    made = case(spell(0, 2, "sickness_benefit"), before=[("unemployment_benefit", 5)], age=26)
    assert notes(made)[:, BENEFIT_WEEK].tolist() == [6, 7, 8]


def test_weeks_are_counted_at_the_age_and_place_of_their_week():
    made = case(
        spell(0, 9, "job", hours="part"),
        spell(10, 12, "education", kind="stu", living="out", resident="moved"),
        age=17.9,
    )
    # 17.9 years are 933 whole weeks, and the eighteenth birthday comes after 939.
    assert counted(made) == {
        ("job_week", 0, "home", "age=under_18;hours=part"): 6,
        ("job_week", 0, "home", "age=18-19;hours=part"): 4,
        ("education_week", 0, "moved", "age=18-19;kind=stu;living=out"): 3,
    }


def test_every_week_is_a_period_of_its_own():
    periods = lived(case(spell(0, 59, "self_support"))).activities.periods
    assert [period.follow_up_year for period in periods] == [1] * 52 + [2] * 8
    assert [period.half_year for period in periods[24:28]] == ["2023H1", "2023H1", "2023H2", "2023H2"]


@pytest.mark.parametrize(
    ("value", "unit", "weeks", "expected"),
    [
        (3.5, "per_week", 4, [4, 3, 4, 3]),
        (2, "per_month", 13, [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]),
        (3, "in_all", 6, [1, 0, 1, 0, 1, 0]),
        (1, "in_all", 1, [1]),
        (0.1, "per_week", 4, [0, 0, 0, 0]),
    ],
)
def test_whole_units_are_spread_so_that_the_sum_stays_right(value, unit, weeks, expected):
    made = case(spell(0, weeks - 1, "self_support"), services=[service("home_support_hour", 0, weeks - 1, value, unit)])
    units = whole_units(made.versions["only"].services[0])
    assert units.tolist() == expected


def test_twelve_in_twelve_weeks_are_one_a_week_for_any_twelve():
    for weeks in range(1, 60):
        made = case(spell(0, weeks - 1, "self_support"), services=[service("bed_day", 0, weeks - 1, weeks, "in_all")])
        assert whole_units(made.versions["only"].services[0]).tolist() == [1] * weeks


def test_a_session_with_a_psychologist_is_counted_by_age_and_diagnosis():
    sessions = [service("psychologist_session", 1, 1, 1, "in_all")]
    made = case(spell(0, 2, "self_support"), services=sessions, diagnosis="anxiety", age=24)
    assert counted(made)["psychologist_session", 0, "home", "age=20-24;diagnosis=anxiety"] == 1


def test_a_service_is_given_where_the_person_lives():
    made = case(
        spell(0, 1, "self_support"),
        spell(2, 3, "self_support", resident="moved"),
        services=[service("home_support_hour", 1, 2, 1)],
    )
    assert counted(made)["home_support_hour", 0, "home", ""] == 1
    assert counted(made)["home_support_hour", 0, "moved", ""] == 1


def test_the_thirtieth_birthday_ends_uddannelseshjaelp():
    # 29.9 years are 1560 whole weeks, 30 years are 1565.
    lived(case(spell(0, 4, "education_benefit"), spell(5, 6, "cash_benefit"), age=29.9))
    with pytest.raises(InputError, match="does not give 'education_benefit' in week 5, at the age of 30 and over"):
        lived(case(spell(0, 6, "education_benefit"), age=29.9))
    with pytest.raises(InputError, match="does not give 'cash_benefit' in week 0"):
        lived(case(spell(0, 6, "cash_benefit"), age=29.9))
    assert np.all(notes(case(spell(0, 6, "cash_benefit"), age=29.9, qualified=True))[:, AGE] >= 0)


@pytest.mark.parametrize("provider", ["no", "yes"])
def test_whether_somebody_provides_for_children_is_a_legal_fact(provider):
    made = case(spell(0, 3, "cash_benefit"), age=32, provider=provider)
    classes = {person_class for activity, *_, person_class in counted(made) if activity == "cash_benefit_week"}
    assert [f"provider={provider}" in facts for facts in classes] == [True]
