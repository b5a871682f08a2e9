"""What a programme costs by volume: the numbers of Sammen på sporet, and steps by hand."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from ungespor.base.tables import Activities, Cell, Ledger, LedgerLine, Period
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.pricing import price
from ungespor.ledger.view_tables import load_view_tables
from ungespor.report.views_text import view_tables
from ungespor.results.volume import VOLUMES, _with_step, describe_volume, programme_dkk, programmes
from ungespor.scenario.load import load_scenario
from ungespor.scenario.staffing import weekly_amounts
from ungespor.trajectories.fields import capacity_minutes, in_steps

SHIPPED = Path(__file__).resolve().parents[3] / "cost_tables"
TABLE = load_price_table()
WEEKS = 113
OPERATING = 1_156_800 + 809_200
OWN = {"source": "assumption", "confidence": "low"}


def nothing_counted() -> Ledger:
    none = np.zeros((1, 2, 1, 0), dtype=np.int64)
    first = np.zeros(1, dtype=np.int64)
    return Ledger(("control", "intervention"), first, first, (Period("2022H1", 1),), (), none, none)


def hours(value: float) -> dict[str, object]:
    return {"value": value, "unit": "hours_per_week", "low": value, "high": value + 1, **OWN}


def ibbu(**staff: dict[str, object]):
    return load_scenario("ibbu_nord", {"offers": {"ibbu": {"programme": {"staff": staff}}}}).scenario


def test_the_budget_of_sammen_paa_sporet_over_its_courses():
    """127,100 kr. to set up and 1,966,000 kr. a year, at 259 courses and at the 81 of the nine municipalities."""
    scenario = load_scenario("sammen_paa_sporet").scenario
    offers = [scenario.offers[name] for name in ("sps_counselling", "sps_individual")]
    found = programme_dkk(scenario, [(offers, 1.0)], TABLE)
    assert found == pytest.approx(127_100 + OPERATING * WEEKS / 52, abs=100)
    counselling = programme_dkk(scenario, [(offers[:1], 1.0)], TABLE)[0] - 127_100
    assert counselling / 563 == pytest.approx(4_466, abs=2)  # 563 courses for 259 x 113 / 52 = 562.8
    assert counselling / 563 / 3 == pytest.approx(1_489, abs=1)  # over three talks: 1,488.4
    at_86 = 86 * WEEKS / 52
    intervention = programme_dkk(scenario, [(offers[1:], 1.0)], TABLE)[0]
    assert intervention / at_86 == pytest.approx(9_409, abs=1)  # printed 9,376: the note divided by 86.3 courses
    assert intervention / (at_86 * 86.3 / 86) == pytest.approx(9_376, abs=1)
    assert intervention / (at_86 * 86.3 / 86) / 9 == pytest.approx(1_042, abs=1)


def test_at_the_observed_volume_the_same_budget_makes_dear_courses():
    scenario = load_scenario("sammen_paa_sporet_observed").scenario
    offers = [scenario.offers[name] for name in ("sps_counselling", "sps_individual")]
    counselling = programme_dkk(scenario, [(offers[:1], 1.0)], TABLE)[0] - 127_100
    assert counselling / (81 * WEEKS / 52) == pytest.approx(1_156_800 / 81, abs=2)  # 14,281
    intervention = programme_dkk(scenario, [(offers[1:], 1.0)], TABLE)[0]
    assert intervention / (21 * WEEKS / 52) == pytest.approx(809_200 / 21, abs=2)  # 38,533


def test_as_staffed_falls_with_volume_and_in_proportion_does_not():
    scenario = load_scenario("sammen_paa_sporet").scenario
    found = describe_volume(scenario, nothing_counted(), 1126, TABLE, load_view_tables().volume)
    rows = {row["ratio"]: row for row in found["rows"]}
    assert tuple(rows) == VOLUMES
    assert rows[0.5]["as_staffed"] == pytest.approx(2 * rows[1]["as_staffed"])
    assert rows[0.5]["in_proportion"] == pytest.approx(rows[1]["in_proportion"], abs=1)
    assert rows[1]["as_staffed"] == pytest.approx((127_100 + OPERATING * WEEKS / 52) / 563, abs=1)


@pytest.mark.parametrize(
    ("scale", "paid"),
    [(1, 74), (0.9, 74), (0.75, 55.5), (0.3, 37), (0.01, 18.5), (1.1, 92.5), (1.25, 92.5), (1.26, 111)],
)
def test_a_team_of_two_changes_by_half_a_post(scale, paid):
    staff = ibbu(care_manager={"hours_per_week": hours(74), "step": hours(18.5)}).offers["ibbu"].programme.staff
    assert in_steps(staff["care_manager"], scale) * 74 * scale == pytest.approx(paid)


def test_without_a_step_staff_is_proportional_to_the_bit():
    offer = ibbu().offers["ibbu"]
    assert all(in_steps(role, scale) == 1.0 for role in offer.programme.staff.values() for scale in (0.0, 0.3, 1, 7.7))


def test_steps_are_counted_in_each_municipality_and_once_for_shared_staff():
    scenario = ibbu(
        care_manager={"hours_per_week": hours(18.5), "step": hours(18.5)},
        psychiatrist={"hours_per_week": hours(6), "step": hours(4)},
    )
    amounts = weekly_amounts(scenario.offers["ibbu"], 0.25, 4)
    assert amounts["care_manager_hour"] == pytest.approx(4 * 18.5)  # needed: 4.6 in each, and nobody is employed for it
    assert amounts["psychiatrist_hour"] == pytest.approx(2)  # needed: 1.5 in all
    assert amounts["operating_week"] == 25


def test_weeks_paid_before_the_intake_are_paid_for():
    lead = {"value": 8, "unit": "weeks", "low": 4, "high": 13, **OWN}
    early = load_scenario("ibbu_nord", {"offers": {"ibbu": {"programme": {"lead_weeks": lead}}}}).scenario
    teams = [(one, [one.offers["ibbu"]]) for one in (ibbu(), early)]
    dkk = [programme_dkk(one, [(team, ratio) for ratio in (1.0, 0.5)], TABLE) for one, team in teams]
    set_up, weeks = programme_set_up(), 96
    assert (dkk[1][0] - set_up) / (dkk[0][0] - set_up) == pytest.approx((weeks + 8) / weeks, rel=1e-6)
    assert dkk[1][1] == pytest.approx(dkk[1][0] / 2, rel=1e-3)


def test_a_price_that_the_scenario_draws_counts_at_its_central_value():
    own = {"low": 400_000.0, "high": 900_000.0, "unit": "dkk_per_fte_year", "source": "assumption"}
    dkk = []
    for stated in ({"distribution": "lognormal"}, {"value": 600_000.0}):
        scenario = load_scenario("ibbu_nord", {"prices": {"care_manager": {**own, **stated}}}).scenario
        dkk += programme_dkk(scenario, [([scenario.offers["ibbu"]], 1.0)], TABLE).tolist()
    assert dkk[0] == pytest.approx(dkk[1])


def programme_set_up() -> float:
    return TABLE.rows[TABLE.position["programme_set_up"]].amount_dkk  # in prices of 2023, as the scenario


def test_whole_posts_can_also_be_used():
    class Read:
        draws = np.arange(1)

        def __call__(self, path):
            _, _, role, name = path.split(".")
            return np.array([getattr(offer.programme.staff[role], name).central])

    minutes = {}
    for name, own in {"proportional": {}, "in steps": {"step": hours(18.5)}}.items():
        scenario = ibbu(
            care_manager=own, psychologist={"usable": {"value": 0, "unit": "share", "low": 0, "high": 0.1, **OWN}}
        )
        offer = scenario.offers["ibbu"]
        minutes[name] = capacity_minutes(scenario, offer, Read(), 83)[0]
    assert minutes["in steps"] == pytest.approx(2 * minutes["proportional"], abs=1)


def test_a_participant_costs_what_courses_cost_beside_the_team():
    ledger = nothing_counted()
    line = LedgerLine("ibbu", "course_week", "kommune", "programme", "adviser_time", "resource", "")
    staff = LedgerLine("ibbu", "care_manager_hour", "kommune", "programme", "care_manager", "resource", "")
    benefit = LedgerLine("", "sickness_benefit_week", "kommune", "benefits", "sickness_benefit", "transfer", "")
    ore = np.array([[[[100, 0, 0]], [[60_100, 99, 77]]]], dtype=np.int64)
    for replications in (1, 5):
        many = np.repeat(ore, replications, axis=0)
        worlds = np.arange(replications)
        told = Ledger(ledger.arms, worlds, worlds, ledger.periods, (line, staff, benefit), many, many)
        found = describe_volume(ibbu(), told, 3, TABLE, load_view_tables().volume)
        assert found["variable_dkk_per_participant"] == 200, "a replication more is no participant's cost"


def test_steps_make_small_volumes_dear_and_the_table_tells_them():
    volume = describe_volume(ibbu(), nothing_counted(), 1, TABLE, load_view_tables().volume)
    cost = {"programme_cost_dkk_per_participant": {"mcse": 2_345.6}}
    (table,) = view_tables({"volume": volume, "money": {"public": cost}, "replications": 9}, "da", "volume")
    dkk = {row["ratio"]: row for row in volume["rows"]}
    today, half, steps = (
        f"{round(value, -3):,.0f}".replace(",", ".")
        for value in (dkk[1]["as_staffed"], dkk[0.5]["as_staffed"], dkk[0.5]["in_steps"])
    )
    assert f"Som angivet koster en deltager {today} kr.; med halvt så mange deltagere {half} kr." in table.note
    assert f"uændret, og {steps} kr., hvis" in table.note
    assert all(cell.endswith(".000") for row in table.rows for cell in row.cells), "no digit beyond the error"
    assert "18,5 timer om ugen" in table.note
    quarter, *_, twice = volume["rows"]
    assert quarter["in_proportion"] == pytest.approx(twice["in_proportion"], rel=1e-3)
    assert quarter["in_steps"] > 1.05 * quarter["in_proportion"]
    assert [row.heading for row in table.rows] == ["42", "83", "124", "166", "208", "249", "332"]
    assert [row.is_sum for row in table.rows].index(True) == 3


def priced(table, activity: str, offer: str, count: int) -> float:
    draws, counts = np.zeros(1, dtype=np.int64), np.full((1, 1, 1, 1), count, dtype=np.int32)
    cell = Cell(activity, offer, 0, "home", "")
    activities = Activities(("one",), draws, draws, (Period("2022H1", 1),), (cell,), counts)
    ledger = price(load_scenario("sammen_paa_sporet").scenario, activities, table)
    chosen = [at for at, line in enumerate(ledger.lines) if not line.view]
    return float(ledger.amount_ore[..., chosen].sum()) / 100


@pytest.mark.parametrize(
    ("activity", "offer", "unit", "dkk", "count"),
    [
        ("course_start", "sps_counselling", "course", 4_466, 259),
        ("course_start", "sps_individual", "course", 9_376, 86),
        ("session_attended", "sps_counselling", "session", 1_489, 777),
        ("group_session_attended", "sps_group", "session", 1_042, 774),
    ],
)
def test_a_price_by_course_or_by_talk(tmp_path, activity, offer, unit, dkk, count):
    folder = tmp_path / "cost_tables"
    shutil.copytree(SHIPPED, folder)
    path = folder / "programme.csv"
    row = f"own,{activity},offer={offer},Eget,Own,{unit},{dkk},2022,{dkk},{dkk},,programme_clinical,programme,social,,,"
    path.write_text(
        path.read_text(encoding="utf-8") + row + "pl,yes,0,sps_cost_note,Tema 4,medium,,\n", encoding="utf-8"
    )
    assert priced(load_price_table(folder), activity, offer, count) == dkk * count
    assert priced(TABLE, activity, offer, count) == 0


def test_a_step_of_its_own_goes_before_that_of_the_table():
    team = ibbu(care_manager={"hours_per_week": hours(74), "step": hours(37)}).offers["ibbu"]
    stepped = _with_step(team, load_view_tables().volume).programme.staff
    assert stepped["care_manager"].step.central == 37
    others = {role.step.central for name, role in stepped.items() if name != "care_manager"}
    assert others == {load_view_tables().volume.step.central} != {37}


def test_a_step_that_is_exactly_needed_is_one_step_whatever_decimals_do():
    role = SimpleNamespace(hours_per_week=SimpleNamespace(central=74.0), step=SimpleNamespace(central=7.4))
    assert in_steps(role, 1.1) * 74 * 1.1 == pytest.approx(81.4)


def test_what_both_arms_have_is_no_cost_of_the_intervention():
    usual, course = SimpleNamespace(programme=1), SimpleNamespace(programme=2)
    arms = SimpleNamespace(control=["usual"], intervention=["usual", "course"])
    scenario = SimpleNamespace(arms=arms, offers={"usual": usual, "course": course})
    assert programmes(scenario) == [course]
