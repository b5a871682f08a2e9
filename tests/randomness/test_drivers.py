"""Do all ways of running a world give the same lives, to the last bit?"""

from __future__ import annotations

import numpy as np
import pytest

from ungespor.scenario.offer import Service
from ungespor.trajectories.world import YouthWorld


def scenes(engine):
    """Return the scenarios that both drivers must live alike, by name."""
    crowded = {"capacity.ibbu": engine.quantity(0.4, "ratio"), "people": 50, "replications": 1, "horizon_years": 2}
    return {
        "tiny": engine.changed("tiny", {"replications": 4}),
        "ibbu_nord": engine.changed("ibbu_nord", {"replications": 1}),
        "binding queue": engine.changed("ibbu_nord", crowded),
        "everything": engine.shipped(engine.EVERYTHING),
    }


@pytest.mark.parametrize("name", ["tiny", "ibbu_nord", "binding queue", "everything"])
def test_mesa_and_the_kernel_give_the_same_lives(engine, name):
    """Mesa's agents call the rules one by one, in an order shuffled each week."""
    scenario = scenes(engine)[name]
    kernel = engine.live(scenario, panel=True)
    mesa = engine.live(scenario, driver="mesa", panel=True)
    assert engine.differing(kernel, mesa) == []
    _, started, waited, *_ = kernel.waiting[:, 1, 0].sum(axis=0)
    assert started > 10
    if name == "ibbu_nord":
        assert kernel.people == 465
    else:
        assert waited / started > 4, "the queue must bind"


def test_everything_happens_in_the_scenario_that_has_it_all(engine):
    """Every offer has starts and ends in every arm that gives it, and every kind of event is counted."""
    scenario = engine.shipped(engine.EVERYTHING)
    run = engine.live(scenario)
    joined, started, _, _, completed, dropped_out, *_ = run.waiting.sum(axis=0).transpose(2, 0, 1)
    for arm, given in enumerate((scenario.arms.control, scenario.arms.intervention)):
        has = np.isin(run.offers, given)
        assert (started[arm][has] > 10).all()
        assert (np.minimum(completed, dropped_out)[arm][has] > 0).all()
        assert (joined[arm][~has] == 0).all()
    for activity in ("placement_week", "group_session_attended", "session_cancelled", "aftercare_session"):
        assert engine.count(run.activities, activity)[:, 1].sum() > 5
    there = np.unique(engine.drawn(scenario).world.open_minutes[0])
    assert there[0] == 0 < there[1] < there[2], "posts fall vacant, and close"


def same_world(one, other):
    return all(np.array_equal(a, b) for a, b in zip(one.world, other.world, strict=True))


def test_rows_at_once_are_the_same_as_one_by_one(engine):
    kernel = engine.lived(engine.EVERYTHING, panel=True)
    for one_by_one in (False, True):
        drawn = engine.drawn(engine.EVERYTHING, panel=True)
        YouthWorld(drawn.world, drawn.compiled, 0, one_by_one=one_by_one).live_all()
        assert same_world(kernel, drawn)


@pytest.mark.parametrize("name", ["tiny", "everything"])
def test_no_order_of_the_agents_matters(engine, name):
    scenario = scenes(engine)[name]
    kernel = engine.lived(scenario, panel=True)
    for seed in (1, 2, 3):
        drawn = engine.drawn(scenario, panel=True)
        model = YouthWorld(drawn.world, drawn.compiled, 0, one_by_one=True)
        model.random.seed(seed)
        model.live_all()
        assert same_world(kernel, drawn)


def test_the_comparison_of_worlds_sees_a_single_different_bit(engine):
    one, other = engine.lived("tiny", panel=True), engine.lived("tiny", panel=True)
    other.world.panel["who5"][3, 1, 60] = np.nextafter(other.world.panel["who5"][3, 1, 60], 100)
    assert same_world(one, one)
    assert not same_world(one, other)


@pytest.mark.parametrize("way", [{"threads": 1}, {"threads": 5}, {"chunks": 1}, {"chunks": 3}, {"chunks": 1000}])
def test_neither_threads_nor_chunks_matter(engine, way):
    usual = engine.live("tiny", panel=True)
    assert engine.differing(usual, engine.live("tiny", panel=True, **way)) == []


def test_the_comparison_of_runs_sees_another_seed(engine):
    other = engine.live(engine.changed("tiny", {"seed": 8}), panel=True)
    assert {"activities", "weekly_states", "weekly_who5", "outcomes", "twins", "panel"} <= set(
        engine.differing(engine.live("tiny", panel=True), other)
    )


def test_lives_lived_once_for_both_arms_are_those_lived_twice(engine):
    """A service in one arm only, with a share of 0, makes the engine live every person in every arm."""
    nothing = Service(activity="guidance_week", states=["job"], share=engine.quantity(0, "share"))
    usual = engine.shipped("ibbu_nord").offers["usual_practice"]
    dummy = usual.model_copy(update={"name": "dummy", "services": {"nothing": nothing}})
    scenario = engine.changed("ibbu_nord", {"replications": 2, "horizon_years": 2})
    arms = scenario.arms.model_copy(update={"intervention": ["usual_practice", "ibbu", "dummy"]})
    twice = engine.changed(scenario, {"offers": {"dummy": dummy, **scenario.offers}, "arms": arms})
    assert engine.drawn(scenario).world.traits["inseparable"].mean() > 0.5
    assert engine.drawn(twice).world.traits["inseparable"].sum() == 0
    assert engine.differing(engine.live(scenario, panel=True), engine.live(twice, panel=True)) == []
