"""One ledger, with a view for each way of financing that a scenario shows beside its headline."""

from __future__ import annotations

import numpy as np
import pytest

from ungespor.base.tables import Activities, Cell, Period
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.pricing import price
from ungespor.ledger.provenance import price_origins, unsourced
from ungespor.scenario.load import load_scenario

CELLS = (
    Cell("bed_day", "", 0, "home", ""),
    Cell("care_manager_hour", "ibbu", 0, "home", ""),
    Cell("job_week", "", 0, "home", "age=20-24;hours=unheard_of"),
)


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("ibbu_nord").scenario


@pytest.fixture(scope="module")
def ledger(scenario):
    counts = np.ones((2, 2, 1, 3), dtype=np.int32)
    counts[..., 2] = 0  # a person class that nobody was in needs no price
    worlds = np.arange(2)
    activities = Activities(("control", "intervention"), worlds, worlds, (Period("2022H1", 1),), CELLS, counts)
    return price(scenario, activities)


def paid(ledger, view, activity):
    ore = ledger.amount_ore.sum(axis=(0, 1, 2)).tolist()
    return {
        (line.price_id, line.payer): amount
        for line, amount in zip(ledger.lines, ore, strict=True)
        if (line.view, line.activity) == (view, activity)
    }


def test_each_way_of_financing_posts_the_programme_and_nothing_else(ledger, scenario):
    views = {line.view for line in ledger.lines}
    assert views == {"", *(f"financing:{name}" for name in scenario.financing.beside)}
    assert {line.activity for line in ledger.lines if line.view} == {"care_manager_hour"}
    assert paid(ledger, "", "bed_day").keys() == {("psy_bed_day", "region")}


def test_each_way_of_financing_pays_the_same_in_all(ledger, scenario):
    headline = paid(ledger, "", "care_manager_hour")
    assert {payer for _, payer in headline} == {"region"}
    as_run = paid(ledger, "financing:as_run", "care_manager_hour")
    assert {payer for _, payer in as_run} == {"fond", "region", "kommune"}
    for name in scenario.financing.beside:
        assert sum(paid(ledger, f"financing:{name}", "care_manager_hour").values()) == sum(headline.values())


def test_prices_without_a_publication_are_named(ledger):
    told = unsourced(load_price_table(), ledger)
    assert told["used"] == 3
    assert [row["price_id"] for row in told["from_memory"]] == ["care_manager"]
    assert told["assumed"] == [
        {
            "price_id": "care_manager_overhead",
            "label_da": "Overhead, care manager",
            "label_en": "Overhead, care manager",
        }
    ]
    assert unsourced(load_price_table(), ledger, ["care_manager", "care_manager_overhead"])["from_memory"] == []


def test_every_price_has_an_origin():
    table = load_price_table()
    origins = {origin.field: origin for origin in price_origins(table, own=["psy_bed_day"])}
    assert set(origins) == {f"prices.{row.price_id}" for row in table.rows} - {"prices.psy_bed_day"}
    contact = origins["prices.gp_contact"]
    assert (contact.unit, contact.source, contact.file) == (
        "dkk_per_contact",
        "recalled_unit_costs",
        "cost_tables/health.csv",
    )
    assert contact.low < contact.value < contact.high
    assert origins["prices.tax_base"].low is None


def test_cells_that_differ_in_person_class_alone_have_their_own_prices(pricing):
    living = ("living=parents", "living=out")
    cells = [Cell("cash_benefit_week", "", 4, "home", f"age=20-24;{one};provider=no") for one in living]
    both, apart = pricing.ledger(*cells), [pricing.ledger(cell) for cell in cells]
    amounts = {line: int(ore) for line, ore in zip(both.lines, both.amount_ore.ravel(), strict=True)}
    expected = {}
    for ledger in apart:
        for line, ore in zip(ledger.lines, ledger.amount_ore.ravel(), strict=True):
            expected[line] = expected.get(line, 0) + int(ore)
    assert amounts == expected
    assert {line.price_id for line in apart[0].lines} != {line.price_id for line in apart[1].lines}
