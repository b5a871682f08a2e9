"""Price tables with one mistake each, and the words the user must see."""

# ruff: noqa: E501 - one mistake a line reads best as a table

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ungespor.base.errors import InputError
from ungespor.ledger.price_table import load_price_table

SHIPPED = Path(__file__).resolve().parents[2] / "cost_tables"


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


# What is changed in benefits.csv (before, after), and the words that must be shown.
ONE_CELL = {
    "missing number": ("month,2820,", "month,,", ["The cell is empty.", "amount_dkk", "Fill in 'amount_dkk'."]),
    "words for a number": ("month,2820,", "month,about 2820,", ["The cell is not a number.", "about 2820", "without unit or currency"]),
    "Danish comma": ("month,2820,", 'month,"2820,50",', ["decimal comma", "2820,50", "Write 2820.50."]),
    "Danish thousands": ("month,2820,", "month,2.820,", ["thousands separator", "2.820", "Write 2820."]),
    "Danish thousands and comma": ("month,2820,", 'month,"2.820,50",', ["decimal comma", "Write 2820.50."]),
    "not a number": ("month,2820,", "month,NaN,", ["The number is not finite.", "NaN"]),
    "infinite": ("month,2820,", "month,inf,", ["The number is not finite.", "inf"]),
    "overflow": ("month,2820,", "month,1e999,", ["The number is not finite.", "1e999"]),
    "negative": ("month,2820,", "month,-2820,", ["The number is negative.", "-2820", "Signs come from the payer rule"]),
    "unknown payer rule": ("clock_benefit,", "clock_benfit,", ["The payer_rule is unknown.", "clock_benfit", "nearest: clock_benefit"]),
    "unknown account": (",benefits,employment", ",benefit,employment", ["The account is unknown.", "nearest: benefits"]),
    "unknown committee": (",benefits,employment", ",benefits,employmnt", ["The committee is unknown.", "nearest: employment"]),
    "nobody pays": ("2820,2820,,clock_benefit,", "2820,2820,,parameter,", ["Nobody pays 'education_benefit_home'", "'parameter' books nothing"]),
    "no payer": ("2820,2820,,clock_benefit,", "2820,2820,,,", ["The cell is empty.", "payer_rule", "Fill in 'payer_rule'."]),
    "unknown activity": (",education_benefit_week,", ",education_benefits_week,", ["The activity is unknown.", "nearest: education_benefit_week"]),
    "unpriced activity": (",education_benefit_week,", ",self_support_week,", ["The activity is unknown.", "self_support_week"]),
    "unknown unit": (",month,2820", ",months,2820", ["The unit is unknown.", "nearest: month"]),
    "unit of another thing": (",month,2820", ",hour,2820", ["cannot be counted in this unit", "is counted in week", "week, month, year"]),
    "unknown index": (",satsregulering,", ",satsreguleringen,", ["The index is unknown.", "nearest: satsregulering"]),
    "unknown source": (",bm_rates_2023,", ",bm_rates_2032,", ["The source_id is unknown.", "bm_rates_2032"]),
    "unknown confidence": ('",high,', '",certain,', ["The confidence is unknown.", "high, medium, low"]),
    "unknown fact": ("living=parents;provider=no", "lives=parents;provider=no", ["names no legal fact", "lives=parents", "age, living"]),
    "unknown value of a fact": ("living=parents;provider=no", "living=parent;provider=no", ["never has the value 'parent'", "nearest: parents"]),
    "fact twice": ("living=parents;provider=no", "living=parents;living=out", ["two conditions"]),
    "outside the range": ("month,2820,2023,2820,2820", "month,2820,2023,2900,3000", ["lies outside its range", "2900 to 3000"]),
    "range upside down": ("month,2820,2023,2820,2820", "month,2820,2023,3000,2000", ["low end of the range is above", "3000 to 2000"]),
    "distribution without range": ("2820,2820,,", "2820,2820,normal,", ["has a distribution, but no range"]),
    "lognormal from zero": ("month,2820,2023,2820,2820,,", "month,2820,2023,0,3000,lognormal,", ["needs a low end above 0"]),
    "unknown distribution": ("2820,2820,,", "2820,2820,triangular,", ["The distribution is unknown.", "lognormal, normal, uniform"]),
    "no year": ("month,2820,2023,", "month,2820,now,", ["not a whole number", "price_year", "now"]),
    "year without index": ("month,2820,2023,", "month,2820,1999,", ["has no level for the price year", "1999", "2021 to 2026"]),
    "no date": (",,2025-06-30,", ",1/1/2023,2025-06-30,", ["not a date", "1/1/2023", "2023-01-31"]),
    "dates upside down": (",,2025-06-30,", ",2026-01-01,2025-06-30,", ["ends before it begins"]),
    "no label": ('"Uddannelseshjælp, hjemmeboende"', "", ["The cell is empty.", "label_da"]),
}  # fmt: skip


@pytest.mark.parametrize("mistake", ONE_CELL)
def test_one_wrong_cell(tables, mistake):
    before, after, shown = ONE_CELL[mistake]
    line = change(tables, "benefits.csv", before, after)
    message = words(load_price_table, tables)
    for part in [*shown, f"benefits.csv:{line}"]:
        assert part in message


def test_all_problems_come_at_once_and_numbered(tables):
    change(tables, "benefits.csv", "month,2820,", "month,,")
    change(tables, "health.csv", "contact,250,", "contact,dear,")
    change(tables, "programme.csv", ",programme_adviser,", ",programme_advisor,")
    message = words(load_price_table, tables)
    assert message.startswith("3 problems found\n1. ")
    assert "2. " in message
    assert "3. " in message


def test_a_price_for_an_offer_that_is_not_there(tables):
    line = change(tables, "programme.csv", "offer=ibbu", "offer=ibu")
    message = words(load_price_table, tables)
    for part in (
        "There is no offer 'ibu'.",
        f"programme.csv:{line}",
        "nearest: ibbu",
        "Name an offer in scenarios/offers, or one of the scenario that is run.",
    ):
        assert part in message


def test_a_price_for_an_offer_where_none_is_counted(tables):
    change(tables, "benefits.csv", "living=parents;provider=no", "living=parents;offer=ibbu")
    assert "names no legal fact that is counted for this activity" in words(load_price_table, tables)


def test_a_price_id_used_twice(tables):
    change(tables, "benefits.csv", "education_benefit_out,", "education_benefit_home,")
    message = words(load_price_table, tables)
    assert "The price_id is used twice; first in" in message
    assert "education_benefit_home" in message


def test_two_income_rows_for_one_person_class(tables):
    change(tables, "benefits.csv", "age=18-19|20-24|25-29|30_up;hours=part", "age=18-19|20-24|25-29|30_up;hours=full")
    change(tables, "benefits.csv", "wages,none", "sick_pay,none")
    message = words(load_price_table, tables)
    assert "Two income rows match the same person class" in message
    assert "'wage_full' and 'wage_part'" in message
    assert "Narrow 'applies_to' or the dates" in message


@pytest.mark.parametrize(
    ("file", "before", "after", "shown"),
    [
        ("tax.csv", ",,2023-12-31,", ",,2024-06-30,", ["'tax_am' and 'tax_am_2024'", "2024-01-01 to 2024-12-31"]),
        ("tax.csv", ",2026-01-01,,", ",2025-01-01,,", ["'tax_am_2025' and 'tax_am_2026'", "2025-01-01 to 2025-12-31"]),
        ("education.csv", ",,2025-12-31,", ",,,", ["'su_out' and 'su_out_2026'", "the beginning to further notice"]),
        ("benefits.csv", ",,2025-06-30,", ",,,", ["'education_benefit_home' and 'assistance_education_home_2025h2'"]),
        ("benefits.csv", "living=out;provider=no;listed_diagnosis=no", "provider=no", ["'education_benefit_out'"]),
    ],
)  # fmt: skip
def test_two_rows_for_one_case_on_one_day(tables, file, before, after, shown):
    change(tables, file, before, after)
    message = words(load_price_table, tables)
    parts = ["Two rows hold for the same case on the same day", "rows for one case that follow each other"]
    for part in [*parts, "End the earlier row on the day before the later one begins", *shown]:
        assert part in message


def test_a_second_price_that_ends_is_not_added_to_the_first(tables):
    path = tables / "health.csv"
    text = path.read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith("gp_contact,"))
    again = row.replace("gp_contact,gp_contact", "gp_fee,gp_contact").replace(
        "none,,,pl", "none,2024-01-01,2024-12-31,pl"
    )
    path.write_text(f"{text}{again}\n", encoding="utf-8")
    assert "'gp_contact' and 'gp_fee'" in words(load_price_table, tables)


def test_the_same_price_in_the_next_year_is_no_overlap(tables):
    path = tables / "benefits.csv"
    text = path.read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith("education_benefit_home,"))
    later = row.replace("education_benefit_home,", "education_benefit_home_2024,")
    later = later.replace(",,2025-06-30,", ",2024-01-01,2025-06-30,").replace(",2820,2820,", ",2910,2910,")
    text = text.replace(row, row.replace(",,2025-06-30,", ",,2023-12-31,"))
    path.write_text(f"{text}{later.replace('month,2820', 'month,2910')}\n", encoding="utf-8")
    assert "education_benefit_home_2024" in load_price_table(tables).position


def test_an_unknown_and_a_missing_column(tables):
    change(tables, "tax.csv", "amount_dkk", "amount_kr")
    message = words(load_price_table, tables)
    assert "The column is unknown." in message
    assert "nearest: amount_dkk" in message
    assert "The column is missing." in message
    assert "tax.csv:1" in message


def test_a_column_twice(tables):
    change(tables, "tax.csv", "label_en", "label_da")
    assert "The column appears twice." in words(load_price_table, tables)


def test_semicolons_between_columns(tables):
    path = tables / "municipal.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    message = words(load_price_table, tables)
    assert "The columns are separated by semicolons." in message


def test_a_comma_too_many(tables):
    line = change(tables, "municipal.csv", "month,900,", "month,900,5,")
    message = words(load_price_table, tables)
    assert "The row has 25 cells, but the table has 24 columns." in message
    assert f"municipal.csv:{line}" in message


def test_a_missing_table(tables):
    (tables / "health.csv").unlink()
    message = words(load_price_table, tables)
    assert "The price table is missing." in message
    assert "health.csv" in message


def test_a_table_that_is_not_text(tables):
    (tables / "health.csv").write_bytes(b"\xff\xfe\x00price")
    assert "The table is not text in UTF-8." in words(load_price_table, tables)


def test_an_empty_table(tables):
    (tables / "health.csv").write_text("", encoding="utf-8")
    assert "The column is missing." in words(load_price_table, tables)


def test_a_lost_tax_row(tables):
    change(tables, "tax.csv", "tax_base,", "tax_basis,")
    assert "The tax table has no row 'tax_base' in force before 2024-01-01." in words(load_price_table, tables)
    for year in (2024, 2025, 2026):
        change(tables, "tax.csv", f"tax_base_{year},", f"tax_basis_{year},")
    assert "The tax table has no row 'tax_base'." in words(load_price_table, tables)


def test_a_year_without_a_tax_row(tables):
    change(tables, "tax.csv", ",2025-01-01,2025-12-31,", ",2025-01-01,2025-06-30,")
    assert "The tax table has no row 'tax_am' in force after 2025-06-30." in words(load_price_table, tables)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("in_force_to: 2025-06-30", "in_force_to: 2025-12-31", ["'pre_2025H2' and 'post_2025H2'", "a day before 2025-07-01"]),
        ("week, numerator: 52, denominator: 12", "week, numerator: 0, denominator: 12", ["units.month.numerator", "greater than 0"]),
        ("week, numerator: 52, denominator: 12", "week, numerator: 52, denominator: -12", ["units.month.denominator"]),
        ("{region: 0.6, borger: 0.4}", "{region: 0.6, borger: 0.5}", ["add up to 1.1", "regional_medicine"]),
        ("{region: 0.6, borger: 0.4}", "{region: .inf, borger: 0.4}", ["finite", "shares.region"]),
    ],
)  # fmt: skip
def test_rules_that_cannot_hold(tables, before, after, shown):
    change(tables, "regimes.yaml", before, after)
    message = words(load_price_table, tables)
    for part in (*shown, "regimes.yaml"):
        assert part in message


@pytest.mark.parametrize("level", ["nan", "-19728", "about"])
def test_a_wrong_level_of_an_index_is_told_once(tables, level):
    line = change(tables, "indices.csv", "satsregulering,2023,19728", f"satsregulering,2023,{level}")
    message = words(load_price_table, tables)
    assert "1 problem found" in message
    assert f"indices.csv:{line}" in message


def test_an_activity_without_price_must_say_why(tables):
    line = change(tables, "activities.csv", "no,,,its bed days are priced; beside them it would count twice", "no,,,")
    message = words(load_price_table, tables)
    assert "An activity without a price must say why." in message
    assert f"activities.csv:{line}" in message


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("age;hours,yes,employer_wage", "age;hour,yes,employer_wage", "nearest: hours"),
        ("age;hours,yes,employer_wage", "age;hours,yes,employer_wages", "nearest: employer_wage"),
        ("age;hours,yes,employer_wage", "age;hours,maybe,employer_wage", "allowed: yes, no, by_offer"),
        ("gp_contact,contact", "job_week,contact", "has no name, or one that is used above"),
    ],
)
def test_wrong_cells_of_the_table_of_activities(tables, before, after, shown):
    change(tables, "activities.csv", before, after)
    assert shown in words(load_price_table, tables)


def test_the_shipped_tables_pass():
    assert load_price_table().rows
