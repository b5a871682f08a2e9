"""Is the result the sum, the discount and the mean of the ledger, with the right sign?"""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest

from ungespor.base.errors import InputError
from ungespor.base.tables import INDICATORS, OFFSETS, PAYERS
from ungespor.results.net import REPORTED_PAYERS, net_of, nets_of
from ungespor.results.summary import summarise

RATE = 0.035


def result_of(hand_made, rows, participants=(10, 10), **changes):
    ledger = hand_made.ledger(rows, len(participants), changes.get("horizon_years", 3))
    trajectories = hand_made.trajectories(list(participants), changes.get("horizon_years", 3))
    loaded = hand_made.loaded(**changes)
    return summarise(loaded, trajectories, ledger, hand_made.table(loaded), hand_made.manifest, hand_made.prices)


def test_a_payer_that_spends_less_with_the_effort_is_better_off(hand_made):
    payers = result_of(hand_made, [("kommune", "benefits", "control", 100_000)])["payers"]
    assert payers["kommune"]["net_dkk_total"]["mean"] > 0
    assert payers["kommune"]["by_account"]["benefits"] > 0
    assert payers["stat"]["net_dkk_total"]["mean"] == 0


def test_a_payer_that_spends_more_with_the_effort_is_worse_off(hand_made):
    result = result_of(hand_made, [("region", "programme", "intervention", 100_000)])
    assert result["payers"]["region"]["net_dkk_total"]["mean"] < 0
    assert result["payers"]["region"]["chance_of_gain"] == 0
    assert result["payers"]["region"]["payback_year"] is None


def test_a_yearly_saving_has_the_value_of_an_annuity(hand_made):
    result = result_of(hand_made, [("kommune", "benefits", "control", 100_000)])
    annuity = 1000 * (1 - (1 + RATE) ** -3) / RATE * (1 + RATE)
    assert result["payers"]["kommune"]["net_dkk_total"]["mean"] == pytest.approx(annuity, rel=1e-12)
    assert [entry["net_dkk"] for entry in result["payers"]["kommune"]["by_year"]] == [1000, 1000, 1000]


@pytest.mark.parametrize("payer", REPORTED_PAYERS)
def test_the_parts_add_up(small_run, payer):
    result = small_run["result"]
    described, money = result["payers"][payer], result["money"][payer]
    total = described["net_dkk_total"]["mean"]
    per_participant = described["net_dkk_per_participant"]["mean"]
    assert sum(entry["present_value_dkk"] for entry in described["by_year"]) == pytest.approx(total, abs=1e-6)
    assert per_participant * result["participants"] == pytest.approx(total, abs=1e-6)
    assert sum(described["by_account"].values()) == pytest.approx(per_participant, abs=1e-6)
    for suffix in ("total", "per_participant"):
        gross, cost, net = (
            money[f"{name}_{suffix}"]["mean"] for name in ("gross_saving_dkk", "programme_cost_dkk", "net_dkk")
        )
        assert gross - cost == pytest.approx(net, abs=1e-6)
    assert money["net_dkk_total"] == described["net_dkk_total"]


def test_public_is_the_sum_of_its_four_payers(small_run):
    payers = small_run["result"]["payers"]
    four = sum(payers[name]["net_dkk_total"]["mean"] for name in ("kommune", "andre_kommuner", "region", "stat"))
    assert payers["public"]["net_dkk_total"]["mean"] == pytest.approx(four, abs=1e-6)


def test_the_denominator_is_the_mean_number_of_participants(hand_made):
    saved = np.asarray([[100_000, 0, 0], [300_000, 0, 0]])
    result = result_of(hand_made, [("kommune", "benefits", "control", saved)], participants=(5, 10))
    assert result["participants"] == 7.5
    assert result["payers"]["kommune"]["net_dkk_per_participant"]["mean"] == pytest.approx(2000 / 7.5)


def test_whole_participants_are_whole(hand_made):
    assert isinstance(result_of(hand_made, [("stat", "tax", "control", 1)])["participants"], int)


def test_nothing_different_is_exactly_nothing_for_every_payer(hand_made):
    rows = [(payer, "benefits", arm, 123_457) for payer in PAYERS for arm in ("control", "intervention")]
    result = result_of(hand_made, rows)
    for payer in REPORTED_PAYERS:
        assert set(result["payers"][payer]["net_dkk_total"].values()) == {0.0}
    assert result["sentence"] == "Over 3 år ændrer indsatsen ikke økonomien for nogen betaler."


def test_views_outside_the_default_do_not_count(hand_made):
    ledger = hand_made.ledger([("stat", "tax", "control", 5)], 1)
    overlay = dataclasses.replace(ledger, lines=(dataclasses.replace(ledger.lines[0], view="indirect_tax"),))
    assert net_of(overlay, 3).ore.sum() == 0
    assert net_of(overlay, 3, views=("", "indirect_tax")).ore.sum() == 15


def test_a_period_outside_the_horizon_is_an_error(hand_made):
    ledger = hand_made.ledger([("stat", "tax", "control", 5)], 1, years=3)
    with pytest.raises(ValueError, match="outside the horizon: \\[3\\]"):
        net_of(ledger, 2)


def test_financing_variants_stand_beside_each_other(small_run):
    variants = small_run["result"]["financing_variants"]
    assert [name for name, variant in variants.items() if variant["headline"]] == ["regional_operation"]
    as_run = variants["as_run"]["payers"]
    assert as_run["fond"]["programme_cost_dkk_per_participant"]["mean"] == pytest.approx(20_000)
    assert as_run["region"]["programme_cost_dkk_per_participant"]["mean"] == 0
    sums = [variant["payers"]["public_plus_fond"]["net_dkk_per_participant"] for variant in variants.values()]
    assert sums[0] == pytest.approx(sums[1])


def test_another_financing_replaces_only_what_it_finances(hand_made):
    rows = [
        ("kommune", "benefits", "control", 700),
        ("kommune", "programme", "intervention", 100),
        ("region", "programme", "intervention", 200),
        ("fond", "programme", "intervention", 300, "financing:gift"),
        ("stat", "taxes", "control", 9, "indirect_tax"),
    ]
    nets = nets_of(hand_made.ledger(rows, 2, years=1), 1, ["headline", "gift", "free"])
    totals = {
        name: [int(net.of(payer).sum()) for payer in ("kommune", "region", "fond", "stat")]
        for name, net in nets.items()
    }
    assert totals == {
        "headline": [2 * 600, 2 * -200, 0, 0],
        "gift": [2 * 700, 0, 2 * -300, 0],
        "free": [2 * 600, 2 * -200, 0, 0],  # a view that nothing was posted in changes nothing
    }


def test_nobody_offered_the_course_is_told_as_a_problem(hand_made):
    with pytest.raises(InputError, match="nobody was offered the course") as caught:
        result_of(hand_made, [], participants=(0, 0))
    assert "--people" in caught.value.problems[0].fix


def test_the_result_is_plain_json(small_run):
    text = json.dumps(small_run["result"], allow_nan=False)
    assert json.loads(text) == small_run["result"]


def test_the_contract_is_kept(small_run):
    result = small_run["result"]
    promised = "scenario manifest people participants replications horizon_years payers outcomes outcomes_from_start"
    assert {*promised.split(), "twins", "sentence"} <= result.keys()
    assert set(result["payers"]) == {*PAYERS, "public", "public_plus_fond"}
    assert set(result["outcomes"]) == set(INDICATORS)
    assert all(list(offsets) == [str(week) for week in OFFSETS] for offsets in result["outcomes"].values())


def test_outcomes_are_means_over_the_observed(small_run):
    cell = small_run["result"]["outcomes"]["job_or_education"]["13"]
    assert (cell["control"], cell["intervention"], cell["difference"]["mean"]) == (0.0, 0.5, 0.5)
    assert small_run["result"]["outcomes"]["who5"]["4"]["control"] == 35.0


def test_the_difference_four_weeks_before_is_computed_and_zero(small_run):
    for offsets in small_run["result"]["outcomes"].values():
        assert offsets["-4"]["difference"] == {"mean": 0.0, "mcse": 0.0}


def test_a_difference_four_weeks_before_would_be_seen(hand_made):
    trajectories = hand_made.trajectories([10, 10])
    trajectories.outcomes[:, 1, 0, 0, 0] = 3
    ledger = hand_made.ledger([("stat", "tax", "control", 1)], 2)
    loaded = hand_made.loaded()
    result = summarise(loaded, trajectories, ledger, hand_made.table(loaded), hand_made.manifest, hand_made.prices)
    assert result["outcomes"]["job_or_education"]["-4"]["difference"]["mean"] == pytest.approx(0.3)


def test_where_nobody_is_observed_there_is_no_number(small_run):
    cell = small_run["result"]["outcomes"]["job"]["52"]
    assert cell == {"intervention": None, "control": None, "difference": {"mean": None, "mcse": None}}


def test_twins_helped_unchanged_and_harmed_are_everybody(small_run):
    twins = small_run["result"]["twins"]
    assert twins["helped"] + twins["unchanged"] + twins["harmed"] == pytest.approx(1)
    assert twins["counts"]["helped"] == 5


def test_waiting_is_told_by_arm(small_run):
    waiting = small_run["result"]["waiting"]
    assert waiting["intervention"] == {"started": 10.0, "mean_weeks": 2.0, "still_waiting": 1.0}
    assert waiting["control"]["mean_weeks"] is None


def test_assumptions_are_counted(small_run):
    assert small_run["result"]["assumptions"] == {"assumed": 1, "numbers": 2}


def test_a_way_of_financing_changes_only_what_it_replaces_within_an_account(hand_made):
    rows = [
        ("region", "programme", "intervention", 1000),
        ("region", "programme", "intervention", 200),
        ("region", "programme", "intervention", 30, "financing:gift"),
    ]
    made = hand_made.ledger(rows, 2, years=1)
    lines = [dataclasses.replace(line, price_id=name) for line, name in zip(made.lines, "abb", strict=True)]
    nets = nets_of(dataclasses.replace(made, lines=tuple(lines)), 1, ["headline", "gift"])
    assert {name: net.of("region").sum() for name, net in nets.items()} == {"headline": -2400, "gift": -2060}


def test_a_present_value_is_that_of_its_rate_and_payer(hand_made):
    rows = [("kommune", "benefits", "control", 100_000), ("stat", "benefits", "control", 300_000)]
    net = net_of(hand_made.ledger(rows, 2), 3)
    found = {
        (payer, rate): net.present_value(payer, rate).sum() for payer in ("kommune", "stat") for rate in (0.0, 1.0)
    }
    assert found == {("kommune", 0.0): 6000, ("kommune", 1.0): 3500, ("stat", 0.0): 18000, ("stat", 1.0): 10500}
