"""Support states within the law, seen in the lives of a mixed crowd of sixteen- to thirty-two-year-olds."""

from __future__ import annotations

import numpy as np
import pytest

from ungespor.base.tables import STATES
from ungespor.scenario.regime import load_regime

CODE = {state: number for number, state in enumerate(STATES)}
REGIME = load_regime("pre_2025H2")
CLOCK = [CODE[state] for state, status in REGIME.refusion_status.items() if status == "clock"]
ADULT, CASH = int(18 * 365.25 / 7), int(30 * 365.25 / 7)
"""The birthday falls in the week after so many whole weeks of age."""


@pytest.fixture(scope="module")
def crowd(engine):
    """Return lives from week −4 on, shape (person, arm, week), ages in weeks, and the world."""
    shares = {state: engine.quantity(0.25, "share") for state in ("school", "education", "fgu", "self_support")}
    feeders = engine.shipped("ibbu_nord").population.feeders
    under_age = {f"population.feeders.{feeder}.states_under_age": shares for feeder in feeders}
    values = {
        **engine.WORKBENCH,
        **under_age,
        "population.ages.youngest": 16,
        "population.ages.split": 20,
        "population.ages.oldest": 33,
        "population.ages.below_split": 0.4,
        "population.traits.qualified": 0.2,
        "people": 250,
        "horizon_years": 4,
    }
    scenario = engine.changed("ibbu_nord", values)
    hazards = {
        f"baseline.transitions.{name}.hazard_per_week": 3 * move.hazard_per_week.central
        for name, move in scenario.baseline.transitions.items()
    }
    hazards["baseline.transitions.unemployment_to_sickness.hazard_per_week"] = 0.02
    hazards["baseline.transitions.sickness_to_rehabilitation.hazard_per_week"] = 0.01
    lived = engine.lived(engine.changed(scenario, hazards), panel=True)
    traits = lived.world.traits
    ages = (traits["start_week"] - traits["birth_week"])[:, None] + np.arange(-4, 208)
    return lived, lived.world.panel["state"][:, :, 48:], np.repeat(ages[:, None], 2, axis=1)


def test_every_state_and_every_age_is_lived(crowd):
    """What the other tests of this file look at does happen."""
    _, states, ages = crowd
    lived = np.bincount(states.ravel(), minlength=16)
    assert (lived > 10).all(), dict(zip(STATES, lived, strict=True))
    assert ages.min() < 17 * 52 < 35 * 52 < ages.max()


def test_nobody_under_eighteen_is_on_a_benefit_of_the_clock(crowd):
    _, states, ages = crowd
    minor = ages < ADULT
    assert minor.sum() > 5000
    assert not np.isin(states[minor], CLOCK).any()


def test_nobody_of_thirty_and_nobody_qualified_is_on_uddannelseshjaelp(crowd):
    lived, states, ages = crowd
    on_it = states == CODE["education_benefit"]
    assert not on_it[ages >= CASH].any()
    qualified = lived.world.traits["qualified"] == 1
    assert qualified.sum() > 30
    assert not on_it[qualified].any()


def test_nobody_under_thirty_without_a_qualification_is_on_kontanthjaelp(crowd):
    """Who is unqualified at the end has been so all the time."""
    lived, states, ages = crowd
    on_it = states == CODE["cash_benefit"]
    never_qualified = lived.world.lives["qualified"] == 0
    young = ages < CASH
    assert (on_it & young).sum() > 100
    assert not (on_it & young)[never_qualified].any()
    assert (on_it & ~young)[never_qualified].sum() > 100


def test_completing_a_vocational_or_higher_education_qualifies_and_nothing_else_does(crowd, engine):
    lived, _, _ = crowd
    before, after = lived.world.traits["qualified"][:, None], lived.world.lives["qualified"]
    assert (after >= before).all()
    assert (after > before).any()
    moves = {
        "done": engine.move("education", "job", 0.2, completes=True),
        "back": engine.move("job", "education", 0.2),
    }
    kinds = lived.scenario.baseline.work.education_kinds
    for kind, qualifies in (("upper_secondary", False), ("stu", False), ("vocational", True), ("apprentice", True),
                            ("higher", True)):  # fmt: skip
        only = {name: share.model_copy(update={"value": float(name == kind)}) for name, share in kinds.items()}
        values = {"baseline.work.education_kinds": only, "population.traits.qualified": 0}
        lives = engine.lived(engine.bare("education", moves, 200, values=values)).world.lives
        assert lives["qualified"].all() if qualifies else not lives["qualified"].any()
    left = {"a": engine.move("education", "self_support", 0.2), "b": engine.move("self_support", "education", 0.2)}
    lives = engine.lived(engine.bare("education", left, 200, values={"population.traits.qualified": 0})).world.lives
    assert not lives["qualified"].any()


def test_the_thirtieth_birthday_turns_one_benefit_into_the_other_in_that_very_week(crowd):
    """The clock runs on over the birthday: it is the same person's benefit."""
    lived, states, ages = crowd
    numbers = lived.world.panel["benefit_week"][:, :, 48:]
    birthday = (ages[..., 1:] == CASH) & (states[..., :-1] == CODE["education_benefit"])
    assert birthday.sum() > 20
    turned = birthday & (states[..., 1:] == CODE["cash_benefit"])
    # Whoever is not on kontanthjælp then has made a move of her own in that week.
    assert turned.sum() > 0.9 * birthday.sum()
    assert (numbers[..., 1:][turned] == numbers[..., :-1][turned] + 1).all()
    changes = (states[..., :-1] == CODE["education_benefit"]) & (states[..., 1:] == CODE["cash_benefit"])
    assert np.array_equal(changes, turned), "nothing but the birthday leads from one to the other"


def test_sickness_benefit_is_entered_from_work_or_unemployment_only(crowd):
    _, states, _ = crowd
    began = (states[..., 1:] == CODE["sickness_benefit"]) & (states[..., :-1] != CODE["sickness_benefit"])
    assert began.sum() > 10
    assert set(np.unique(states[..., :-1][began])) == {CODE["job"], CODE["unemployment_benefit"]}


def test_no_illegal_move_is_ever_made_but_by_a_birthday(crowd):
    _, states, _ = crowd
    made = set(zip(states[..., :-1].ravel().tolist(), states[..., 1:].ravel().tolist(), strict=True))
    forbidden = {(CODE[move.from_], CODE[move.to]) for move in REGIME.illegal_moves}
    birthday = (CODE["education_benefit"], CODE["cash_benefit"])
    assert birthday in forbidden
    assert made & forbidden == {birthday}


def test_moves_are_those_that_the_scenario_knows(crowd):
    lived, states, _ = crowd
    known = {(CODE[move.from_], CODE[move.to]) for move in lived.scenario.baseline.transitions.values()}
    made = set(zip(states[..., :-1].ravel().tolist(), states[..., 1:].ravel().tolist(), strict=True))
    made = {(from_, to) for from_, to in made if from_ != to}
    assert made <= known | {(CODE["education_benefit"], CODE["cash_benefit"])}
    assert len(made) > 0.8 * len(known)


def test_the_law_closes_moves_without_shifting_their_hazard_to_others(engine):
    """Unqualified people under 30: kontanthjælp is closed to them, and uddannelseshjælp no more likely for it."""
    moves = {
        "lawful": engine.move("job", "education_benefit", 0.02),
        "closed": engine.move("job", "cash_benefit", 0.05),
    }
    values = {"population.traits.qualified": 0, "population.ages.youngest": 20, "population.ages.oldest": 28}
    last = engine.live(engine.bare("job", moves, 10_000, values=values)).weekly_states[0, -1]
    share = 1 - np.exp(-0.02 * 55)
    assert last[CODE["cash_benefit"]] == 0
    moved = last[CODE["education_benefit"]] / 10_000
    assert engine.close(moved, share, engine.share_error(share, 10_000))


def test_a_way_that_opens_at_eighteen_is_taken_from_that_week_on(engine):
    """Kept by their parents at 17; from the birthday on each week is a chance to come onto uddannelseshjælp."""
    values = {f"population.ages.{name}": 17.5 for name in ("youngest", "split", "oldest")}
    values |= {"population.traits.qualified": 0, "offers.ibbu.youngest": 15}
    moves = {"apply": engine.move("self_support", "education_benefit", 0.02)}
    people = 4000
    states = engine.live(engine.bare("self_support", moves, people, values=values)).weekly_states[0, 48:]
    on_benefit = states[:, CODE["education_benefit"]] / people
    weeks_open = np.maximum(np.arange(-4, 52) + int(17.5 * 365.25 / 7) - ADULT + 1, 0)
    expected = 1 - np.exp(-0.02 * weeks_open)
    assert 10 < (weeks_open == 0).sum() < 40
    assert not on_benefit[weeks_open == 0].any()
    later = weeks_open > 0
    assert engine.close(on_benefit[later], expected[later], engine.share_error(expected[later], people))


def test_hours_of_a_job_are_drawn_at_its_start_and_only_rise(crowd, engine):
    lived, states, _ = crowd
    hours = lived.world.panel["hours"][:, :, 48:]
    working = np.isin(states, [CODE["job"], CODE["flex_job"]])
    assert (hours[working] >= 0).all()
    assert (hours[~working] == -1).all()
    going_on = (states[..., 1:] == CODE["job"]) & (states[..., :-1] == CODE["job"])
    steps = np.diff(hours.astype(int), axis=-1)[going_on]
    assert set(np.unique(steps)) == {0, 1}
    below_full = going_on & (hours[..., :-1] < 2)
    share = 1 - np.exp(-0.01)
    # Twins share their luck, so that the number of independent weeks is at least half.
    assert engine.close((steps == 1).sum() / below_full.sum(), share, engine.share_error(share, below_full.sum() / 2))
    new = (states[..., 1:] == CODE["job"]) & (states[..., :-1] != CODE["job"])
    for hour, share in ((0, 0.25), (1, 0.40), (2, 0.35)):
        found = (hours[..., 1:][new] == hour).mean()
        assert engine.close(found, share, engine.share_error(share, new.sum() / 2))
