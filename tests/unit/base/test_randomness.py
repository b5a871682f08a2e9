"""Does every draw have a name of its own, and do the small functions of chance say what they should?"""

from __future__ import annotations

import math

import numba
import numpy as np
import pytest

from ungespor.base import randomness as chance
from ungespor.base.hashing import named_uniforms

# Rules can only be called from compiled code; these wrappers call them from here.


@numba.njit
def happenings(draws, hazard, out):
    for index in range(len(draws)):
        out[index] = chance.happens(draws[index], hazard)


@numba.njit
def slots(weeks, purposes, out):
    for index in range(len(weeks)):
        out[index] = chance.bits_for(np.uint64(7), weeks[index], purposes[index])


def purposes() -> dict[str, int]:
    """Return every purpose of a draw by name."""
    settings = {"PURPOSES", "WEEK_ORIGIN", "TRAIT_WEEK", "CANDIDATES"}
    return {
        name: value
        for name, value in vars(chance).items()
        if name.isupper() and type(value) is int and name not in settings
    }


def reserved() -> list[int]:
    """Return every number that a purpose takes up, those of repeated draws included."""
    repeated = {"MOVE_TIME", "MOVE_MARK", "RAISED_TIME", "RAISED_MARK"}
    return [
        number
        for name, first in purposes().items()
        for number in range(first, first + (chance.CANDIDATES if name in repeated else 1))
    ]


def test_no_two_purposes_share_a_number():
    assert len(reserved()) == len(set(reserved())) > 50


def test_every_purpose_lies_within_its_week():
    assert min(reserved()) >= 0
    assert max(reserved()) < chance.PURPOSES


def test_no_week_has_a_negative_number():
    """Lasting traits have the lowest week; the reach of lives is -52 to twenty years after the last arrival."""
    assert chance.TRAIT_WEEK + chance.WEEK_ORIGIN == 0
    assert chance.TRAIT_WEEK < -52


def test_weeks_and_purposes_never_share_a_draw():
    weeks, kinds = np.meshgrid(np.arange(chance.TRAIT_WEEK, 1100), np.arange(chance.PURPOSES), indexing="ij")
    out = np.zeros(weeks.size, dtype=np.uint64)
    slots(weeks.ravel(), kinds.ravel(), out)
    assert len(np.unique(out)) == weeks.size


@pytest.mark.parametrize("hazard", [0.0, 1e-12, 0.01, 1.0, 5.0])
def test_an_event_happens_below_one_minus_exp_of_minus_its_hazard(hazard):
    probability = 1 - math.exp(-hazard) if hazard > 1e-6 else hazard
    draws = np.array([1e-300, probability * (1 - 1e-9), probability * (1 + 1e-9), 1 - 1e-16])
    out = np.zeros(len(draws), dtype=np.bool_)
    happenings(draws, hazard, out)
    expected = [hazard > 0, hazard > 0, False, False]
    assert out.tolist() == expected


def test_named_uniforms_depend_on_name_seed_and_draw_alone():
    draws = np.arange(50)
    one = named_uniforms("baseline.a", 7, draws)
    assert np.array_equal(one, named_uniforms("baseline.a", 7, draws))
    assert np.array_equal(one[[40, 3]], named_uniforms("baseline.a", 7, draws[[40, 3]]))
    assert not np.isin(one, named_uniforms("baseline.b", 7, draws)).any()
    assert not np.isin(one, named_uniforms("baseline.a", 8, draws)).any()
    assert ((one > 0) & (one < 1)).all()
