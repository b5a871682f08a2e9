"""Who pays, who gains and what would put it right, for three payers and ten replications."""

from __future__ import annotations

import numpy as np
import pytest

from ungespor.results.net import net_of
from ungespor.results.wrong_pocket import describe_wrong_pocket, needs_for, pays_and_gains


def test_a_cell_is_the_part_of_the_saving_that_the_row_has_paid_for():
    # The region has paid three quarters of the cost, the municipality one.
    found = pays_and_gains({"kommune": 8000, "region": -400}, {"kommune": 2500, "region": 7500})
    assert found == {"kommune": {"kommune": 20, "region": -1}, "region": {"kommune": 60, "region": -3}}


def test_nobody_pays():
    assert pays_and_gains({"kommune": 8000}, {"kommune": 0}) is None


def test_what_a_payer_needs_with_a_probability():
    net = {"kommune": np.arange(-5.0, 5.0)}  # −5, −4, …, 4
    assert needs_for(net, 0.5) == {"kommune": 0}
    assert needs_for(net, 0.9) == {"kommune": 400}
    assert needs_for(net, 1.0) == {"kommune": 500}
    assert needs_for(net, 0.1) == {"kommune": -400}


@pytest.fixture
def found(views_toolbox):
    line, nothing = views_toolbox.line, (0, 0, 0)
    made = views_toolbox.ledger(
        (line("region", "programme", "resource"), nothing, (100, 0, 0)),
        (line("region", "psychiatry", "resource"), (40, 0, 0), nothing),
        (line("kommune", "benefits"), (30, 0, 0), nothing),
        (line("stat", "tax"), (90, 0, 0), nothing),
        (line("borger", "benefits"), (-999, 0, 0), nothing),
        worlds=10,
    )
    made.amount_ore[:, 0, 0, 3] += 100 * np.arange(-50, 50, 10)  # the state: 40, 50, …, 130; mean 85
    return describe_wrong_pocket(net_of(made, 2), 0.0)


def test_matrix_and_what_lands_in_other_pockets(found):
    assert found["matrix"]["region"]["kommune"] == 30
    assert found["matrix"]["kommune"]["region"] == 0
    assert found["wrong_pocket_dkk"] == 30 + 85


def test_transfers_in_the_mean(found):
    # The region lacks 60; the others gain 30 and 85.
    given = {(entry["from"], entry["to"]): entry["dkk"] for entry in found["transfers"]["mean"]}
    assert given == pytest.approx({("kommune", "region"): 60 * 30 / 115, ("stat", "region"): 60 * 85 / 115}, abs=0.01)
    assert sum(given.values()) == 60


def test_transfers_with_a_probability(found):
    by_probability = {entry["probability"]: entry for entry in found["transfers"]["with_probability"]}
    # In 8 of 10 the state gains at least 60, in 10 of 10 at least 40.
    given = {(entry["from"], entry["to"]): entry["dkk"] for entry in by_probability[0.8]["transfers"]}
    assert given == {("kommune", "region"): 20, ("stat", "region"): 40}
    # The state gives 40 and has as much in every replication: more than was asked for.
    assert by_probability[0.8]["reached"] == 1
    assert found["transfers"]["highest_probability"] == 1


def test_no_probability_is_high_enough(views_toolbox):
    line, nothing = views_toolbox.line, (0, 0, 0)
    made = views_toolbox.ledger(
        (line("region", "programme", "resource"), nothing, (100, 0, 0)),
        (line("stat", "tax"), (90, 0, 0), nothing),
        worlds=10,
    )
    made.amount_ore[:3, 0, 0, 1] += 100 * 20
    found = describe_wrong_pocket(net_of(made, 2), 0.0)
    assert [entry["transfers"] for entry in found["transfers"]["with_probability"]] == [None] * 3
    assert found["transfers"]["highest_probability"] == 0.3
    assert found["transfers"]["mean"] is None
    assert found["keys"]["shapley"] is None


def test_what_is_agreed_for_half_of_the_replications_fails_in_the_others(views_toolbox):
    line, nothing = views_toolbox.line, (0, 0, 0)
    made = views_toolbox.ledger(
        (line("region", "programme", "resource"), nothing, (100, 0, 0)),
        (line("stat", "tax"), (80, 0, 0), nothing),
        worlds=10,
    )
    made.amount_ore[:5, 0, 0, 1] += 100 * 40
    half = describe_wrong_pocket(net_of(made, 2), 0.0)["transfers"]["with_probability"][0]
    assert [entry["dkk"] for entry in half["transfers"]] == [100]
    assert half["reached"] == 0.5


def test_every_key_adds_up(found):
    for name, key in found["keys"].items():
        assert sum(round(100 * value) for value in key.values()) == round(100 * found["total_net_dkk"]), name
