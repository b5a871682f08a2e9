"""The shipped tables: statutory values, marks and sources."""

from __future__ import annotations

import datetime
import shutil

from ungespor.base.paths import cost_tables_folder
from ungespor.base.tables import STATES
from ungespor.ledger.price_table import load_price_table
from ungespor.scenario.facts import load_sources
from ungespor.scenario.regime import load_regime

TABLE = load_price_table()
SOURCES = load_sources()


def test_every_state_has_a_week_to_count():
    assert {f"{state}_week" for state in STATES} <= set(TABLE.activities)


def test_activities_without_a_price_say_why():
    unpriced = {name: kind.note for name, kind in TABLE.activities.items() if not kind.priced}
    assert "admission" in unpriced
    assert all(unpriced.values())
    assert not set(unpriced) & set(TABLE.by_activity)


def test_every_clock_state_has_a_rate_on_the_clock_and_no_other_has():
    status = load_regime("pre_2025H2").refusion_status
    rules = TABLE.rulebook.payer_rules
    for state in STATES:
        rows = TABLE.by_activity.get(f"{state}_week", ())
        on_clock = any(entry.times for row in rows for entry in rules[row.payer_rule].entries)
        assert on_clock == (status[state] == "clock"), state


def test_what_is_recalled_or_assumed_is_not_called_certain():
    for row in TABLE.rows:
        mark = "assumption" if row.source_id == "assumption" else SOURCES[row.source_id].mark
        if mark in {"MEMORY", "assumption"}:
            assert row.confidence in {"low", "medium"}, row.price_id
            assert row.note, row.price_id


def test_what_is_uncertain_has_a_range():
    for row in TABLE.rows:
        if row.confidence == "low":
            assert row.low < row.high, row.price_id
            assert row.distribution, row.price_id


def test_rates_of_one_year_do_not_claim_another():
    for row in TABLE.rows:
        if row.price_id != row.role:  # named with its year
            year = int(row.price_id.removeprefix(f"{row.role}_")[:4])
            assert row.price_year == row.valid_from.year == year, row.price_id
        if row.valid_to is not None and row.index != "pl":  # fees go back in time by the index, rates do not
            assert row.price_year <= row.valid_to.year, row.price_id


def test_the_next_version_begins_the_day_after_the_last():
    for row in TABLE.rows:
        before = [other for other in TABLE.rows if other.role == row.role and other is not row]
        if row.price_id != row.role and before and row.valid_from.year > 2025:
            ends = [other.valid_to for other in before if other.valid_to]
            assert row.valid_from - datetime.timedelta(days=1) in ends, row.price_id


def test_a_month_is_a_twelfth_of_fifty_two_weeks():
    month = TABLE.rulebook.units["month"]
    assert month.numerator / month.denominator == 52 / 12
    assert TABLE.rulebook.units["fte_year"].numerator == 37 * 52


def test_no_admission_is_priced_beside_its_bed_days():
    assert not TABLE.activities["admission"].priced
    assert TABLE.activities["bed_day"].priced


def test_a_table_is_read_once_and_anew_when_a_file_has_changed(tmp_path):
    folder = shutil.copytree(cost_tables_folder(), tmp_path / "tables")
    before = load_price_table(folder)
    assert load_price_table(folder) is before
    assert "own_offer" not in load_price_table(folder, offers=["own_offer"]).position
    path = folder / "health.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",5500,", ",5501,"), encoding="utf-8")
    rows = {row.price_id: row.amount_dkk for row in load_price_table(folder).rows}
    assert (rows["psy_bed_day"], before.rows[before.position["psy_bed_day"]].amount_dkk) == (5501, 5500)


def test_a_rate_has_every_version_in_the_order_of_the_table():
    table = load_price_table()
    roles = {row.role for row in table.rows if not row.activity}
    assert set(table.by_role) == roles
    for role, rows in table.by_role.items():
        assert list(rows) == [row for row in table.rows if not row.activity and row.role == role]
