"""Are the numbers of a workbook those of the ledger, payer by payer and year by year?"""

from __future__ import annotations

import datetime

import numpy as np
import pytest

import ungespor
from ungespor.base.tables import PAYERS
from ungespor.ledger.price_table import load_price_table
from ungespor.results.net import nets_of
from ungespor.results.workbook.counts import TAX_PARAMETERS, Counts, PriceKey
from ungespor.results.workbook.lines import rounded_shares, whole_ore
from ungespor.results.workbook.numbers import workbook_numbers
from ungespor.results.workbook.prices import prices_of
from ungespor.results.workbook.taxes import slopes, tax_bases
from ungespor.scenario.load import load_scenario

RUNS = {
    "frozen": {"replications": 6},
    "after the reform": {"replications": 4, "regime": "post_2025H2"},
    "dated": {"replications": 4, "pricing": "dated", "start_date": datetime.date(2024, 6, 3)},
}


@pytest.fixture(scope="module", params=RUNS)
def run(request):
    return ungespor.run("tiny", **RUNS[request.param])


@pytest.fixture(scope="module")
def numbers(run):
    return workbook_numbers(run.loaded.scenario, run.trajectories, run.table)


def test_net_is_that_of_the_ledger(run, numbers):
    for number, payer in enumerate(PAYERS):
        wanted = [year["net_dkk"] for year in run.result["payers"][payer]["by_year"]]
        assert numbers.net()[number] == pytest.approx(wanted, abs=0.01), payer


def test_every_account_is_that_of_the_ledger(run, numbers):
    for account in numbers.accounts:
        mine = numbers.net(account) @ numbers.factors / numbers.participants
        for number, payer in enumerate(PAYERS):
            wanted = run.result["payers"][payer]["by_account"].get(account, 0.0)
            assert mine[number] == pytest.approx(wanted, abs=0.001), (account, payer)
    assert set(run.result["payers"]["kommune"]["by_account"]) <= set(numbers.accounts)


def test_rounding_is_known_for_every_way_of_financing(run, numbers):
    scenario = run.loaded.scenario
    nets = nets_of(run.ledger, scenario.horizon_years, scenario.financing.shown)
    for name, net in nets.items():
        wanted = net.ore.sum(axis=3).mean(axis=0).T / 100
        mine = np.zeros_like(wanted)
        for line in numbers.lines:
            entry = numbers.book.rulebook.payer_rules[line.rule].entries[line.entry]
            shares = numbers.book.shares(entry, name, moved=line.key.moved)
            mine += np.outer(rounded_shares(line.unit_dkk, shares), line.amounts)
        for rest in numbers.rounding:
            if rest.financing in {"", name}:
                mine[PAYERS.index(rest.payer)] += rest.amounts
        assert mine == pytest.approx(wanted, abs=0.01), name


def test_what_is_left_over_is_rounding_and_nothing_else(numbers):
    counts = dict(numbers.counts.all())
    for rest in numbers.rounding:
        units = counts[rest.key].control + counts[rest.key].intervention
        assert (np.abs(rest.amounts) <= 0.01 * units).all(), rest  # an øre for each unit


def test_a_krone_more_in_a_price_is_what_its_lines_say(numbers):
    book = numbers.book
    for line in numbers.lines:
        if isinstance(line.key, PriceKey):
            value = book.prices[line.price_id].value
            now, then = (book.gross(line.price_id, line.key.share_id, value + more) for more in (0, 1e6))
            moved = (then - now) / 1e6 * book.share_of_band(line.times) * numbers.counts.priced[line.key].net
            assert line.per_krone == pytest.approx(moved, rel=1e-4, abs=1e-4), line.key


@pytest.mark.parametrize("stated", [{"distribution": "lognormal"}, {"value": 1300.0}])
def test_a_price_that_the_scenario_states_is_told_in_the_year_of_its_row(stated):
    own = {"low": 650.0, "high": 2600.0, "unit": "dkk_per_month", "source": "assumption", **stated}
    scenario = load_scenario("tiny", {"prices": {"casework": own}}).scenario
    table = load_price_table()
    key = PriceKey("casework", "", "municipal", "", 0, moved=False)
    price = prices_of(scenario, table, Counts(1, {key: None}, {}))["casework"]
    assert price.factor == table.indices["pl"][2023] / table.indices["pl"][price.row.price_year] != 1
    assert (price.value, price.low, price.high) == pytest.approx(np.array([1300, 650, 2600]) / price.factor)
    assert (price.drawn, price.placeholder) == ("distribution" in stated, "assumption")


def test_only_a_price_that_is_drawn_has_a_surcharge(numbers):
    for key, count in numbers.counts.priced.items():
        drawn = numbers.book.prices[key.price_id].drawn or (key.share_id and numbers.book.prices[key.share_id].drawn)
        assert (key.price_id in count.surcharge) <= bool(drawn), key
    assert any(count.surcharge for count in numbers.counts.priced.values())


def test_quantities_are_the_means_of_what_was_counted(run, numbers):
    activities = run.trajectories.activities
    chosen = [number for number, cell in enumerate(activities.cells) if cell.activity == "gp_contact"]
    for arm in ("control", "intervention"):
        counted = activities.quantity[:, activities.arms.index(arm)][:, :, chosen].sum() / len(activities.draws)
        mine = [getattr(count, arm) for key, count in numbers.counts.priced.items() if key.price_id == "gp_contact"]
        assert np.sum(mine) == pytest.approx(counted)


def test_slopes_are_differences_of_the_bases():
    rates = dict(zip(TAX_PARAMETERS, (0.08, 0.12, 0.25, 48_000, 0.1065, 45_600, 0.045, 208_700, 2_700), strict=True))
    arrays = {name: np.asarray(value) for name, value in rates.items()}
    for wage, benefit in ((500.0, 100.0), (1500.0, 0.0), (4500.0, 0.0), (6000.0, 300.0), (9000.0, 0.0), (0.0, 2500.0)):
        found = slopes(wage, benefit, rates)
        here = tax_bases(np.asarray(wage), np.asarray(benefit), arrays)
        more_wage = tax_bases(np.asarray(wage + 1e-3), np.asarray(benefit), arrays)
        more_benefit = tax_bases(np.asarray(wage), np.asarray(benefit + 1e-3), arrays)
        for tax, slope in found.items():
            assert slope.wage == pytest.approx(float(more_wage[tax] - here[tax]) / 1e-3, abs=1e-6), (tax, wage)
            assert slope.benefit == pytest.approx(float(more_benefit[tax] - here[tax]) / 1e-3, abs=1e-6)


def test_no_ore_is_lost_between_payers():
    shares = np.asarray([0.2, 0.0, 0.2, 0.0, 0.6, 0.0, 0.0])
    parts = rounded_shares(0.07, shares) * 0.07
    assert parts.sum() == pytest.approx(0.07, abs=1e-12)
    assert parts * 100 == pytest.approx(np.round(parts * 100), abs=1e-9)
    assert rounded_shares(0.0, shares) is shares
    assert [whole_ore(amount) for amount in (0.005, 0.015, 453.135, -0.005, 2.004)] == [0.01, 0.02, 453.14, -0.01, 2.0]
