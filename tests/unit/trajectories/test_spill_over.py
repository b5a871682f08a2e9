"""What reaches those near a course who have not begun it, and what a control group nearby then hides."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ungespor.base.tables import OFFSETS, STATES
from ungespor.evaluation.emulated import evaluate
from ungespor.evaluation.lives import lives_of
from ungespor.scenario.effects import Subgroup
from ungespor.trajectories.mental_health import NEVER

JOB = STATES.index("job")
HAZARD, RATIO, SPILL, PAID = 0.02, 3.0, 0.5, 30
SPILLED = HAZARD * RATIO**SPILL


def near(engine, people, *, ratio=RATIO, spill=SPILL, values=None, **effect):
    """Return a scenario with one way into a job, which a course speeds up; nobody accepts unless `values` says so."""
    given = {
        "offers.ibbu.effects": {"start": engine.effect(ratio, "self_support", "job", **effect)},
        "offers.ibbu.spill_over": None if spill is None else engine.quantity(spill, "share"),
        "offers.ibbu.programme.operating_weeks": PAID,
        "offers.ibbu.course.drop_out": 0,
        **(values or {}),
    }
    return engine.bare("self_support", {"there": engine.move("self_support", "job", HAZARD)}, people, values=given)


def share_that_moves(world, people, first, last, arm=1):
    """Return the share of those without a job who got one in weeks `first` to `last` − 1, and their number."""
    states = world.panel["state"][people, arm, 52 + first - 1 : 52 + last]
    there = states[:, 0] != JOB
    return (states[there, -1] == JOB).mean(), there.sum()


def as_derived(engine, world, people, first, last, hazard, arm=1):
    found, size = share_that_moves(world, people, first, last, arm)
    expected = 1 - math.exp(-hazard * (last - first))
    return engine.close(found, expected, engine.share_error(expected, size))


def test_a_share_of_the_log_ratio_reaches_the_others_while_the_staff_is_paid(engine):
    """From week 0 to the last paid week, in the arm that has the course; then, and in the other arm, nothing."""
    world = engine.lived(near(engine, 6000), panel=True).world
    everyone = np.arange(6000)
    assert (world.enrolments["started"] == NEVER).all()
    assert as_derived(engine, world, everyone, -3, 0, HAZARD)
    assert as_derived(engine, world, everyone, 0, PAID, SPILLED)
    assert not as_derived(engine, world, everyone, 0, PAID, HAZARD)
    assert as_derived(engine, world, everyone, PAID, 52, HAZARD)
    assert as_derived(engine, world, everyone, 0, 52, HAZARD, arm=0)


def test_who_is_in_the_course_gets_its_effect_once(engine):
    """Begun in week 3: until then a part of the effect, afterwards the whole of it and no more."""
    world = engine.lived(near(engine, 6000, values=engine.ALL_ACCEPT), panel=True).world
    everyone = np.arange(6000)
    assert (world.enrolments["started"][:, 1, 0] == 3).all()
    assert as_derived(engine, world, everyone, 0, 3, SPILLED)
    assert as_derived(engine, world, everyone, 3, 52, HAZARD * RATIO)


def test_only_the_subgroup_of_the_effect_is_reached(engine):
    world = engine.lived(near(engine, 6000, for_=Subgroup(sex="women")), panel=True).world
    women = world.traits["women"] == 1
    assert as_derived(engine, world, np.flatnonzero(women), 0, PAID, SPILLED)
    assert as_derived(engine, world, np.flatnonzero(~women), 0, PAID, HAZARD)


def test_no_spill_over_is_the_same_as_a_spill_over_of_nothing(engine):
    """To the last bit, with half of them in the course; and a part of it is felt."""
    half = {"offers.ibbu.funnel.acceptance": 0.5}
    without, nothing, some = (
        engine.live(near(engine, 300, spill=spill, values=half), panel=True) for spill in (None, 0, 0.2)
    )
    assert engine.differing(without, nothing) == []
    assert some.parted.sum() > without.parted.sum()
    control = [run.panel[run.panel["arm"] == "control"] for run in (without, some)]
    assert control[0].equals(control[1])


@pytest.mark.parametrize("spill", [0.3, 1])
def test_an_effect_of_nothing_spills_nothing_and_nothing_comes_before_week_0(engine, spill):
    idle = engine.live(near(engine, 300, ratio=1, spill=spill))
    assert idle.parted.sum() == 0
    # Several worlds in one set of buffers, still near the course in their last week.
    open_ended = near(engine, 300, spill=spill, values={"offers.ibbu.programme.operating_weeks": 500})
    run = engine.live(engine.changed(open_ended, {"replications": 3}), chunks=1)
    assert run.parted.sum() > 20
    before = OFFSETS.index(-4)
    assert np.array_equal(run.outcomes[:, 0, :, before], run.outcomes[:, 1, :, before])
    early = run.weeks < 0
    assert np.array_equal(run.weekly_states[0, early], run.weekly_states[1, early])


@pytest.fixture(scope="module")
def evaluated(engine):
    """Return what the evaluation finds with controls nearby and elsewhere, by effect and spill-over."""
    found = {}
    for ratio, spill in ((RATIO, SPILL), (RATIO, None), (1 / RATIO, SPILL)):
        values = {"offers.ibbu.funnel.acceptance": 0.5}
        scenario = engine.changed(near(engine, 400, ratio=ratio, spill=spill, values=values), {"replications": 20})
        lives = lives_of(engine.live(scenario, panel=True).panel, scenario)
        found[ratio, spill] = [evaluate(lives, ("job",), 4, None, place) for place in ("nearby", "elsewhere")]
    return found


def moved_by(weeks, hazard):
    """Return who has a job after three weeks before week 0 and so many at another hazard."""
    return 1 - math.exp(-3 * HAZARD - weeks * hazard)


@pytest.mark.parametrize("ratio", [RATIO, 1 / RATIO])
def test_a_control_group_nearby_hides_what_has_spilled_over(engine, evaluated, ratio):
    """END is week 20: in week 24 the controls have lived 25 weeks near the course; elsewhere they have not."""
    nearby, elsewhere = evaluated[ratio, SPILL]
    hidden = moved_by(25, HAZARD * ratio**SPILL) - moved_by(25, HAZARD)
    assert abs(hidden) > 0.1
    for found, bias in ((elsewhere, 0), (nearby, -hidden)):
        error = found.estimate - found.truth
        assert engine.close(error.mean(), bias, error.std(ddof=1) / math.sqrt(len(error)))
    assert (np.sign(nearby.estimate - elsewhere.estimate) == -np.sign(hidden)).all(), "towards no effect"
    assert (np.abs(nearby.estimate) < np.abs(nearby.truth)).all()
    assert np.array_equal(nearby.truth, elsewhere.truth)


def test_without_a_spill_over_it_does_not_matter_where_the_controls_live(evaluated):
    nearby, elsewhere = evaluated[RATIO, None]
    assert np.array_equal(nearby.estimate, elsewhere.estimate)
    assert np.array_equal(nearby.standard_error, elsewhere.standard_error)
