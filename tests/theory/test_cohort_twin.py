"""The cohort twin against the engine: shares worked out without luck, and the shares of many lives."""

from __future__ import annotations

import numpy as np
import pytest

from ungespor.base.tables import STATES
from ungespor.evaluation.calibration.expected import Expected
from ungespor.evaluation.calibration.statistic import AfterLeaving, Cohort, FirstExit
from ungespor.evaluation.calibration.twin import Twin
from ungespor.scenario.regime import load_regime

PEOPLE = 4000
BEFORE = 4
"""Lives are simulated from so many weeks before week 0."""
FIRST = 52 - BEFORE
POINTS = (5, 4)
LEAVING = ["education", "job", "self_support", "fgu"]


def same_people(engine, state, age, values=None):
    """Return the shipped baseline with people who are all in one state and equally old, and no effort."""
    ages = {f"population.ages.{name}": age for name in ("youngest", "split", "oldest")}
    plain = {
        **engine.IDLE_OFFER,
        **engine.ALL_ARE_OFFERED,
        **engine.NO_HEALTH_SERVICE,
        **ages,
        "population.ages.below_split": 1,
        "population.traits.qualified": 0,
        # Nobody is screened away by well-being, so that the set points are normal.
        "population.who5.entry_at_most": 1000,
        "population.feeders": engine.everyone(state),
        "offers.ibbu.youngest": 10,
        "offers.ibbu.oldest": 40,
        "baseline.seasons": engine.shipped("ibbu_nord").baseline.seasons,
        "intake_weeks": 1,
        "horizon_years": 2,
        "replications": 1,
        "people": PEOPLE,
    }
    return engine.changed("ibbu_nord", {**plain, **(values or {})})


def twin_of(scenario):
    return Twin(scenario.baseline, scenario.population, load_regime(scenario.regime), POINTS)


def expected_shares(scenario, state, age):
    """Return the expected share in each state, from four weeks before week 0, shape (weeks, states)."""
    twin = twin_of(scenario)
    values = twin.central()
    nodes = twin.nodes(values)
    start = np.zeros((1, len(nodes.weights), len(STATES)))
    start[:, :, STATES.index(state)] = nodes.weights
    weeks = np.arange(-BEFORE, 104)
    days = np.datetime64(scenario.start_date) + weeks.astype("timedelta64[W]")
    months = days.astype("datetime64[M]").astype(int) % 12
    calendar = twin.months(months, int(age * 365.25 / 7) + weeks)
    return twin.follow(values, nodes, start, calendar, initial=True)[0].sum(axis=0)


# Those of 17 come of age on the way; jobholders of 29 turn thirty; pupils of 24 complete and qualify.
@pytest.mark.parametrize(
    ("state", "age"),
    [
        ("education_benefit", 22),
        ("education", 17.5),
        ("self_support", 17.5),
        ("education", 24),
        ("job", 29),
        ("cash_benefit", 31),
        ("sickness_benefit", 24),
    ],
)
def test_the_engine_lives_what_the_twin_expects(engine, state, age):
    scenario = same_people(engine, state, age)
    states = engine.live(scenario).weekly_states[0, FIRST:]
    assert states[0, STATES.index(state)] == PEOPLE
    expected = expected_shares(scenario, state, age)
    for week in (1, 13, 26, 52, 107):
        seen = expected[week] > 10 / PEOPLE
        error = engine.share_error(expected[week, seen], PEOPLE)
        assert engine.close(states[week, seen] / PEOPLE, expected[week, seen], np.maximum(error, 1e-12)), week
        assert expected[week].sum() == pytest.approx(1)


@pytest.fixture(scope="module")
def lives(engine):
    """Return a scenario without seasons, and every person's state by week of the engine."""
    even = [engine.quantity(1, "ratio")] * 12
    scenario = same_people(engine, "education_benefit", 22, {"baseline.seasons": {"education_start": even}})
    panel = engine.lived(scenario, panel=True).frame()
    panel = panel[(panel["arm"] == "control") & (panel["week"] >= -BEFORE)]
    table = panel.pivot_table(index="person", columns="week", values="state", aggfunc="first", observed=True)
    return scenario, table.to_numpy().astype(str)


def asked(kind, **more):
    return kind(kind={FirstExit: "first_exit", AfterLeaving: "after_leaving"}[kind], **more)


COHORT = Cohort(state="education_benefit", entry="entrants", spell="initial", age=22)


def share_close(engine, hits, of, expected):
    return engine.close(hits / of, expected, engine.share_error(expected, of))


def test_first_exits_are_what_the_engine_makes_them(engine, lives):
    scenario, states = lives
    left = states != "education_benefit"
    first = np.where(left.any(axis=1), left.argmax(axis=1), states.shape[1])
    goal = np.array([row[min(week, len(row) - 1)] for row, week in zip(states, first, strict=True)])
    twin = twin_of(scenario)
    one = asked(FirstExit, cohort=COHORT, to=["resource_benefit", "job"], within_weeks=80)
    hits = ((first <= 80) & np.isin(goal, ["resource_benefit", "job"])).sum()
    assert share_close(engine, hits, len(states), Expected(twin, twin.central()).of([one])[0, 0])


@pytest.mark.parametrize("once_back", [True, False])
def test_those_who_leave_come_back_as_in_the_engine(engine, lives, once_back):
    scenario, states = lives
    away = np.isin(states[:, :53], LEAVING)
    left = away.any(axis=1)
    first = away.argmax(axis=1)
    after = np.array([row[week : week + 53] for row, week in zip(states[left], first[left], strict=True)])
    back = (after == "education_benefit").any(axis=1) if once_back else after[:, -1] == "education_benefit"
    one = asked(
        AfterLeaving, cohort=COHORT, leaving_to=LEAVING, within_weeks=52, states=["education_benefit"], at_week=52,
        once_back_counts_as_back=once_back, share_of="cohort",
    )  # fmt: skip
    twin = twin_of(scenario)
    assert share_close(engine, back.sum(), len(states), Expected(twin, twin.central()).of([one])[0, 0])


def test_who_leaves_easily_is_rarer_in_a_stock(engine):
    """A steady inflow of people with lognormal footholds, each staying an exponential time."""
    scenario = engine.changed("ibbu_nord", {"baseline.frailty.foothold_sd": 0.8, **UNLIKE_COVARIATES})
    twin = twin_of(scenario)
    expected = Expected(twin, twin.central())
    cohort = Cohort(state="education_benefit", entry="stock", age=22)
    found = (expected.weights(cohort) * expected.nodes(cohort).personal[:, :, 1]).sum()
    luck = np.random.default_rng(5)
    foothold = np.exp(0.8 * luck.standard_normal(200_000) - 0.32)
    moves = [move for move in scenario.baseline.transitions.values() if move.from_ == "education_benefit"]
    open_now = [move for move in moves if move.to != "cash_benefit"]
    with_, without = (
        sum(move.hazard_per_week.central for move in open_now if (move.frailty == "foothold") is frail)
        for frail in (True, False)
    )
    stays = luck.exponential(1 / (with_ * foothold + without))
    in_stock = foothold[luck.uniform(0, stays.max(), len(stays)) < stays]
    assert engine.close(in_stock.mean(), found, in_stock.std() / np.sqrt(len(in_stock)))


UNLIKE_COVARIATES = {"baseline.frailty.activity_ready_ratio": 1, "baseline.frailty.low_grades_ratio": 1}
