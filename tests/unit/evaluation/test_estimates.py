"""Arithmetic of a comparison: z, what is in order, and Monte Carlo errors, worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ungespor.evaluation.estimates import Estimate, mean, pattern, ratio, score


def exactly(value):
    return Estimate(value, np.zeros(4))


def with_error(value, mcse):
    """Four replications whose Monte Carlo error is as given."""
    return Estimate(value, mcse * np.sqrt(3) * np.array([1.0, -1.0, 1.0, -1.0]))


def test_a_ratio_pools_the_replications():
    found = ratio([1, 3], [2, 8])
    assert found.value == pytest.approx(0.4)
    # Pulls: (1 - 0.4 x 2) / 5 and (3 - 0.4 x 8) / 5.
    assert found.pull == pytest.approx([0.04, -0.04])
    assert found.mcse == pytest.approx(math.sqrt(2 * 0.04**2) / math.sqrt(2))


def test_replications_with_nobody_to_ask_count_for_nothing():
    assert ratio([1, 0], [2, 0]).value == 0.5
    assert math.isnan(ratio([0, 0], [0, 0]).value)
    assert mean([1.0, math.nan, 3.0]).value == 2


def test_the_error_of_a_mean_is_the_usual_one():
    values = np.array([3.0, 5.0, 4.0, 9.0])
    assert mean(values).mcse == pytest.approx(values.std(ddof=1) / 2)
    assert mean([7.0]).mcse == 0


def test_the_error_of_a_share_agrees_with_the_binomial_one():
    # 400 replications of 50 people, alternately 14 and 26 of them: sd 6 / 50.
    found = ratio([14, 26] * 200, [50] * 400)
    assert found.value == pytest.approx(0.4)
    assert found.mcse == pytest.approx(0.12 / math.sqrt(399))


def test_a_difference_of_twins_in_luck_has_no_error():
    one = mean([1.0, 5.0, 3.0])
    assert one.less(mean([0.0, 4.0, 2.0])).value == 1
    assert one.less(mean([0.0, 4.0, 2.0])).mcse == pytest.approx(0)
    assert one.less(mean([4.0, 0.0, 2.0])).mcse == pytest.approx(2 * one.mcse)


def test_a_quotient_and_its_error():
    above, below = mean([10.0, 14.0]), mean([2.0, 2.0])
    assert above.over(below).value == 6
    assert above.over(below).mcse == pytest.approx(above.mcse / 2)
    assert above.over(above).mcse == pytest.approx(0)
    assert math.isnan(above.over(mean([0.0, 0.0])).value)


def test_runs_of_different_length_keep_their_errors():
    long, short = mean(np.arange(8.0) % 2), exactly(0.0)
    assert long.less(short).mcse == pytest.approx(np.array([0.5, 0.5, 0.5, 0.5]).std(ddof=1), abs=1e-12)
    one_by_one = mean([0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0])
    assert one_by_one.less(short).mcse == pytest.approx(np.array([0.0, 1.0, 0.0, 1.0]).std(ddof=1) / 2)


@pytest.mark.parametrize(
    ("simulated", "z", "ok"),
    [(0.40, 0.0, True), (0.52, 2.4, False), (0.50, 2.0, True), (0.29, -2.2, False)],
)
def test_z_divides_by_all_three_errors(simulated, z, ok):
    # sqrt(0.03² + 0.02² + sqrt(0.0012)²) = 0.05
    held = score(0.40, 0.03, math.sqrt(0.0012), with_error(simulated, 0.02))
    assert held["z"] == pytest.approx(z)
    assert held["ok"] is ok


def test_a_score_without_a_number_or_an_error_is_not_in_order():
    assert score(0.4, 0.1, 0.0, exactly(math.nan)) == {"z": None, "ok": False}
    assert score(0.4, 0.0, 0.0, exactly(0.4)) == {"z": None, "ok": False}


@pytest.mark.parametrize(
    ("relation", "value", "mcse", "z", "ok"),
    [
        ("above", 1.0, 0.4, 2.5, True),
        ("above", 1.0, 0.6, 1.667, False),
        ("above", -1.0, 0.4, -2.5, False),
        ("below", -1.0, 0.5, 2.0, True),
        ("at_most", 1.0, 0.1, -10.0, False),
        ("at_least", 1.0, 0.1, 10.0, True),
    ],
)
def test_a_pattern_holds_beyond_monte_carlo_error(relation, value, mcse, z, ok):
    held = pattern(relation, 0.0, with_error(value, mcse))
    assert held["z"] == pytest.approx(z, abs=1e-3)
    assert held["ok"] is ok


def test_a_pattern_without_error_holds_or_does_not():
    assert pattern("at_least", 0, exactly(0.0)) == {"z": None, "ok": True}
    assert pattern("above", 0, exactly(0.0)) == {"z": None, "ok": False}
    assert pattern("below", 0, exactly(-0.1)) == {"z": None, "ok": True}
    assert pattern("below", 0, exactly(math.nan)) == {"z": None, "ok": False}
