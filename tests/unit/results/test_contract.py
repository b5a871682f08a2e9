"""An outcome contract worked out by hand, and its limits."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from ungespor.base.tables import Activities, Cell
from ungespor.results.contract import describe_contract, extra_weeks, payments
from ungespor.results.net import net_of


def quantity(value):
    return SimpleNamespace(central=value)


def contract(cap, floor, term_years):
    return SimpleNamespace(
        payer="kommune",
        receiver="region",
        payment_per_week=quantity(100),
        cap=quantity(cap),
        floor=quantity(floor),
        term_years=term_years,
    )


@pytest.mark.parametrize(
    ("weeks", "floor", "cap", "wanted"),
    [
        ([3, 4, 5], 0, 9999, [300, 400, 500]),
        ([3, 4, 5], 0, 600, [300, 300, 0]),  # the cap is for the whole term
        ([-2, 5, 0], 0, 9999, [0, 300, 0]),  # a lag is made good before anything is paid
        ([5, -2, 0], 0, 9999, [500, -200, 0]),  # a lead that is lost is paid back
        ([1, 0, 5], 250, 9999, [250, 0, 350]),  # the floor is due at once and counts towards the rest
        ([0, 0, -9], 0, 9999, [0, 0, 0]),
        ([-5, 0, 0], -300, 9999, [-300, 0, 0]),  # below zero the receiver shares the loss
    ],
)
def test_what_is_paid_each_year(weeks, floor, cap, wanted):
    assert payments(np.asarray([weeks], dtype=float), 100, floor, cap).tolist() == [wanted]


@pytest.fixture
def activities(views_toolbox):
    names = ("job_week", "education_week", "education_benefit_week")
    counts = np.zeros((2, 2, 3, 3), dtype=np.int32)
    counts[:, 0, :, 0] = 10
    counts[:, 1, :, 0] = [[12, 13, 14], [10, 10, 9]]
    counts[:, 1, :, 1] = [[1, 0, 0], [0, 0, 0]]
    counts[:, 1, :, 2] = 99
    number = np.arange(2)
    cells = tuple(Cell(name, "", 0, "home", "") for name in names)
    return Activities(views_toolbox.ARMS, number, number, views_toolbox.PERIODS, cells, counts)


def test_extra_weeks_are_of_both_kinds_and_by_follow_up_year(activities):
    assert extra_weeks(activities, 2).tolist() == [[2 + 1 + 3, 4], [0, -1]]


def test_each_party(views_toolbox, activities):
    line = views_toolbox.line
    made = views_toolbox.ledger(
        (line("kommune", "benefits"), (300, 0, 500), (0, 0, 0)),
        (line("region", "programme", "resource"), (0, 0, 0), (800, 0, 0)),
        worlds=2,
    )
    found = describe_contract(contract(400, 0, 1), activities, net_of(made, 2), 1.0, 0.25)
    # World 1: 6 weeks are worth 600, of which 400 are paid. World 2: nothing. One year only.
    assert found["paid_dkk"]["mean"] == 200
    assert (found["at_cap"], found["at_floor"]) == (0.5, 0.5)
    kommune, region = found["parties"]["kommune"], found["parties"]["region"]
    assert kommune["cash_flow"] == [
        {"year": 1, "without_dkk": 300, "payment_dkk": -200, "with_dkk": 100},
        {"year": 2, "without_dkk": 500, "payment_dkk": 0, "with_dkk": 500},
    ]
    assert region["cash_flow"][0] == {"year": 1, "without_dkk": -800, "payment_dkk": 200, "with_dkk": -600}
    # 300 + 500 / 1.25 = 700 without; 300 in world 1 with.
    assert kommune["present_value_dkk"]["without"]["mean"] == 700
    assert kommune["present_value_dkk"]["with"]["mean"] == 500
    assert kommune["chance_of_loss"] == {"without": 0, "with": 0}
    assert region["chance_of_loss"] == {"without": 1, "with": 1}


@pytest.mark.parametrize(("cap", "at_cap"), [(600, 0.5), (601, 0.0)])
def test_at_the_cap_is_who_reaches_it_within_the_term(views_toolbox, activities, cap, at_cap):
    made = views_toolbox.ledger((views_toolbox.line("kommune", "benefits"), (0, 0, 0), (0, 0, 0)), worlds=2)
    # World 1: 6 weeks in the only year that counts, and 4 after it; world 2: none.
    assert describe_contract(contract(cap, -100, 1), activities, net_of(made, 2), 1.0, 0.0)["at_cap"] == at_cap


def test_who_pays_a_floor_may_lose(views_toolbox, activities):
    made = views_toolbox.ledger((views_toolbox.line("kommune", "benefits"), (500, 0, 0), (0, 0, 0)), worlds=2)
    found = describe_contract(contract(450, 275, 2), activities, net_of(made, 2), 2.0, 0.0)
    # Two participants. World 1: 6 and 4 weeks, but 900 at most; world 2: the floor of 550.
    assert found["paid_dkk"]["mean"] == (900 + 550) / 2
    assert found["parties"]["kommune"]["chance_of_loss"] == {"without": 0, "with": 1}
    assert found["parties"]["region"]["chance_of_loss"] == {"without": 0, "with": 0}
