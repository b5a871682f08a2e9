"""One ledger for each financing variant that a scenario shows, the headline first."""

from __future__ import annotations

import numpy as np

from ungespor.base.tables import Activities, Cell, Period
from ungespor.ledger.pricing import price
from ungespor.scenario.load import load_scenario

CELLS = (
    Cell("bed_day", "", 0, "home", ""),
    Cell("care_manager_hour", "ibbu", 0, "home", ""),
    Cell("job_week", "", 0, "home", "age=20-24;hours=unheard_of"),
)


def totals(ledger):
    ore = ledger.amount_ore.sum(axis=(0, 1, 2)).tolist()
    return {(line.activity, line.payer): amount for line, amount in zip(ledger.lines, ore, strict=True) if amount}


def test_variants_differ_in_who_pays_the_programme_alone():
    scenario = load_scenario("ibbu_nord").scenario
    counts = np.ones((2, 2, 1, 3), dtype=np.int32)
    counts[..., 2] = 0  # a person class that nobody was in needs no price
    worlds = np.arange(2)
    activities = Activities(("control", "intervention"), worlds, worlds, (Period("2022H1", 1),), CELLS, counts)
    ledgers = price(scenario, activities)
    assert list(ledgers) == [scenario.financing.headline, *scenario.financing.beside]
    headline, as_run = totals(ledgers["regional_operation"]), totals(ledgers["as_run"])
    assert headline["bed_day", "region"] == as_run["bed_day", "region"]
    paid = {payer: ore for (activity, payer), ore in as_run.items() if activity == "care_manager_hour"}
    assert set(paid) == {"fond", "region", "kommune"}
    assert sum(paid.values()) == headline["care_manager_hour", "region"]
