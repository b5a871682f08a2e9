"""Half of the job weeks are taken from others: everything that a job week books is turned around."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ungespor.ledger.view_tables import load_view_tables
from ungespor.results.displacement import describe_displacement, displacement_ledger
from ungespor.results.net import net_of
from ungespor.results.payers import describe_payers


@pytest.fixture
def made(views_toolbox):
    def job(payer, account, kind="transfer"):
        return views_toolbox.line(payer, account, kind, "job_week", account)

    nothing = (0, 0, 0)
    return views_toolbox.ledger(
        (job("arbejdsgiver", "wages"), nothing, (1000, 0, 0)),
        (job("borger", "wages"), nothing, (-1000, 0, 0)),
        (job("arbejdsgiver", "production", "production"), nothing, (-1000, 0, 0)),
        (job("borger", "tax"), nothing, (300, 0, 0)),
        (job("kommune", "tax"), nothing, (-300, 0, 0)),
        (views_toolbox.line("kommune", "benefits"), (400, 0, 0), nothing),
        (views_toolbox.line("kommune", "tax", activity="job_week", view="other"), nothing, (-999, 0, 0)),
        (views_toolbox.line("borger", "tax", activity="job_week", view="other"), nothing, (999, 0, 0)),
        quantity=2,
    )


def test_rows_are_turned_and_balance(made):
    posted = displacement_ledger(made, 0.5)
    assert {line.view for line in posted.lines} == {"displacement"}
    net = net_of(posted, 2, ("displacement",))
    assert net.of("kommune").sum() == -15_000
    assert net.of("borger").sum() + net.of("kommune").sum() == -50_000
    assert net.of("arbejdsgiver").sum() == 0
    assert (posted.quantity == -1).all()  # of two weeks a row


def test_the_ore_that_rounding_leaves_over_goes_to_the_last_row(views_toolbox):
    payers, accounts = ("stat", "kommune", "borger"), ("tax", "wages")
    rows = [views_toolbox.line(payer, account, activity="job_week") for account in accounts for payer in payers]
    made = views_toolbox.ledger(*((row, (0, 0, 0), (0, 0, 0)) for row in rows))
    # Half an øre is no øre for the two, but one for the third; each account by itself.
    made.amount_ore[:, 1, 0] = [-1, -1, 2, 1, 1, -2]
    posted = displacement_ledger(made, 0.5)
    assert not posted.amount_ore[0, 1, 0].any()


def test_nothing_is_displaced_in_the_default_view(made):
    assert not net_of(displacement_ledger(made, 0.5), 2).ore.any()


def test_payers_with_it_and_at_the_ends(made):
    payers = describe_payers(net_of(made, 2), 2.0, 0.0)
    share = SimpleNamespace(central=0.5, low=0.0, high=1.0, source="assumption", confidence="low")
    found = describe_displacement(made, 2, 2.0, 0.0, payers, SimpleNamespace(job=share))
    kommune = found["payers"]["kommune"]
    # Per participant 200 of benefit and 150 of tax, of which 75 are lost; all of it at the high end.
    assert kommune["displaced_dkk_per_participant"]["mean"] == pytest.approx(-75, abs=0.01)
    assert kommune["net_dkk_per_participant"] == pytest.approx(275, abs=0.01)
    assert (kommune["low"], kommune["high"]) == pytest.approx((200, 350), abs=0.02)


def test_each_job_week_is_counted_once(made):
    made.quantity[:, 0] = 0
    share = SimpleNamespace(central=0.5, low=0.0, high=1.0, source="assumption", confidence="low")
    payers = describe_payers(net_of(made, 2), 1.0, 0.0)
    # Two weeks in each of three periods, and half of them are displaced.
    assert describe_displacement(made, 2, 1.0, 0.0, payers, SimpleNamespace(job=share))["job_weeks"] == 3


def test_the_shipped_share_is_an_assumption_with_a_wide_range():
    share = load_view_tables().displacement.job
    assert (share.central, share.low, share.high, share.source) == (0.15, 0, 0.5, "assumption")
