"""The shipped regime says what its acts say."""

from __future__ import annotations

import datetime

import pytest
from pydantic import ValidationError

from ungespor.base.tables import STATES
from ungespor.scenario.regime import load_regime


@pytest.fixture(scope="module")
def regime():
    return load_regime("pre_2025H2")


def test_the_staircase_of_section_5(regime):
    assert regime.refusion_week_edges == (4, 26, 52)
    assert regime.state_shares == (0.8, 0.4, 0.3, 0.2)
    assert [regime.share_of_band(band) for band in range(5)] == [0.0, 0.8, 0.4, 0.3, 0.2]


def test_the_restart_of_section_6(regime):
    assert (regime.restart_weeks, regime.window_weeks) == (52, 156)


def test_weeks_and_ages(regime):
    assert (regime.employer_sick_weeks, regime.sickness_reassessment_week) == (4, 22)
    assert (regime.adult_age, regime.cash_benefit_from_age) == (18, 30)
    assert regime.in_force_to == datetime.date(2025, 6, 30)
    assert regime.in_force_from <= regime.rates_on <= regime.in_force_to


def test_what_is_closed_below_eighteen(regime):
    """All that is no schooling, work, parents' support or dagpenge at birth."""
    assert set(STATES) - set(regime.adults_only) == {
        "school", "education", "fgu", "job", "parental_benefit", "self_support"
    }  # fmt: skip


def test_every_state_has_a_refusion_status(regime):
    assert set(regime.refusion_status) == set(STATES)
    off = {state for state, status in regime.refusion_status.items() if status != "clock"}
    assert off == {"school", "education", "fgu", "job", "parental_benefit", "self_support"}
    assert {regime.refusion_status[state] for state in ("school", "fgu", "parental_benefit")} == {"neutral"}


def test_what_has_not_been_read_in_the_law_is_said(regime):
    assert {"education", "fgu", "parental_benefit"} <= set(regime.unverified)


def test_illegal_moves_have_reasons(regime):
    moves = {(move.from_, move.to): move.because for move in regime.illegal_moves}
    assert ("education_benefit", "cash_benefit") in moves
    assert ("education_benefit", "sickness_benefit") in moves
    assert ("job", "sickness_benefit") not in moves
    assert ("unemployment_benefit", "sickness_benefit") not in moves
    assert all(moves.values())


def test_a_regime_cannot_be_changed(regime):
    with pytest.raises(ValidationError):
        regime.restart_weeks = 26
