"""Which rows price a cell, who pays, and what stays outside the default view."""

from __future__ import annotations

import pytest

from ungespor.base.tables import Cell
from ungespor.ledger.price_book import matching_rows

ACTIVITY_READY = "age=25-29;living=out;provider=no;readiness=activity_ready"


def by(ledger, *names):
    totals = {}
    for line, ore in zip(ledger.lines, ledger.amount_ore[0, 0, 0].tolist(), strict=True):
        key = tuple(getattr(line, name) for name in names)
        totals[key] = totals.get(key, 0) + ore
    return totals


def test_a_supplement_is_its_own_row(pricing):
    cell = Cell("education_benefit_week", "", 1, "home", ACTIVITY_READY)
    ids = [row.price_id for row in matching_rows(pricing.table, cell, pricing.regime)]
    assert ids == ["education_benefit_out", "activity_supplement_out_25_29"]


@pytest.mark.parametrize("readiness", ["openly_ready", "education_ready"])
def test_no_supplement_for_those_who_are_ready(pricing, readiness):
    cell = Cell("education_benefit_week", "", 1, "home", ACTIVITY_READY.replace("activity_ready", readiness))
    assert len(matching_rows(pricing.table, cell, pricing.regime)) == 1


@pytest.mark.parametrize("readiness", ["openly_ready", "education_ready", "activity_ready"])
def test_the_psychiatric_rate_is_paid_for_listed_diagnoses_only(pricing, readiness):
    cell = Cell("education_benefit_week", "", 1, "home", ACTIVITY_READY.replace("activity_ready", readiness))
    usual = matching_rows(pricing.table, cell, pricing.regime)
    assert 11_944 not in {row.amount_dkk for row in usual}
    listed = pricing.table.rulebook.facts_of({"listed_diagnosis": "yes"})
    assert [row.amount_dkk for row in matching_rows(pricing.table, cell, pricing.regime, (), listed)] == [11_944]


def test_refusion_is_shown_gross_and_nets_to_nothing(pricing):
    ledger = pricing.ledger(Cell("sickness_benefit_week", "", 1, "home", "age=20-24"))
    ore = by(ledger, "account", "payer")
    assert ore["benefits", "kommune"] == 455_000
    assert ore["refusion", "kommune"] == -364_000
    assert ore["refusion", "stat"] == 364_000


def test_each_municipality_pays_for_those_who_live_there(pricing):
    at_home, moved = (Cell("sickness_benefit_week", "", 1, resident, "age=20-24") for resident in ("home", "moved"))
    ore = by(pricing.ledger(at_home, moved), "account", "payer")
    assert ore["benefits", "kommune"] == ore["benefits", "andre_kommuner"] == 455_000
    assert ore["refusion", "stat"] == 2 * 364_000


def test_a_benefit_off_the_clock_is_a_mistake(pricing):
    with pytest.raises(ValueError, match="'sickness_benefit_week' is paid on the refusion clock"):
        pricing.ledger(Cell("sickness_benefit_week", "", 0, "home", "age=20-24"))


def test_the_indirect_tax_has_a_view_of_its_own(pricing):
    ledger = pricing.ledger(Cell("education_benefit_week", "", 4, "home", ACTIVITY_READY))
    views = by(ledger, "view", "payer")
    default = {payer: ore for (view, payer), ore in views.items() if not view}
    assert set(default) == {"kommune", "stat", "borger"}
    assert views["indirect_tax", "borger"] == -views["indirect_tax", "stat"]
    assert abs(views["indirect_tax", "borger"] - 0.22 * -default["borger"]) <= 1


def test_an_employer_breaks_even_on_a_worker_and_not_on_a_sick_one(pricing):
    work = pricing.ledger(Cell("job_week", "", 0, "home", "age=20-24;hours=full"))
    sick = pricing.ledger(Cell("sickness_employer_week", "", 0, "home", "age=20-24"))
    subsidised = pricing.ledger(Cell("wage_subsidy_week", "", 1, "home", "age=20-24"))
    assert by(work, "payer")["arbejdsgiver",] == 0
    assert by(subsidised, "payer")["arbejdsgiver",] == 0
    assert by(sick, "payer")["arbejdsgiver",] == 455_000


def test_a_switch_to_su_moves_money_from_the_state_to_the_municipality(pricing):
    benefit = by(pricing.ledger(Cell("education_benefit_week", "", 4, "home", ACTIVITY_READY)), "payer")
    education = pricing.ledger(Cell("education_week", "", 0, "home", "age=25-29;kind=vocational;living=out"))
    su = by(education, "payer")
    assert su["kommune",] < 0 < benefit["kommune",]
    assert su["stat",] > benefit["stat",]


def test_the_financing_variant_splits_the_programme(pricing, pricing_from, financing):
    other = pricing_from()
    other.financing = financing({"region": 1}, {"region": 0.5, "stat": 0.5})
    hour, week = Cell("care_manager_hour", "ibbu", 0, "home", ""), Cell("course_week", "ibbu", 0, "home", "")
    assert {payer for (payer,) in by(pricing.ledger(hour), "payer")} == {"fond", "region", "kommune"}
    assert {payer for (payer,) in by(other.ledger(hour), "payer")} == {"region"}
    assert by(other.ledger(week), "payer") == {("region",): 16_000, ("stat",): 16_000}
    assert sum(by(pricing.ledger(hour), "payer").values()) == by(other.ledger(hour), "payer")["region",]


def test_the_programme_costs_what_it_was_reckoned_to(pricing):
    # 2.0 care managers, 1.0 psychologist, 6 agreed psychiatrist hours a week, 96 weeks, and setting up.
    hours = {"care_manager_hour": 2 * 37 * 96, "psychologist_hour": 37 * 96, "psychiatrist_hour": 6 * 96}
    total = sum(
        pricing.ledger(Cell(activity, "ibbu", 0, "home", ""), quantity=quantity).amount_ore.sum()
        for activity, quantity in hours.items()
    )
    total += pricing.ledger(Cell("programme_set_up", "ibbu", 0, "home", ""), quantity=100).amount_ore.sum()
    assert round(total / 100 / 10_000) == 447
    assert round(total / 100 / 166 / 1_000) == 27
