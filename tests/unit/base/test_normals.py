"""Are the normal numbers normal, to the tail, and do quantile and share undo each other?"""

from __future__ import annotations

import numba
import numpy as np
from scipy import stats

from ungespor.base import normals

NUMBERS = 20_000_000
CELLS = 1000
ERRORS = 4

# Rules can only be called from compiled code; these wrappers call them from here.


@numba.njit
def quantiles(shares, out):
    for index in range(len(shares)):
        out[index] = normals.normal_quantile(shares[index])


@numba.njit
def shares_below(values, out):
    for index in range(len(values)):
        out[index] = normals.normal_share(values[index])


@numba.njit
def draw(out):
    for index in range(len(out)):
        out[index] = normals.normal_of(normals.mix(np.uint64(index) * normals.GOLDEN))


@numba.njit
def draw_beyond(out):
    for index in range(len(out)):
        point = normals.EDGES[0] if index % 2 == 1 else -normals.EDGES[0]
        out[index] = normals.outside_the_core(normals.mix(np.uint64(index) * normals.GOLDEN), np.uint64(0), point)


def test_the_normal_quantile_is_that_of_scipy():
    tails = np.logspace(-300, -2, 600)
    shares = np.concatenate([np.linspace(1e-4, 1 - 1e-4, 20_001), tails, 1 - np.logspace(-15, -2, 300)])
    out = np.zeros(len(shares))
    quantiles(shares, out)
    np.testing.assert_allclose(out, stats.norm.ppf(shares), rtol=1e-13, atol=1e-15)


def test_the_normal_share_undoes_the_quantile():
    values = np.linspace(-8, 8, 4001)
    out = np.zeros(len(values))
    shares_below(values, out)
    np.testing.assert_allclose(out, stats.norm.cdf(values), rtol=1e-13)


def test_all_layers_have_the_same_area_and_the_highest_ends_at_the_peak():
    density = np.exp(-0.5 * normals.EDGES**2)
    areas = normals.EDGES[1:-1] * np.diff(density[1:])
    lowest = normals.TAIL * density[1] + np.sqrt(2 * np.pi) * stats.norm.sf(normals.TAIL)
    assert len(areas) == normals.LAYERS - 1
    np.testing.assert_allclose(areas, lowest, rtol=1e-8)


def test_numbers_are_normal_in_the_core_between_the_layers_and_in_the_tail():
    """A thousand cells of equal probability, and how many lie beyond the lowest layer."""
    numbers = np.zeros(NUMBERS)
    draw(numbers)
    inner = stats.norm.ppf(np.arange(1, CELLS) / CELLS)
    observed = np.bincount(np.searchsorted(inner, numbers), minlength=CELLS)
    chi_square = ((observed - NUMBERS / CELLS) ** 2 / (NUMBERS / CELLS)).sum()
    assert stats.chi2.sf(chi_square, CELLS - 1) > stats.norm.sf(ERRORS)
    beyond = NUMBERS * stats.norm.sf(normals.TAIL)
    for tail in (numbers > normals.TAIL, numbers < -normals.TAIL):
        assert abs(tail.sum() - beyond) < ERRORS * np.sqrt(beyond)


def test_the_tail_is_that_of_the_normal_distribution_on_either_side():
    tail = np.zeros(NUMBERS // 20)
    draw_beyond(tail)
    assert (np.sign(tail) == np.where(np.arange(len(tail)) % 2 == 1, 1, -1)).all()
    shares = stats.norm.sf(np.abs(tail)) / stats.norm.sf(normals.TAIL)
    assert stats.kstest(shares, "uniform").pvalue > stats.norm.sf(ERRORS)
