"""Do the draws look like chance, also between neighbours of every kind?

A draw is a hash of seed, parameter draw, replication, person, week and purpose. For each of the
six a thousand neighbours or more are drawn, and the draws must be uniform and unrelated.
"""

from __future__ import annotations

import numba
import numpy as np
import pytest
from scipy import stats

from ungespor.base import randomness as chance
from ungespor.base.hashing import GOLDEN

NUMBERS = 20_000
CELLS = 100
ERRORS = 4


@numba.njit
def fill(table, uniforms, normals):
    """Draw for rows of (seed, parameter draw, replication, person, week, purpose)."""
    for index in range(len(table)):
        seed, draw, replication, person, week, purpose = table[index]
        key = chance.chained(chance.world_key(seed, draw, replication), person)
        uniforms[index] = chance.uniform(key, week, purpose)
        normals[index] = chance.normal(key, week, purpose)


@numba.njit
def keys_of(seeds, people, draws, out, offers, codes):
    index = 0
    for seed in range(seeds):
        for draw in range(draws):
            for person in range(people):
                key = chance.chained(chance.world_key(seed, draw, draw), person)
                out[index] = key
                for offer in range(len(codes)):
                    offers[offer, index] = chance.offer_key(key, codes[offer])
                index += 1


AXES = ("seed", "draw", "replication", "person", "week", "purpose")
START = {"seed": 7, "draw": 3, "replication": 3, "person": 11, "week": -52, "purpose": chance.MOVE_TIME}


def along(axis: str) -> tuple[np.ndarray, np.ndarray]:
    """Return uniform and normal draws of neighbours along one axis.

    Weeks and purposes are few, so other persons' rows are joined one after the other.
    """
    length = {"week": 1000, "purpose": 96}.get(axis, NUMBERS)
    table = np.tile(np.array([START[name] for name in AXES]), (NUMBERS - NUMBERS % length, 1))
    column = AXES.index(axis)
    table[:, column] = np.arange(len(table)) % length + (0 if axis == "purpose" else START[axis])
    if length < NUMBERS:
        table[:, AXES.index("person")] += np.arange(len(table)) // length
    uniforms, normals = np.zeros(len(table)), np.zeros(len(table))
    fill(table, uniforms, normals)
    return uniforms, normals


@pytest.mark.parametrize("axis", AXES)
def test_neighbours_are_uniform_and_unrelated(axis):
    uniforms, normals = along(axis)
    size = len(uniforms)
    assert abs(uniforms.mean() - 1 / 2) < ERRORS * np.sqrt(1 / 12 / size)
    # The variance of (u − 1/2)² is 1/180.
    assert abs(((uniforms - 1 / 2) ** 2).mean() - 1 / 12) < ERRORS * np.sqrt(1 / 180 / size)
    observed = np.bincount((uniforms * CELLS).astype(int), minlength=CELLS)
    chi_square = ((observed - size / CELLS) ** 2 / (size / CELLS)).sum()
    assert stats.chi2.sf(chi_square, CELLS - 1) > stats.norm.sf(ERRORS)
    assert abs(normals.mean()) < ERRORS / np.sqrt(size)
    assert abs((normals**2).mean() - 1) < ERRORS * np.sqrt(2 / size)
    assert abs((normals**4).mean() - 3) < ERRORS * np.sqrt(96 / size)
    for lag in (1, 2, 3):
        assert abs((normals[lag:] * normals[:-lag]).mean()) < ERRORS / np.sqrt(size - lag)


@pytest.mark.parametrize("axis", AXES)
def test_pairs_of_neighbours_fill_the_square(axis):
    uniforms, _ = along(axis)
    first, second = uniforms[:-1:2], uniforms[1::2]
    cells = (first * 10).astype(int) * 10 + (second * 10).astype(int)
    observed = np.bincount(cells, minlength=100)
    chi_square = ((observed - len(first) / 100) ** 2 / (len(first) / 100)).sum()
    assert stats.chi2.sf(chi_square, 99) > stats.norm.sf(ERRORS)


def test_the_same_draw_for_two_purposes_is_unrelated():
    table = np.tile(np.array([START[name] for name in AXES]), (NUMBERS, 1))
    table[:, AXES.index("person")] = np.arange(NUMBERS)
    other = table.copy()
    other[:, AXES.index("purpose")] = chance.WHO5_SHOCK
    one, two, unused = np.zeros(NUMBERS), np.zeros(NUMBERS), np.zeros(NUMBERS)
    fill(table, unused, one)
    fill(other, unused, two)
    assert abs((one * two).mean()) < ERRORS / np.sqrt(NUMBERS)


def test_no_two_people_share_a_key_nor_a_person_with_her_dealings_with_an_offer():
    seeds, people, draws = 20, 1000, 10
    codes = np.array([1, 2, 2**63], dtype=np.uint64)
    keys = np.zeros(seeds * people * draws, dtype=np.uint64)
    offers = np.zeros((len(codes), len(keys)), dtype=np.uint64)
    keys_of(seeds, people, draws, keys, offers, codes)
    every = np.concatenate([keys, offers.ravel()])
    assert len(np.unique(every)) == len(every)


def test_no_person_runs_into_the_draws_of_another():
    """Draws lie one golden step apart on a circle of 2^64: two people's stretches must not overlap."""
    people = 20_000
    keys = np.zeros(people, dtype=np.uint64)
    keys_of(1, people, 1, keys, np.zeros((0, people), dtype=np.uint64), np.zeros(0, dtype=np.uint64))
    inverse = pow(int(GOLDEN), -1, 2**64)
    places = np.sort((keys * np.uint64(inverse)).astype(np.uint64))
    stretch = (1100 + chance.WEEK_ORIGIN) * chance.PURPOSES
    assert np.diff(places).min() > stretch
