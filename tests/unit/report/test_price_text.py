"""Do the words about prices say what was changed, what is a placeholder and what matters most?"""

from __future__ import annotations

import io
import re

import pytest

from ungespor.ledger.price_list import price_differences, price_list
from ungespor.ledger.price_table import load_price_table
from ungespor.report.changes_text import change_lines, plain, warning_lines
from ungespor.report.notes import placeholder_lines
from ungespor.report.page import render_page
from ungespor.report.price_text import print_differences, print_prices
from ungespor.report.terminal import make_console
from ungespor.report.text import print_result
from ungespor.report.tornado_text import tornado_figure, tornado_table
from ungespor.report.words import WORDS

CHANGES = [
    {
        "field": "prices.psy_bed_day",
        "before": 5500.0,
        "after": 9000.5,
        "unit": "dkk_per_day",
        "price_year": 2024,
        "low": 4000.0,
        "high": 7500.0,
        "outside": True,
    },
    {"field": "discount_rate", "before": 0.035, "after": 0.02, "unit": "share_per_year", "price_year": None}
    | {"low": None, "high": None, "outside": False},
    {"field": "regime", "before": "old", "after": "new", "unit": "", "price_year": None}
    | {"low": None, "high": None, "outside": False},
]
REPRICED = {"of": {"created": "2026-01-01", "regime": "old"}, "changes": CHANGES}


@pytest.fixture
def printed():
    def show(function, *arguments):
        text = io.StringIO()
        console = make_console(text)
        function(*arguments[:1], console, arguments[1])
        return text.getvalue()

    return show


def test_what_was_changed_is_told_in_both_languages():
    assert change_lines({}, "da") == []
    assert change_lines({"repriced": REPRICED}, "da") == [
        "Prissat på ny uden at simulere; de unges liv er fra kørslen af 2026-01-01.",
        "Ændret: psy_bed_day fra 5.500 til 9.000,5 kr. pr. dag (2024-priser)",
        "Ændret: diskonteringsrente fra 0,035 til 0,02 pr. år",
        "Ændret: regelsæt fra old til new",
    ]
    assert change_lines({"repriced": REPRICED}, "en")[1] == (
        "Changed: psy_bed_day from 5,500 to 9,000.5 DKK per day (2024 prices)"
    )


def test_the_changes_stand_in_the_report_and_on_the_page(printed, small_run):
    result = small_run["result"] | {"manifest": {**small_run["result"]["manifest"], "repriced": REPRICED}}
    assert "Ændret: psy_bed_day fra 5.500 til 9.000,5" in printed(print_result, result, "da")
    assert "Ændret: psy_bed_day fra 5.500 til 9.000,5" in render_page(result, small_run["trajectories"], "da")
    assert "Ændret" not in printed(print_result, small_run["result"], "da")


def test_warnings_tell_what_may_have_been_overlooked():
    lines = warning_lines(REPRICED, "en", unused={"visit": "", "su_out_2026": "2026-01-01 –"}, tables_changed=True)
    assert lines == [
        "Warning: psy_bed_day = 9,000.5 lies outside the range of the price row, 4,000 to 7,500.",
        "Warning: visit prices nothing in this run.",
        "Warning: su_out_2026 prices nothing in this run; the row holds 2026-01-01 – only.",
        "Note: the cost tables have changed since the run was made; the new ones are used.",
    ]
    assert warning_lines({"of": {}, "changes": []}, "en") == []


def test_numbers_are_told_as_they_are_written():
    assert [plain(value, "da") for value in (6000, 0.262, 1234567.5, 0.12009, "x")] == [
        *("6.000", "0,262", "1.234.567,5", "0,12009", "x")
    ]


def test_placeholders_end_the_list_of_prices(printed):
    listed = price_list(load_price_table())
    text = printed(print_prices, listed, "en")
    end = text[text.index("Prices recalled and not looked up") :]
    for name in (*listed["from_memory"], *listed["assumed"]):
        assert f"({name})" in end, name
    assert all(row["price_id"] in text for row in listed["prices"])


def test_a_price_is_told_by_its_label_then_its_name_its_source_and_its_unit(printed):
    listed = price_list(load_price_table())
    row = next(row for row in listed["prices"] if row["price_id"] == "psy_bed_day")
    for language, told in (
        ("da", ["Psykiatrisk sengedag 5.500 2024 4.000–7.500 regionen", "psy_bed_day kr. pr. dag (mellem)"]),
        ("en", ["Psychiatric bed day 5,500 2024 4,000–7,500 region", "psy_bed_day DKK per day (medium)"]),
    ):
        lines = [" ".join(line.split()) for line in printed(print_prices, listed, language).splitlines()]
        place = lines.index(told[0])
        assert lines[place : place + 3] == [*told, row["source_title_da"]]
    notes = " ".join(printed(print_prices, listed, "da").split())
    assert f"{row['note_da']} (psy_bed_day)" in notes
    assert row["note"] not in notes


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_lists_of_prices_fit_a_terminal_of_100_columns(language, monkeypatch):
    monkeypatch.setattr("ungespor.report.terminal.NARROWEST", 100)
    monkeypatch.setenv("COLUMNS", "100")
    table = load_price_table()
    shown = [(print_prices, price_list(table)), (print_differences, price_differences(table, "2023", "2026"))]
    shown.append((print_differences, price_differences(table, "pre_2025H2", "post_2025H2")))
    for function, listed in shown:
        text = io.StringIO()
        function(listed, make_console(text), language)
        assert max(len(line.rstrip()) for line in text.getvalue().splitlines()) <= 100


def test_every_payer_rule_and_account_of_a_price_has_words():
    table = load_price_table()
    assert {f"rule.{name}" for name in table.rulebook.payer_rules} == {key for key in WORDS if key[:5] == "rule."}
    assert {f"account.{row.account}" for row in table.rows} <= WORDS.keys()


def test_placeholders_are_named_in_the_report(printed, small_run):
    line = "Prices recalled and not looked up (1): Bed day <b> (psy_bed_day)"
    assert placeholder_lines(small_run["result"]["prices"], "en") == [line]
    text = printed(print_result, small_run["result"], "da")
    line = "Priser, der er husket og ikke slået op (1): Sengedag <b> (psy_bed_day)"
    assert text.index("Det samme i alt") < text.index(line) < text.index("Kort sagt")


def test_differences_between_years_and_regimes_are_shown(printed):
    table = load_price_table()
    years = printed(print_differences, price_differences(table, "2023", "2024"), "da")
    assert re.search(r"2023-priser\s+2024-priser", years)
    assert re.search(r"Psykiatrisk sengedag\s+5\.288,46\s+5\.500\s+211,54.*\n +psy_bed_day \(kr\. pr\. dag\)", years)
    regimes = printed(print_differences, price_differences(table, "pre_2025H2", "post_2025H2"), "en")
    missing = r"living out\s+6,545\s+is not there.*\n +education_benefit_out \(DKK per month\)\s+2023 prices"
    assert re.search(missing, regimes)
    assert re.search(r"tax_base_2026 \(share\)\s+\(2023\)\s+\(2026\)", regimes), "a share is in no year's prices"
    assert re.search(r"rates_on\s+2023-07-01", regimes)
    same = printed(print_differences, price_differences(table, "2023", "2023"), "en")
    assert same.strip() == "No price rows differ."


def test_the_tornado_is_a_table_and_a_figure_with_the_same_rows(small_run):
    table = tornado_table(small_run["tornado"], small_run["result"], "en")
    assert [row.heading for row in table.rows] == ["Sengedag <b>*\n(psy_bed_day)", "Besøg\n(visit)"]
    assert table.rows[0].cells[0] == "4,000–7,500\nDKK per day"
    assert table.rows[0].cells[1] == "−40,000 / +80,000"
    figure = tornado_figure(small_run["tornado"], small_run["result"], "en")
    low, high = figure.traces
    assert (low["name"], low["x"], high["x"]) == ("low price", [-40000, -20000], [80000, 40000])
    assert low["y"] == high["y"] == ["Sengedag <b>*", "Besøg"]


def test_the_figure_stands_on_the_page_and_its_labels_cannot_break_it(small_run):
    page = render_page(small_run["result"], small_run["trajectories"], "da", small_run["tornado"])
    assert 'id="figure-tornado"' in page
    assert "Sengedag <b>" not in page
    assert 'id="figure-tornado"' not in render_page(small_run["result"], small_run["trajectories"], "da")
    empty = small_run["tornado"] | {"rows": []}
    assert 'id="figure-tornado"' not in render_page(small_run["result"], small_run["trajectories"], "da", empty)


def test_the_tornado_leaves_out_what_is_too_small_to_be_seen(small_run):
    small = {payer: {"at_low": 0.4, "at_high": -0.4} for payer in ("public", "kommune", "region", "stat")}
    rows = small_run["tornado"]["rows"]
    tornado = small_run["tornado"] | {"rows": [rows[0], rows[1] | {"effects": small}]}
    table, figure = (shape(tornado, small_run["result"], "en") for shape in (tornado_table, tornado_figure))
    assert len(table.rows) == len(figure.traces[0]["y"]) == 1
    assert "The 1 rows of 2" in table.note
    none = tornado_table(tornado | {"rows": tornado["rows"][1:]}, small_run["result"], "en")
    assert none.note == "No price alone moves as much as the Monte Carlo error lets be seen."
