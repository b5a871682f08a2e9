"""Statistics of sums: a run of two replications written by hand."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from ungespor.base.tables import INDICATORS, OFFSETS, WAITING, Activities, Cell, Ledger, LedgerLine, Period
from ungespor.evaluation.statistics import sums

ARMS = ("control", "intervention")
PERIODS = (Period("2022H1", 1), Period("2023H1", 2))


def table(**values):
    """Return the counts of a queue, in their order."""
    return [values.get(name, 0) for name in WAITING]


@pytest.fixture(scope="module")
def run():
    cells = (Cell("assessment", "talks", 0, "home", ""), Cell("assessment", "other", 0, "home", ""))
    quantity = np.zeros((2, 2, 2, 2), dtype=np.int32)
    quantity[0, 1, 0], quantity[1, 1, 1] = (4, 9), (6, 1)
    activities = Activities(ARMS, np.arange(2), np.arange(2), PERIODS, cells, quantity)
    outcomes = np.zeros((2, 2, 2, len(OFFSETS), len(INDICATORS)), dtype=np.int64)
    outcomes[:, 0, 0, 1, 0], outcomes[:, 1, 0, 1, 0] = (2, 4), (3, 7)
    outcomes[:, :, 0, 1, INDICATORS.index("who5")] = 40_000
    observed = np.zeros((2, 2, len(OFFSETS)), dtype=np.int64)
    observed[:, 0, 1] = 8, 12
    waiting = np.zeros((2, 2, 2, len(WAITING)), dtype=np.int64)
    waiting[0, 1] = table(started=4, weeks_waited=2), table(started=1)
    waiting[1, 1] = table(started=5, weeks_waited=7), table(weeks_waited=3)
    lines = (
        LedgerLine("talks", "assessment", "kommune", "programme", "hour", "resource", ""),
        LedgerLine("talks", "assessment", "region", "programme", "hour", "resource", ""),
        LedgerLine("talks", "assessment", "fond", "programme", "hour", "resource", "financing:other"),
        LedgerLine("", "bed_day", "region", "psychiatry", "bed", "resource", ""),
    )
    ore = np.zeros((2, 2, 2, 4), dtype=np.int64)
    ore[0, 1, 0], ore[1, 1, 1] = (100, 300, 999, 5_000), (200, 200, 999, 0)
    ore[:, 0, 1, 3] = 20_000
    trajectories = SimpleNamespace(
        activities=activities,
        outcomes=outcomes,
        observed=observed,
        waiting=waiting,
        people=50,
        participants=np.array([4, 6]),
    )
    ledger = Ledger(ARMS, np.arange(2), np.arange(2), PERIODS, lines, ore * 0, ore)
    scenario = SimpleNamespace(horizon_years=2, discount_rate=SimpleNamespace(central=0.25))
    return SimpleNamespace(trajectories=trajectories, ledger=ledger, loaded=SimpleNamespace(scenario=scenario))


def test_indicator(panel, run):
    def found(**arguments):
        return sums.indicator(run.trajectories, panel.ask("indicator", weeks=4, **arguments)).value

    assert found(indicator="job_or_education") == pytest.approx(10 / 20)
    assert found(indicator="job_or_education", arm="control") == pytest.approx(6 / 20)
    assert found(indicator="job_or_education", arm="difference") == pytest.approx(4 / 20)
    assert found(indicator="who5") == pytest.approx(800 / 20)


def test_queues(panel, run):
    assert sums.waiting_weeks(run.trajectories, panel.ask("waiting_weeks")).value == pytest.approx(12 / 10)
    assert sums.starts(run.trajectories, panel.ask("starts")).value == pytest.approx(100 * (5 + 5) / 2 / 50)


def test_activity_for_each_participant(panel, run):
    def found(**arguments):
        return sums.activity(run.trajectories, panel.ask("activity", activity="assessment", **arguments)).value

    assert found() == pytest.approx(20 / 10)
    assert found(offer="talks") == pytest.approx(10 / 10)
    assert found(arm="control") == 0


def test_net_is_control_less_intervention_in_present_value(panel, run):
    # First replication: year 1 -3 - 50 kr., year 2 +200 / 1.25; second: year 2 (200 - 2) / 1.25.
    found = sums.net(run, panel.ask("net", payer="region"))
    assert found.value == pytest.approx(((-53 + 160) + 198 / 1.25) / 2 / 5)
    public = sums.net(run, panel.ask("net", payer="public"))
    assert public.value == pytest.approx(found.value - (1 + 2 / 1.25) / 2 / 5)


def test_unit_cost_is_paid_by_all_and_leaves_other_financing_out(panel, run):
    asked = panel.ask("unit_cost", activity="assessment", offer="talks")
    assert sums.unit_cost(run, asked).value == pytest.approx((4 + 4) / (4 + 6))
