"""The refusion clock at the edges of the law, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from ungespor.scenario.regime import load_regime
from ungespor.trajectories import refusion
from ungespor.trajectories.refusion import benefit_week_numbers

BENEFIT, WORK, NEITHER, BOTH = "b", "w", "n", "x"


def numbers(*spells: tuple[str, int]) -> list[int]:
    """Number a history of spells, written as (kind, weeks)."""
    weeks = "".join(kind * length for kind, length in spells)
    on_clock = [week in "bx" for week in weeks]
    self_supporting = [week in "wx" for week in weeks]
    return benefit_week_numbers(on_clock, self_supporting).tolist()


def test_the_first_benefit_week_is_number_one():
    assert numbers((BENEFIT, 3)) == [1, 2, 3]
    assert numbers((WORK, 60), (BENEFIT, 2))[60:] == [1, 2]


def test_the_count_goes_on_over_breaks():
    assert numbers((BENEFIT, 2), (NEITHER, 200), (BENEFIT, 1), (WORK, 3), (BENEFIT, 2))[-6:] == [3, 0, 0, 0, 4, 5]


@pytest.mark.parametrize(("weeks", "number"), [(51, 11), (52, 1), (53, 1)])
def test_fifty_two_whole_weeks_of_self_support_restart_the_count(weeks, number):
    assert numbers((BENEFIT, 10), (WORK, weeks), (BENEFIT, 1))[-1] == number


def test_the_weeks_need_not_be_consecutive():
    pieces = [(WORK, 13), (NEITHER, 5), (WORK, 13), (NEITHER, 5), (WORK, 13), (NEITHER, 5)]
    assert numbers((BENEFIT, 10), *pieces, (WORK, 13), (BENEFIT, 1))[-1] == 1
    assert numbers((BENEFIT, 10), *pieces, (WORK, 12), (BENEFIT, 1))[-1] == 11


@pytest.mark.parametrize(("neither", "number"), [(104, 1), (105, 2)])
def test_the_window_reaches_156_weeks_back(neither, number):
    """52 weeks of work, then so many of neither: the first week of work is just in or just out of the window."""
    assert numbers((BENEFIT, 1), (WORK, 52), (NEITHER, neither), (BENEFIT, 1))[-1] == number


def test_self_support_counts_only_after_the_first_benefit_week_of_the_count():
    history = [(BENEFIT, 1), (WORK, 52), (BENEFIT, 1), (NEITHER, 10), (BENEFIT, 1)]
    assert [number for number in numbers(*history) if number] == [1, 1, 2], "the old 52 weeks restart once, not twice"
    twice = [(BENEFIT, 1), (WORK, 52), (BENEFIT, 1), (WORK, 51), (BENEFIT, 1), (WORK, 1), (BENEFIT, 1)]
    assert [number for number in numbers(*twice) if number] == [1, 1, 2, 1]


def test_weeks_on_the_clock_push_self_support_out_of_the_window():
    """51 weeks of work, 105 of benefit, one more of work: only 51 lie within the latest 156 weeks, then 50."""
    history = [(BENEFIT, 1), (WORK, 51), (BENEFIT, 104), (WORK, 1), (BENEFIT, 1)]
    assert numbers(*history)[-1] == 1
    later = [(BENEFIT, 1), (WORK, 51), (BENEFIT, 105), (WORK, 1), (BENEFIT, 1)]
    assert numbers(*later)[-1] == 107


def test_a_week_may_be_both_on_the_clock_and_self_supporting():
    assert numbers((BENEFIT, 1), (BOTH, 52), (BENEFIT, 1)) == [*range(1, 54), 1]
    assert numbers((BOTH, 60)) == [*range(1, 54), *range(1, 8)], "the first of a count does not count for itself"


@pytest.mark.parametrize(("neither", "number"), [(114, 1), (115, 2)])
def test_the_numbers_of_the_law_come_from_the_regime(monkeypatch, neither, number):
    """Another law: 26 weeks of self-support within the latest 140."""
    law = load_regime("pre_2025H2").model_copy(update={"restart_weeks": 26, "window_weeks": 140})
    monkeypatch.setattr(refusion, "load_regime", lambda _: law)
    assert numbers((BENEFIT, 1), (WORK, 26), (NEITHER, neither), (BENEFIT, 1))[-1] == number


def test_no_weeks_at_all():
    assert benefit_week_numbers([], []).tolist() == []


@pytest.mark.parametrize(("one", "other"), [([True], [True, False]), ([[True]], [[True]])])
def test_arrays_that_do_not_belong_together_are_refused(one, other):
    with pytest.raises(ValueError, match="two equally long one-dimensional arrays are needed"):
        benefit_week_numbers(np.array(one), np.array(other))
