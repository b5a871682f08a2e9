"""Parts of the difference between the simulation and SØM, each worked out by hand."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from ungespor.base.tables import PAYERS, STATES
from ungespor.results.som_terms import consequence_saving, off_the_level


def test_weeks_beyond_the_level_are_discounted_by_the_year_they_are_in():
    weekly = np.zeros((2, 1 + 2 * 52, len(STATES)), dtype=np.int64)
    weekly[1, :, STATES.index("job")] = 3  # of ten, every week, and one before week 0
    lives = SimpleNamespace(
        activities=SimpleNamespace(arms=("control", "intervention")),
        weeks=np.arange(-1, 2 * 52),
        weekly_states=weekly,
        participants=np.array([10]),
    )
    found = off_the_level(lives, 0.1, 40, np.array([1.0, 0.5]))
    assert found == pytest.approx((0.2 * 40, 0.2 * (12 + 52 / 2)))


def test_what_the_bundle_does_not_show_is_what_the_sums_leave():
    dkk = {"kommune": 10.0, "region": 20.0, "stat": 30.0, "public": 65.0, "public_plus_fond": 69.0}
    result = {"consequence": {"prevented_per_hundred": {"value": 50}, "bundle": {"dkk": dkk}}}
    saved = dict(zip(PAYERS, consequence_saving(result).tolist(), strict=True))
    assert {payer: kroner for payer, kroner in saved.items() if kroner} == {
        "kommune": 5,
        "andre_kommuner": 2.5,
        "region": 10,
        "stat": 15,
        "fond": 2,
    }
