"""A toolbox for tests of the engine: scenarios changed number by number, and worlds to look into.

It stands beside the tests of the engine and is loaded by path (see the `conftest.py` of each
folder that uses it), because test folders are no packages.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, fields
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
import yaml
from scipy import stats

from ungespor.scenario.baseline import Transition
from ungespor.scenario.effects import Effect
from ungespor.scenario.load import load_scenario
from ungespor.scenario.model import Scenario, Switches
from ungespor.scenario.population import Feeder
from ungespor.scenario.quantity import Quantity, Unit
from ungespor.scenario.regime import load_regime
from ungespor.trajectories.engine import new_world, simulate
from ungespor.trajectories.panel import panel_frame
from ungespor.trajectories.parameters import compile_scenario
from ungespor.trajectories.people import draw_people
from ungespor.trajectories.week import WHOLE_WEEK, advance

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ungespor.base.tables import Activities, Trajectories
    from ungespor.trajectories.parameters import Compiled
    from ungespor.trajectories.records import World

STANDARD_ERRORS = 4
"""How far a sample may lie from what theory says, in standard errors computed in the test."""
WORKSHOP = Path(__file__).with_name("workshop.yaml")


@cache
def shipped(name: str) -> Scenario:
    return load_scenario(WORKSHOP if name == "ibbu_nord" else name).scenario


def quantity(value: float, unit: str) -> Quantity:
    return Quantity(value=value, unit=unit, source="assumption", low=value, high=value)


def changed(scenario: Scenario | str, values: Mapping[str, Any]) -> Scenario:
    """Return a scenario with other values at dotted paths; a number replaces a quantity's value."""
    result: Any = shipped(scenario) if isinstance(scenario, str) else scenario
    for path, value in values.items():
        result = _replaced(result, path.split("."), value)
    return result


def _replaced(part: Any, names: list[str], value: Any) -> Any:
    if not names:
        if isinstance(part, Quantity) and isinstance(value, int | float):
            return quantity(value, part.unit)
        return value
    first, *rest = names
    if isinstance(part, dict):
        return {**part, first: _replaced(part.get(first), rest, value)}
    return part.model_copy(update={first: _replaced(getattr(part, first), rest, value)})


def move(from_: str, to: str, hazard: float, **more: Any) -> Transition:
    """Return one transition; `bands` maps the first week of a duration band to its ratio."""
    bands = more.pop("bands", {})
    ratios = [quantity(ratio, "ratio") for ratio in bands.values()]
    given = {"from": from_, "to": to, "hazard_per_week": quantity(hazard, "per_week"), **more}
    return Transition.model_validate({**given, "duration_weeks": list(bands), "duration_ratios": ratios})


def filled(model: type[Any], **given: Any) -> Any:
    """Return a part of a scenario; a number becomes a quantity in the unit of its field."""
    units = {
        name: rule.func.name
        for name, field in model.model_fields.items()
        for rule in field.metadata
        if isinstance(getattr(rule, "func", None), Unit)
    }
    return model(
        **{
            name: quantity(value, units[name]) if name in units and isinstance(value, int | float) else value
            for name, value in given.items()
        }
    )


def effect(ratio: float, from_: str, to: str, **more: Any) -> Effect:
    """Return one effect on one move, for ever unless `more` says otherwise; `for_` is whom it acts on."""
    given = {"full_weeks_after_end": 1000, "half_life_weeks": 1, **more}
    given["later_ratio"] = quantity(given["later_ratio"], "ratio") if "later_ratio" in given else None
    given["for"] = given.pop("for_", None)
    return filled(Effect, from_states=[from_], to_states=[to], hazard_ratio=ratio, **given)  # type: ignore[no-any-return]


def another(
    scenario: Scenario, name: str, values: Mapping[str, Any], arms: Sequence[str] = ("intervention",)
) -> Scenario:
    """Return a scenario with one more offer: a copy of its IBBU with other values at paths within it."""
    offer = scenario.offers["ibbu"].model_copy(update={"name": name, "title_da": name, "title_en": name})
    given = {arm: [*getattr(scenario.arms, arm), name] for arm in arms}
    both = {"offers": {**scenario.offers, name: offer}, "arms": scenario.arms.model_copy(update=given)}
    return changed(changed(scenario, both), {f"offers.{name}.{path}": value for path, value in values.items()})


def everyone(state: str, benefit_weeks: str = "none") -> dict[str, Feeder]:
    """Return feeders that put everybody into one state, with benefit weeks in one band."""
    one = quantity(1, "share")
    under_age = None if state in load_regime("pre_2025H2").adults_only else {state: one}
    return {
        "all": Feeder(share=one, states={state: one}, states_under_age=under_age, benefit_weeks={benefit_weeks: one})
    }


EVERYTHING = str(Path(__file__).with_name("everything.yaml"))
"""A small scenario in which every feature that an offer can have is at work at once."""
WORKBENCH: dict[str, float] = yaml.safe_load(Path(__file__).with_name("workbench.yaml").read_text(encoding="utf-8"))
"""The numbers that tests are worked out with, by dotted path."""
NO_HEALTH_SERVICE = {
    f"baseline.psychiatry.{name}": 0
    for name in (
        "outpatient_start",
        "emergency_in_course",
        "emergency_outside",
        "admission_in_course",
        "admission_outside",
        "psychologist_start",
        "gp_contacts",
    )
}
IDLE_OFFER = {"offers.ibbu.effects": {}, "offers.ibbu.who5_effect": None, "offers.ibbu.displaces": None}
ALL_ARE_OFFERED = {
    "offers.ibbu.funnel.assessed": 1,
    "offers.ibbu.funnel.offered": 1,
    "offers.ibbu.funnel.too_burdened": 0,
    "offers.ibbu.funnel.acceptance": 0,
}
ALL_ACCEPT = {"offers.ibbu.funnel.acceptance": 1}
NO_FRAILTY = {
    "baseline.frailty.foothold_sd": 0,
    "baseline.frailty.relapse_sd": 0,
    "baseline.frailty.activity_ready_ratio": 1,
    "baseline.frailty.low_grades_ratio": 1,
}


def bare(state: str, moves: Mapping[str, Transition], people: int, **more: Any) -> Scenario:
    """Return a scenario with nothing in it but people in one state and the given moves.

    Everybody is offered an idle course and declines, so that everybody is a participant; there
    is no queue, no health service, no moving, no frailty and no clipping. `more` sets top-level
    fields, and `values` dotted paths.
    """
    values = more.pop("values", {})
    plain = {
        **WORKBENCH,
        **IDLE_OFFER,
        **ALL_ARE_OFFERED,
        **NO_FRAILTY,
        **NO_HEALTH_SERVICE,
        "population.municipalities": ["one"],
        "population.feeders": everyone(state),
        "baseline.transitions": dict(moves),
        "intake_weeks": 1,
        "horizon_years": 1,
        "replications": 1,
        "people": people,
        "switches": Switches(queue=False, moving=False, who5_clipping=False),
    }
    return changed(changed(changed("ibbu_nord", plain), more), values)


def live(scenario: Scenario | str, **options: Any) -> Trajectories:
    """Run a scenario and return its trajectories."""
    scenario = shipped(scenario) if isinstance(scenario, str) else scenario
    return simulate(scenario, load_regime(scenario.regime), **options)


@dataclass
class Lived:
    """One world that has been lived to the end, its arrays open to view."""

    scenario: Scenario
    compiled: Compiled
    world: World

    def frame(self) -> pd.DataFrame:
        return panel_frame(self.world, self.compiled, self.scenario, 0)


def drawn(scenario: Scenario | str, *, panel: bool = False) -> Lived:
    """Return a world whose people are drawn but have not lived yet."""
    scenario = shipped(scenario) if isinstance(scenario, str) else scenario
    compiled = compile_scenario(scenario, load_regime(scenario.regime), np.arange(1), scenario.people)
    world = new_world(compiled, panel=panel)
    draw_people(world, compiled.parameters, 0, scenario.seed, 0, 0)
    return Lived(scenario, compiled, world)


def lived(scenario: Scenario | str, *, panel: bool = False) -> Lived:
    """Return the first world of a scenario after its last week."""
    result = drawn(scenario, panel=panel)
    c = result.compiled
    advance(result.world, c.parameters, 0, WHOLE_WEEK, c.first_calendar, c.last_calendar, 0, c.people)
    return result


def watched(scenario: Scenario, look: Callable[[World], np.ndarray]) -> tuple[Lived, np.ndarray, np.ndarray]:
    """Live a world week by week, and look at it after each calendar week from the first one.

    Return the world, who was between week 0 and the horizon, shape (calendar week, person), and what `look` saw.
    """
    result = drawn(scenario, panel=True)
    compiled, seen = result.compiled, []
    for calendar in range(compiled.first_calendar, compiled.last_calendar):
        advance(result.world, compiled.parameters, 0, WHOLE_WEEK, calendar, calendar + 1, 0, compiled.people)
        seen.append(look(result.world).copy())
    week = np.arange(compiled.first_calendar, compiled.last_calendar)[:, None] - result.world.traits["start_week"]
    return result, (week >= 0) & (week < scenario.horizon_years * 52), np.stack(seen)


def count(activities: Activities, activity: str, **wanted: str) -> np.ndarray:
    """Return how often an activity happened, shape (worlds, arms); `wanted` narrows the facts."""
    cells = [
        index
        for index, cell in enumerate(activities.cells)
        if cell.activity == activity and all(cell.facts().get(name) == value for name, value in wanted.items())
    ]
    return activities.quantity[..., cells].sum(axis=(2, 3))


def benefit_weeks_by_the_words(on_clock: Sequence[bool], self_supporting: Sequence[bool]) -> tuple[list[int], int, int]:
    """Number benefit weeks from the words of the law, with sums over a plain list of weeks.

    "The running benefit week 1, 2, … in weeks on the clock, 0 otherwise; in a benefit week t the
    count restarts at 1 when at least 52 of the self-supporting weeks that lie after the first
    benefit week of the current count fall in the 156 weeks before t, else it goes on where it
    stopped." Return the numbers, the first week of the last count (−1 for none), and how often
    the count restarted.
    """
    supported = [0, *accumulate(int(week) for week in self_supporting)]
    numbers, count, first, restarts = [], 0, -1, 0
    for week, covered in enumerate(on_clock):
        if not covered:
            numbers.append(0)
            continue
        start = max(first + 1, week - 156)
        restart = first >= 0 and start < week and supported[week] - supported[start] >= 52
        if first < 0 or restart:
            first, count, restarts = week, 0, restarts + restart
        count += 1
        numbers.append(count)
    return numbers, first, restarts


def close(observed: Any, expected: Any, error: Any) -> bool:
    """Say whether everything observed lies within four standard errors of what is expected."""
    assert np.all(np.asarray(error) > 0), "a tolerance of 0 tests nothing"
    return bool(np.all(np.abs(np.asarray(observed) - expected) <= STANDARD_ERRORS * np.asarray(error)))


def likely(counts: Any, sizes: Any, shares: Any) -> bool:
    """Say whether binomial counts are no rarer than a normal number four standard errors off, on either side."""
    below, above = stats.binom.cdf(counts, sizes, shares), stats.binom.sf(np.asarray(counts) - 1, sizes, shares)
    return bool(np.minimum(below, above).min() > stats.norm.sf(STANDARD_ERRORS))


def share_error(share: Any, size: Any) -> Any:
    """Return the standard error of a share among `size` independent people."""
    return np.sqrt(np.asarray(share) * (1 - np.asarray(share)) / size)


def differing(one: Trajectories, other: Trajectories) -> list[str]:
    """Return the names of the fields in which two runs are not equal to the last bit."""
    return [field.name for field in fields(one) if not _equal(getattr(one, field.name), getattr(other, field.name))]


def _equal(one: Any, other: Any) -> bool:
    if hasattr(one, "quantity"):
        return (one.cells, one.periods) == (other.cells, other.periods) and np.array_equal(one.quantity, other.quantity)
    if isinstance(one, pd.DataFrame):
        return one.equals(other)
    return bool(np.array_equal(one, other)) if isinstance(one, np.ndarray) else one == other


@pytest.fixture(scope="session")
def engine() -> Any:
    """Return the functions of this file."""
    return sys.modules[__name__]
