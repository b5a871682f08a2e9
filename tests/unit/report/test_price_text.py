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
    assert "5,500 DKK per day" in re.sub(r"\s+", " ", text)


def test_placeholders_are_named_in_the_report(printed, small_run):
    line = "Prices recalled and not looked up (1): Bed day <b> (psy_bed_day)"
    assert placeholder_lines(small_run["result"]["prices"], "en") == [line]
    text = printed(print_result, small_run["result"], "da")
    line = "Priser, der er husket og ikke slået op (1): Sengedag <b> (psy_bed_day)"
    assert text.index("Det samme i alt") < text.index(line) < text.index("Kort sagt")


def test_differences_between_years_and_regimes_are_shown(printed):
    table = load_price_table()
    years = printed(print_differences, price_differences(table, "2023", "2024"), "da")
    assert re.search(r"psy_bed_day\s.*5\.500 \(2024-priser\)", years)
    regimes = printed(print_differences, price_differences(table, "pre_2025H2", "post_2025H2"), "en")
    assert re.search(r"education_benefit_out\s.*6,545 \(2023 prices\)\s+is not there", regimes)
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
