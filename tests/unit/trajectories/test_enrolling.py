"""How people come to offers: after another one, in the course of life, by the queue; and nobody is lost."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pytest

from ungespor.base.tables import STATES, WAITING
from ungespor.scenario.effects import Subgroup
from ungespor.scenario.offer import Entry
from ungespor.trajectories import codes
from ungespor.trajectories.codes import weeks_at_age
from ungespor.trajectories.mental_health import NEVER
from ungespor.trajectories.queueing import there_is_room

JOB, SELF_SUPPORT = STATES.index("job"), STATES.index("self_support")
BUSY = (codes.STAGE_ASSESSMENT, codes.STAGE_WAITING, codes.STAGE_IN_COURSE)
HORIZON = 52


def back_and_forth(engine):
    return {"there": engine.move("self_support", "job", 0.05), "back": engine.move("job", "self_support", 0.05)}


def met(engine, hazard, *states):
    return engine.filled(Entry, states=list(states), hazard_per_week=hazard)


@pytest.fixture(scope="module")
def in_a_row(engine):
    """Return a world in which a second offer, for those of 20 to 25, follows the first."""
    values = {**engine.ALL_ACCEPT, "offers.ibbu.course.drop_out": 0.5}
    first = engine.bare("job", {}, 600, values=values)
    limits = {"youngest": 20, "oldest": 25, "funnel.assessed": 0.8, "funnel.acceptance": 0.7}
    second = engine.another(first, "second", {"follows": "ibbu", "course.assessment_weeks": 2, **limits})
    second = engine.changed(second, {"offers.ibbu.funnel.acceptance": 0.6})
    return engine.lived(second, panel=True).world


def test_a_follow_up_opens_the_week_after_the_end_and_for_nobody_else(in_a_row):
    first, second = in_a_row.enrolments[:, 1, 0], in_a_row.enrolments[:, 1, 1]
    traits = in_a_row.traits
    after = first["ended"] + 1
    age = traits["start_week"] - traits["birth_week"] + after
    right_age = (weeks_at_age(20) <= age) & (age < weeks_at_age(25))
    comes = (first["started"] < NEVER) & (after < HORIZON) & right_age
    assert (second["opened"] == np.where(comes, after, NEVER)).all()
    assert 100 < comes.sum() < (first["started"] < NEVER).sum() - 50
    assert (first["started"] < NEVER).sum() < 450
    dropped = first["stage"] == codes.STAGE_DROPPED_OUT
    assert (comes & dropped).sum() > 30, "END is the end of a course however it ends"
    assert (comes & ~dropped).sum() > 30


def test_the_funnel_of_a_follow_up_is_that_of_any_offer(engine, in_a_row):
    second = in_a_row.enrolments[:, 1, 1]
    opened = second["opened"] < HORIZON - 2
    joins = opened & (second["joined"] < NEVER)
    assert engine.close(joins.sum() / opened.sum(), 0.8 * 0.7, engine.share_error(0.8 * 0.7, opened.sum()))
    assert (second["joined"] == second["opened"] + 2)[joins].all()
    assert (second["joined"][second["opened"] == NEVER] == NEVER).all()


def test_nobody_follows_a_course_that_her_arm_does_not_have(in_a_row):
    assert (in_a_row.enrolments["stage"][:, 0] == codes.STAGE_NONE).all()
    assert (in_a_row.enrolments["opened"][:, 0, 1] == NEVER).all()


@pytest.fixture(scope="module")
def met_in_life(engine):
    """Return a world in which those of 20 to 24 on self-support come upon an offer, which they decline."""
    first = engine.bare("job", back_and_forth(engine), 3000, values={"offers.ibbu.beside": True})
    limits = {"youngest": 20, "oldest": 24, "entry": met(engine, 0.04, "self_support")}
    return engine.lived(engine.another(first, "met", limits), panel=True).world


def test_waits_for_entry_are_geometric(engine, met_in_life):
    """Each week, of those who were in the state the week before, are of age and have not met it, 1 − exp(−h) do."""
    opened = met_in_life.enrolments["opened"][:, 1, 1]
    state = met_in_life.panel["state"][:, 1]
    week = np.arange(HORIZON)
    traits = met_in_life.traits
    age = (traits["start_week"] - traits["birth_week"])[:, None] + week
    of_age = (weeks_at_age(20) <= age) & (age < weeks_at_age(24))
    at_risk = of_age & (state[:, 51:-1] == SELF_SUPPORT) & (opened[:, None] >= week)
    comes = opened[:, None] == week
    assert not (comes & ~at_risk).any()
    share = 1 - math.exp(-0.04)
    blocks = at_risk[:, 2:].sum(axis=0).reshape(10, 5).sum(axis=1)
    found = comes[:, 2:].sum(axis=0).reshape(10, 5).sum(axis=1)
    assert blocks.min() > 100
    assert engine.close(found / blocks, share, engine.share_error(share, blocks))
    assert engine.close(comes.sum() / at_risk.sum(), share, engine.share_error(share, at_risk.sum()))


def test_people_who_decline_are_screened_in_the_arm_that_has_the_offer(engine):
    """Whom no offer will change is lived once for both arms, yet screened and assessed in her own."""
    first = engine.bare("job", {}, 300, values={"offers.ibbu.beside": True})
    scenario = engine.another(first, "met", {"entry": met(engine, 0.05, "job"), "funnel.assessed": 0.5})
    for arms in (["intervention"], ["control", "intervention"]):
        own = {
            arm: [*getattr(first.arms, arm), *(["met"] if arm in arms else [])] for arm in ("control", "intervention")
        }
        both = engine.changed(scenario, {"arms": first.arms.model_copy(update=own)})
        world = engine.lived(both).world
        run = engine.live(both)
        for number, arm in enumerate(("control", "intervention")):
            met_by = world.enrolments[:, number, 1]
            came = met_by["opened"] < NEVER
            assessed = came & (met_by["outcome"] != codes.FUNNEL_SCREENED_ONLY)
            assert (came.sum() > 200) == (arm in arms)
            for activity, people in (("screening", came), ("assessment", assessed)):
                cells = [
                    i for i, cell in enumerate(run.activities.cells) if (cell.activity, cell.offer) == (activity, "met")
                ]
                assert run.activities.quantity[0, number][:, cells].sum() == people.sum()


@pytest.fixture(scope="module")
def many_offers(engine):
    """Return a crowded world with four offers, one of them beside the others, and the stages week by week."""
    values = {
        **engine.ALL_ACCEPT,
        "switches.queue": True,
        "offers.ibbu.course.course_weeks": 8,
        "offers.ibbu.funnel.assessed": 0.5,
        "offers.ibbu.programme.for_participants": 300,
        "capacity.ibbu": engine.quantity(4, "ratio"),
    }
    scenario = engine.bare("job", back_and_forth(engine), 240, values=values, intake_weeks=20)
    scenario = engine.another(scenario, "second", {"follows": "ibbu"})
    scenario = engine.another(scenario, "met", {"entry": met(engine, 0.05, "job")})
    scenario = engine.another(scenario, "also", {"entry": met(engine, 0.05, "job", "self_support")})
    scenario = engine.another(scenario, "plan", {"entry": met(engine, 0.05, "job"), "beside": True})
    lived, within, enrolments = engine.watched(scenario, lambda world: world.enrolments)
    return lived, within, enrolments[:, :, 1]


def test_nobody_waits_for_or_attends_two_offers_at_once(many_offers):
    """Unless one of them runs beside the others."""
    _, within, enrolments = many_offers
    busy = np.isin(enrolments["stage"], BUSY) & within[:, :, None]
    assert busy[:, :, :4].sum(axis=2).max() == 1
    assert busy.sum(axis=2).max() == 2
    assert all(busy[:, :, offer].any(axis=0).sum() > 10 for offer in range(5))


def test_nobody_is_lost(many_offers):
    """Who has joined a queue has begun, waits when her horizon closes, or grew too old for an offer met in life."""
    lived, within, enrolments = many_offers
    last, traits = enrolments[-1], lived.world.traits
    joined, started = last["joined"] < NEVER, last["started"] < NEVER
    too_old = np.zeros_like(joined)
    too_old[:, 1:] = (traits["start_week"] - traits["birth_week"] + HORIZON - 1 >= weeks_at_age(30))[:, None]
    left = joined & ~started & (last["stage"] == codes.STAGE_NONE)
    assert (last["stage"][joined & ~started & ~left] == codes.STAGE_WAITING).all()
    assert (left == (joined & ~started & too_old)).all()
    assert left.any()
    calendar = np.arange(lived.compiled.first_calendar, lived.compiled.last_calendar)[:, None]
    of_age = (calendar - traits["birth_week"] < weeks_at_age(30)) | ~within
    assert ((enrolments["stage"][:, :, 1:] != codes.STAGE_WAITING) | of_age[:, :, None]).all()
    assert not (started & ~joined).any()
    assert (last["waited"] == last["started"] - last["joined"])[started].all()
    asked = (last["outcome"] == codes.FUNNEL_OFFERED) & (last["accepts"] == 1)
    in_time = last["opened"] + 3 < HORIZON
    assert (joined == (asked & in_time)).all()
    counts = dict(zip(WAITING, lived.world.waiting[1].T, strict=True))
    assert (counts["joined"] == joined.sum(axis=0)).all()
    assert (counts["joined"] == counts["started"] + counts["still_waiting"] + left.sum(axis=0)).all()
    assert (counts["weeks_waited"] == np.where(started, last["waited"], 0).sum(axis=0)).all()
    assert (counts["still_waiting"] > 5).any()
    done = np.isin(last["stage"], [codes.STAGE_AFTERCARE, codes.STAGE_COMPLETED]).sum(axis=0)
    assert (counts["completed"] == done).all()
    assert (counts["dropped_out"] == (last["stage"] == codes.STAGE_DROPPED_OUT).sum(axis=0)).all()


def test_the_panel_shows_the_offer_attended_now_or_else_the_last_one_met(many_offers):
    lived, _, enrolments = many_offers
    panel = lived.world.panel[:, 1]
    start = lived.world.traits["start_week"]
    seen = []
    for person, week in np.ndindex(len(panel), HORIZON):
        now = enrolments[start[person] + week - lived.compiled.first_calendar, person]
        row = panel[person, week + 52]
        stages = now["stage"]
        begun = np.flatnonzero(stages != codes.STAGE_NONE)
        active = [offer for offer in begun if stages[offer] in BUSY]
        latest = now["opened"][begun].max() if len(begun) else NEVER
        allowed = active or [offer for offer in begun if now["opened"][offer] == latest] or [-1]
        assert row["offer"] in allowed
        assert row["offer"] < 0 or row["stage"] == stages[row["offer"]]
        seen.append((len(active), len(begun) > 1 and not active and allowed[-1] < begun[-1]))
    several, later = np.array(seen).T
    assert (several == 2).sum() > 100
    assert later.sum() > 5, "the last one met is not always the last one in the list"


@pytest.mark.parametrize("priority", [None, "women"])
def test_the_queue_goes_by_priority_then_by_week_joined(engine, priority):
    """No one is overtaken, except by a woman where women go first."""
    values = {
        **engine.ALL_ACCEPT,
        "switches.queue": True,
        "population.municipalities": ["one", "two"],
        "offers.ibbu.priority": Subgroup(sex=priority) if priority else None,
        "offers.ibbu.programme.for_participants": 160,
    }
    world = engine.lived(engine.bare("job", {}, 160, values=values, intake_weeks=30)).world
    own, traits = world.enrolments[:, 1, 0], world.traits
    joined, started = own["joined"] + traits["start_week"], own["started"] + traits["start_week"]
    order = 1 - traits["women"] if priority else np.zeros(len(own))
    overtaken = 0
    for one in np.flatnonzero(own["started"] < NEVER):
        there = (traits["municipality"] == traits["municipality"][one]) & (joined <= started[one])
        there &= (started > started[one]) & (traits["start_week"] + HORIZON > started[one])
        for other in np.flatnonzero(there):
            assert (order[one], joined[one], own["tie"][one]) < (order[other], joined[other], own["tie"][other])
            overtaken += joined[one] > joined[other]
    assert (overtaken > 50) == (priority is not None)
    assert own["waited"].max() > 5


@pytest.mark.parametrize("way", ["follows", "entry"])
def test_where_the_measured_offer_is_met_later_everybody_is_followed(engine, way):
    """The arms differ only in an offer that people meet in the course of life: as many as were asked for take part."""
    values = {**engine.ALL_ACCEPT, "offers.ibbu.funnel.assessed": 0.5}
    scenario = engine.bare("job", {}, 40, values=values)
    later = {"follows": "ibbu"} if way == "follows" else {"entry": met(engine, 0.05, "job")}
    scenario = engine.another(scenario, "later", later)
    both = scenario.arms.model_copy(update={"control": ["usual_practice", "ibbu"]})
    run = engine.live(engine.changed(scenario, {"arms": both, "replications": 2}))
    assert run.people == 40
    assert run.participants.tolist() == [40, 40]
    assert run.waiting[:, 0, 1, 0].sum() == 0
    assert run.waiting[:, 1, 1, 0].sum() > 5


def test_what_takes_the_whole_team_and_no_more_needs_no_empty_course():
    assert there_is_room.py_func(60, 60, 60, 1, SimpleNamespace(capacity_minutes=60))
    assert not there_is_room.py_func(61, 60, 60, 1, SimpleNamespace(capacity_minutes=60))
