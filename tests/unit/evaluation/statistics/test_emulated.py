"""The emulated evaluation: matching, pseudo-ENDs and estimate by hand, and its size where nothing happens."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import t as student

from ungespor.evaluation import emulated
from ungespor.evaluation.lives import UNKNOWN

YES, NO = True, False


def test_the_estimate_and_its_error_by_hand():
    # Cell 0: treated change 1, 0; controls 0, 0, 1, 1.  Cell 1: treated 1, 1, 0; controls 0, -1.
    change = np.array([1, 0, 0, 0, 1, 1, 1, 1, 0, 0, -1], dtype=float)
    cells = np.array([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    treated = np.array([YES, YES, NO, NO, NO, NO, YES, YES, YES, NO, NO])
    estimate, error, matched = emulated.stratified(change, cells, treated, ~treated)
    in_cell_0, in_cell_1 = 1 / 2 - 1 / 2, 2 / 3 - (-1 / 2)
    assert estimate == pytest.approx((2 * in_cell_0 + 3 * in_cell_1) / 5)
    variance_0 = (1 / 2) / 2 + (1 / 3) / 4
    variance_1 = (1 / 3) / 3 + (1 / 2) / 2
    assert error == pytest.approx(math.sqrt((2 / 5) ** 2 * variance_0 + (3 / 5) ** 2 * variance_1))
    assert matched == 1


def test_cells_without_controls_are_left_out_and_told():
    change = np.array([1.0, 0.0, 0.0, 0.0, 1.0])
    cells = np.array([0, 0, 0, 0, 7])
    treated = np.array([YES, YES, NO, NO, YES])
    estimate, _, matched = emulated.stratified(change, cells, treated, ~treated)
    assert (estimate, matched) == (pytest.approx(0.5), pytest.approx(2 / 3))
    assert math.isnan(emulated.stratified(change, cells, treated, treated & False)[0])


def test_pseudo_ends_are_the_quantiles_of_the_cell():
    end = np.array([[10, 20, 30, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN]])
    cells = np.array([[0, 0, 1, 0, 0, 1, 2]])
    treated = end != UNKNOWN
    dealt = emulated.pseudo_ends(end, cells, treated, ~treated)
    # Two controls for the ENDs 10 and 20; one for the 30; none where nobody was treated.
    assert dealt.tolist() == [[10, 20, 30, 10, 20, 30, UNKNOWN]]


def test_people_are_matched_on_support_and_on_the_year_before(panel):
    pupil = panel.person(states=panel.both((-52, "education")))
    new_pupil = panel.person(states=panel.both((-10, "education")))
    on_benefit = panel.person()
    sick = panel.person(states=panel.both((-52, "sickness_benefit")))
    same_as_sick = panel.person(states=panel.both((-52, "cash_benefit")))
    cells = emulated.matching_cells(panel.lives([pupil, new_pupil, on_benefit, sick, same_as_sick]))[0]
    assert len(set(cells[:4])) == 4
    assert cells[3] == cells[4]


def test_the_whole_evaluation_on_lives_made_by_hand(panel):
    to_job = panel.person(course=(2, 9), states={"control": (), "intervention": ((12, "job"),)})
    stays = panel.person(course=(2, 9))
    # Controls get END 9, so that week 13 counts for +4.
    helped_anyway = panel.person(states=panel.both((13, "job")))
    too_late = panel.person(states=panel.both((14, "job")))
    lives = panel.lives([to_job, stays, helped_anyway, too_late, panel.person(), panel.person()])
    found = emulated.evaluate(lives, ("education", "job"), 4)
    assert found.estimate == pytest.approx([1 / 2 - 1 / 4])
    assert found.truth == pytest.approx([1 / 2])
    assert found.matched == pytest.approx([1])
    ask = {"states": ["education", "job"], "weeks": 4}
    bias = panel.ask("difference_in_difference", **ask, measure="bias")
    assert emulated.difference_in_difference(lives, bias).value == pytest.approx(-1 / 4)
    same = panel.ask("difference_in_difference", **ask, measure="not_significant")
    assert emulated.difference_in_difference(lives, same).value == 1


def test_where_nothing_happens_about_one_in_twenty_is_significant():
    generator = np.random.Generator(np.random.PCG64(20))
    studies, people = 2000, 300
    treated = np.arange(people) < 100
    cells = np.arange(people) % 3
    before = generator.random((studies, people)) < np.array([0.2, 0.4, 0.6])[cells]
    after = np.where(generator.random((studies, people)) < 0.6, before, generator.random((studies, people)) < 0.4)
    change = after.astype(float) - before
    z = []
    for row in change:
        estimate, error, _ = emulated.stratified(row, cells, treated, ~treated)
        z.append(estimate / error)
    significant = np.mean(np.abs(z) > emulated.SIGNIFICANT)
    # Four standard errors of a share of 5 % in so many studies, and what the normal quantile costs where a
    # variance is estimated from the 33 treated of a cell.
    excess = 2 * student.sf(emulated.SIGNIFICANT, people // 9 - 1) - 0.05
    assert abs(significant - 0.05) < 4 * math.sqrt(0.05 * 0.95 / studies) + excess
    assert abs(np.mean(z)) < 4 / math.sqrt(studies)


def test_controls_elsewhere_are_looked_at_without_the_programme(panel):
    """A control who found a job only near the programme: it hides half of the estimate, unless she lives elsewhere."""
    to_job = panel.person(course=(2, 9), states={"control": (), "intervention": ((12, "job"),)})
    near = panel.person(states={"control": (), "intervention": ((12, "job"),)})
    lives = panel.lives([to_job, panel.person(course=(2, 9)), near, panel.person(), panel.person(), panel.person()])
    ask = {"states": ["job"], "weeks": 4, "measure": "estimate"}
    nearby = panel.ask("difference_in_difference", **ask)
    elsewhere = panel.ask("difference_in_difference", **ask, controls="elsewhere")
    assert emulated.difference_in_difference(lives, nearby).value == pytest.approx(1 / 2 - 1 / 4)
    assert emulated.difference_in_difference(lives, elsewhere).value == pytest.approx(1 / 2)
