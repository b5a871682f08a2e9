"""What must hold of the views for any ledger: they add up, they balance, and they never leak."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ungespor.base.tables import PAYERS, Ledger, LedgerLine, Period
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.view_tables import load_view_tables
from ungespor.results.displacement import displacement_ledger
from ungespor.results.keys import by_break_even, by_proportion, by_shapley, smallest_transfers, split
from ungespor.results.net import net_of
from ungespor.results.overlays import SCOPES, overlay_bases, overlay_ledger
from ungespor.results.payers import describe_payers
from ungespor.results.views import describe_views

YEARS = 2
PERIODS = (Period("2022H2", 1), Period("2023H1", 1), Period("2023H1", 2))
ACTIVITIES = ("education_benefit_week", "job_week", "casework_week", "care_manager_hour", "course_week", "bed_day")
ACCOUNTS = ("benefits", "refusion", "tax", "programme", "activation", "psychiatry", "social")
KINDS = ("transfer", "resource", "production")
TABLE, VIEWS = load_price_table(), load_view_tables()
PRICES = ("casework", "tax_municipal", "care_manager", "psy_bed_day", "home_support", "removed_since")
SCENARIO = SimpleNamespace(
    offers={},
    arms=SimpleNamespace(control=(), intervention=()),
    horizon_years=YEARS,
    discount_rate=SimpleNamespace(central=0.035),
    contract=None,
)
DEFAULT = st.just("")
OTHER_VIEWS = ("indirect_tax", "financing:other", "displacement", "overlay:equalisation")


@st.composite
def ledgers(draw, views=DEFAULT):
    lines = draw(
        st.lists(
            st.builds(
                LedgerLine,
                offer=st.just(""),
                activity=st.sampled_from(ACTIVITIES),
                payer=st.sampled_from(PAYERS),
                account=st.sampled_from(ACCOUNTS),
                price_id=st.sampled_from(PRICES),
                kind=st.sampled_from(KINDS),
                view=views,
            ),
            min_size=1,
            max_size=12,
            unique=True,
        )
    )
    worlds = draw(st.integers(1, 3))
    shape = (worlds, 2, len(PERIODS), len(lines))
    numbers = st.integers(-(10**9), 10**9)
    size = int(np.prod(shape))
    ore = draw(st.lists(numbers, min_size=size, max_size=size))
    amount = np.asarray(ore, dtype=np.int64).reshape(shape)
    number = np.arange(worlds)
    return Ledger(("control", "intervention"), number, number, PERIODS, tuple(lines), np.ones_like(amount), amount)


def views_of(ledger):
    headline = net_of(ledger, YEARS)
    payers = describe_payers(headline, 7.0, 0.035)
    return describe_views(SCENARIO, SimpleNamespace(activities=None), ledger, TABLE, headline, 7.0, payers)


@given(ledgers())
@settings(max_examples=20, deadline=None)
def test_budgets_add_up_to_the_undiscounted_net(ledger):
    budget = views_of(ledger)["budget"]
    net = net_of(ledger, YEARS)
    for payer, found in budget["payers"].items():
        total = net.of(payer).sum(axis=(1, 2)).mean() / 100
        assert found["total_dkk"]["mean"] == pytest.approx(total, abs=1e-3)
        for parts in ("by_follow_up_year", "by_calendar_year", "cashable"):
            assert sum(entry["net_dkk"] for entry in found[parts]) == pytest.approx(total, abs=1e-3)
        assert sum(found["by_account"].values()) == pytest.approx(total, abs=1e-3)


@given(ledgers())
@settings(max_examples=20, deadline=None)
def test_functions_and_committees_add_up_to_the_municipality(ledger):
    budget = views_of(ledger)["budget"]
    total = budget["payers"]["kommune"]["total_dkk"]["mean"]
    rows = [row for row in budget["municipal"] if row["payer"] == "kommune"]
    kinds = ("operating_dkk", "refusion_dkk", "financing_dkk")
    assert sum(row["net_dkk"] for row in rows) == pytest.approx(total, abs=1e-3)
    assert sum(row[kind] for row in rows for kind in kinds) == pytest.approx(total, abs=1e-3)
    assert sum(entry["total_dkk"]["mean"] for entry in budget["committees"].values()) == pytest.approx(total, abs=1e-3)


@given(ledgers(), ledgers(views=st.sampled_from(OTHER_VIEWS)))
@settings(max_examples=20, deadline=None)
def test_rows_of_other_views_leak_into_nothing(ledger, other):
    worlds = min(len(ledger.draws), len(other.draws))
    ledger, other = (
        replace(
            one,
            amount_ore=one.amount_ore[:worlds],
            quantity=one.quantity[:worlds],
            draws=one.draws[:worlds],
            replications=one.replications[:worlds],
        )
        for one in (ledger, other)
    )
    both = replace(
        ledger,
        lines=ledger.lines + other.lines,
        amount_ore=np.concatenate([ledger.amount_ore, other.amount_ore], axis=-1),
        quantity=np.concatenate([ledger.quantity, other.quantity], axis=-1),
    )
    assert views_of(both) == views_of(ledger)


@given(ledgers(), st.sampled_from(SCOPES))
@settings(max_examples=20, deadline=None)
def test_overlays_balance_and_stay_out_of_the_default(ledger, scope):
    posted = overlay_ledger(ledger, overlay_bases(ledger, VIEWS.overlays), VIEWS.overlays, scope)
    for view in {line.view for line in posted.lines}:
        rows = [number for number, line in enumerate(posted.lines) if line.view == view]
        assert not posted.amount_ore[..., rows].sum(axis=-1).any()
    assert not net_of(posted, YEARS).ore.any()


@given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6), st.floats(0, 1))
def test_displacement_of_a_balanced_job_week_balances(wage, tax, share):
    def row(payer, account, kind="transfer"):
        return LedgerLine("", "job_week", payer, account, account, kind, "")

    lines = (row("arbejdsgiver", "wages"), row("borger", "wages"), row("borger", "tax"), row("stat", "tax"))
    amount = np.asarray([wage, -wage, tax, -tax], dtype=np.int64) * np.ones((1, 2, 3, 4), dtype=np.int64)
    number = np.arange(1)
    made = Ledger(("control", "intervention"), number, number, PERIODS, lines, np.ones_like(amount), amount)
    posted = displacement_ledger(made, share)
    assert not posted.amount_ore.sum(axis=-1).any()
    assert not net_of(posted, YEARS).ore.any()


@given(ledgers())
@settings(max_examples=20, deadline=None)
def test_the_waterfall_begins_at_the_default_and_society_is_the_sum_of_its_terms(ledger):
    found = views_of(ledger)
    payers = describe_payers(net_of(ledger, YEARS), 7.0, 0.035)
    net = payers["kommune"]["net_dkk_per_participant"]["mean"]
    for scope in SCOPES:
        steps = {name: step["mean"] for name, step in found["overlays"][scope]["steps"].items()}
        assert steps["net"] == pytest.approx(net, abs=1e-3)
        assert steps["operating"] + steps["refusion"] + steps["tax"] == pytest.approx(net, abs=1e-3)
        low, high = (found["overlays"][scope]["kept_range"][end] for end in ("low", "high"))
        assert low - 0.01 <= steps["kept"] <= high + 0.01
    terms = sum(term["mean"] for term in found["social"]["terms"].values())
    assert found["social"]["net_dkk_per_participant"]["mean"] == pytest.approx(terms, abs=1e-3)


ORE = st.integers(-(10**12), 10**12)
NETS = st.dictionaries(st.sampled_from(PAYERS), ORE, min_size=1, max_size=5)


@given(NETS, st.integers(0, 10**12))
def test_keys_add_up_to_the_ore(net, cost):
    assert sum(by_proportion(net, cost).values()) == sum(net.values()) - cost
    assert sum(by_break_even(net).values()) == sum(net.values())
    shapley = by_shapley(net, list(net)[:1])
    assert shapley is None if sum(net.values()) < 0 else sum(shapley.values()) == sum(net.values())


@given(st.dictionaries(st.sampled_from(PAYERS), st.integers(-1000, 1000), min_size=1, max_size=4), st.data())
@settings(max_examples=60)
def test_shapley_is_the_mean_over_all_orders(net, data):
    needed = set(data.draw(st.lists(st.sampled_from(sorted(net)), unique=True)))

    def worth(members):
        return max(0, sum(net[member] for member in members)) if needed <= set(members) else 0

    if sum(net.values()) < 0:
        return
    orders = list(permutations(net))
    exact = {
        payer: sum(worth(order[: order.index(payer) + 1]) - worth(order[: order.index(payer)]) for order in orders)
        / len(orders)
        for payer in net
    }
    found = by_shapley(net, needed)
    assert all(abs(found[payer] - exact[payer]) < 1 for payer in net)


@given(NETS)
def test_transfers_leave_nobody_worse_off_and_are_the_smallest(net):
    found = smallest_transfers({payer: -amount for payer, amount in net.items()})
    if sum(net.values()) < 0:
        assert found is None
        return
    after = dict(net)
    for (giver, receiver), ore in found.items():
        assert ore > 0
        after[giver] -= ore
        after[receiver] += ore
    assert min(after.values()) >= 0
    assert sum(found.values()) == -sum(min(amount, 0) for amount in net.values())


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10**9), min_size=1, max_size=6))
def test_a_split_adds_up_and_is_never_off_by_an_ore(total, weights):
    weights[0] += 1
    parts = split(total, {str(number): weight for number, weight in enumerate(weights)})
    assert sum(parts.values()) == total
    for number, weight in enumerate(weights):
        assert abs(parts[str(number)] * sum(weights) - total * weight) < sum(weights)
