"""Do the coordinated and the uncoordinated twin of a scenario differ by coordination alone?"""

from __future__ import annotations

import numpy as np
import pytest

from ungespor.base.errors import InputError
from ungespor.evaluation.coordinate import coordinate, coordinated
from ungespor.pipeline import live, run
from ungespor.scenario.load import load_scenario

SMALL = {"people": 4, "replications": 3}


@pytest.fixture(scope="module")
def comparison():
    return coordinate("tiny", **SMALL)


def test_the_uncoordinated_side_is_the_scenario_as_it_is(comparison):
    alone = run("tiny", **SMALL).result
    side = comparison["scenarios"][0]
    assert side["label"] == "uncoordinated"
    assert side["payers"]["public"]["net_dkk"]["total"] == alone["payers"]["public"]["net_dkk_total"]


def test_the_difference_is_coordinated_less_uncoordinated(comparison):
    first, second = comparison["scenarios"]
    assert second["label"] == "coordinated"
    difference = comparison["differences"][0]
    for payer in ("kommune", "region", "public"):
        parts = [side["payers"][payer]["net_dkk"]["total"]["mean"] for side in (second, first)]
        assert difference["payers"][payer]["net_dkk"]["total"] == pytest.approx(parts[0] - parts[1])
    assert difference["payers"]["kommune"]["programme_cost_dkk"]["total"] > 0, "the municipality pays the coordinator"
    assert difference["payers"]["region"]["programme_cost_dkk"]["total"] == 0


def test_both_sides_have_the_same_control_arm_and_the_same_participants():
    loaded = load_scenario("tiny", SMALL)
    sides = [live(side) for side in (loaded, coordinated(loaded, SMALL))]
    assert np.array_equal(sides[0].participants, sides[1].participants)
    assert np.array_equal(sides[0].weekly_states[0], sides[1].weekly_states[0])
    assert np.array_equal(sides[0].weekly_who5[0], sides[1].weekly_who5[0])


def test_what_coordination_changes_has_ranges_on_both_sides_of_none():
    loaded = load_scenario("tiny", SMALL)
    changes = coordinated(loaded).scenario.offers["coordination"].coordination
    for ratio in (changes.waiting_ratio, changes.hand_over_ratio, changes.parallel_drop_out_ratio):
        assert ratio.source == "assumption"
        assert ratio.low < 1 < ratio.high
    assert changes.services_share.low < 0 < changes.services_share.high


def test_a_scenario_that_coordinates_already_has_no_such_twin():
    loaded = coordinated(load_scenario("tiny", SMALL))
    with pytest.raises(InputError, match="has the offer 'coordination' already: it has no uncoordinated twin"):
        coordinated(loaded)
