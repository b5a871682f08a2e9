"""A ledger and tables made by hand for the views."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from ungespor.base.tables import Ledger, LedgerLine, Period

ARMS = ("control", "intervention")
# Year 1 ends in the middle of a calendar year, as it does for people who begin in the autumn.
PERIODS = (Period("2022H2", 1), Period("2023H1", 1), Period("2023H2", 2))


def line(payer, account, kind="transfer", activity="education_benefit_week", price_id="benefit", view=""):
    return LedgerLine("", activity, payer, account, price_id, kind, view)


def ledger(*rows, worlds=1, quantity=1):
    """Make a ledger from (line, kroner by period in the control arm, and in the intervention arm)."""
    amount = np.zeros((worlds, len(ARMS), len(PERIODS), len(rows)), dtype=np.int64)
    for place, (_, control, intervention) in enumerate(rows):
        amount[:, 0, :, place] = 100 * np.asarray(control)
        amount[:, 1, :, place] = 100 * np.asarray(intervention)
    number = np.arange(worlds)
    counts = np.full_like(amount, quantity)
    return Ledger(ARMS, number, number, PERIODS, tuple(row[0] for row in rows), counts, amount)


def price(price_id, activity, committee="employment", cashable="yes", lag_years=0, payer_rule="municipal"):
    return SimpleNamespace(
        price_id=price_id,
        activity=activity,
        committee=committee,
        cashable=cashable,
        lag_years=lag_years,
        payer_rule=payer_rule,
    )


ROWS = (
    price("benefit", "education_benefit_week", payer_rule="clock_benefit"),
    price("casework", "casework_week", cashable="partly", lag_years=1),
    price("care", "care_manager_hour"),
    price("place", "course_week"),
    price("stu", "education_week", committee="children_and_youth"),
    price("tax", "", committee="none"),
)


def account(function):
    return SimpleNamespace(municipal_function=function)


TABLE = SimpleNamespace(
    rows=ROWS,
    position={row.price_id: place for place, row in enumerate(ROWS)},
    activities={
        "education_benefit_week": SimpleNamespace(municipal_function="5.57.73"),
        "casework_week": SimpleNamespace(municipal_function="6.45.53"),
        "education_week": SimpleNamespace(municipal_function=""),
        "job_week": SimpleNamespace(municipal_function=""),
    },
    rulebook=SimpleNamespace(
        accounts={
            "benefits": account("by activity"),
            "refusion": account("by activity"),
            "tax": account("7.68.90"),
            "activation": account("5.68.90"),
            "social": account("by activity"),
            "programme": account("5.68.98"),
        },
        payer_rules={
            "clock_benefit": SimpleNamespace(income="benefit"),
            "municipal": SimpleNamespace(income=None),
        },
    ),
)
