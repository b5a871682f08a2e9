"""Does the terminal show everything that must stand beside the numbers?"""

from __future__ import annotations

import io

import pytest

from ungespor.base.tables import INDICATORS
from ungespor.report.outcome_table import ALL_INDICATORS, MAIN_INDICATORS, outcome_table
from ungespor.report.tables import accounts_table, money_table, variants_table, years_table
from ungespor.report.text import NARROWEST, make_console, print_result
from ungespor.report.words import LANGUAGES, WORDS, name_of, word


def shown(result, language):
    text = io.StringIO()
    print_result(result, make_console(text), language)
    return " ".join(text.getvalue().replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.parametrize(
    ("language", "must_stand"),
    [
        (
            "da",
            (
                "Regler: pre_2025H2",
                "priser: 2023",
                "Kommunen Andre kommuner Regionen Staten Det offentlige i alt",
                "5- og 95-percentilen viser spredningen i én årgangs resultat: både usikre forudsætninger og held",
                "Når to liv først er gået hver sin vej, rummer forskellen også held",
                "1 af scenariets 2 tal er antagelser.",
                "Regional drift (hovedresultat)",
                "10 deltagere, 4 gentagelser, 3 år",
            ),
        ),
        (
            "en",
            (
                "Regime: pre_2025H2",
                "prices: 2023",
                "The 5th and 95th percentile show the spread of one cohort's result: uncertain assumptions and luck",
                "Once two lives have parted, the difference includes luck",
                "Region (headline)",
            ),
        ),
    ],
)
def test_the_report_says_what_it_must(small_run, language, must_stand):
    words = shown(small_run["result"], language)
    names = [part for part in must_stand if part.startswith("Kommunen")]
    for part in set(must_stand) - set(names):
        assert part in words
    for name in " ".join(names).split():
        assert name in words


def test_markup_in_a_title_is_only_text(small_run):
    assert "[red]x[/red] <b>" in shown(small_run["result"] | {"title_da": "[red]x[/red] <b>"}, "da")


def test_placeholders_are_warned_of(small_run):
    manifest = small_run["result"]["manifest"] | {"placeholders": ["price of a bed day"]}
    assert "Foreløbig værdi: price of a bed day" in shown(small_run["result"] | {"manifest": manifest}, "da")


def test_a_single_replication_is_warned_of(small_run):
    assert "simulationsusikkerheden er ukendt" in shown(small_run["result"] | {"replications": 1}, "da")


def test_a_log_file_is_wide_enough():
    assert make_console(io.StringIO()).width >= NARROWEST


def test_the_headline_shows_saving_cost_and_net(small_run):
    table = money_table(small_run["result"], "da")
    assert table.headings[:4] == ("Betaler", "Besparelse brutto", "Udgift til indsats", "Nettogevinst")
    rows = {row.heading: row.cells for row in table.rows}
    assert rows["Det offentlige i alt"][:3] == ("10.000", "20.000", "−10.000")
    assert rows["Fond"] == ("0", "0", "0", "0", "0", "–", "–")


def test_the_years_add_up_to_the_total(small_run):
    table = years_table(small_run["result"], "en")
    public = next(row for row in table.rows if row.heading == "Public sector in all")
    assert public.cells == ("100", "200", "−100", "−210", "40", "70")
    assert public.is_sum


def test_every_account_is_in_the_account_table(small_run):
    table = accounts_table(small_run["result"], "da")
    assert [row.heading for row in table.rows] == [
        "Ydelser",
        "Uddannelse",
        "Psykiatri",
        "Indsatsen selv",
        "Nettogevinst",
    ]


def test_variants_stand_side_by_side(small_run):
    table = variants_table(small_run["result"], "da", costs=True)
    assert table.headings[1:] == ("Regional drift (hovedresultat)", "Som gennemført")
    assert {row.heading: row.cells for row in table.rows}["Fond"] == ("0", "20.000")


def test_all_indicators_are_shown_on_the_page():
    assert sorted(ALL_INDICATORS) == sorted(INDICATORS)
    assert set(MAIN_INDICATORS) < set(INDICATORS)


def test_outcomes_show_both_arms_and_the_difference(small_run):
    cells = outcome_table(small_run["result"], "da").rows[0].cells
    assert [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in cells] == [
        "0,0 / 0,0 (0,0)",
        *["50,0 / 0,0 (+50,0)"] * 3,
        "–",
    ]


def test_outcomes_show_fewer_digits_when_the_error_is_large(small_run):
    cell = {"intervention": 0.512, "control": 0.4, "difference": {"mean": 0.112, "mcse": 0.02}}
    outcomes = small_run["result"]["outcomes"] | {"job": dict.fromkeys(("-4", "4", "13", "26", "52"), cell)}
    table = outcome_table(small_run["result"] | {"outcomes": outcomes}, "da", ("job",))
    assert table.rows[0].cells[0].replace("\N{NO-BREAK SPACE}", " ") == "51 / 40 (+11)"


def test_an_unknown_name_is_shown_as_it_is():
    assert name_of("account", "brand_new", "da") == "brand new"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_has_words(language):
    assert all(isinstance(word(key, language), str) for key in WORDS)
