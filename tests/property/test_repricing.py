"""What must hold for any price that is set in a saved run."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ungespor
from ungespor.evaluation.price_changes import Changes
from ungespor.evaluation.reprice import reprice
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.pricing import price
from ungespor.report.run_folder import write_run_folder

TABLE = load_price_table()
FIXED = [row.price_id for row in TABLE.rows if not row.distribution]
DRAWN = [row.price_id for row in TABLE.rows if row.distribution]
AMOUNTS = {row.price_id: row.amount_dkk for row in TABLE.rows}
FEW = settings(max_examples=12, deadline=None)


@pytest.fixture(scope="module")
def run():
    return ungespor.run("tiny", replications=3)


@pytest.fixture(scope="module")
def folder(run, tmp_path_factory):
    parts = (run.loaded, run.trajectories, run.ledger, run.price_origins, run.result)
    return write_run_folder(tmp_path_factory.mktemp("runs") / "tiny", *parts)


def repriced(folder, *prices):
    return reprice(folder, Changes(prices)).run


@FEW
@given(names=st.lists(st.sampled_from(FIXED), min_size=1, max_size=5, unique=True))
def test_a_price_without_distribution_set_to_what_it_is_changes_nothing(run, folder, names):
    done = repriced(folder, *(f"{name}={AMOUNTS[name]!r}" for name in names))
    assert done.result["payers"] == run.result["payers"]
    assert np.array_equal(done.ledger.amount_ore, run.ledger.amount_ore)


@FEW
@given(name=st.sampled_from(DRAWN))
def test_a_price_with_distribution_set_to_what_it_is_only_stops_being_drawn(run, folder, name):
    done = repriced(folder, f"{name}={AMOUNTS[name]!r}")
    rows = (replace(row, distribution="") if row.price_id == name else row for row in TABLE.rows)
    still = price(run.loaded.scenario, run.trajectories.activities, replace(TABLE, rows=tuple(rows)))
    assert done.ledger.lines == still.lines
    assert np.array_equal(done.ledger.amount_ore, still.amount_ore)


@FEW
@given(name=st.sampled_from(sorted(AMOUNTS)), factor=st.floats(0, 3))
def test_only_what_hangs_on_the_price_moves_and_the_ledger_still_balances(run, folder, name, factor):
    value = AMOUNTS[name] * factor
    if TABLE.rows[TABLE.position[name]].unit == "share":
        value = min(value, 1.0)
    done = repriced(folder, f"{name}={value:.4f}")
    before = {line: run.ledger.amount_ore[..., at] for at, line in enumerate(run.ledger.lines)}
    after = {line: done.ledger.amount_ore[..., at] for at, line in enumerate(done.ledger.lines)}
    row = TABLE.rows[TABLE.position[name]]
    # What a citizen is paid is taxed, so that taxes follow the price of an income, and of a tax.
    taxed = name.startswith("tax_") or TABLE.rulebook.payer_rules[row.payer_rule].income is not None
    for line in before.keys() & after.keys():
        moves = line.price_id == name or (taxed and line.price_id.startswith("tax_"))
        assert moves or np.array_equal(before[line], after[line]), line.price_id
    transfers = sum(amount for line, amount in after.items() if line.kind == "transfer" and not line.view)
    assert not np.any(transfers)


@FEW
@given(names=st.lists(st.sampled_from(sorted(AMOUNTS)), min_size=2, max_size=4, unique=True), data=st.data())
def test_the_order_of_the_changes_is_of_no_matter(folder, names, data):
    prices = [f"{name}={AMOUNTS[name] * 0.9!r}" for name in names]
    shuffled = data.draw(st.permutations(prices))
    assert repriced(folder, *prices).result["payers"] == repriced(folder, *shuffled).result["payers"]
