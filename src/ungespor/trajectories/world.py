"""The Mesa driver: one world to look into, with young people and offers as agents.

The agents are views on the rows of the world's arrays and call the same compiled rules as the
batch kernel, so that a life is the same to the last bit whoever drives it.  This is the only
file that imports mesa.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa

from ungespor.base.tables import STATES
from ungespor.trajectories import codes
from ungespor.trajectories.parameters import ARMS
from ungespor.trajectories.week import ALLOCATE, ARRIVE, LIVE, WHOLE_WEEK, advance

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

    from ungespor.trajectories.parameters import Compiled
    from ungespor.trajectories.records import World


class Youth(mesa.Agent):  # type: ignore[misc]
    """One young person, seen in every arm.

    Parameters
    ----------
    model : YouthWorld
    row : int
        Row of the person in the world's arrays; also the person's id in the panel.
    """

    def __init__(self, model: YouthWorld, row: int) -> None:
        super().__init__(model)
        self.row = row

    @property
    def traits(self) -> np.void:
        """The lasting traits, a record of ``records.TRAITS``."""
        return self.model.world.traits[self.row]

    def life(self, arm: str) -> np.void:
        """Return this week's life in one arm, a record of ``records.LIFE``."""
        return self.model.world.lives[self.row, ARMS.index(arm)]

    def state(self, arm: str) -> str:
        """Return the name of the support state in one arm."""
        return STATES[self.life(arm)["state"]]

    def arrive(self) -> None:
        """Step 1 of the week, for this person."""
        self.model.take(ARRIVE, self.row, self.row + 1)

    def live(self) -> None:
        """Step 3 of the week, for this person."""
        self.model.take(LIVE, self.row, self.row + 1)


class Offer(mesa.Agent):  # type: ignore[misc]
    """One offer with a course, and its queues."""

    def __init__(self, model: YouthWorld, code: int) -> None:
        super().__init__(model)
        self.code = code
        self.name = model.compiled.offers[code]

    def waiting(self, arm: str) -> int:
        """Return how many people wait for the offer in one arm."""
        stages = self.model.world.enrolments["stage"][:, ARMS.index(arm), self.code]
        return int((stages == codes.STAGE_WAITING).sum())

    def in_course(self, arm: str) -> int:
        """Return how many people are in the course in one arm."""
        stages = self.model.world.enrolments["stage"][:, ARMS.index(arm), self.code]
        return int((stages == codes.STAGE_IN_COURSE).sum())


class YouthWorld(mesa.Model):  # type: ignore[misc]
    """One world with people drawn and ready to live.

    Parameters
    ----------
    world : World
        Arrays in which the people have been drawn.
    compiled : Compiled
    draw : int
        Which parameter draw the world lives under.
    one_by_one : bool
        Let every agent call the rules for itself, in an order shuffled each week. Slower, and
        the same lives: that the order does not matter is a property the tests rely on.
    before_week : callable, optional
        A policy of your own: called with the world before each week, and free to change it.
    """

    def __init__(
        self,
        world: World,
        compiled: Compiled,
        draw: int = 0,
        *,
        one_by_one: bool = False,
        before_week: Callable[[YouthWorld], Any] | None = None,
    ) -> None:
        super().__init__(seed=0)
        self.world, self.compiled, self.draw = world, compiled, draw
        self.calendar = compiled.first_calendar
        self.one_by_one, self.before_week = one_by_one, before_week
        Youth.create_agents(self, len(world.traits), row=list(range(len(world.traits))))
        Offer.create_agents(self, len(compiled.offers), code=list(range(len(compiled.offers))))

    @property
    def youths(self) -> mesa.agent.AgentSet:
        """The young people."""
        return self.agents_by_type[Youth]

    @property
    def offers(self) -> mesa.agent.AgentSet:
        """The offers with a course."""
        return self.agents_by_type[Offer]

    def step(self) -> None:
        """Live one calendar week; see ``week.py`` for its order."""
        if self.before_week is not None:
            self.before_week(self)
        if self.one_by_one:
            self.youths.shuffle_do("arrive")
            self.take(ALLOCATE, 0, 0)
            self.youths.shuffle_do("live")
        else:
            self.take(WHOLE_WEEK, 0, len(self.world.traits))
        self.calendar += 1

    def take(self, step: int, first: int, last: int) -> None:
        """Take one step of this week, or all of it, for the people in rows `first` to `last` − 1."""
        p, calendar = self.compiled.parameters, self.calendar
        advance(self.world, p, self.draw, step, calendar, calendar + 1, first, last)

    def live_all(self) -> None:
        """Live every week of the scenario."""
        while self.calendar < self.compiled.last_calendar:
            self.step()


def live_in_mesa(world: World, compiled: Compiled, draw: int) -> None:
    """Drive one world with Mesa agents that live one by one."""
    YouthWorld(world, compiled, draw, one_by_one=True).live_all()
