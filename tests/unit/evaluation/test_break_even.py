"""Do other effects change what they should and nothing else, and does the search agree with a run?"""

from __future__ import annotations

import json

import numpy as np
import pytest

import ungespor
from ungespor.base.errors import InputError
from ungespor.evaluation.break_even import EFFECTS, PERSISTENCES, PRICES, break_even
from ungespor.evaluation.other_effects import with_effects
from ungespor.evaluation.placebo import without_effects
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.pricing import price
from ungespor.pipeline import live
from ungespor.scenario.load import load_scenario
from ungespor.scenario.rules_in_force import regime_of
from ungespor.trajectories.parameters import compile_scenario

DRAWS = np.arange(5)
WORLDS = 6
STATED = EFFECTS.index(1.0), PERSISTENCES.index(1.0)


def parameters(scenario):
    return compile_scenario(scenario, regime_of(scenario), DRAWS, 20).parameters


@pytest.fixture(scope="module", params=["ibbu_nord", "sammen_paa_sporet", "open_dialogue"])
def scenario(request):
    """One with effects alone, one with core elements that scale them, and one that acts on psychiatric contact."""
    return load_scenario(request.param).scenario


@pytest.mark.parametrize("effect", [0.0, 0.5, 1.0, 3.0])
def test_a_factor_works_on_each_logarithm_and_point_in_every_draw(scenario, effect):
    stated, changed = parameters(scenario), parameters(with_effects(scenario, effect, 1.0))
    for table, field in (
        ("effects", "log_ratio"),
        ("effects", "later_log_ratio"),
        ("psychiatric_effects", "log_ratio"),
        ("offers", "points"),
    ):
        expected = effect * getattr(stated, table)[field]
        assert getattr(changed, table)[field] == pytest.approx(expected), (table, field)
    assert stated.effects["log_ratio"].any() or stated.psychiatric_effects["log_ratio"].any()
    referral = stated.offers["referral_ratio"] ** effect
    assert changed.offers["referral_ratio"] == pytest.approx(referral)


@pytest.mark.parametrize("persistence", [0.5, 4.0])
def test_a_factor_works_on_each_half_life_in_every_draw(scenario, persistence):
    stated, changed = parameters(scenario), parameters(with_effects(scenario, 1.0, persistence))
    for table, field in (
        ("effects", "half_life"),
        ("psychiatric_effects", "half_life"),
        ("offers", "points_half_life"),
    ):
        expected = persistence * getattr(stated, table)[field]
        assert getattr(changed, table)[field] == pytest.approx(expected), (table, field)
    assert (changed.effects["log_ratio"] == stated.effects["log_ratio"]).all()


def test_nothing_else_is_changed(scenario):
    stated, changed = parameters(scenario), parameters(with_effects(scenario, 2.0, 3.0))
    touched = {"points", "points_half_life", "referral_ratio", "waiting_ratio", "hand_over_ratio"}
    for field in stated.offers.dtype.names:
        if field not in touched and "drop_out_ratio" not in field and "services_share" not in field:
            assert (stated.offers[field] == changed.offers[field]).all(), field
    assert (stated.transitions == changed.transitions).all()
    assert (stated.globals_ == changed.globals_).all()


def test_an_offer_that_both_arms_have_keeps_its_effect(scenario):
    everywhere = scenario.arms.model_copy(update={"control": scenario.arms.intervention})
    usual = scenario.model_copy(update={"arms": everywhere})
    assert with_effects(usual, 2.0, 3.0).offers == scenario.offers != with_effects(scenario, 2.0, 3.0).offers


def test_coordination_is_an_effect():
    loaded = load_scenario("tiny")
    number = {"unit": "ratio", "source": "assumption", "low": 0.25, "high": 1.0}
    ratios = {name: number | {"value": 0.5} for name in ("waiting_ratio", "hand_over_ratio", "parallel_drop_out_ratio")}
    share = {"value": 0.4, "unit": "share", "source": "assumption", "low": 0.1, "high": 0.8}
    coordination = {**ratios, "services_share": share}
    own = load_scenario(loaded.path, {"offers": {"ibbu": {"coordination": coordination}}}).scenario
    found = with_effects(own, 2.0, 1.0).offers["ibbu"].coordination
    assert (found.waiting_ratio.value, found.waiting_ratio.low) == (0.25, 0.0625)
    assert (found.services_share.value, found.services_share.high) == (0.8, 1.0)


def lives(scenario, loaded):
    from dataclasses import replace

    return live(replace(loaded, scenario=scenario)).activities


def counted(activities):
    """Return what was counted by world, arm, period and cell, where not 0."""
    places = zip(*(index.tolist() for index in activities.quantity.nonzero()), strict=True)
    return {
        (world, arm, activities.periods[period], activities.cells[cell]): int(
            activities.quantity[world, arm, period, cell]
        )
        for world, arm, period, cell in places
    }


def test_an_effect_as_stated_and_none_at_all_are_lives_that_are_known():
    loaded = load_scenario("tiny", {"replications": 2})
    scenario = loaded.scenario
    assert counted(lives(with_effects(scenario, 1.0, 1.0), loaded)) == counted(lives(scenario, loaded))
    displaces = {name: offer.displaces for name, offer in scenario.offers.items()}
    none = without_effects(scenario)
    offers = {name: offer.model_copy(update={"displaces": displaces[name]}) for name, offer in none.offers.items()}
    idle = none.model_copy(update={"offers": offers})
    assert counted(lives(with_effects(scenario, 0.0, 1.0), loaded)) == counted(lives(idle, loaded))


@pytest.fixture(scope="module")
def found():
    shares = []
    answer = break_even("tiny", replications=2, payers=["stat", "public"], progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)
    return answer


def test_as_stated_it_is_the_run(found):
    run = ungespor.run("tiny", replications=2).result
    assert list(found["payers"]) == ["stat", "public"]
    for payer, described in found["payers"].items():
        net = run["payers"][payer]["net_dkk_per_participant"]
        row, column = STATED
        assert described["effect_persistence"][row][column] == pytest.approx(net["mean"])
        assert described["mcse"][row][column] == pytest.approx(net["mcse"])
        assert described["effect_price"][row][PRICES.index(1.0)] == pytest.approx(net["mean"])
        surface = run["break_even_surface"]["payers"][payer]
        for place, year in enumerate(described["by_year"]):
            assert year["programme_price_ratio"] == surface["programme_price_ratio"][place]
            assert year["uptake_ratio"] == surface["uptake_ratio"][place]
        assert described["price_by_effect"][row] == pytest.approx(surface["programme_price_ratio"][-1])
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_how_long_no_effect_lasts_makes_no_difference(found):
    for described in found["payers"].values():
        assert len(set(described["effect_persistence"][0])) == 1


def test_each_year_is_cumulated_from_lives_with_that_effect_and_persistence(monkeypatch):
    """What is searched for a turning point, summed here row by row of the ledger."""
    searched = []
    monkeypatch.setattr("ungespor.evaluation.break_even.crossing", lambda grid, net: searched.append((grid, net)))
    answer = break_even("tiny", replications=WORLDS, payers=["stat"])
    loaded = load_scenario("tiny", {"replications": WORLDS})
    participants = live(loaded).participants.mean()
    by_effect, by_persistence = searched[0::2], searched[1::2]
    for point in ((2.0, 1.0), (1.0, 4.0), (3.0, 0.5)):
        cumulated = saved_by_the_state(loaded, point) / participants
        effect, persistence = EFFECTS.index(point[0]), PERSISTENCES.index(point[1])
        assert answer["payers"]["stat"]["effect_persistence"][effect][persistence] == pytest.approx(
            cumulated[:, -1].mean()
        )
        for year in range(2):
            if point[1] == 1.0:
                assert by_effect[year][0] == EFFECTS
                assert by_effect[year][1][:, effect] == pytest.approx(cumulated[:, year], abs=1e-6)
            if point[0] == 1.0:
                assert by_persistence[year][0] == PERSISTENCES
                assert by_persistence[year][1][:, persistence] == pytest.approx(cumulated[:, year], abs=1e-6)
    assert cumulated.any(axis=0).all()


def saved_by_the_state(loaded, point):
    """Return kroner, present value, cumulated over two years, shape (worlds, years)."""
    rate = loaded.scenario.discount_rate.value
    ledger = price(loaded.scenario, lives(with_effects(loaded.scenario, *point), loaded), load_price_table())
    signs = {"control": 1, "intervention": -1}
    saved = np.zeros((WORLDS, 2))
    for at, line in enumerate(ledger.lines):
        if line.payer != "stat" or line.view:
            continue
        for arm, name in enumerate(ledger.arms):
            for number, period in enumerate(ledger.periods):
                kroner = ledger.amount_ore[:, arm, number, at] / 100 / (1 + rate) ** (period.follow_up_year - 1)
                saved[:, period.follow_up_year - 1 :] += signs[name] * kroner[:, None]
    return saved


def test_fewer_worlds_than_the_scenario_has_unless_asked_for(monkeypatch):
    monkeypatch.setattr("ungespor.evaluation.break_even.REPLICATIONS", 3)
    small = {"people": 2, "horizon_years": 1, "payers": ["stat"]}
    assert break_even("tiny", **small)["replications"] == 3
    assert break_even("tiny", replications=4, **small)["replications"] == 4


def test_without_an_effect_there_is_nothing_to_enlarge():
    with pytest.raises(InputError, match="has no effect that could be larger"):
        break_even("aspit")


def test_unknown_payers_are_told_all_at_once():
    with pytest.raises(InputError, match="'komune'") as raised:
        break_even("tiny", payers=["komune", "regionen"])
    assert [problem.nearest for problem in raised.value.problems] == ["kommune", "region"]
