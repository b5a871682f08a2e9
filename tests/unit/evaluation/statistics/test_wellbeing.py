"""WHO-5 by hand: changes, bands, slopes, and those who answer."""

from __future__ import annotations

import math

import pytest

from ungespor.evaluation.statistics import wellbeing

START, END = {"weeks": 0, "clock": "start"}, {"weeks": 0, "clock": "end"}


@pytest.fixture(scope="module")
def three(panel):
    """Return three treated people: 30 to 50, 40 to 38.5, 60 to 60."""

    def scored(first, last):
        return panel.person(course=(2, 9), who5=panel.both((-52, first), (9, last)))

    return panel.lives([scored(30.0, 50.0), scored(40.0, 38.5), scored(60.0, 60.0), panel.person()])


def test_level_and_bands(panel, three):
    mean = wellbeing.who5_level(three, panel.ask("who5_level", at=END))
    assert mean.value == pytest.approx((50 + 38.5 + 60) / 3)
    band = wellbeing.who5_level(three, panel.ask("who5_level", at=END, at_least=38.5, below=60))
    assert band.value == pytest.approx(2 / 3)


def test_change(panel, three):
    def change(**limits):
        return wellbeing.who5_change(three, panel.ask("who5_change", before=START, after=END, **limits)).value

    assert change() == pytest.approx((20 - 1.5 + 0) / 3)
    assert change(at_least=20) == pytest.approx(1 / 3)
    assert change(at_most=0) == pytest.approx(2 / 3)
    assert change(at_most=-1.5) == pytest.approx(1 / 3)


def test_change_in_whole_steps_of_the_questionnaire(panel, three):
    step = {"value": 4.0, "unit": "who5_points", "source": "who5_cut_off"}
    asked = panel.ask("who5_change", before=START, after=END, at_most=-4, step=step)
    # 38.5 is read as 40 (9.6 steps), so nothing was lost from 40.
    assert wellbeing.who5_change(three, asked).value == 0
    up = panel.ask("who5_change", before=START, after=END, at_least=20, step=step)
    # 30 is read as 32 (7.5 steps to the even 8) and 50 as 48 (12.5 to the even 12): 16 points.
    assert wellbeing.who5_change(three, up).value == 0


def test_slope(panel, three):
    # First scores 30, 40, 60 (mean 43.33), changes 20, -1.5, 0: slope by hand.
    centred = [30 - 130 / 3, 40 - 130 / 3, 60 - 130 / 3]
    expected = sum(x * y for x, y in zip(centred, (20, -1.5, 0), strict=True)) / sum(x * x for x in centred)
    found = wellbeing.who5_slope(three, panel.ask("who5_slope", before=START, after=END))
    assert found.value == pytest.approx(expected)


def test_a_slope_needs_people_who_differ(panel):
    lives = panel.lives([panel.person(course=(2, 9))])
    found = wellbeing.who5_slope(lives, panel.ask("who5_slope", before=START, after=END))
    assert math.isnan(found.value)


def response(share, slope):
    return {
        "share": {"value": share, "unit": "share", "source": "SPS-021"},
        "slope": {"value": slope, "unit": "per_who5_point", "source": "assumption", "low": -1.0, "high": 1.0},
    }


def test_those_who_answer_are_weighted_by_their_chance(panel, three):
    asked = panel.ask("who5_level", at=END, response=response(0.5, 0.1))
    # The intercept that makes the three chances average one half, found by trial here.
    scores = [50, 38.5, 60]
    low, high = -20.0, 20.0
    while high - low > 1e-12:
        middle = (low + high) / 2
        total = sum(1 / (1 + math.exp(-(middle + 0.1 * score))) for score in scores)
        low, high = (middle, high) if total < 1.5 else (low, middle)
    chances = [1 / (1 + math.exp(-(low + 0.1 * score))) for score in scores]
    expected = sum(c * s for c, s in zip(chances, scores, strict=True)) / sum(chances)
    assert wellbeing.who5_level(three, asked).value == pytest.approx(expected)


def test_with_no_slope_those_who_answer_are_like_all(panel, three):
    plain = wellbeing.who5_level(three, panel.ask("who5_level", at=END))
    some = wellbeing.who5_level(three, panel.ask("who5_level", at=END, response=response(0.2, 0.0)))
    assert some.value == pytest.approx(plain.value)
    flattering = wellbeing.who5_level(three, panel.ask("who5_level", at=END, response=response(0.2, 0.05)))
    assert flattering.value > plain.value


def test_who_answers_a_second_time_depends_on_the_second_score(panel, three):
    certain = response(1 / 3, 1.0)
    asked = panel.ask("who5_change", before=START, after=END, response=certain)
    # Second scores 50, 38.5 and 60: with one log odds a point, chances that add up to 1 are those around 55.
    found = wellbeing.who5_change(three, asked).value
    weights = [1 / (1 + math.exp(-(score - 55))) for score in (50, 38.5, 60)]
    expected = sum(w * c for w, c in zip(weights, (20, -1.5, 0), strict=True)) / sum(weights)
    assert found == pytest.approx(expected, abs=1e-3)
