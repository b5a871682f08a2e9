"""Did a number move that nobody meant to move?"""

from __future__ import annotations

import pytest

import ungespor
from ungespor.base.tables import INDICATORS, OFFSETS, PAYERS, STATES
from ungespor.pipeline import priced
from ungespor.report.files import csv_text
from ungespor.results.net import net_of
from ungespor.scenario.load import load_scenario

EVERY = 4
"""Weeks between the rows of the weekly states."""


@pytest.fixture(scope="module")
def tiny():
    return ungespor.run("tiny")


def test_net_by_payer_account_and_year(tiny, golden):
    net = net_of(tiny.ledger, tiny.loaded.scenario.horizon_years)
    ore = net.ore.sum(axis=0)
    rows = [
        [payer, account, year, int(ore[at_year, at_payer, at_account])]
        for at_payer, payer in enumerate(PAYERS)
        for at_account, account in enumerate(net.accounts)
        for at_year, year in enumerate(net.years)
        if ore[:, at_payer, at_account].any()
    ]
    golden("tiny_net.csv", csv_text(["payer", "account", "follow_up_year", "net_ore"], rows))


def test_the_ledger_line_by_line(tiny, golden):
    ledger = tiny.ledger
    arms = [ledger.arms.index(arm) for arm in ("control", "intervention")]
    sums = [block.sum(axis=(0, 2))[arms] for block in (ledger.quantity, ledger.amount_ore)]
    names = ("offer", "activity", "price_id", "view", "payer", "account", "kind")
    rows = [
        [*(getattr(line, name) for name in names), *(int(block[arm, at]) for block in sums for arm in range(len(arms)))]
        for at, line in enumerate(ledger.lines)
    ]
    heading = [*names, "quantity_control", "quantity_intervention", "ore_control", "ore_intervention"]
    golden("tiny_ledger.csv", csv_text(heading, sorted(rows)))


def test_outcomes(tiny, golden):
    lives = tiny.trajectories
    sums, observed = lives.outcomes.sum(axis=0), lives.observed.sum(axis=0)
    control, intervention = (lives.activities.arms.index(arm) for arm in ("control", "intervention"))
    rows = [
        [reading, indicator, offset, *(int(sums[arm, at, place, number]) for arm in (control, intervention)), int(seen)]
        for at, reading in enumerate(("outcomes", "outcomes_from_start"))
        for number, indicator in enumerate(INDICATORS)
        for place, (offset, seen) in enumerate(zip(OFFSETS, observed[at], strict=True))
    ]
    golden(
        "tiny_outcomes.csv", csv_text(["reading", "indicator", "offset", "control", "intervention", "observed"], rows)
    )


def test_weekly_states(tiny, golden):
    lives = tiny.trajectories
    rows = [
        [arm, int(week), *(int(count) for count in counts)]
        for at, arm in enumerate(lives.activities.arms)
        for week, counts in zip(lives.weeks, lives.weekly_states[at], strict=True)
        if week % EVERY == 0
    ]
    golden("tiny_weekly_states.csv", csv_text(["arm", "week", *STATES], rows))


def test_the_same_lives_under_the_rules_from_1_july_2025(tiny, golden):
    fields = {"regime": "post_2025H2", "price_year": 2026}
    net = net_of(priced(load_scenario("tiny", fields), tiny.trajectories).ledger, tiny.loaded.scenario.horizon_years)
    ore = net.ore.sum(axis=(0, 1))
    rows = [
        [payer, account, int(ore[at_payer, at_account])]
        for at_payer, payer in enumerate(PAYERS)
        for at_account, account in enumerate(net.accounts)
        if ore[at_payer, at_account]
    ]
    golden("tiny_net_post_2025H2.csv", csv_text(["payer", "account", "net_ore"], rows))
