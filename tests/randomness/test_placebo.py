"""An offer that does nothing changes nobody, and one that does something is caught."""

from __future__ import annotations

import pytest

from ungespor.evaluation.placebo import placebo, without_effects

QUANTITY = "{{value: {value}, unit: ratio, source: assumption, low: 0.01, high: 100}}"


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 2**63 - 1])
def test_a_placebo_changes_nobody_for_any_seed(seed):
    found = placebo("tiny", seed=seed)
    assert found["participants"] > 50
    assert (found["changed"], found["first_difference"]) == (0, None)


@pytest.mark.parametrize("people", [1, 2, 33, 166])
def test_a_placebo_changes_nobody_at_any_size(people):
    found = placebo("ibbu_nord", people=people, replications=4, horizon_years=2)
    assert found["people"] >= 4 * people
    assert (found["changed"], found["first_difference"]) == (0, None)


@pytest.mark.parametrize("ratio", [0.1, 1.0, 50.0])
def test_a_placebo_changes_nobody_at_any_capacity(ratio, tmp_path):
    path = tmp_path / "crowd.yaml"
    capacity = QUANTITY.format(value=ratio)
    path.write_text(f"name: crowd\nextends: tiny\nreplications: 5\ncapacity:\n  ibbu: {capacity}\n", encoding="utf-8")
    found = placebo(str(path))
    assert (found["changed"], found["first_difference"]) == (0, None)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_placebo_with_every_feature_of_an_offer_changes_nobody(engine, seed):
    found = placebo(engine.EVERYTHING, seed=seed)
    assert found["participants"] > 30
    assert (found["changed"], found["first_difference"]) == (0, None)
    run = engine.live(engine.changed(without_effects(engine.shipped(engine.EVERYTHING)), {"seed": seed}))
    assert (run.waiting[:, 1, :, 1].sum(axis=0) > 5).all(), "every offer is attended"


def idle(engine, **values):
    """Return IBBU-Nord with an offer that does nothing except what `values` puts back."""
    scenario = engine.changed("ibbu_nord", {"replications": 4, "horizon_years": 2})
    return engine.changed(without_effects(scenario), {f"offers.ibbu.{name}": value for name, value in values.items()})


def test_the_same_comparison_finds_a_hazard_ratio_of_three(engine):
    start = engine.shipped("ibbu_nord").offers["ibbu"].effects["education_start"]
    tripled = start.model_copy(update={"hazard_ratio": engine.quantity(3, "ratio")})
    run = engine.live(idle(engine, effects={"education_start": tripled}))
    assert run.parted.sum() > 50
    assert run.first_parting[3] == "state"
    assert run.twins[:, 3].sum() < run.participants.sum()


def test_the_same_comparison_finds_every_other_thing_that_an_offer_does(engine):
    ibbu = engine.shipped("ibbu_nord").offers["ibbu"]
    points = engine.live(idle(engine, who5_effect=ibbu.who5_effect))
    assert points.first_parting[3] == "who5"
    assert points.parted.sum() == points.waiting[:, 1, 0, 1].sum(), "everyone who begins gains or loses points"
    displaced = engine.live(idle(engine, displaces=ibbu.displaces))
    assert displaced.parted.sum() > 0
    assert displaced.first_parting[3] == "psychiatric contact"
    contact = engine.shipped(engine.EVERYTHING).offers["ibbu"].psychiatric_effects
    fewer = engine.live(idle(engine, psychiatric_effects=contact))
    assert fewer.parted.sum() > 0
    assert fewer.first_parting[3] == "psychiatric contact"
    plan = engine.shipped(engine.EVERYTHING).offers["plan"].coordination
    assert engine.live(idle(engine, coordination=plan)).parted.sum() > 0
    scenario = engine.changed(idle(engine), {"offers.ibbu.course.too_burdened_referral_ratio": 3})
    referred = engine.live(scenario)
    assert referred.parted.sum() > 0
    assert referred.first_parting[3] == "psychiatric contact"
    assert engine.live(idle(engine)).parted.sum() == 0
