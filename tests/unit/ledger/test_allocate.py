"""Øre are split without losing one."""

from __future__ import annotations

import numpy as np

from ungespor.ledger.allocate import allocate, whole_ore


def test_three_equal_shares_of_an_ore_go_to_those_named_first():
    third = 1 / 3
    parts = allocate(np.array([0, 1, 2, 3, 100]), {"region": third, "stat": third, "fond": third})
    assert parts["region"].tolist() == [0, 1, 1, 1, 34]
    assert parts["stat"].tolist() == [0, 0, 1, 1, 33]
    assert parts["fond"].tolist() == [0, 0, 0, 1, 33]


def test_the_largest_remainder_gets_the_ore_that_is_left():
    parts = allocate(np.array([101]), {"kommune": 0.65, "stat": 0.35})
    assert {payer: ore.tolist() for payer, ore in parts.items()} == {"kommune": [66], "stat": [35]}


def test_equal_remainders_are_equal_in_spite_of_floating_point():
    # 1.4, 4.2 and 8.4: the øre that is left goes to the first of the two with 0.4.
    parts = allocate(np.array([14]), {"kommune": 0.1, "region": 0.3, "stat": 0.6})
    assert [ore.tolist() for ore in parts.values()] == [[2], [4], [8]]


def test_both_sides_of_a_transfer_are_whole():
    parts = allocate(np.array([7, 1_000_001]), {"kommune": 0.5, "stat": 0.5, "borger": -1})
    assert sum(parts.values()).tolist() == [0, 0]
    assert parts["borger"].tolist() == [-7, -1_000_001]


def test_kroner_become_ore_with_halves_up():
    assert whole_ore(np.array([0.0, 0.004, 0.005, 1510.3846])).tolist() == [0, 0, 1, 151_038]
