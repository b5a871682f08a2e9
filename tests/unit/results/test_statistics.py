"""Do the statistics match their closed forms?"""

from __future__ import annotations

import numpy as np
import pytest

from ungespor.results.statistics import payback_year, present_value_factors, standard_error, statistic, statistics


def test_the_first_year_is_not_discounted():
    assert present_value_factors(0.035, [1])[0] == 1.0


@pytest.mark.parametrize(("rate", "years"), [(0.035, 5), (0.01, 30), (0.2, 3)])
def test_a_discounted_annuity_matches_its_closed_form(rate, years):
    annuity = present_value_factors(rate, range(1, years + 1)).sum()
    closed = (1 - (1 + rate) ** -years) / rate * (1 + rate)
    assert annuity == pytest.approx(closed, rel=1e-12)


def test_without_a_discount_rate_every_year_counts_the_same():
    assert present_value_factors(0.0, range(1, 6)).tolist() == [1.0] * 5


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 1, 1], 1),
        ([-3, 1, 2], 3),
        ([-3, 4, 1], 2),
        ([-1, 2, -3], None),
        ([-1, 2, -3, 4], 4),
        ([2, -1, -1], 1),
        ([0, 0], 1),
        ([-1], None),
    ],
)
def test_paid_back_is_the_first_year_from_which_the_sum_stays_at_or_above_zero(values, expected):
    assert payback_year(range(1, len(values) + 1), values) == expected


def test_low_and_high_are_the_5th_and_95th_percentile():
    numbers = np.arange(101, dtype=np.float64)
    found = statistic(numbers)
    assert (found["low"], found["mean"], found["high"]) == (5.0, 50.0, 95.0)
    assert found["mcse"] == pytest.approx(np.sqrt(sum((n - 50) ** 2 for n in range(101)) / 100) / np.sqrt(101))


def test_a_single_replication_has_no_known_error():
    assert standard_error(np.asarray([7.0])) == 0.0
    assert statistic(np.asarray([7.0])) == {"mean": 7.0, "mcse": 0.0, "low": 7.0, "high": 7.0}


def test_several_at_once_are_what_each_is_alone():
    rows = _uneven(7, 333)
    assert statistics(rows) == [statistic(row) for row in rows]
    low, high = np.percentile(rows[4], [5, 95])
    assert statistics(rows)[4] == {
        "mean": rows[4].mean(),
        "mcse": rows[4].std(ddof=1) / np.sqrt(333),
        "low": low,
        "high": high,
    }


def _uneven(numbers, worlds):
    """Return numbers of which no two are alike, in no order."""
    return np.sin(np.arange(numbers * worlds) * 12.9898).reshape(numbers, worlds) * 1e6
