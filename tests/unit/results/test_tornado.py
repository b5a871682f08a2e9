"""Does one price at a time move the net as pricing the whole run with it would?"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import ungespor
from ungespor.base.tables import PUBLIC_PAYERS
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.pricing import price
from ungespor.results.net import net_of
from ungespor.results.payers import describe_payers
from ungespor.results.tornado import TORNADO_PAYERS, span, tornado
from ungespor.scenario.quantity import Quantity

CHECKED = ("adviser_time", "activation", "care_manager", "tax_municipal", "wage_full", "casework")


@pytest.fixture(scope="module")
def run():
    return ungespor.run("tiny", replications=10)


@pytest.fixture(scope="module")
def table(run):
    return load_price_table(offers=run.loaded.scenario.offers)


def nets(run, table, scenario=None):
    """Return the net per participant of each payer, with the whole ledger posted and every price as stated."""
    scenario = scenario or run.loaded.scenario
    ledger = price(scenario, run.trajectories.activities, table.at_stated_amounts())
    net = net_of(ledger, scenario.horizon_years)
    payers = describe_payers(net, float(run.trajectories.participants.mean()), scenario.discount_rate.central)
    return {payer: payers[payer]["net_dkk_per_participant"]["mean"] for payer in TORNADO_PAYERS}


def at(table, name, end):
    rows = (replace(row, amount_dkk=getattr(row, end)) if row.price_id == name else row for row in table.rows)
    return replace(table, rows=tuple(rows))


def test_the_centre_is_every_price_as_stated(run, table):
    assert tornado(run.loaded.scenario, run.trajectories, table)["central"] == pytest.approx(nets(run, table), abs=1e-6)


@pytest.mark.parametrize("name", CHECKED)
@pytest.mark.parametrize("end", ["low", "high"])
def test_an_end_is_the_run_priced_anew_with_it(run, table, name, end):
    found = tornado(run.loaded.scenario, run.trajectories, table)
    row = next(row for row in found["rows"] if row["price_id"] == name)
    effects = {payer: found["central"][payer] + row["effects"][payer][f"at_{end}"] for payer in TORNADO_PAYERS}
    assert effects == pytest.approx(nets(run, at(table, name, end)), abs=1e-6)


def net_ore(run, table):
    """Return each public payer's net gain by half-year in whole øre, every price as stated."""
    ledger = price(run.loaded.scenario, run.trajectories.activities, table.at_stated_amounts())
    summed = ledger.amount_ore.sum(axis=0)
    net = summed[ledger.arms.index("control")] - summed[ledger.arms.index("intervention")]
    owed = {payer: [not line.view and line.payer == payer for line in ledger.lines] for payer in PUBLIC_PAYERS}
    years = [period.follow_up_year for period in ledger.periods]
    by_year = np.asarray([net[[year == wanted for year in years]].sum(axis=0) for wanted in sorted(set(years))])
    return {payer: by_year[:, chosen].sum(axis=1).tolist() for payer, chosen in owed.items()}


def test_every_price_that_moves_anybody_is_there_and_no_other(run, table):
    found = tornado(run.loaded.scenario, run.trajectories, table)
    centre = net_ore(run, table)
    named = {row["price_id"] for row in found["rows"]}
    used = {line.price_id for line in run.ledger.lines if not line.view}
    ranged = [row.price_id for row in table.rows if row.low < row.high and row.price_id in used]
    of_taxes = {row.price_id for row in table.rows if not row.activity}
    assert named <= {*ranged, *of_taxes}, "a price that nothing is posted with moves nobody, not even a speck"
    for name in ranged[::4]:
        moved = any(net_ore(run, at(table, name, end)) != centre for end in ("low", "high"))
        assert (name in named) == moved, name
    fixed = {row.price_id for row in table.rows if row.low == row.high}
    assert not named & fixed
    assert len(named) > 10


def test_the_widest_comes_first(run):
    rows = run.tornado["rows"]
    spans = [span(row, "public") for row in rows]
    assert spans == sorted(spans, reverse=True)
    first = rows[0]["effects"]["public"]
    assert spans[0] == abs(first["at_high"] - first["at_low"]) > 0


def test_a_price_of_the_scenario_has_its_own_range(run, table):
    own = Quantity(value=400.0, unit="dkk_per_week", source="assumption", low=100.0, high=500.0)
    scenario = run.loaded.scenario.model_copy(update={"prices": {"adviser_time": own}})
    row = next(row for row in tornado(scenario, run.trajectories, table)["rows"] if row["price_id"] == "adviser_time")
    assert (row["low"], row["central"], row["high"]) == (100.0, 400.0, 500.0)
    changed = scenario.model_copy(update={"prices": {"adviser_time": own.model_copy(update={"value": 500.0})}})
    expected = nets(run, table, changed)["kommune"] - nets(run, table, scenario)["kommune"]
    assert row["effects"]["kommune"]["at_high"] == pytest.approx(expected, abs=1e-6)
