"""Is the price list whole, and does a comparison tell every difference and no other?"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import yaml

from ungespor.ledger.price_list import price_differences, price_list
from ungespor.ledger.price_table import load_price_table

TABLES = Path(__file__).resolve().parents[3] / "cost_tables"
FILES = ("benefits", "tax", "health", "municipal", "education", "programme")


@pytest.fixture(scope="module")
def table():
    return load_price_table()


@pytest.fixture(scope="module")
def written():
    """Return the rows of the tables as they are written."""
    rows = {}
    for name in FILES:
        with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows |= {row["price_id"]: row for row in csv.DictReader(file)}
    return rows


def level(index, year):
    with (TABLES / "indices.csv").open(encoding="utf-8", newline="") as file:
        return next(float(row["level"]) for row in csv.DictReader(file) if (row["index"], row["year"]) == (index, year))


def test_every_row_is_listed_as_it_is_written(table, written):
    listed = {row["price_id"]: row for row in price_list(table)["prices"]}
    assert set(listed) == set(written)
    for name, row in written.items():
        for column in (
            "label_da",
            "label_en",
            "payer_rule",
            "account",
            "source_id",
            "confidence",
            "locator",
            "note",
            "note_da",
        ):
            assert listed[name][column] == row[column], (name, column)
        for column in ("amount_dkk", "low", "high", "price_year"):
            assert listed[name][column] == float(row[column]), (name, column)
        assert listed[name]["unit"].endswith(row["unit"])
        assert (listed[name]["valid_from"] or "", listed[name]["valid_to"] or "") == (
            row["valid_from"],
            row["valid_to"],
        )


def test_it_can_be_written_as_json(table):
    listed = price_list(table)
    assert json.loads(json.dumps(listed, allow_nan=False)) == listed


def test_every_placeholder_is_listed_as_one(table, written):
    sources = yaml.safe_load((TABLES / "sources.yaml").read_text(encoding="utf-8"))
    entries = sources.get("sources", sources)
    marks = {name: entry["mark"] for name, entry in entries.items()}
    listed = price_list(table)
    assert listed["assumed"] == [name for name, row in written.items() if row["source_id"] == "assumption"]
    assert listed["from_memory"] == [name for name, row in written.items() if marks.get(row["source_id"]) == "MEMORY"]
    assert listed["from_memory"]
    titles = {row["price_id"]: row["source_title"] for row in listed["prices"]}
    danish = {row["price_id"]: row["source_title_da"] for row in listed["prices"]}
    assert danish["casework"] == entries["recalled_unit_costs"]["title_da"] != titles["casework"]
    assert titles["psy_bed_day"] == entries[written["psy_bed_day"]["source_id"]]["title"]


def test_two_price_years_differ_by_their_index(table, written):
    found = price_differences(table, "2023", "2025")
    assert (found["kind"], found["rules"]) == ("price_year", [])
    rows = {row["first"]["price_id"]: row for row in found["rows"]}
    assert set(rows) == {name for name, row in written.items() if row["index"] != "none"}
    bed_day = rows["psy_bed_day"]
    amount = float(written["psy_bed_day"]["amount_dkk"])
    assert bed_day["first"]["amount_dkk"] == pytest.approx(amount * level("pl", "2023") / level("pl", "2024"))
    assert bed_day["second"]["amount_dkk"] == pytest.approx(amount * level("pl", "2025") / level("pl", "2024"))
    assert bed_day["change"] == pytest.approx(level("pl", "2025") / level("pl", "2023") - 1)
    assert bed_day["difference_dkk"] == pytest.approx(bed_day["second"]["amount_dkk"] - bed_day["first"]["amount_dkk"])


def test_nothing_differs_from_itself(table):
    for name in ("2024", "pre_2025H2"):
        found = price_differences(table, name, name)
        assert (found["rows"], found["rules"]) == ([], [])


def test_two_regimes_differ_in_the_rows_in_force_and_in_their_rules(table, written):
    found = price_differences(table, "pre_2025H2", "post_2025H2")
    by_label = {(row["second"] or row["first"])["price_id"]: row for row in found["rows"]}
    gone = by_label["education_benefit_out"]
    assert (gone["first"]["amount_dkk"], gone["second"]) == (6545.0, None)
    assert "difference_dkk" not in gone
    tax = by_label["tax_base_2026"]
    assert (tax["first"]["price_id"], tax["first"]["amount_dkk"]) == ("tax_base", 0.1209)
    assert tax["difference_dkk"] == pytest.approx(float(written["tax_base_2026"]["amount_dkk"]) - 0.1209)
    rules = {rule["rule"]: (rule["first"], rule["second"]) for rule in found["rules"]}
    assert rules["rates_on"][0] == "2023-07-01"
    assert "psy_bed_day" not in by_label


def test_a_difference_between_regimes_is_told_in_the_later_price_year(table):
    row = next(
        row
        for row in price_differences(table, "pre_2025H2", "post_2025H2")["rows"]
        if row["second"] and row["second"]["price_id"] == "tax_personal_allowance_2026"
    )
    assert row["in_prices_of"] == 2026
    first = row["first"]["amount_dkk"]
    index = table.rows[table.position[row["first"]["price_id"]]].index
    lifted = first if index == "none" else first * level(index, "2026") / level(index, "2023")
    assert row["difference_dkk"] == pytest.approx(row["second"]["amount_dkk"] - lifted, abs=1e-6)


def test_one_rule_that_differs_is_told_by_itself(table):
    from ungespor.ledger.price_list import _rules
    from ungespor.scenario.regime import load_regime

    one = load_regime("pre_2025H2")
    status = {**one.refusion_status, "fgu": "self_support"}
    other = one.model_copy(update={"refusion_status": status, "restart_weeks": 50})
    assert _rules(one, other) == [
        {"rule": "restart_weeks", "first": 52, "second": 50},
        {"rule": "refusion_status.fgu", "first": "neutral", "second": "self_support"},
    ]
