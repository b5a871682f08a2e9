"""Where people are: each share counted on the fingers of one hand."""

from __future__ import annotations

import pytest

from ungespor.evaluation.statistics import states


def test_share_in_states_counts_those_in_the_course_and_seen(panel):
    in_job = panel.person(course=(2, 9), states=panel.both((12, "job")))
    on_benefit = panel.person(course=(2, 9))
    to_school = panel.person(course=(2, 9), states={"control": (), "intervention": ((13, "education"),)})
    untreated = panel.person(states=panel.both((0, "job")))
    lives = panel.lives([in_job, on_benefit], [to_school, untreated])
    asked = panel.ask("share_in_states", seen={"states": ["job", "education"], "at": [{"weeks": 4}]})
    found = states.share_in_states(lives, asked)
    assert found.value == pytest.approx(2 / 3)  # END is 9, so week 13
    in_control = panel.ask(
        "share_in_states", seen={"states": ["job", "education"], "at": [{"weeks": 4}]}, arm="control"
    )
    assert states.share_in_states(lives, in_control).value == pytest.approx(1 / 3)
    a_week_earlier = panel.ask("share_in_states", seen={"states": ["education"], "at": [{"weeks": 3}]})
    assert states.share_in_states(lives, a_week_earlier).value == 0


def test_retention_asks_for_every_week_and_only_of_those_who_were_there(panel):
    stays = panel.person(course=(2, 9), states=panel.both((-10, "education")))
    away_in_between = panel.person(
        course=(2, 9), states=panel.both((-10, "education"), (13, "self_support"), (14, "education"))
    )
    lost = panel.person(course=(2, 9), states=panel.both((-10, "education"), (5, "job")))
    was_not_there = panel.person(course=(2, 9), states=panel.both((0, "education")))
    lives = panel.lives([stays, away_in_between, lost, was_not_there])
    among = {"states": ["education"], "at": [{"weeks": -4}]}
    at_both = panel.ask(
        "share_in_states", seen={"states": ["education"], "at": [{"weeks": 4}, {"weeks": 13}]}, among=among
    )
    assert states.share_in_states(lives, at_both).value == pytest.approx(1 / 3)
    at_one = panel.ask("share_in_states", seen={"states": ["education"], "at": [{"weeks": 13}]}, among=among)
    assert states.share_in_states(lives, at_one).value == pytest.approx(2 / 3)
    out = panel.ask("share_in_states", seen={"states": ["education"], "at": [{"weeks": 13}], "out": True}, among=among)
    assert states.share_in_states(lives, out).value == pytest.approx(1 / 3)


def test_a_week_beyond_the_horizon_is_not_seen(panel):
    late = panel.person(course=(2, 25), states=panel.both((0, "job")))
    early = panel.person(course=(2, 9))
    asked = panel.ask("share_in_states", seen={"states": ["job"], "at": [{"weeks": 13}]})
    assert states.share_in_states(panel.lives([late, early]), asked).value == 0


def test_a_course_that_has_no_end_yet_has_no_weeks_after_it(panel):
    runs_on = panel.person(course=(2, 99), states=panel.both((0, "job")))
    ended = panel.person(course=(2, 9))
    asked = panel.ask("share_in_states", seen={"states": ["job"], "at": [{"weeks": 0, "clock": "end"}]})
    assert states.share_in_states(panel.lives([runs_on, ended]), asked).value == 0


def test_people_can_be_chosen(panel):
    man = panel.person(course=(2, 9), sex="man", states=panel.both((0, "job")))
    old = panel.person(course=(2, 9), age=26.0, readiness="openly_ready", states=panel.both((0, "job")))
    low = panel.person(course=(2, 9), who5=panel.both((-52, 20.0)))
    closed = panel.person(too_burdened=True, states=panel.both((0, "job")))
    lives = panel.lives([man, old, low, closed])

    def share(**people):
        seen = {"states": ["job"], "at": [{"weeks": 1, "clock": "start"}]}
        return states.share_in_states(lives, panel.ask("share_in_states", seen=seen, people=people)).value

    assert share() == pytest.approx(2 / 3)
    assert share(who="everyone") == pytest.approx(3 / 4)
    assert share(who="too_burdened") == 1
    assert share(sex="woman") == pytest.approx(1 / 2)
    assert share(below=25) == pytest.approx(1 / 2)
    assert share(youngest=25) == 1
    assert share(readiness=["openly_ready"]) == 1
    assert share(who5_below=40) == 0
    assert share(who5_at_least=40) == 1
    assert share(without=["talks"]) != share(), "nobody is left"


def test_contact_is_counted_during_the_course_only(panel):
    during = panel.person(course=(2, 9), contact=((5, "outpatient"), (6, "none")))
    after = panel.person(course=(2, 9), contact=((12, "outpatient"),))
    other_kind = panel.person(course=(2, 9), contact=((5, "primary"), (6, "none")))
    lives = panel.lives([during, after], [other_kind, panel.person()])
    found = states.contact_share(lives, panel.ask("contact_share", kinds=["outpatient", "inpatient"]))
    assert found.value == pytest.approx(1 / 3)


def test_moved_share(panel):
    lives = panel.lives([panel.person(course=(2, 9), moved=((9, "moved"),)), panel.person(course=(2, 9))])
    asked = panel.ask("moved_share", at={"weeks": 0, "clock": "end"})
    assert states.moved_share(lives, asked).value == pytest.approx(1 / 2)
    before = panel.ask("moved_share", at={"weeks": 8, "clock": "start"})
    assert states.moved_share(lives, before).value == 0


def test_by_age_counts_weeks_from_week_0(panel):
    lives = panel.lives([panel.person(age=17.9, states=panel.both((-52, "school"), (10, "education_benefit")))])
    at_18 = panel.ask("by_age", states=["education_benefit"], youngest=18, below=19)
    # 18 from week 6 on (0.1 years are 5.2 weeks): weeks 6 to 30, of which 10 to 30 on the benefit.
    assert states.by_age(lives, at_18).value == pytest.approx(21 / 25)
    at_17 = panel.ask("by_age", states=["school"], youngest=17, below=18)
    assert states.by_age(lives, at_17).value == 1
    contact = panel.ask("by_age", contacts=["outpatient"], youngest=18, below=19)
    assert states.by_age(lives, contact).value == 0


def test_twin_weeks_are_those_the_intervention_adds(panel):
    gains = panel.person(course=(2, 9), states={"control": ((20, "job"),), "intervention": ((10, "job"),)})
    loses = panel.person(course=(2, 9), states={"control": ((5, "job"),), "intervention": ((8, "job"),)})
    before = panel.person(course=(2, 9), states={"control": ((-30, "job"), (0, "job")), "intervention": ((0, "job"),)})
    lives = panel.lives([gains, loses, before])
    asked = panel.ask("twin_weeks", states=["job"], weeks=26)
    assert states.twin_weeks(lives, asked).value == pytest.approx((10 - 3 + 0) / 3)
    assert states.twin_weeks(lives, panel.ask("twin_weeks", states=["job"], weeks=8)).value == pytest.approx(-3 / 3)


def test_starts_by_month(panel):
    # Week 0 is Monday 3 January 2022: week 4 is 31 January, week 5 is 7 February.
    january = panel.person(course=(2, 9), states=panel.both((4, "education")))
    february = panel.person(course=(2, 9), states=panel.both((5, "education")))
    again = panel.person(course=(2, 9), states=panel.both((3, "education"), (6, "job"), (7, "education")))
    already = panel.person(course=(2, 9), states=panel.both((-20, "education")))
    lives = panel.lives([january, february, again, already])
    asked = panel.ask("starts_by_month", states=["education"], months=[1, 8])
    assert states.starts_by_month(lives, asked).value == pytest.approx(2 / 4)
