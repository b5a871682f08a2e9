"""The refusion clock against the words of the law (see the toolbox), by brute force on many histories."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ungespor.trajectories.refusion import benefit_week_numbers

HISTORIES = 10_000
MEAN_WEEKS = (2, 15, 55)


def clustered(chance, length):
    """Return one history of alternating spells, some long enough for the count to restart."""
    on_clock, self_supporting = np.zeros(length, dtype=bool), np.zeros(length, dtype=bool)
    week = 0
    while week < length:
        end = week + 1 + int(chance.exponential(MEAN_WEEKS[chance.integers(len(MEAN_WEEKS))]))
        kind = chance.integers(0, 8)
        on_clock[week:end] = kind in {0, 1, 2, 6}
        self_supporting[week:end] = kind in {3, 4, 5, 6}
        week = end
    if chance.random() < 0.3:
        on_clock ^= chance.random(length) < 0.03
        self_supporting ^= chance.random(length) < 0.03
    return on_clock, self_supporting


def test_ten_thousand_histories_are_numbered_as_the_law_says(engine):
    chance = np.random.default_rng(20160104)
    restarts, overlaps, longest = 0, 0, 0
    for _ in range(HISTORIES):
        on_clock, self_supporting = clustered(chance, int(chance.integers(0, 601)))
        expected, _, times = engine.benefit_weeks_by_the_words(on_clock.tolist(), self_supporting.tolist())
        assert benefit_week_numbers(on_clock, self_supporting).tolist() == expected
        restarts += times
        overlaps += int((on_clock & self_supporting).any())
        longest = max(longest, times)
    assert restarts > HISTORIES / 2
    assert overlaps > HISTORIES / 4
    assert longest >= 4


WEEKS = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 160)), max_size=8)


@given(WEEKS)
def test_any_history_of_spells_is_numbered_as_the_law_says(engine, spells):
    """Hypothesis seeks the edges: spells of neither, benefit, self-support or both."""
    on_clock = [kind in {1, 3} for kind, weeks in spells for _ in range(weeks)]
    self_supporting = [kind in {2, 3} for kind, weeks in spells for _ in range(weeks)]
    expected, *_ = engine.benefit_weeks_by_the_words(on_clock, self_supporting)
    assert benefit_week_numbers(on_clock, self_supporting).tolist() == expected


@given(WEEKS, st.integers(1, 60))
def test_weeks_before_the_first_benefit_never_count(spells, before):
    """A life of self-support before the first benefit week changes no number after it."""
    on_clock = [kind in {1, 3} for kind, weeks in spells for _ in range(weeks)]
    self_supporting = [kind in {2, 3} for kind, weeks in spells for _ in range(weeks)]
    alone = benefit_week_numbers(on_clock, self_supporting)
    later = benefit_week_numbers([False] * before + on_clock, [True] * before + self_supporting)
    assert later[before:].tolist() == alone.tolist()
    assert not later[:before].any()
