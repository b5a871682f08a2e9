"""Does a drawn quantity have the distribution that its file promises, and luck of its own?"""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from ungespor.scenario.draws import draw, draw_quantity
from ungespor.scenario.quantity import Quantity

DRAWS = np.arange(40_000)
ERRORS = 4
LOW, HIGH = 0.2, 0.7
FAMILIES = {
    "normal": lambda values: values,
    "lognormal": np.log,
    "logitnormal": lambda values: np.log(values / (1 - values)),
}


@pytest.mark.parametrize("distribution", sorted(FAMILIES))
def test_low_and_high_are_the_outer_points_of_a_bell(distribution):
    values = draw("a", distribution, LOW, HIGH, DRAWS, 7)
    for point, share in ((LOW, 0.025), (HIGH, 0.975)):
        error = np.sqrt(share * (1 - share) / len(DRAWS))
        assert abs((values <= point).mean() - share) < ERRORS * error
    low, high = FAMILIES[distribution](LOW), FAMILIES[distribution](HIGH)
    expected = stats.norm((low + high) / 2, (high - low) / (2 * stats.norm.ppf(0.975)))
    assert stats.kstest(FAMILIES[distribution](values), expected.cdf).pvalue > 2 * stats.norm.sf(ERRORS)


@pytest.mark.parametrize(("distribution", "scale"), [("uniform", lambda values: values), ("loguniform", np.log)])
def test_low_and_high_are_the_ends_of_a_uniform_family(distribution, scale):
    values = draw("a", distribution, LOW, HIGH, DRAWS, 7)
    assert LOW < values.min() < values.max() < HIGH
    expected = stats.uniform(scale(LOW), scale(HIGH) - scale(LOW))
    assert stats.kstest(scale(values), expected.cdf).pvalue > 2 * stats.norm.sf(ERRORS)


def test_a_draw_is_keyed_by_its_name_its_seed_and_its_number():
    values = draw("a", "normal", -1, 1, DRAWS, 7)
    assert np.array_equal(values[5:9], draw("a", "normal", -1, 1, DRAWS[5:9], 7))
    for other in (draw("b", "normal", -1, 1, DRAWS, 7), draw("a", "normal", -1, 1, DRAWS, 8)):
        assert not np.isin(values, other).any()
        assert abs(np.corrcoef(values, other)[0, 1]) < ERRORS / np.sqrt(len(DRAWS))


@pytest.mark.parametrize("correlation", [0.0, 0.5, 1.0])
def test_quantities_with_a_shared_cause_are_correlated_as_stated(correlation):
    def pair(name: str, cause: str) -> np.ndarray:
        return draw(name, "lognormal", 0.5, 2.0, DRAWS, 7, shared=cause, correlation=correlation)

    one, two, stranger = np.log(pair("a", "start")), np.log(pair("b", "start")), np.log(pair("c", "other"))
    error = max((1 - correlation**2) / np.sqrt(len(DRAWS)), 1e-12)
    assert abs(np.corrcoef(one, two)[0, 1] - correlation) < ERRORS * error
    assert abs(np.corrcoef(one, stranger)[0, 1]) < ERRORS / np.sqrt(len(DRAWS))
    assert stats.kstest(one / one.std(), stats.norm.cdf).pvalue > 2 * stats.norm.sf(ERRORS)


def test_a_fixed_quantity_does_not_vary_even_when_it_has_a_range():
    fixed = Quantity(value=3, unit="weeks", source="assumption", low=1, high=9)
    assert draw_quantity("a", fixed, DRAWS[:4], 7).tolist() == [3, 3, 3, 3]


def test_a_distributed_quantity_is_drawn_under_its_name_and_its_cause():
    quantity = Quantity(
        distribution="normal", unit="ratio", source="x", low=1, high=3, correlated_with="start", correlation=0.4
    )
    expected = draw("some.name", "normal", 1, 3, DRAWS, 7, shared="start", correlation=0.4)
    assert np.array_equal(draw_quantity("some.name", quantity, DRAWS, 7), expected)


def test_an_unknown_distribution_is_named():
    with pytest.raises(ValueError, match="unknown distribution 'cauchy'"):
        draw("a", "cauchy", 0, 1, DRAWS, 7)
