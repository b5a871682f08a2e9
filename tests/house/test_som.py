"""Do shipped scenarios, reckoned the way of SØM, show what their evaluation printed of its own SØM calculation?"""

from __future__ import annotations

from functools import cache

import pytest

from ungespor.evaluation.som import som
from ungespor.results.net import REPORTED_PAYERS

SAMMEN_PAA_SPORET = ("sps_som_admissions", "sps_som_outpatient", "sps_som_emergency")


@cache
def answer(name):
    return som(name, replications=8)


def net(name, part="payers"):
    return {payer: described["net_dkk_per_participant"]["mean"] for payer, described in answer(name)[part].items()}


@pytest.mark.parametrize("name", SAMMEN_PAA_SPORET)
def test_the_region_saves_and_the_municipality_pays(name):
    # SPS-065 and SPS-066.
    assert net(name)["region"] >= 0
    assert net(name)["kommune"] < 0


def test_only_enough_admissions_give_a_gain():
    # SPS-063: positive if admissions are prevented; that takes more of them than the break-even.
    case = answer("sps_som_admissions")["consequence"]
    needed = case["payers"]["public"]["break_even_per_hundred"]
    assert net("sps_som_admissions")["public"] > 0
    assert case["prevented_per_hundred"]["value"] > needed
    for entry in case["table"]:
        public = entry["net_dkk_per_participant"]["public"]
        assert public == pytest.approx(0, abs=1e-6) or (public > 0) == (entry["prevented_per_hundred"] > needed)


@pytest.mark.parametrize("name", SAMMEN_PAA_SPORET[1:])
def test_the_other_two_about_cover_the_costs(name):
    # SPS-064: "almost equal to the costs"; a quarter of them is the widest that could be called so.
    cost = answer(name)["consequence"]["payers"]["public"]["programme_cost_dkk_per_participant"]["mean"]
    assert abs(net(name)["public"]) < cost / 4


@pytest.mark.parametrize("name", SAMMEN_PAA_SPORET)
def test_som_is_the_business_case_of_the_run(name):
    for payer, described in answer(name)["consequence"]["payers"].items():
        assert net(name)[payer] == pytest.approx(described["net_dkk_per_participant"]["mean"], abs=1e-6), payer


@pytest.mark.parametrize("name", [*SAMMEN_PAA_SPORET, "tiny", "sport"])
def test_the_terms_lead_from_one_result_to_the_other(name):
    full = net(name, "full_mode_payers")
    for payer in REPORTED_PAYERS:
        terms = sum(term["dkk_per_participant"][payer] for term in answer(name)["difference_terms"])
        assert terms == pytest.approx(full[payer] - net(name)[payer], abs=1e-6), payer


def test_refusion_and_co_financing_are_public_on_both_sides():
    clock = next(term for term in answer("tiny")["difference_terms"] if term["name"] == "refusion_clock")
    assert clock["dkk_per_participant"]["kommune"] != 0
    assert clock["dkk_per_participant"]["public"] == pytest.approx(0, abs=1e-6)


def test_an_offer_without_an_effect_only_costs():
    costs = {
        payer: numbers["by_account"]["programme"]
        for payer, numbers in answer("sport")["full_mode_payers"].items()
        if payer != "borger"
    }
    assert costs["kommune"] < 0
    for payer, cost in costs.items():
        assert net("sport")[payer] == pytest.approx(cost, abs=1e-6), payer
