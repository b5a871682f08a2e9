"""The staircase of act 994/2015 section 5(2), at and beside each of its edges."""

from __future__ import annotations

import numpy as np
import pytest

from ungespor.ledger.refusion import state_share


@pytest.mark.parametrize(
    ("week", "share"),
    [(0, 0.0), (1, 0.8), (4, 0.8), (5, 0.4), (26, 0.4), (27, 0.3), (52, 0.3), (53, 0.2), (1000, 0.2)],
)
def test_share_of_the_state_at_the_edges(week, share):
    assert state_share(week) == share


def test_arrays_keep_their_shape():
    weeks = np.array([[0, 4], [5, 53]])
    assert state_share(weeks).tolist() == [[0.0, 0.8], [0.4, 0.2]]
    assert state_share(weeks).dtype == np.float64


@pytest.mark.parametrize(("weeks", "percent"), [(26, 46.2), (52, 38.1), (104, 29.0), (156, 26.0), (260, 23.6)])
def test_average_share_of_a_spell(weeks, percent):
    assert round(100 * state_share(np.arange(1, weeks + 1)).mean(), 1) == percent


def test_average_share_is_exact():
    assert np.isclose(state_share(np.arange(1, 27)).sum(), 4 * 0.8 + 22 * 0.4)
    assert np.isclose(state_share(np.arange(1, 53)).sum(), 4 * 0.8 + 22 * 0.4 + 26 * 0.3)


def test_a_negative_week_is_a_mistake():
    with pytest.raises(ValueError, match="numbered from 1"):
        state_share(-1)
