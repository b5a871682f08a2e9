"""Do the programmes of the literature and of Billund differ in more than their name, and invent nothing?"""

from __future__ import annotations

import math
from itertools import combinations

import pytest

from ungespor.scenario.load import load_scenario

WITHOUT_KNOWN_EFFECT = (
    "aspit", "citizenship_course", "neo", "outreach", "produktionsskole", "short_camps", "sport", "travellers",
)  # fmt: skip
WITH_EFFECT = (
    "horisont", "mentor", "mst", "nytteindsats", "open_dialogue", "short_guidance", "social_skills_training",
    "youth_coordinators",
)  # fmt: skip
GRADE_A = {"mentor", "social_skills_training"}
IN_EFFECTS = ("effects", "psychiatric_effects", "who5_effect", "coordination")


@pytest.fixture(scope="module")
def scenarios():
    return {name: load_scenario(name).scenario for name in (*WITHOUT_KNOWN_EFFECT, *WITH_EFFECT)}


def test_where_the_literature_gives_no_effect_there_is_none(scenarios):
    for name in WITHOUT_KNOWN_EFFECT:
        given = [part for part in IN_EFFECTS if getattr(scenarios[name].offers[name], part)]
        assert given == [], name


def test_every_other_offer_has_an_effect_that_may_be_none_or_was_found_in_a_trial(scenarios):
    for name in WITH_EFFECT:
        offer = scenarios[name].offers[name]
        effects = [*offer.effects.values(), *offer.psychiatric_effects.values()]
        assert effects, name
        ratios = [effect.hazard_ratio for effect in effects]
        assert all(ratio.low is not None and ratio.source != "assumption" for ratio in ratios), name
        if name not in {"mentor", "horisont", "nytteindsats"}:
            assert all(ratio.low <= 1 <= ratio.high for ratio in ratios), name


@pytest.mark.parametrize("part", ["population", "course", "legal_basis", "summary"])
def test_no_two_programmes_share_it(scenarios, part):
    def described(name):
        scenario, offer = scenarios[name], scenarios[name].offers[name]
        if part == "population":
            return scenario.population.model_dump(exclude={"name", "summary", "municipalities"})
        return getattr(offer, part)

    same = [pair for pair in combinations(scenarios, 2) if described(pair[0]) == described(pair[1])]
    assert same == []


def test_grades_of_evidence_are_those_of_the_review(scenarios):
    grades = {name: scenario.offers[name].evidence_grade for name, scenario in scenarios.items()}
    assert {name for name, grade in grades.items() if grade == "A"} == GRADE_A
    assert {grade for name, grade in grades.items() if name not in GRADE_A} == {"C"}


def test_the_mentor_effect_of_the_trial_is_the_mean_over_grades():
    effects = load_scenario("mentor").scenario.offers["mentor"].effects
    logs = [math.log(effects[f"education_{grades}_grades"].hazard_ratio.central) for grades in ("low", "other")]
    assert logs[0] > logs[1], "strongest for low grades"
    assert math.exp(sum(logs) / 2) == pytest.approx(1.36, abs=0.03)
    assert effects["job_start"].hazard_ratio.central == pytest.approx(1.42, abs=0.01)


def test_the_mentor_dose_gives_one_point_for_ten_minutes():
    effects = load_scenario("mentor").scenario.offers["mentor"].effects
    minutes = effects["education_low_grades"].dose.reference_minutes_per_week.central
    stayed = 1 - 0.12  # of the trial's controls not in education after a year
    share = [1 - stayed ** (1.36 ** (dose / minutes)) for dose in (minutes, minutes + 10)]
    assert share[1] - share[0] == pytest.approx(0.01, abs=0.0015)


def test_nytteindsats_is_shrunk_in_the_same_proportion_for_all():
    effects = load_scenario("nytteindsats").scenario.offers["nytteindsats"].effects
    shrink = math.log(1.6) / math.log(3)
    for group, observed in (("men", 3.28), ("women", 2.18), ("non_western", 1.87)):
        effect = effects[f"ready_{group}"]
        assert math.log(effect.hazard_ratio.central) == pytest.approx(shrink * math.log(observed), abs=0.02), group
        assert 1 < effect.later_ratio.central < effect.hazard_ratio.central, group
    assert effects["activity_ready"].hazard_ratio.central == pytest.approx(1)
