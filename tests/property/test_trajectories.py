"""What must hold in any small world, whatever its people, staff, hazards and luck."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ungespor.base.tables import STATES
from ungespor.evaluation.placebo import without_effects
from ungespor.scenario.regime import load_regime

REGIME = load_regime("pre_2025H2")
CLOCK = [STATES.index(state) for state, status in REGIME.refusion_status.items() if status == "clock"]
EMPLOYER_WEEKS = "sickness_employer_week"

FACTORS = st.floats(0, 20, allow_nan=False)
WORLDS = st.fixed_dictionaries(
    {
        "people": st.integers(1, 12),
        "seed": st.integers(0, 2**63 - 1),
        "horizon_years": st.integers(1, 2),
        "intake_weeks": st.integers(1, 60),
        "capacity.ibbu": st.floats(0.01, 20),
        "offers.ibbu.effects.education_start.hazard_ratio": st.floats(0, 30),
        "offers.ibbu.effects.retention.hazard_ratio": st.floats(0, 30),
        "offers.ibbu.who5_effect.points": st.floats(-60, 60),
        "offers.ibbu.course.drop_out": st.floats(0, 1),
        "offers.ibbu.course.course_weeks": st.integers(1, 40),
        "offers.ibbu.course.sessions": st.integers(0, 30),
        "offers.ibbu.course.attendance": st.floats(0, 1),
        "offers.ibbu.course.too_burdened_referral_ratio": st.floats(0, 5),
        "offers.ibbu.funnel.acceptance": st.floats(0, 1),
        "population.ages.youngest": st.floats(13, 18),
        "population.ages.oldest": st.floats(26, 40),
        "population.traits.qualified": st.floats(0, 1),
        "baseline.psychiatry.outpatient_start": st.floats(0, 0.2),
        "baseline.psychiatry.admission_outside": st.floats(0, 0.2),
        "switches.queue": st.booleans(),
        "switches.who5_clipping": st.booleans(),
    }
)
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def build(engine, world, factor):
    """Return a small scenario with the drawn numbers and all hazards multiplied by a factor."""
    base = engine.changed("tiny", {"replications": 2})
    hazards = {
        f"baseline.transitions.{name}.hazard_per_week": min(move.hazard_per_week.central * factor, 5)
        for name, move in base.baseline.transitions.items()
    }
    ratio = engine.quantity(world["capacity.ibbu"], "ratio")
    return engine.changed(base, {**world, **hazards, "capacity.ibbu": ratio})


@FEW
@given(WORLDS, FACTORS)
def test_every_world_keeps_its_people_and_the_law(engine, world, factor):
    scenario = build(engine, world, factor)
    run = engine.live(scenario, panel=True)
    weeks = scenario.horizon_years * 52
    kinds = [*(f"{state}_week" for state in STATES), EMPLOYER_WEEKS, "job_clarification_week"]
    assert (sum(engine.count(run.activities, kind) for kind in kinds) == run.people * weeks).all()
    assert (run.activities.quantity >= 0).all()
    assert (run.weekly_states.sum(axis=2) == run.participants.sum()).all()
    assert (run.twins[:, :3].sum(axis=1) == run.participants).all()
    assert (run.waiting[:, 1, 0, [1, 3]].sum(axis=1) <= run.participants).all()
    assert not run.waiting[:, 0].any()
    frame = run.panel
    assert len(frame) == 2 * 2 * run.people * (weeks + 52)
    assert np.isfinite(frame["who5"]).all()
    if scenario.switches.who5_clipping:
        assert frame["who5"].between(0, 100).all()
    clock = frame["state"].isin([STATES[code] for code in CLOCK])
    assert ((frame["benefit_week"] > 0) <= clock).all()
    # On the clock but without a number are only the employer's weeks of sickness.
    unnumbered = frame[clock & (frame["benefit_week"] == 0)]
    assert (unnumbered["state"] == "sickness_benefit").all()
    assert engine.count(run.activities, EMPLOYER_WEEKS).sum() == (unnumbered["week"] >= 0).sum()
    age_weeks = (frame["age"] * 365.25 / 7).round()
    assert not clock[age_weeks < int(18 * 365.25 / 7)].any()
    assert not (frame["state"] == "education_benefit")[age_weeks >= int(30 * 365.25 / 7)].any()


@FEW
@given(WORLDS, FACTORS)
def test_arms_are_equal_before_week_0_and_a_placebo_parts_nobody(engine, world, factor):
    scenario = build(engine, world, factor)
    lived = engine.lived(scenario, panel=True).world.panel
    assert np.array_equal(lived[:, 0, :52], lived[:, 1, :52])
    assert engine.live(without_effects(scenario)).parted.sum() == 0


@FEW
@given(WORLDS, FACTORS)
def test_both_drivers_live_the_same_lives(engine, world, factor):
    scenario = engine.changed(build(engine, world, factor), {"replications": 1, "horizon_years": 1})
    assert engine.differing(engine.live(scenario, panel=True), engine.live(scenario, panel=True, driver="mesa")) == []


@pytest.mark.parametrize("switch", ["queue", "moving", "who5_clipping"])
def test_switches_can_be_turned_off(engine, switch):
    scenario = engine.changed("tiny", {f"switches.{switch}": False, "replications": 3})
    frame = engine.live(scenario, panel=True).panel
    before = engine.live(engine.changed("tiny", {"replications": 3}), panel=True).panel
    assert not frame.equals(before)
    if switch == "moving":
        assert (frame["resident"] == "home").all()
