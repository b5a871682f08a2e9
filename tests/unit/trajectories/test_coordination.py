"""A shared plan: shorter waits, safer hand-overs, fewer or more drop-outs, and services spared or added."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ungespor.scenario.effects import Coordination, Displacement
from ungespor.scenario.offer import Service
from ungespor.trajectories import codes
from ungespor.trajectories.mental_health import NEVER

PEOPLE = 1500
NOTHING = {"waiting_ratio": 1, "hand_over_ratio": 1, "parallel_drop_out_ratio": 1, "services_share": 0}


def planned(engine, coordination, people=PEOPLE, **values):
    """Return a scenario in which everyone has a plan from week 3 to week 20, or to when she drops out."""
    plan = engine.filled(Coordination, **{**NOTHING, **coordination})
    return engine.bare("job", {}, people, values={**engine.ALL_ACCEPT, "offers.ibbu.coordination": plan, **values})


def in_course(seen, within):
    return within & (seen["stage"] == codes.STAGE_IN_COURSE)


def lives_and_stages(engine, scenario):
    """Return lives by week from week −4 on, shape (week, person, arm), and who is in the course."""
    lived, within, seen = engine.watched(
        scenario, lambda world: np.stack([world.lives[:, 0], world.lives[:, 1], plan_of(world)], axis=1)
    )
    return lived, seen[:, :, :2], within & (seen[:, :, 2]["state"] == codes.STAGE_IN_COURSE)


def plan_of(world):
    stage = np.zeros(len(world.traits), dtype=world.lives.dtype)
    stage["state"] = world.enrolments["stage"][:, 1, 0]
    return stage


@pytest.mark.parametrize(("kind", "usual", "shorter"), [("primary_wait", 16, 8), ("outpatient_wait", 8, 4)])
def test_new_waits_are_shortened_while_the_plan_runs(engine, kind, usual, shorter):
    """Without spread every wait is the stated one; who waits already goes on waiting."""
    values = {
        "baseline.psychiatry.psychologist_wait_sd": 0,
        "baseline.psychiatry.outpatient_wait_sd": 0,
        "baseline.psychiatry.too_light_above": 200,
        "baseline.psychiatry.psychologist_start"
        if kind == "primary_wait"
        else "baseline.psychiatry.outpatient_start": 0.1,
    }
    _, lives, plan = lives_and_stages(engine, planned(engine, {"waiting_ratio": 0.5}, 400, **values))
    waits = lives[kind]
    begins = (waits[1:] >= 0) & (waits[:-1] < 0)
    assert set(waits[1:, :, 0][begins[:, :, 0]]) == {usual}
    treated, expected = begins[:, :, 1], np.where(plan[1:], shorter, usual)
    assert (waits[1:, :, 1][treated] == expected[treated]).all()
    assert min((treated & plan[1:]).sum(), (treated & ~plan[1:])[20:].sum()) > 50


def test_fewer_are_lost_between_child_and_adult_psychiatry(engine):
    """Everybody turns 18 in the course's year and is in an outpatient course; 80 % are lost, or a quarter of that."""
    values = {
        "population.ages.youngest": 17.2,
        "population.ages.split": 17.9,
        "population.ages.below_split": 1,
        "offers.ibbu.youngest": 15,
        "offers.ibbu.course.course_weeks": 60,
        "offers.ibbu.course.drop_out": 0,
        "baseline.psychiatry.outpatient_start": 0.5,
        "baseline.psychiatry.outpatient_weeks": 500,
        "baseline.psychiatry.outpatient_wait": 1,
        "baseline.psychiatry.outpatient_wait_sd": 0,
        "baseline.psychiatry.too_light_above": 200,
        "baseline.psychiatry.hand_over_loss_at_18": 0.8,
    }
    lived, lives, plan = lives_and_stages(engine, planned(engine, {"hand_over_ratio": 0.25}, 3000, **values))
    in_treatment = lives["outpatient_week"] >= 0
    birthday = lived.world.traits["birth_week"] + codes.weeks_at_age(18) - lived.compiled.first_calendar
    person = np.flatnonzero((birthday > 0) & (birthday < len(plan)))
    week = birthday[person]
    with_plan, were = plan[week, person], in_treatment[week - 1, person]
    lost = were & ~in_treatment[week, person]
    for arm, share in ((0, 0.8), (1, 0.2)):
        own = were[:, arm] & with_plan
        assert own.sum() > 500
        assert engine.close(lost[own, arm].mean(), share, engine.share_error(share, own.sum()))
    assert not (lost[:, 1] & ~lost[:, 0] & were[:, 0]).any(), "nobody is lost because of the plan"


@pytest.mark.parametrize("kind", ["psychologist_start", "outpatient_start"])
def test_drop_out_changes_while_in_other_treatment(engine, kind):
    """The weekly hazard of drop-out is threefold for those in treatment, and the stated one for the others."""
    values = {
        f"baseline.psychiatry.{kind}": 0.2,
        "baseline.psychiatry.psychologist_wait": 1,
        "baseline.psychiatry.outpatient_wait": 1,
        "baseline.psychiatry.too_light_above": 200,
        "offers.ibbu.course.drop_out": 0.5,
    }
    lived, lives, plan = lives_and_stages(engine, planned(engine, {"parallel_drop_out_ratio": 3}, 4000, **values))
    own = lived.world.enrolments[:, 1, 0]
    treated = (lives["outpatient_week"] >= 0) | (lives["primary_sessions"] > 0)
    at_risk, treated = plan[7:24], treated[6:23, :, 1]
    leaves = own["ended"] == np.arange(3, 20)[:, None]
    hazard = -math.log(0.5) / 17
    for group, ratio in ((treated, 3), (~treated, 1)):
        size = (at_risk & group).sum()
        share = 1 - math.exp(-hazard * ratio)
        assert size > 5000
        assert engine.close((leaves & group)[at_risk & group].mean(), share, engine.share_error(share, size))


def served(engine, share, displaced=None):
    """Return person-weeks served of three services in the intervention arm, and weeks in the course."""
    one = engine.quantity(1, "share")
    services = {
        "displaceable": Service(activity="activation_week", states=["job"], share=one, displaceable=True),
        "other": Service(activity="casework_week", states=["job"], share=one),
    }
    values = {
        "offers.usual_practice.services": services,
        "offers.ibbu.displaces": displaced and engine.filled(Displacement, activation=displaced, psychologist_starts=0),
    }
    run = engine.live(planned(engine, {"services_share": share}, **values))
    counts = {
        name: engine.count(run.activities, name)[0] for name in ("activation_week", "casework_week", "course_week")
    }
    assert counts["activation_week"][0] == counts["casework_week"][0] == counts["casework_week"][1] == 52 * PEOPLE
    return counts["activation_week"][1], counts["course_week"][1]


@pytest.mark.parametrize(("share", "displaced"), [(0.4, None), (-0.3, None), (0.3, 0.25), (-0.25, 0.25), (0, None)])
def test_services_are_spared_or_added_in_the_weeks_of_the_plan(engine, share, displaced):
    """Of displaceable weeks only, in the course only; a negative share adds weeks to them."""
    weeks, with_plan = served(engine, share, displaced)
    spared = share + (displaced or 0)
    assert with_plan > 10 * PEOPLE
    if spared == 0:
        assert weeks == 52 * PEOPLE
        return
    error = math.sqrt(with_plan * abs(spared) * (1 - abs(spared)))
    assert engine.close(52 * PEOPLE - weeks, with_plan * spared, error)


def test_two_plans_multiply_and_a_plan_that_is_not_given_does_nothing(engine):
    scenario = planned(engine, {"waiting_ratio": 0.5}, 200, **{
        "baseline.psychiatry.psychologist_start": 0.1, "baseline.psychiatry.psychologist_wait_sd": 0})  # fmt: skip
    more = engine.another(scenario, "more", {"beside": True})
    for arms, shortest in ((["usual_practice", "ibbu", "more"], 4), (["usual_practice", "ibbu"], 8)):
        given = more.arms.model_copy(update={"intervention": arms})
        _, lives, plan = lives_and_stages(engine, engine.changed(more, {"arms": given}))
        waits = lives["primary_wait"][:, :, 1]
        begins = (waits[1:] >= 0) & (waits[:-1] < 0) & plan[1:]
        assert waits[1:][begins].min() == shortest


SHARES = {"ibbu": 0.6, "more": 0.5, "third": -0.2}


@pytest.mark.parametrize("order", [("ibbu", "more", "third"), ("third", "ibbu", "more"), ("more", "third", "ibbu")])
def test_what_several_plans_spare_does_not_depend_on_their_order(engine, order):
    """Each spares its share of the weeks that the others leave: 1 − 0.4 · 0.5 · 1.2 of them in all."""
    service = Service(activity="activation_week", states=["job"], share=engine.quantity(1, "share"), displaceable=True)
    values = {"offers.usual_practice.services": {"displaceable": service}, "offers.ibbu.course.drop_out": 0}
    scenario = planned(engine, {"services_share": SHARES["ibbu"]}, **values)
    for name in ("more", "third"):
        scenario = engine.another(scenario, name, {"beside": True, "coordination.services_share": SHARES[name]})
    offers = {name: scenario.offers[name] for name in ("usual_practice", *order)}
    run = engine.live(engine.changed(scenario, {"offers": offers}))
    weeks = engine.count(run.activities, "activation_week")[0, 1]
    with_plans = 18 * PEOPLE
    assert engine.count(run.activities, "course_week")[0, 1] == 3 * with_plans
    spared = 1 - math.prod(1 - share for share in SHARES.values())
    assert engine.close(52 * PEOPLE - weeks, with_plans * spared, math.sqrt(with_plans * spared * (1 - spared)))


def test_a_plan_for_nobody_changes_nobody(engine):
    values = {
        "offers.ibbu.funnel.acceptance": 0,
        "baseline.psychiatry.psychologist_start": 0.1,
        "baseline.psychiatry.outpatient_start": 0.1,
    }
    everything = {"waiting_ratio": 0.1, "hand_over_ratio": 0, "parallel_drop_out_ratio": 9, "services_share": 1}
    run = engine.live(planned(engine, everything, 200, **values))
    assert run.parted.sum() == 0
    treated = engine.live(planned(engine, everything, 200, **{**values, "offers.ibbu.funnel.acceptance": 1}))
    assert treated.parted.sum() > 100
    assert (engine.lived(planned(engine, everything, 200, **values)).world.enrolments["started"] == NEVER).all()
