"""Odds ratios: against two-by-two tables counted by hand, and against the odds that lives were drawn from."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ungespor.evaluation.statistics.odds import odds_ratio

JOB = (10, "job")
"""The week after the course."""


def ended(panel, count, *, in_job, **changes):
    """Return so many people whose course went from week 2 to 9, in a job afterwards or not."""
    states = panel.both(JOB) if in_job else panel.both()
    return [panel.person(course=(2, 9), states=states, **changes) for _ in range(count)]


def crossed(panel, group, other):
    """Return people in a job and not, in two groups: 6 of 8 in the first, 3 of 9 in the second."""
    return [
        *ended(panel, 6, in_job=True, **group),
        *ended(panel, 2, in_job=False, **group),
        *ended(panel, 3, in_job=True, **other),
        *ended(panel, 6, in_job=False, **other),
    ]


@pytest.mark.parametrize(
    ("factor", "group", "other"),
    [
        ("woman", {"sex": "woman"}, {"sex": "man"}),
        ("education_ready", {"readiness": "openly_ready"}, {"readiness": "activity_ready"}),
        ("education_ready", {"readiness": "education_ready"}, {"readiness": "activity_ready"}),
        ("age", {"age": 21.0}, {"age": 20.0}),
    ],
)
def test_one_factor_gives_the_odds_ratio_of_the_table(panel, factor, group, other):
    lives = panel.lives(crossed(panel, group, other))
    found = odds_ratio(lives, panel.ask("odds_ratio", states=["job"], factor=factor))
    assert found.value == pytest.approx(math.log((6 / 2) / (3 / 6)))


def test_it_is_asked_per_so_many_units(panel):
    lives = panel.lives(crossed(panel, {"age": 24.0}, {"age": 20.0}))
    found = odds_ratio(lives, panel.ask("odds_ratio", states=["job"], factor="age", per=2.0))
    assert found.value == pytest.approx(math.log(6) / 2)


def test_the_unit_changes_value_and_error_alike(panel):
    """Four years are told apart as the sexes are: the same odds ratio, pulled as much by each replication."""
    women, men = {"sex": "woman", "age": 24.0}, {"sex": "man", "age": 20.0}
    even = [
        *(ended(panel, 4, in_job=True, **women) + ended(panel, 4, in_job=False, **women)),
        *(ended(panel, 4, in_job=True, **men) + ended(panel, 5, in_job=False, **men)),
    ]
    lives = panel.lives(crossed(panel, women, men), even)
    by_sex = odds_ratio(lives, panel.ask("odds_ratio", states=["job"], factor="woman"))
    by_age = odds_ratio(lives, panel.ask("odds_ratio", states=["job"], factor="age", per=4.0))
    assert by_sex.mcse > 0.01
    assert by_age.value == pytest.approx(by_sex.value)
    assert by_age.pull == pytest.approx(by_sex.pull)


def test_the_length_counts_in_months(panel):
    short = [panel.person(course=(2, 9), states=panel.both((10, "job"))) for _ in range(6)]
    short += [panel.person(course=(2, 9)) for _ in range(2)]
    long = [panel.person(course=(2, 22), states=panel.both((23, "job"))) for _ in range(3)]
    long += [panel.person(course=(2, 22)) for _ in range(6)]
    lives = panel.lives([*short, *long])
    found = odds_ratio(lives, panel.ask("odds_ratio", states=["job"], factor="months"))
    assert found.value == pytest.approx(-math.log(6) / (13 * 12 / 52))


def test_the_change_in_well_being_is_that_of_the_intervention_arm(panel):
    better = {"who5": {"control": (), "intervention": ((0, 40.0), (9, 44.0))}}
    lives = panel.lives(crossed(panel, better, {}))
    found = odds_ratio(lives, panel.ask("odds_ratio", states=["job"], factor="who5_change"))
    assert found.value == pytest.approx(math.log(6) / 4)


def test_a_factor_beside_it_is_held_constant(panel):
    """Women are older, and age decides all: no odds ratio of sex is left."""
    people = []
    for woman, age, jobs, others in (("woman", 25, 6, 2), ("woman", 20, 1, 3), ("man", 25, 3, 1), ("man", 20, 2, 6)):
        one = {"sex": woman, "age": float(age)}
        people += ended(panel, jobs, in_job=True, **one) + ended(panel, others, in_job=False, **one)
    lives = panel.lives(people)
    alone = odds_ratio(lives, panel.ask("odds_ratio", states=["job"], factor="woman"))
    beside = odds_ratio(lives, panel.ask("odds_ratio", states=["job"], factor="woman", beside=["age"]))
    assert alone.value > 0.3
    assert beside.value == pytest.approx(0, abs=1e-9)


def test_those_who_run_on_at_the_cut_off_are_left_out(panel):
    people = crossed(panel, {"sex": "woman"}, {"sex": "man"})
    late = ended(panel, 9, in_job=False, sex="woman", start=10)
    found = odds_ratio(
        panel.lives([*people, *late]), panel.ask("odds_ratio", states=["job"], factor="woman", cut_off_week=14)
    )
    assert found.value == pytest.approx(math.log(6))


def test_weeks_after_end_and_other_states(panel):
    later = [panel.person(course=(2, 9), states=panel.both((13, "education"))) for _ in range(6)]
    people = [*later, *crossed(panel, {"sex": "woman"}, {"sex": "man"})[6:]]
    asked = panel.ask("odds_ratio", states=["job", "education"], factor="woman", weeks=4)
    assert odds_ratio(panel.lives(people), asked).value == pytest.approx(math.log(6))


def test_no_answer_where_a_regression_has_none(panel):
    def value(people, **arguments):
        return odds_ratio(panel.lives(people), panel.ask("odds_ratio", states=["job"], **arguments)).value

    women, men = {"sex": "woman"}, {"sex": "man"}
    assert math.isnan(value([panel.person()], factor="woman")), "nobody ended"
    assert math.isnan(value(crossed(panel, women, women), factor="woman")), "all alike"
    assert math.isnan(
        value(ended(panel, 3, in_job=True, **women) + ended(panel, 3, in_job=True, **men), factor="woman")
    )
    apart = ended(panel, 3, in_job=True, **women) + ended(panel, 3, in_job=False, **men)
    assert math.isnan(value(apart, factor="woman")), "the factor tells the outcome apart"
    twice = crossed(panel, {"sex": "woman", "age": 25.0}, {"sex": "man", "age": 20.0})
    assert math.isnan(value(twice, factor="woman", beside=["age"])), "two factors are one"


def test_the_error_is_that_of_people_drawn_anew(panel):
    """Over many replications drawn from known odds: the value, and its error, are those of the draws."""
    chances = {"woman": 0.6, "man": 0.4}
    draws = np.random.default_rng(7)

    def replication():
        return [
            one
            for sex, chance in chances.items()
            for _ in range(8)
            for one in ended(panel, 1, in_job=bool(draws.random() < chance), sex=sex)
        ]

    lives = panel.lives(*[replication() for _ in range(40)])
    found = odds_ratio(lives, panel.ask("odds_ratio", states=["job"], factor="woman"))
    theory = math.sqrt(2 / (40 * 8 * 0.6 * 0.4))
    assert found.pull.mean() == pytest.approx(0, abs=1e-9)
    assert found.mcse == pytest.approx(theory, rel=4 / math.sqrt(2 * 40))
    assert abs(found.value - 2 * math.log(0.6 / 0.4)) < 4 * theory
