"""Effects for some, later, or in doses, against closed forms; and traits with a stated distribution."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ungespor.base.tables import STATES
from ungespor.scenario.effects import Dose, PsychiatricEffect, Subgroup
from ungespor.scenario.offer import Group
from ungespor.trajectories.codes import READINESS_NAMES, weeks_at_age

JOB = STATES.index("job")
WEEKS = np.arange(-3, 52)
HAZARD = 0.02
PEOPLE = 2000


def leaving(engine, effects, people=PEOPLE, **values):
    """Return a scenario in which people leave jobs, and all begin a course in week 3 that ends in week 20."""
    given = {**engine.ALL_ACCEPT, "offers.ibbu.course.drop_out": 0, "offers.ibbu.effects": effects, **values}
    return engine.bare("job", {"a": engine.move("job", "self_support", HAZARD)}, people, values=given)


def leave_as(engine, in_job, ratio):
    """Assert that each week's leavers are binomial with p = 1 − exp(−hazard × ratio), from people in jobs by week."""
    at_risk, left = in_job[:-1], in_job[:-1] - in_job[1:]
    share = 1 - np.exp(-HAZARD * np.broadcast_to(ratio, len(left)))
    assert engine.likely(left, at_risk, share)
    error = math.sqrt((share * (1 - share) * at_risk).sum())
    assert engine.close(left.sum(), (share * at_risk).sum(), error)


GROUPS = {
    "women": ({"sex": "women"}, lambda trait: trait["women"] == 1),
    "men": ({"sex": "men"}, lambda trait: trait["women"] == 0),
    "low grades": ({"grades": "low"}, lambda trait: trait["low_grades"] == 1),
    "other grades": ({"grades": "other"}, lambda trait: trait["low_grades"] == 0),
    "non-western": ({"origin": "non_western"}, lambda trait: trait["non_western"] == 1),
    "Danish or western": ({"origin": "danish_or_western"}, lambda trait: trait["non_western"] == 0),
    "two kinds of readiness": (
        {"readiness": ["activity_ready", "openly_ready"]},
        lambda trait: trait["readiness"] != READINESS_NAMES.index("education_ready"),
    ),
    "ages": (
        {"youngest": 21, "below": 24},
        lambda trait: np.isin(trait["start_week"] - trait["birth_week"], np.arange(weeks_at_age(21), weeks_at_age(24))),
    ),
    "several": (
        {"sex": "women", "grades": "other", "below": 25},
        lambda trait: (
            (trait["women"] == 1)
            & (trait["low_grades"] == 0)
            & (trait["start_week"] - trait["birth_week"] < weeks_at_age(25))
        ),
    ),
}


@pytest.mark.parametrize("name", GROUPS)
def test_an_effect_for_some_acts_on_them_and_leaves_the_others_as_they_were(engine, name):
    """To the last bit; and on members with the full ratio."""
    given, belongs = GROUPS[name]
    ages = {field: engine.quantity(given[field], "years") for field in ("youngest", "below") if field in given}
    group = Subgroup(**{**given, **ages})
    traits = {f"population.traits.{trait}": 0.5 for trait in ("women", "low_grades")}
    traits |= {"population.traits.activity_ready": 0.3, "population.traits.openly_ready": 0.3}
    traits["population.traits.non_western"] = engine.quantity(0.5, "share")
    effects = {"some": engine.effect(3, "job", "self_support", for_=group)}
    world = engine.lived(leaving(engine, effects, **traits), panel=True).world
    without = engine.lived(leaving(engine, {}, **traits), panel=True).world
    members = belongs(world.traits)
    assert 300 < members.sum() < PEOPLE - 300
    assert np.array_equal(world.panel[~members], without.panel[~members])
    assert np.array_equal(world.lives[~members], without.lives[~members])
    in_job = (world.panel["state"][members, 1, 48:] == JOB).sum(axis=0)
    leave_as(engine, in_job, np.where(WEEKS >= 3, 3, 1))


def test_an_effect_fades_to_its_later_ratio(engine):
    """The log ratio goes from that of 4 to that of 0.5 with a half-life of six weeks from week 24 on."""
    fading = {"full_weeks_after_end": 4, "half_life_weeks": 6, "later_ratio": 0.5}
    effects = {"e": engine.effect(4, "job", "self_support", **fading)}
    left = 0.5 ** (np.maximum(WEEKS - 20 - 4, 0) / 6)
    ratio = np.where(WEEKS < 3, 1, np.exp(math.log(0.5) + (math.log(4) - math.log(0.5)) * left))
    states = engine.live(engine.changed(leaving(engine, effects), {"replications": 10})).weekly_states
    leave_as(engine, states[1, 48:, JOB], ratio)


def test_an_effect_grows_to_a_later_ratio_above_the_first(engine):
    """From a hindrance to a help: it is the help that no rate of candidates may lie below."""
    growing = {"full_weeks_after_end": 0, "half_life_weeks": 3, "later_ratio": 4}
    effects = {"e": engine.effect(0.5, "job", "self_support", **growing)}
    left = 0.5 ** (np.maximum(WEEKS - 20, 0) / 3)
    ratio = np.where(WEEKS < 3, 1, np.exp(math.log(4) + (math.log(0.5) - math.log(4)) * left))
    states = engine.live(engine.changed(leaving(engine, effects), {"replications": 10})).weekly_states
    leave_as(engine, states[1, 48:, JOB], ratio)


@pytest.mark.parametrize(
    ("ratios", "of_another"), [((2, 1.5), ()), ((2, 0.25), ()), ((2,), (1.5,)), ((0.5,), (3, 1.2)), ((0.25,), (2,))]
)
def test_effects_on_one_move_multiply_within_an_offer_and_between_offers(engine, ratios, of_another):
    def of(values):
        return {f"e{number}": engine.effect(ratio, "job", "self_support") for number, ratio in enumerate(values)}

    scenario = engine.changed(leaving(engine, of(ratios)), {"replications": 10})
    if of_another:
        scenario = engine.another(scenario, "second", {"effects": of(of_another)})
    states = engine.live(scenario).weekly_states
    leave_as(engine, states[1, 48:, JOB], np.where(WEEKS < 3, 1, math.prod((*ratios, *of_another))))
    leave_as(engine, states[0, 48:, JOB], 1)


@pytest.mark.parametrize("later", [None, 0.4])
def test_an_effect_only_after_the_end_spares_the_course(engine, later):
    """Weeks 3 to 20 are those of the course; from week 21 the ratio is 3, from week 31 it fades."""
    more = {} if later is None else {"later_ratio": later}
    fading = {"full_weeks_after_end": 10, "half_life_weeks": 5, "only_after_end": True, **more}
    effects = {"e": engine.effect(3, "job", "self_support", **fading)}
    low = math.log(later or 1)
    left = 0.5 ** (np.maximum(WEEKS - 20 - 10, 0) / 5)
    ratio = np.where(WEEKS <= 20, 1, np.exp(low + (math.log(3) - low) * left))
    states = engine.live(engine.changed(leaving(engine, effects), {"replications": 10})).weekly_states
    leave_as(engine, states[1, 48:, JOB], ratio)
    assert np.array_equal(states[0, :73], states[1, :73])


def test_who_drops_out_has_the_effect_after_her_own_end(engine):
    effects = {"e": engine.effect(4, "job", "self_support", only_after_end=True)}
    scenario = leaving(engine, effects, **{"offers.ibbu.course.drop_out": 0.9})
    world = engine.lived(scenario, panel=True).world
    ended = world.enrolments["ended"][:, 1, 0]
    state = world.panel["state"][:, :, 52:]
    early = ended < 12
    assert early.sum() > 800
    week = np.arange(52)
    until_end = week <= ended[:, None]
    assert ((state[:, 0] == state[:, 1]) | ~until_end).all()
    after = (week[1:] > ended[:, None]) & (week[1:] < 20) & early[:, None] & (state[:, 1, :-1] == JOB)
    share = 1 - math.exp(-HAZARD * 4)
    left = (state[:, 1, 1:] != JOB)[after]
    assert engine.close(left.mean(), share, engine.share_error(share, left.size))


def tables(engine, values):
    """Return the compiled effects, psychiatric effects and offer of a scenario with these values."""
    contact = {"hazard_ratio": 0.5, "full_weeks_after_end": 1, "half_life_weeks": 1}
    contact = engine.filled(PsychiatricEffect, events=["emergency"], **contact)
    given = {"offers.ibbu.psychiatric_effects": {"contact": contact}}
    given["offers.ibbu.who5_effect"] = engine.shipped("ibbu_nord").offers["ibbu"].who5_effect
    given["offers.ibbu.who5_effect.points"] = 10
    effects = {
        "plain": engine.effect(3, "job", "self_support", later_ratio=0.5),
        "dosed": engine.effect(3, "job", "self_support", dose=engine.filled(Dose, reference_minutes_per_week=90)),
    }
    compiled = engine.drawn(leaving(engine, effects, 10, **given, **values)).compiled.parameters
    return compiled.effects[0], compiled.psychiatric_effects[0], compiled.offers[0, 0]


def test_what_an_effect_adds_competes_with_other_causes_in_the_same_week(engine):
    """Hazards begin in April, when all are in the course, at 0.4 a week each; an effect makes one of them 1."""
    weights = [engine.quantity(0 if month in (2, 3) else 1, "ratio") for month in range(1, 13)]
    effects = {"e": engine.effect(2.5, "job", "self_support")}
    states = ("self_support", "education")
    values = {
        "baseline.seasons": {"from_april": weights},
        "baseline.transitions": {to: engine.move("job", to, 0.4 * 10 / 12, season="from_april") for to in states},
    }
    lived = engine.live(engine.changed(leaving(engine, effects, people=5000), values)).weekly_states[1, 48:]
    week = np.flatnonzero(lived[:, JOB] < 5000)[0]
    raised, other = (int(lived[week, STATES.index(state)]) for state in states)
    assert engine.likely(raised + other, 5000, 1 - math.exp(-1.4))
    assert engine.likely(raised, raised + other, 1 / 1.4)


def test_a_dose_scales_the_log_ratio_by_minutes_a_week(engine):
    """Twelve sessions of 1.5 hours in 18 weeks are 60 minutes a week, of 90; the group is not counted."""
    group = engine.filled(Group, sessions=9, hours_per_participant=1, minimum=2)
    effects, _, _ = tables(engine, {"offers.ibbu.course.group": group})
    assert effects["log_ratio"] == pytest.approx([math.log(3), math.log(3) * 60 / 90], rel=1e-12)
    assert effects["later_log_ratio"] == pytest.approx([math.log(0.5), 0], rel=1e-12)
    double, _, _ = tables(engine, {"offers.ibbu.course.session_hours": 3})
    assert double["log_ratio"] == pytest.approx([math.log(3), math.log(3) * 120 / 90], rel=1e-12)


def test_fidelity_scales_every_effect_by_the_mean_of_its_elements(engine):
    full_effects, full_contact, full_offer = tables(engine, {})
    elements = {name: engine.quantity(share, "share") for name, share in (("a", 0.9), ("b", 0.6), ("c", 0.3))}
    effects, contact, offer = tables(engine, {"offers.ibbu.fidelity": elements})
    for field in ("log_ratio", "later_log_ratio"):
        assert effects[field] == pytest.approx(0.6 * full_effects[field], rel=1e-12)
    assert contact["log_ratio"] == pytest.approx(0.6 * full_contact["log_ratio"], rel=1e-12)
    assert full_contact["log_ratio"] == pytest.approx([math.log(0.5)], rel=1e-12)
    assert (offer["points"], full_offer["points"]) == pytest.approx((6, 10), rel=1e-12)
    rest = [field for field in offer.dtype.names if field != "points"]
    assert offer[rest] == full_offer[rest]


def test_the_stated_share_is_of_non_western_origin_and_nobody_else_moves(engine):
    plain = engine.drawn(leaving(engine, {}, 10 * PEOPLE)).world.traits
    values = {"population.traits.non_western": engine.quantity(0.2, "share")}
    traits = engine.drawn(leaving(engine, {}, 10 * PEOPLE, **values)).world.traits
    assert plain["non_western"].sum() == 0
    assert engine.close(traits["non_western"].mean(), 0.2, engine.share_error(0.2, 10 * PEOPLE))
    rest = [field for field in traits.dtype.names if field != "non_western"]
    assert np.array_equal(plain[rest], traits[rest])
    women = traits["women"] == 1
    share = traits["non_western"][women].mean() - traits["non_western"][~women].mean()
    assert abs(share) < engine.STANDARD_ERRORS * 0.4 * math.sqrt(1 / women.sum() + 1 / (~women).sum())


def test_women_feel_worse_by_the_stated_points_and_all_together_as_the_pool(engine):
    """Set points, and scores in week 0, of people who are not chosen by their score."""
    values = {
        "population.traits.women": 0.7,
        "population.who5.women_below_men": engine.quantity(8, "who5_points"),
        "population.who5.entry_at_most": 1000,
        "offers.ibbu.funnel.acceptance": 0,
    }
    world = engine.lived(leaving(engine, {}, 10 * PEOPLE, **values), panel=True).world
    women = world.traits["women"] == 1
    score = world.panel["who5"][:, 0, 52]
    for found, spread in ((world.traits["set_point"], 20 * math.sqrt(0.6)), (score, 20)):
        error = spread * math.sqrt(1 / women.sum() + 1 / (~women).sum())
        assert engine.close(found[~women].mean() - found[women].mean(), 8, error)
        everyone = math.sqrt(spread**2 + 64 * 0.7 * 0.3) / math.sqrt(len(found))
        assert engine.close(found.mean(), 48, everyone)
