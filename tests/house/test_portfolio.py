"""Does the shipped portfolio hold what the mapping of Billund holds?"""

from __future__ import annotations

from collections import Counter

import pytest

from ungespor.scenario.portfolio import load_portfolio


@pytest.fixture(scope="module")
def billund():
    return load_portfolio("billund")


def test_all_rows_of_the_tables_are_there_in_their_order(billund):
    facts = [offer.fact for offer in billund.portfolio.offers.values()]
    assert facts == [f"BIL-{number:03}" for number in range(26, 59)]


def test_the_text_counts_one_less_and_the_portfolio_says_so(billund):
    assert billund.portfolio.stated.central == 32
    assert len(billund.portfolio.offers) == 33


def test_fields_and_duties_are_those_of_the_tables(billund):
    offers = billund.portfolio.offers.values()
    assert Counter(offer.field for offer in offers) == {"social": 11, "employment": 16, "health": 6}
    voluntary = Counter(offer.field for offer in offers if offer.duty == "may")
    assert voluntary == {"social": 3, "employment": 5, "health": 3}
    for offer in offers:
        law = billund.facts[offer.fact].value
        assert law.startswith("kan") == (offer.duty == "may"), offer.fact
        if offer.duty != "may":
            assert offer.law is not None, offer.fact


def test_waits_and_full_offers_are_those_that_the_text_names(billund):
    capacity = {name: offer.capacity for name, offer in billund.portfolio.offers.items() if offer.capacity}
    assert {name for name, known in capacity.items() if known == "full"} == {"egu"}
    assert {"family_unit", "headspace"} <= {name for name, known in capacity.items() if known == "waits"}


def test_every_offer_that_people_meet_stands_for_a_row(billund):
    scenario = billund.scenario.scenario
    met = {name for name, offer in scenario.offers.items() if offer.entry is not None}
    assert met == {offer.simulated for offer in billund.portfolio.offers.values() if offer.simulated}
    assert met <= set(scenario.arms.intervention)
    assert not met & set(scenario.arms.control)
    assert not any(scenario.offers[name].beside for name in met), "one at a time"


def test_ages_of_a_simulated_offer_are_those_of_its_row(billund):
    scenario = billund.scenario.scenario
    for listed in billund.portfolio.offers.values():
        if listed.simulated and "-" in listed.ages.en:
            youngest, oldest = (float(age) for age in listed.ages.en.split("-"))
            offer = scenario.offers[listed.simulated]
            assert (offer.youngest.central, offer.oldest.central) == (youngest, oldest), listed.fact
