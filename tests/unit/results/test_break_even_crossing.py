"""Does the turning point lie where a straight line says, with the error that its worlds give it?"""

from __future__ import annotations

import numpy as np
import pytest

from ungespor.results.break_even_crossing import crossing

GRID = (0.0, 0.5, 1.0, 2.0, 3.0)
LUCK = np.array([-1.0, -0.5, 0.0, 0.5, 1.0])
"""Five worlds whose luck adds up to 0."""


def line(begins, slope, luck=LUCK):
    """A payer's net in each world: a straight line in the factor, and the luck of the world."""
    return begins + slope * np.asarray(GRID)[None, :] + luck[:, None]


def test_a_rising_line_turns_where_it_is_nought():
    found = crossing(GRID, line(-7, 4))
    assert (found["status"], found["value"]) == ("at_least", pytest.approx(1.75))


def test_a_falling_line_is_a_gain_up_to_where_it_is_nought():
    found = crossing(GRID, line(3, -4))
    assert (found["status"], found["value"]) == ("at_most", pytest.approx(0.75))


def test_the_error_is_that_of_the_mean_over_the_slope():
    found = crossing(GRID, line(-7, 4))
    error = 1.959964 * LUCK.std(ddof=1) / np.sqrt(len(LUCK)) / 4
    step = 3 / 400  # between two points that are looked up
    assert found["low"] == pytest.approx(1.75 - error, abs=step)
    assert found["high"] == pytest.approx(1.75 + error, abs=step)


def test_an_error_that_reaches_the_end_has_no_end():
    found = crossing(GRID, line(-1, 4, luck=3 * LUCK))
    assert found["low"] is None
    assert found["high"] > found["value"]
    assert crossing(GRID, line(-11, 4, luck=3 * LUCK))["high"] is None


@pytest.mark.parametrize(("begins", "status"), [(5, "always"), (-20, "never")])
def test_no_turning_point_in_the_range(begins, status):
    found = crossing(GRID, line(begins, 1))
    assert (found["status"], found["value"], found["certain"]) == (status, None, True)
    assert not crossing(GRID, line(begins, 1, luck=30 * LUCK))["certain"]


def test_one_world_knows_no_error():
    found = crossing(GRID, line(-7, 4, luck=np.zeros(1)))
    assert (found["value"], found["low"], found["high"]) == (pytest.approx(1.75), None, None)
    assert not crossing(GRID, line(5, 1, luck=np.zeros(1)))["certain"]


def test_who_is_not_touched_does_not_break_even():
    assert crossing(GRID, np.zeros((3, 5)))["status"] == "untouched"


def test_what_begins_with_nothing_is_told_by_what_follows():
    net = np.array([[0, 0, -1, -2, -3], [0, 0, -2, -3, -4]], dtype=float)
    assert crossing(GRID, net)["status"] == "never"
    assert crossing(GRID, -net)["status"] == "always"


def test_more_than_one_turn_has_no_single_value():
    assert crossing(GRID, np.array([[-1, 1, -1, 1, 1]], dtype=float))["status"] == "several"
