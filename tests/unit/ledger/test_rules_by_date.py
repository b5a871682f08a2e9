"""Frozen and dated pricing: which rules price which half-year."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

from ungespor.base.errors import InputError
from ungespor.base.tables import Activities, Cell, Period
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.pricing import price
from ungespor.ledger.rules_by_date import describe_rules, rules_on, spans
from ungespor.scenario.load import load_scenario
from ungespor.scenario.regime import load_regime, regime_names
from ungespor.scenario.rules_in_force import first_day, half_year_of, regime_of, regime_on, same_lives, switched

TABLE = load_price_table().at_stated_amounts()
ASSISTANCE = Cell("education_benefit_week", "", 4, "home", "age=20-24;living=out;provider=no;readiness=education_ready")
HALF_YEARS = ("2024H2", "2025H1", "2025H2", "2026H1", "2026H2")


def scenario(**fields: object):
    return load_scenario("tiny", fields).scenario


def ledger_of(cells: tuple[Cell, ...] = (ASSISTANCE,), half_years: tuple[str, ...] = HALF_YEARS, **fields: object):
    periods = tuple(Period(half_year, 1) for half_year in half_years)
    draws = np.zeros(1, dtype=np.int64)
    counts = np.empty((1, 1, len(periods), len(cells)), dtype=np.int32)
    counts[:] = weeks_of(half_years)[:, np.newaxis]  # others in each period, so that none is mistaken for another
    return price(scenario(**fields), Activities(("control",), draws, draws, periods, cells, counts), TABLE)


def weeks_of(half_years) -> np.ndarray:
    return 26 * (1 + np.arange(len(half_years)))


def gross(ledger) -> list[int]:
    """Kroner a month paid out in each period at the rate, without supplements."""
    rates = ("education_benefit_", "cash_benefit_", "assistance_")
    paid = [line.account == "benefits" and line.payer == "kommune" for line in ledger.lines]
    lines = [at for at, line in enumerate(ledger.lines) if paid[at] and line.price_id.startswith(rates)]
    months = weeks_of(ledger.periods) * 12 / 52
    return [round(kroner) for kroner in ledger.amount_ore[0, 0, :, lines].sum(axis=0) / 100 / months]


def test_frozen_pays_one_rate_in_all_half_years():
    assert gross(ledger_of(price_year=2023)) == [6_545] * 5
    assert gross(ledger_of(price_year=2026, regime="post_2025H2")) == [7_529] * 5


def test_dated_pays_the_rate_in_force_lifted_to_the_price_year():
    lifted = [round(6_545 * 22_041 / 19_728)] * 2 + [round(7_205 * 22_041 / 21_092)]
    assert gross(ledger_of(price_year=2026, pricing="dated")) == [*lifted, 7_529, 7_529]


def test_dated_within_one_set_of_rules_is_frozen():
    cells = (ASSISTANCE, Cell("bed_day", "", 0, "home", ""))
    frozen, dated = (ledger_of(cells, ("2022H1", "2023H2"), pricing=way) for way in ("frozen", "dated"))
    assert frozen.lines == dated.lines
    assert np.array_equal(frozen.amount_ore, dated.amount_ore)


def test_every_line_keeps_its_period_when_the_rules_change():
    ledger = ledger_of(pricing="dated")
    paid = {line.price_id: ledger.quantity[0, 0, :, at].tolist() for at, line in enumerate(ledger.lines)}
    assert paid["education_benefit_out"] == [26, 52, 0, 0, 0]
    assert paid["assistance_education_basic_2025h2"] == [0, 0, 78, 0, 0]
    assert paid["tax_base_2024"] == [26, 0, 0, 0, 0]
    assert paid["tax_base_2025"] == [0, 52, 78, 0, 0]
    assert paid["tax_base_2026"] == [0, 0, 0, 104, 130]
    assert not ledger.amount_ore.sum(axis=-1).any()


def test_the_manifest_tells_which_rules_price_which_years():
    found = describe_rules(scenario(pricing="dated"), HALF_YEARS)
    assert found["pricing"] == "dated"
    assert [tuple(span.values()) for span in found["regimes"]] == [
        ("pre_2025H2", "2024H2", "2025H1"),
        ("post_2025H2", "2025H2", "2026H2"),
    ]
    assert [span.regime for span in spans(scenario(), HALF_YEARS)] == ["pre_2025H2"]


def test_a_half_year_before_all_regimes_cannot_be_dated():
    with pytest.raises(InputError, match="No regime is in force on 2015-07-01"):
        ledger_of(half_years=("2015H2",), pricing="dated")


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ((2016, 1, 4), "pre_2019"),
        ((2018, 12, 31), "pre_2019"),
        ((2019, 1, 1), "pre_2025H2"),
        ((2025, 6, 30), "pre_2025H2"),
        ((2025, 7, 1), "post_2025H2"),
        ((2031, 1, 1), "post_2025H2"),
    ],
)
def test_one_regime_is_in_force_on_a_day(day, name):
    assert regime_on(datetime.date(*day)).name == name


def test_the_first_day_of_a_half_year_lies_in_it():
    assert all(half_year_of(first_day(half_year)) == half_year for half_year in HALF_YEARS)


def test_the_shipped_regimes_may_price_each_others_lives():
    regimes = [load_regime(name) for name in regime_names()]
    for one in regimes:
        for other in regimes:
            same_lives(one, other)


@pytest.mark.parametrize(
    "change",
    [
        {"refusion_week_edges": (4, 26, 51)},
        {"restart_weeks": 26},
        {"employer_sick_weeks": 5},
        {"cash_benefit_from_age": 25},
        {"adults_only": ("cash_benefit",)},
        {"illegal_moves": ()},
    ],
)
def test_lives_by_another_clock_are_not_priced(change):
    here = load_regime("pre_2025H2")
    with pytest.raises(InputError, match="clock, ages or moves differ") as caught:
        same_lives(here, here.model_copy(update=change | {"name": "other"}))
    assert next(iter(change)) in str(caught.value)


def test_the_status_of_education_can_be_read_otherwise():
    assert regime_of(scenario()).refusion_status["education"] == "self_support"
    own = {"refusion_status": {"education": "neutral"}}
    assert regime_of(scenario(**own)).refusion_status["education"] == "neutral"
    dated = rules_on(scenario(pricing="dated", **own), datetime.date(2026, 1, 1))
    assert (dated.name, dated.refusion_status["education"]) == ("post_2025H2", "neutral")


def test_a_state_paid_with_refusion_stays_on_the_clock():
    with pytest.raises(InputError, match="'cash_benefit' is paid with refusion, and stays on the clock"):
        switched(load_regime("pre_2025H2"), {"cash_benefit": "neutral"})


SINGLE = "single_supplement_education"
SICK = Cell("bed_day", "", 0, "home", "")


@pytest.mark.parametrize(
    ("cell", "circumstances", "price_ids"),
    [
        (ASSISTANCE, {}, {"assistance_education_basic_2026", SINGLE}),
        (ASSISTANCE, {"residence_requirement": "not_met"}, {"assistance_education_minimum_2026"}),
        (ASSISTANCE, {"work_history": "long"}, {"assistance_education_basic_2026", SINGLE}),
        (SICK, {}, {"psy_bed_day"}),
        (SICK, {"special_places": "yes"}, {"psy_bed_day_special_place"}),
    ],
)
def test_circumstances_choose_the_rate(cell, circumstances, price_ids):
    ledger = ledger_of((cell,), ("2026H1",), regime="post_2025H2", circumstances=circumstances)
    assert {line.price_id for line in ledger.lines if not line.price_id.startswith("tax")} == price_ids


@pytest.mark.parametrize(
    ("facts", "price_ids"),
    [
        ("age=25-29;living=out;provider=no;readiness=activity_ready", ["basic_25_29", "youth_supplement_25_29"]),
        ("age=20-24;living=parents;provider=no;readiness=activity_ready", ["home", "youth_supplement_under_25"]),
        ("age=20-24;living=out;provider=yes;readiness=activity_ready", ["basic", "youth_supplement_provider"]),
        ("age=20-24;living=out;provider=no;readiness=openly_ready", ["basic"]),
    ],
)
def test_the_youth_supplement_comes_beside_the_rate(facts, price_ids):
    ledger = ledger_of((Cell("education_benefit_week", "", 1, "home", facts),), ("2026H1",), regime="post_2025H2")
    paid = dict.fromkeys(line.price_id for line in ledger.lines if line.account == "benefits")
    found = [name for name in paid if name.startswith(("assistance_", "youth_"))]
    assert [name.removeprefix("assistance_education_").removesuffix("_2026") for name in found] == price_ids


def test_the_raised_rate_has_no_youth_supplement():
    facts = "age=25-29;living=out;provider=no;readiness=activity_ready"
    cell = Cell("education_benefit_week", "", 1, "home", facts)
    fields = {"regime": "post_2025H2", "circumstances": {"work_history": "long"}}
    found = {line.price_id for line in ledger_of((cell,), ("2026H1",), **fields).lines if line.account == "benefits"}
    assert found == {"assistance_education_raised_25_29_2026", SINGLE}


def test_a_regime_keeps_what_it_does_not_change():
    old, new = load_regime("pre_2025H2"), load_regime("post_2025H2")
    assert old.unverified.items() <= {**new.unverified}.items()
    assert "rates" in new.unverified.keys() - old.unverified.keys()
    assert new.refusion_status == old.refusion_status


def test_a_long_work_history_gives_the_raised_rate_from_25():
    facts = "age=25-29;living=out;provider=no"
    for history, kroner in (("short", 7_529), ("long", 13_060)):
        fields = {"regime": "post_2025H2", "price_year": 2026, "circumstances": {"work_history": history}}
        assert gross(ledger_of((Cell("cash_benefit_week", "", 4, "home", facts),), ("2026H1",), **fields)) == [kroner]


def payers_of(ledger) -> dict[str, int]:
    totals: dict[str, int] = {}
    for at, line in enumerate(ledger.lines):
        totals[line.payer] = totals.get(line.payer, 0) + int(ledger.amount_ore[0, 0, 0, at])
    return totals


def test_before_2019_the_municipality_pays_part_of_health():
    for activity, share in (("bed_day", 0.2), ("gp_contact", 0.07)):
        cell = (Cell(activity, "", 0, "home", ""),)
        now, then = (payers_of(ledger_of(cell, ("2018H1",), regime=name)) for name in ("pre_2025H2", "pre_2019"))
        assert set(now) == {"region"}
        assert sum(then.values()) == now["region"]
        assert then["kommune"] == pytest.approx(share * now["region"], abs=26)


@pytest.mark.parametrize(
    ("age", "diagnosis", "half_year", "own_share"),
    [
        ("20-24", "depression", "2021H1", 0.4),
        ("20-24", "depression", "2021H2", 0.0),
        ("18-19", "anxiety", "2023H1", 0.0),
        ("20-24", "stress", "2023H1", 0.4),
        ("25-29", "depression", "2023H1", 0.4),
        ("under_18", "anxiety", "2023H1", 0.4),
    ],
)
def test_a_psychologist_is_free_at_18_to_24_with_anxiety_or_depression_since_july_2021(
    age, diagnosis, half_year, own_share
):
    for activity in ("psychologist_first_session", "psychologist_session"):
        cell = (Cell(activity, "", 0, "home", f"age={age};diagnosis={diagnosis}"),)
        paid = payers_of(ledger_of(cell, (half_year,), pricing="dated"))
        assert paid.get("borger", 0) == pytest.approx(own_share * sum(paid.values()), abs=52)
        assert paid["region"] == pytest.approx((1 - own_share) * sum(paid.values()), abs=52)


@pytest.mark.parametrize("name", ["no", "yes"])
def test_the_rate_for_listed_diagnoses_is_paid_only_where_the_scenario_says_so(name):
    ledger = ledger_of((ASSISTANCE,), ("2023H2",), circumstances={"listed_diagnosis": name})
    paid = {line.price_id for line in ledger.lines if line.account == "benefits"}
    assert paid == {{"no": "education_benefit_out", "yes": "education_benefit_listed_diagnosis"}[name]}
    new = ledger_of((ASSISTANCE,), ("2026H1",), regime="post_2025H2", circumstances={"listed_diagnosis": name})
    assert not any("diagnosis" in line.price_id for line in new.lines)
