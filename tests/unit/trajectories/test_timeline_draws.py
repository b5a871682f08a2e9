"""What of a told case varies from draw to draw, and what stands fast; expected counts by hand or by the stated case."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

from ungespor.scenario.case import Case
from ungespor.scenario.load import load_scenario
from ungespor.scenario.regime import load_regime
from ungespor.trajectories.timeline import live_through
from ungespor.trajectories.timeline_draws import live_in_draws

SCENARIO = load_scenario("tiny").scenario
REGIME = load_regime(SCENARIO.regime)
DRAWS = np.arange(400)
FACT = "REH-027"
MOST_ERRORS = 4


def number(value, unit, low=None, high=None):
    ends = {} if low is None else {"low": low, "high": high}
    return {"value": value, "unit": unit, "source": FACT} | ends


def service(activity, value, low=None, high=None, unit="per_week", weeks=(0, 29), **more):
    place = {"from_week": weeks[0], "to_week": weeks[1], "source": FACT}
    return {"activity": activity, "quantity": number(value, unit, low, high)} | place | more


def spell(first, last, state, **more):
    return {"from_week": first, "to_week": last, "state": state, "source": FACT} | more


def person(age=(22.0,), before=()):
    return {
        "title_da": "En",
        "title_en": "One",
        "sex": "woman",
        "age": number(age[0], "years", *age[1:]),
        "diagnosis": "anxiety",
        "before": [{"state": state, "weeks": number(*weeks)} for state, weeks in before],
    }


def case(*versions, support=None, people=None, weeks=30):
    """Return a case with a version for each list of services."""
    support = support or [spell(0, weeks - 1, "education_benefit")]
    shared = {"title_da": "A", "title_en": "A", "basis": "told", "support": {"one": support}}
    content = {
        "name": "made",
        "title_da": "Lavet",
        "title_en": "Made",
        "summary": "Made for a test.",
        "scenario": "tiny",
        "start_date": datetime.date(2023, 5, 1),
        "duration_weeks": weeks,
        "people": people or {"one": person(), "two": person()},
        "versions": {f"version_{at}": shared | {"services": services} for at, services in enumerate(versions)},
    }
    return Case.model_validate(content, strict=True)


def counted(made, draws=DRAWS):
    """Return the counts by activity, each of shape (draws, versions), and those by cell."""
    activities = live_in_draws(made, SCENARIO, REGIME, draws)
    by_cell = dict(zip(activities.cells, np.moveaxis(activities.quantity.sum(axis=2), -1, 0), strict=True))
    by_activity = {}
    for cell, quantity in by_cell.items():
        by_activity[cell.activity] = by_activity.get(cell.activity, 0) + quantity
    return by_activity, by_cell


def test_without_ranges_every_draw_is_the_stated_case():
    told = [service("home_support_hour", 3.5), service("psychologist_session", 3, unit="in_all", person="two")]
    made = case(told, told[:1], people={"one": person(before=[("job", (30, "weeks"))]), "two": person()})
    stated, drawn = live_through(made, SCENARIO, REGIME).activities, live_in_draws(made, SCENARIO, REGIME, DRAWS)
    half_years = [period.half_year for period in stated.periods]
    assert [period.half_year for period in drawn.periods] == ["2023H1", "2023H2"] == list(dict.fromkeys(half_years))
    assert [period.follow_up_year for period in drawn.periods] == [1, 1]
    assert set(drawn.cells) == set(stated.cells)
    for number_of_cell, cell in enumerate(drawn.cells):
        weekly = stated.quantity[..., stated.cells.index(cell)].sum(axis=0)
        for at, half_year in enumerate(("2023H1", "2023H2")):
            expected = weekly[:, [name == half_year for name in half_years]].sum(axis=1)
            assert (drawn.quantity[:, :, at, number_of_cell] == expected).all()


def test_the_stated_number_is_the_median_and_both_sides_are_spread_evenly():
    given = counted(case([service("home_support_hour", 10, 4, 30, unit="in_all")]), np.arange(4000))[0]
    hours = given["home_support_hour"][:, 0]
    assert (hours.min(), hours.max()) == (4, 30)
    for edge, share in ((10, 0.5), (7, 0.25), (20, 0.75)):  # medians of each side: 7 and 20
        # A number that is rounded to the edge lies on either side of it as often.
        below = (hours < edge).mean() + (hours == edge).mean() / 2
        assert abs(below - share) < MOST_ERRORS * np.sqrt(share * (1 - share) / 4000)


def test_the_same_service_has_the_same_luck_in_both_versions_and_in_all_lines():
    wide = service("home_support_hour", 10, 0, 20, weeks=(0, 9))
    later = service("home_support_hour", 10, 0, 20, weeks=(10, 19))
    hours = counted(case([wide], [wide, later]))[0]["home_support_hour"]
    assert np.array_equal(2 * hours[:, 0], hours[:, 1])
    assert hours[:, 0].std() > 0


@pytest.mark.parametrize("other", [{"person": "two"}, {"offer": "ibbu"}])
def test_another_person_or_offer_has_luck_of_its_own(other):
    wide = service("home_support_hour", 10, 0, 20)
    by_cell = counted(case([wide]))[0]["home_support_hour"][:, 0]
    others = counted(case([wide | other]))[0]["home_support_hour"][:, 0]
    correlation = np.corrcoef(by_cell, others)[0, 1]
    assert abs(correlation) < MOST_ERRORS / np.sqrt(len(DRAWS))


def test_a_draw_does_not_hang_on_the_others():
    made = case(
        [service("home_support_hour", 10, 0, 20)], people={"one": person(before=[("job", (9, "weeks", 0, 99))])}
    )
    few, many = (live_in_draws(made, SCENARIO, REGIME, np.arange(count)) for count in (5, 50))
    for cell, quantity in zip(few.cells, np.moveaxis(few.quantity, -1, 0), strict=True):
        assert np.array_equal(quantity, many.quantity[:5, ..., many.cells.index(cell)])


def test_weeks_before_the_case_move_the_clock_and_no_told_week():
    before = [("education_benefit", (10, "weeks", 0, 60))]
    by_activity, by_cell = counted(case([], people={"one": person(before=before)}))
    assert (by_activity["education_benefit_week"] == 30).all()
    drawn = {cell.refusion_band: quantity[:, 0] for cell, quantity in by_cell.items()}
    # The bands end with benefit weeks 4, 26 and 52. The fourth is met after 23 weeks or more, drawn above 22.5;
    # after the 10 weeks that are stated 16 weeks lie in the second band and 14 in the third.
    share, fourth = (60 - 22.5) / (60 - 10) / 2, drawn[4] > 0
    assert abs(fourth.mean() - share) < MOST_ERRORS * np.sqrt(share * (1 - share) / len(DRAWS))
    stated = (drawn[2] == 16) & (drawn[3] == 14)
    assert stated.any()
    assert drawn[1].max() == 4


def test_an_age_is_drawn_only_where_the_law_gives_what_is_told():
    by_activity, by_cell = counted(case([], people={"one": person(age=(27.0, 15, 40))}))
    assert (by_activity["education_benefit_week"] == 30).all()
    ages = {part for cell in by_cell for part in cell.person_class.split(";") if part.startswith("age=")}
    assert ages == {"age=18-19", "age=20-24", "age=25-29"}


def test_a_psychologist_is_priced_by_the_age_that_is_drawn():
    given = [service("psychologist_session", 1)]
    _, by_cell = counted(case(given, people={"one": person(age=(25.0, 23, 27))}))
    by_age = {
        cell.person_class: quantity for cell, quantity in by_cell.items() if cell.activity == given[0]["activity"]
    }
    assert set(by_age) == {"age=20-24;diagnosis=anxiety", "age=25-29;diagnosis=anxiety"}
    assert (sum(by_age.values()) == 30).all()


def test_a_person_who_is_only_served_is_in_no_state():
    by_activity, _ = counted(case([service("home_support_hour", 1, person="two")]))
    assert (by_activity["education_benefit_week"] == 30).all()
    assert set(by_activity) == {"education_benefit_week", "home_support_hour"}
