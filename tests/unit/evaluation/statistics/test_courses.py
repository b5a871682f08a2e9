"""The way through an offer: funnel, lengths, exits and stock, counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from ungespor.base.errors import InputError
from ungespor.evaluation.statistics import courses


def test_funnel_shares(panel):
    screened, closed = panel.person(), panel.person(too_burdened=True)
    treated = panel.person(course=(2, 9))
    lives = panel.lives([screened, closed, treated, treated], [screened, screened, screened, treated])
    offered = np.array([3, 1])  # one of the three declined

    def share(reached, among):
        asked = panel.ask("funnel_share", reached={"stage": reached}, among={"stage": among})
        return courses.funnel_share(lives, offered, asked).value

    assert share("assessed", "screened") == pytest.approx(4 / 8)
    assert share("too_burdened", "assessed") == pytest.approx(1 / 4)
    assert share("offered", "assessed") == pytest.approx(4 / 4)
    assert share("started", "offered") == pytest.approx(3 / 4)


def test_an_unknown_offer_is_told(panel):
    lives = panel.lives([panel.person(course=(2, 9))])
    asked = panel.ask("funnel_share", reached={"stage": "started", "offer": "talk"}, among={"stage": "screened"})
    with pytest.raises(InputError, match="No offer of this programme is called 'talk'"):
        courses.funnel_share(lives, np.array([1]), asked)


def test_course_length_in_months(panel):
    # 8 weeks are 1.85 months, 9 are 2.08.
    lives = panel.lives([panel.person(course=(2, 9)), panel.person(course=(2, 10)), panel.person()])
    below = panel.ask("course_length", below_months=2)
    assert courses.course_length(lives, below).value == pytest.approx(1 / 2)
    assert courses.course_length(lives, panel.ask("course_length", from_months=2)).value == pytest.approx(1 / 2)


def test_a_cut_off_shortens_the_courses_that_run_on(panel):
    # The programme's week 14: the second came ten weeks later and has been in the course from week 12 to 14.
    early = panel.person(course=(2, 9))
    late = panel.person(start=10, course=(2, 20))
    not_yet = panel.person(start=20, course=(2, 20))
    lives = panel.lives([early, late, not_yet])
    asked = panel.ask("course_length", below_months=1, cut_off_week=14)
    assert courses.course_length(lives, asked).value == pytest.approx(1 / 2)
    ended = panel.ask("course_length", below_months=1, cut_off_week=14, ended_only=True)
    assert courses.course_length(lives, ended).value == 0


def test_exits_of_the_ended_and_of_the_enrolled(panel):
    to_job = panel.person(course=(2, 9), states=panel.both((10, "job")))
    nowhere = panel.person(course=(2, 9))
    still_in = panel.person(start=10, course=(2, 20), states=panel.both((21, "job")))
    lives = panel.lives([to_job, nowhere], [still_in, panel.person()])
    ended = panel.ask("exits", states=["job"], cut_off_week=14)
    assert courses.exits(lives, ended).value == pytest.approx(1 / 2)
    enrolled = panel.ask("exits", states=["job"], cut_off_week=14, among="enrolled")
    assert courses.exits(lives, enrolled).value == pytest.approx(1 / 3)
    everybody = panel.ask("exits", states=["job"])
    assert courses.exits(lives, everybody).value == pytest.approx(2 / 3)


def test_exits_can_be_read_off_at_the_cut_off(panel):
    comes_back = panel.person(course=(2, 9), states=panel.both((10, "job"), (15, "cash_benefit")))
    lives = panel.lives([comes_back])
    at_end = panel.ask("exits", states=["job"], cut_off_week=20)
    at_cut_off = panel.ask("exits", states=["job"], cut_off_week=20, weeks=None)
    assert (courses.exits(lives, at_end).value, courses.exits(lives, at_cut_off).value) == (1, 0)


def test_exits_by_length(panel):
    short = panel.person(course=(2, 5), states=panel.both((6, "job")))
    long = panel.person(course=(2, 20))
    lives = panel.lives([short, long])
    assert courses.exits(lives, panel.ask("exits", states=["job"], longest_months=1)).value == 1
    assert courses.exits(lives, panel.ask("exits", states=["job"], shortest_months=1)).value == 0


def test_stock_is_a_mean_over_weeks_of_the_programme(panel):
    # In the course in weeks 2-9 and 12-19 of the programme.
    lives = panel.lives([panel.person(course=(2, 9)), panel.person(start=10, course=(2, 9))], [panel.person()] * 2)
    found = courses.stock(lives, panel.ask("stock", first_week=5, last_week=14))
    assert found.value == pytest.approx(((5 + 3) / 10 + 0) / 2)
