"""From file to result: is everything there that was promised, and does it add up?"""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

import ungespor
from ungespor.base.tables import INDICATORS, OFFSETS, PAYERS, PUBLIC_PAYERS

REPORTED = (*PAYERS, "public", "public_plus_fond")
OPTIONS = {"replications": 6}
FREE = Path(__file__).parent / "files" / "free.yaml"


def without_time(result):
    """Return a result without the one thing that differs between two equal runs."""
    return result | {"manifest": {**result["manifest"], "created": None}}


@pytest.fixture(scope="module")
def result():
    return ungespor.run("tiny", **OPTIONS).result


def near(value):
    """Kroner are sums of exact øre: only the last bits of a float may differ."""
    return pytest.approx(value, rel=1e-9, abs=1e-6)


def test_everything_promised_is_there(result):
    promised = "scenario manifest people participants replications horizon_years payers outcomes outcomes_from_start"
    assert {*promised.split(), "twins", "sentence"} <= set(result)
    assert set(result["manifest"]) == {
        *(
            "version",
            "scenario_sha256",
            "cost_tables_sha256",
            "seed",
            "regime",
            "regimes",
            "pricing",
            "price_year",
            "created",
        )
    }
    assert (result["scenario"], result["replications"], result["horizon_years"]) == ("tiny", 6, 2)
    assert (result["manifest"]["regime"], result["manifest"]["price_year"]) == ("pre_2025H2", 2023)
    assert json.loads(json.dumps(result, allow_nan=False)) == result


@pytest.mark.parametrize("payer", REPORTED)
def test_a_payer_is_described_in_full(result, payer):
    described = result["payers"][payer]
    assert set(described) == {
        *("net_dkk_per_participant", "net_dkk_total", "by_year", "by_account", "payback_year", "chance_of_gain")
    }
    for name in ("net_dkk_per_participant", "net_dkk_total"):
        assert set(described[name]) == {"mean", "mcse", "low", "high"}
        assert described[name]["low"] <= described[name]["high"]
        assert described[name]["mcse"] >= 0
    assert [entry["year"] for entry in described["by_year"]] == [1, 2]
    assert all(set(entry) == {"year", "net_dkk", "present_value_dkk"} for entry in described["by_year"])
    assert {"programme", "benefits", "refusion", "activation", "tax", "education", "psychiatry"} <= set(
        described["by_account"]
    )
    assert 0 <= described["chance_of_gain"] <= 1


@pytest.mark.parametrize("payer", REPORTED)
def test_years_and_accounts_add_up(result, payer):
    described = result["payers"][payer]
    total, each = (described[name]["mean"] for name in ("net_dkk_total", "net_dkk_per_participant"))
    assert sum(entry["present_value_dkk"] for entry in described["by_year"]) == near(total)
    assert sum(described["by_account"].values()) == near(each)
    assert each * result["participants"] == near(total)
    first, second = described["by_year"]
    assert first["present_value_dkk"] == first["net_dkk"]
    assert second["present_value_dkk"] == near(second["net_dkk"] / (1 + result["discount_rate"]))


def test_the_public_is_the_sum_of_four_and_a_gift_is_no_saving(result):
    totals = {payer: result["payers"][payer]["net_dkk_total"]["mean"] for payer in REPORTED}
    assert totals["public"] == near(sum(totals[payer] for payer in PUBLIC_PAYERS))
    assert totals["public_plus_fond"] == near(totals["public"] + totals["fond"])
    for variant in result["financing_variants"].values():
        each = {payer: variant["payers"][payer]["net_dkk_per_participant"]["mean"] for payer in REPORTED}
        assert each["public_plus_fond"] == near(result["payers"]["public_plus_fond"]["net_dkk_per_participant"]["mean"])
        assert each["borger"] == near(result["payers"]["borger"]["net_dkk_per_participant"]["mean"])


def test_gross_saving_less_programme_cost_is_net(result):
    for payer in REPORTED:
        money = result["money"][payer]
        for suffix in ("per_participant", "total"):
            gross, cost = (money[f"{name}_{suffix}"]["mean"] for name in ("gross_saving_dkk", "programme_cost_dkk"))
            assert gross - cost == near(money[f"net_dkk_{suffix}"]["mean"])
        assert cost == near(-result["payers"][payer]["by_account"]["programme"] * result["participants"])


def test_every_indicator_is_told_at_every_offset_and_nothing_differs_before_the_start(result):
    for reading in ("outcomes", "outcomes_from_start"):
        assert set(result[reading]) == set(INDICATORS)
        for offsets in result[reading].values():
            assert set(offsets) == {str(offset) for offset in OFFSETS}
            for numbers in offsets.values():
                assert set(numbers) == {"intervention", "control", "difference"}
                assert set(numbers["difference"]) == {"mean", "mcse"}
            assert offsets["-4"]["difference"] == {"mean": 0.0, "mcse": 0.0}
            assert offsets["-4"]["intervention"] == offsets["-4"]["control"]


def test_twins_are_shares_of_everybody(result):
    twins = result["twins"]
    assert math.fsum(twins[kind] for kind in ("helped", "unchanged", "harmed")) == pytest.approx(1, abs=1e-12)
    assert 0 <= twins["identical"] <= twins["unchanged"]
    counted = sum(twins["counts"][kind] for kind in ("helped", "unchanged", "harmed"))
    assert counted == pytest.approx(result["participants"])


def test_something_happens_at_all(result):
    """Guard the tests above: a run in which nothing happens would pass them."""
    assert result["participants"] > 2
    assert result["payers"]["region"]["by_account"]["programme"] < 0
    assert result["payers"]["stat"]["net_dkk_total"]["mean"] != 0
    assert result["twins"]["identical"] < 1


def test_the_same_seed_gives_the_same_result_and_another_does_not(result):
    assert without_time(ungespor.run("tiny", **OPTIONS).result) == without_time(result)
    other = ungespor.run("tiny", seed=8, **OPTIONS).result
    assert other["payers"] != result["payers"]
    assert other["outcomes"] != result["outcomes"]
    assert other["twins"] != result["twins"]


def test_mesa_gives_the_same_result(result):
    mesa = ungespor.run("tiny", driver="mesa", **OPTIONS).result
    assert without_time(mesa) == without_time(result)


def test_a_path_is_as_good_as_a_name(result, tmp_path):
    (tmp_path / "copy.yaml").write_text("extends: tiny\n", encoding="utf-8")
    assert ungespor.run(tmp_path / "copy.yaml", **OPTIONS).result["payers"] == result["payers"]


def test_an_offer_that_costs_nothing_and_does_nothing_moves_no_ore():
    done = ungespor.run(FREE)
    control, intervention = (done.ledger.amount_ore[:, done.ledger.arms.index(arm)] for arm in done.ledger.arms)
    assert (control == intervention).all()
    for payer in REPORTED:
        described = done.result["payers"][payer]
        assert set(described["net_dkk_total"].values()) == {0.0}
        assert set(described["net_dkk_per_participant"].values()) == {0.0}
        assert set(described["by_account"].values()) == {0.0}
        assert described["chance_of_gain"] == 0
    assert done.result["twins"]["identical"] == 1
    assert done.result["sentence"] == (
        "Der kendes ingen virkning af indsatsen; her er kun udgift og balancepunkt. "
        "Den koster ikke det offentlige noget."
    )


def test_the_offer_of_that_test_is_really_held():
    quantity = ungespor.run(FREE, **OPTIONS).trajectories.activities
    held = [
        number for number, cell in enumerate(quantity.cells) if cell.activity in {"course_week", "session_attended"}
    ]
    assert quantity.quantity[:, quantity.arms.index("intervention")][..., held].sum() > 0


def test_progress_is_told_to_the_end():
    told = []
    ungespor.run("tiny", replications=3, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1
