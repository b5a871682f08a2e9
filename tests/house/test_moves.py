"""Does the baseline know the ways between support states that social law opens to young adults?"""

from __future__ import annotations

import pytest

from ungespor.scenario.load import load_scenario
from ungespor.scenario.regime import load_regime

BASELINES = {"ibbu_nord": "danish_youth_calibrated", "open_dialogue": "severe_mental_illness"}
VISITED = {"flex_job", "flex_job_waiting"}


@pytest.fixture(scope="module", params=BASELINES)
def moves(request):
    baseline = load_scenario(request.param).scenario.baseline
    assert baseline.name == BASELINES[request.param]
    return {(move.from_, move.to): move for move in baseline.transitions.values()}


@pytest.mark.parametrize("state", ["education_benefit", "cash_benefit", "sickness_benefit", "resource_benefit"])
def test_the_rehabilitation_team_can_find_for_fleksjob_or_pension(moves, state):
    """LAB chapter 20, active social policy act section 74 a, social pension act section 16 (2)."""
    assert {to for from_, to in moves if from_ == state} & VISITED
    assert (state, "disability_pension") in moves


@pytest.mark.parametrize("state", ["education_benefit", "cash_benefit", "sickness_benefit"])
def test_a_resource_course_is_open_from_every_benefit(moves, state):
    assert (state, "resource_benefit") in moves


def test_a_fleksjob_can_be_found_without_a_wait_on_ledighedsydelse(moves):
    """Three of 43 left IPS UNG for one (IPS-083); a placement may become one."""
    assert ("education_benefit", "flex_job") in moves
    assert ("flex_job_waiting", "flex_job") in moves


def test_those_below_eighteen_have_a_way_out_of_nothing(moves):
    ways = {to for from_, to in moves if from_ == "self_support"}
    assert ways - set(load_regime("pre_2025H2").adults_only) == {"education", "job", "fgu"}


def test_only_pension_is_for_good(moves):
    left = {from_ for from_, _ in moves}
    reached = {to for _, to in moves}
    assert reached - left == {"disability_pension"}
