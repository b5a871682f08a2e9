"""The Mesa world as something to look into: agents are views on the rows of the arrays."""

from __future__ import annotations

import numpy as np

from ungespor.base.tables import STATES
from ungespor.trajectories.codes import OBSERVATION_START
from ungespor.trajectories.mental_health import NEVER
from ungespor.trajectories.world import YouthWorld


def world(engine, **options):
    drawn = engine.drawn("tiny")
    return YouthWorld(drawn.world, drawn.compiled, 0, **options)


def test_agents_show_the_rows_of_the_world(engine):
    model = world(engine)
    assert len(model.youths) == model.compiled.people == 20
    youth = next(iter(model.youths))
    assert youth.state("control") == STATES[model.world.lives["state"][youth.row, 0]]
    model.world.lives["state"][youth.row, 1] = STATES.index("fgu")
    assert youth.state("intervention") == "fgu"
    assert youth.traits["key"] == model.world.traits["key"][youth.row]
    assert youth.life("control")["state"] == model.world.lives["state"][youth.row, 0]


def test_a_step_is_a_week_of_everybody(engine):
    model = world(engine)
    assert model.calendar == 52 - 4
    (offer,) = model.offers
    waiting, in_course = [], []
    for _ in range(40):
        model.step()
        waiting.append(offer.waiting("intervention"))
        in_course.append(offer.in_course("intervention"))
        assert offer.waiting("control") == offer.in_course("control") == 0
    assert model.calendar == 52 - 4 + 40
    assert max(waiting) > 2
    # Two municipalities with room for one course each.
    assert max(in_course) == 2


def test_a_policy_of_ones_own_acts_before_each_week(engine):
    """Closing the offer by hand: nobody who joins the list is ever let into a course."""
    seen = []

    def close(model):
        seen.append(model.calendar)
        model.world.open_minutes[...] = 0

    model = world(engine, before_week=close)
    model.live_all()
    assert seen == list(range(model.compiled.first_calendar, model.compiled.last_calendar))
    assert np.array_equal(model.world.waiting[1, 0, 1:3], [0, 0])
    assert model.world.waiting[1, 0, 0] > 5


def test_nobody_lives_ahead_of_a_policy(engine):
    """The batch kernel lets those who meet nobody else live on alone; a week at a time, nobody may."""

    def look(model):
        world = model.world
        week = model.calendar - world.traits["start_week"]
        lived = np.where(week >= 2 * 52, NEVER, np.maximum(model.calendar, model.calendar - week + OBSERVATION_START))
        assert np.array_equal(world.lived_to, lived)

    model = world(engine, before_week=look)
    model.live_all()
    assert (model.world.lived_to == NEVER).all()
