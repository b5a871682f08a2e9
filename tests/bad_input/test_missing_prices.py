"""Rules that do not hold together, prices that are missing, and prices a scenario states wrongly."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import numpy as np
import pytest

from ungespor.base.errors import InputError
from ungespor.base.tables import Cell
from ungespor.ledger.price_book import resolve
from ungespor.ledger.price_draws import draw_prices
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.rulebook import load_rulebook
from ungespor.scenario.model import FinancingVariant
from ungespor.scenario.quantity import Quantity
from ungespor.scenario.regime import load_regime
from ungespor.scenario.rules_in_force import regime_on

SHIPPED = Path(__file__).resolve().parents[2] / "cost_tables"
DRAWS = np.zeros(1, dtype=np.int64)


@pytest.fixture
def tables(tmp_path):
    folder = tmp_path / "cost_tables"
    shutil.copytree(SHIPPED, folder)
    return folder


def change(folder, file, before, after):
    """Replace a text that occurs in the file; return the line where it stood first."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert before in text, f"{before!r} is not in {file}"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return text[: text.index(before)].count("\n") + 1


def words(load, *arguments):
    with pytest.raises(InputError) as caught:
        load(*arguments)
    return str(caught.value)


def test_rules_that_do_not_balance(tables):
    change(tables, "regimes.yaml", "shares: {kommune: 1, borger: -1}", "shares: {kommune: 1, borger: -0.9}")
    message = words(load_rulebook, tables)
    assert "the shares add up to 0.1, but in a transfer they must add up to 0" in message
    assert "payer_rules.clock_benefit" in message


def test_an_unknown_payer_in_a_rule(tables):
    change(tables, "regimes.yaml", "shares: {region: 1}", "shares: {regionen: 1}")
    message = words(load_rulebook, tables)
    assert "payer_rules" in message
    assert "nearest: region" in message


def test_an_unknown_account_in_a_rule(tables):
    change(tables, "regimes.yaml", "account: co_financing", "account: cofinancing")
    message = words(load_rulebook, tables)
    assert "books on the account 'cofinancing', which is not defined; the nearest is 'co_financing'" in message


def test_a_price_without_a_payer(tables):
    line = change(tables, "health.csv", ",regional_primary,", ",,")
    message = words(load_price_table, tables)
    for part in ("The cell is empty.", "payer_rule", "regional_primary", f"health.csv:{line}"):
        assert part in message


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("    extends: pre_2025H2\n", "    extends: pre_2025H1\n", ["The regime is not known.", "nearest: pre_2025H2"]),
        ("    extends: pre_2025H2\n", "    extends: pre_2019\n", ["The regime extends itself.", "pre_2019.extends"]),
        ("      regional: regional_", "      regionals: regional_", ["a payer rule that is not", "nearest: regional"]),
        ("regional_hospital_kmf\n", "regional_hospital_kfm\n", ["books_by.regional", "regional_hospital_kmf"]),
    ],
)  # fmt: skip
def test_a_regime_that_extends_or_books_by_nothing(tables, before, after, shown):
    change(tables, "regimes.yaml", before, after)
    message = words(load_rulebook, tables)
    for part in shown:
        assert part in message


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("in_force_to: 2018-12-31", "in_force_to: 2019-06-30", "More than one regime is in force on 2019-03-01."),
        ("in_force_from: 2019-01-01", "in_force_from: 2019-06-01", "No regime is in force on 2019-03-01."),
    ],
)
def test_regimes_that_overlap_or_leave_a_gap(tables, before, after, shown):
    change(tables, "regimes.yaml", before, after)
    message = words(regime_on, datetime.date(2019, 3, 1), tables)
    assert shown in message
    assert "pre_2019 2016-01-04 to" in message


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("[4, 26, 52]", "[26, 4, 52]", "rising week numbers"),
        ("[4, 26, 52]", "[4, 26]", "one share more"),
        ("[0.8, 0.4, 0.3, 0.2]", "[8, 0.4, 0.3, 0.2]", "less than or equal to 1"),
        ("restart_weeks: 52", "restart_weeks: 500", "must not be above 'window_weeks'"),
        ("      school: neutral\n", "", "lacks school"),
        ("      to: cash_benefit\n", "      to: cash_benefits\n", "illegal_moves.0.to"),
    ],
)
def test_a_regime_out_of_order(tables, before, after, shown):
    change(tables, "regimes.yaml", before, after)
    message = words(load_regime, "pre_2025H2", tables)
    assert shown in message
    assert "regimes.pre_2025H2" in message


def test_an_unknown_regime():
    message = words(load_regime, "pre_2025h2")
    assert "The regime is not known." in message
    assert "nearest: pre_2025H2" in message


def share(value):
    return {"value": value, "unit": "share", "source": "assumption", "low": 0, "high": 1}


FINANCING = FinancingVariant(title_da="", title_en="", clinical={"region": share(1)}, adviser={"kommune": share(1)})


def price_cells(folder, *cells):
    table, regime = load_price_table(folder), load_regime("pre_2025H2", folder)
    return resolve(table, cells, regime, FINANCING, draw_prices(table, 2023, {}, DRAWS, 1))


def test_a_missing_price_names_activity_and_person_class(tables):
    path = tables / "health.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(
        "".join(line for line in lines if not line.startswith("psychologist_first_shared_stress")), encoding="utf-8"
    )
    cell = Cell("psychologist_first_session", "", 0, "home", "age=20-24;diagnosis=stress")
    message = words(price_cells, tables, cell)
    assert "Missing price: the activity 'psychologist_first_session'" in message
    assert "age=20-24;diagnosis=stress" in message
    assert "psychologist_first_free for age=18-19|20-24;diagnosis=anxiety|depression" in message


def test_a_supplement_alone_is_no_price(tables):
    path = tables / "benefits.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("education_benefit_out,")), encoding="utf-8")
    facts = "age=20-24;living=out;provider=no;readiness=activity_ready"
    message = words(price_cells, tables, Cell("education_benefit_week", "", 1, "home", facts))
    assert "has no price by the payer rule 'clock_benefit'" in message


def test_rows_out_of_force_are_no_price(tables):
    change(tables, "benefits.csv", ",,2025-06-30,", ",2024-01-01,2025-06-30,")
    cell = Cell("education_benefit_week", "", 1, "home", "age=20-24;living=parents;provider=no;readiness=openly_ready")
    assert "Missing price" in words(price_cells, tables, cell)


def test_an_unknown_activity(tables):
    message = words(price_cells, tables, Cell("bedday", "", 0, "home", ""))
    assert "The activity 'bedday' is not known." in message
    assert "nearest: bed_day" in message


def test_very_many_missing_prices_are_counted(tables):
    cells = [Cell("job_week", "", 0, "home", f"age=20-24;hours={number}") for number in range(50)]
    message = words(price_cells, tables, *cells)
    assert "30 more person classes have no price." in message


def test_a_price_year_that_the_index_lacks():
    message = words(draw_prices, load_price_table(), 2035, {}, DRAWS, 1)
    assert "has no level for 2035" in message
    assert "2021 to 2026" in message


def test_prices_that_a_scenario_states_wrongly():
    overrides = {
        "psy_bed_days": Quantity(value=1, unit="dkk_per_day", source="x"),
        "psy_bed_day": Quantity(value=6_000, unit="dkk", source="x"),
        "casework": Quantity(value=-1, unit="dkk_per_month", source="x"),
    }
    message = words(draw_prices, load_price_table(), 2023, overrides, DRAWS, 1)
    assert message.startswith("3 problems found")
    assert "nearest: psy_bed_day" in message
    assert "The unit is 'dkk', but this price is in 'dkk_per_day'." in message
    assert "A price must not be negative." in message
    assert "prices.casework" in message
