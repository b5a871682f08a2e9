"""Does the terminal show everything that must stand beside the numbers?"""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from ungespor.base.tables import INDICATORS
from ungespor.report.outcome_table import ALL_INDICATORS, MAIN_INDICATORS, outcome_table
from ungespor.report.tables import Row, Table, accounts_table, money_table, variants_table, years_table
from ungespor.report.terminal import NARROWEST, make_console, print_notes, print_table
from ungespor.report.text import print_result
from ungespor.report.words import LANGUAGES, WORDS, name_of, word


def shown(result, language):
    text = io.StringIO()
    print_result(result, make_console(text), language)
    return " ".join(text.getvalue().replace("\N{NO-BREAK SPACE}", " ").split())


def lines_at(width, print_it):
    """Return what a terminal of this width is given."""
    text = io.StringIO()
    print_it(Console(file=text, width=width, highlight=False, markup=False))
    return text.getvalue().splitlines()


@pytest.mark.parametrize(
    ("language", "must_stand"),
    [
        (
            "da",
            (
                "Regler: pre_2025H2",
                "priser: 2023",
                "Kommunen Andre kommuner Regionen Staten Det offentlige i alt",
                "Lav og høj er 5- og 95-percentilen af én årgangs resultat: usikre forudsætninger og held tæller",
                "Nutidsværdi, 2023-priser, rente 3,5 %; regelsæt pre_2025H2 (reglerne før 1. juli 2025) i alle år",
                "1 af 3 prisrækker er husket, ikke slået op; 0 er antagelser",
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
                "Low and high are the 5th and 95th percentile of one cohort's result: uncertain assumptions and luck",
                "Present value, 2023 prices, discount rate 3.5%; regime pre_2025H2 (rules before 1 July 2025)",
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


def test_prices_are_not_warned_of_when_all_are_published(small_run):
    prices = {"used": 3, "from_memory": [], "assumed": []}
    assert "prisrækker" not in shown(small_run["result"] | {"prices": prices}, "da")


def test_what_is_most_asked_for_comes_last(small_run):
    words = shown(small_run["result"], "da")
    parts = ["WHO-5", "Plus betyder", "år for år", "Hvem betaler, og hvem sparer?", "Det samme i alt", "Kort sagt"]
    places = [words.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize("width", [80, 100, 110, 200])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_the_terminal_or_cut_off(small_run, width, language):
    lines = lines_at(width, lambda console: print_result(small_run["result"], console, language))
    assert max(len(line) for line in lines) <= width
    assert not any("…" in line for line in lines)


def test_an_amount_and_its_unit_stay_on_one_line():
    note = "word " * 3 + "4.000\N{NO-BREAK SPACE}kr. and more"
    for width in range(12, 40):
        assert any("4.000\N{NO-BREAK SPACE}kr." in line for line in lines_at(width, lambda c: print_notes([note], c)))


def test_a_table_too_wide_stacks_its_headings_and_keeps_its_cells():
    table = Table("c", ("name", "one long heading", "two"), (Row("row", ("−1.234.567", "2")),))
    assert "one long heading" in lines_at(60, lambda console: print_table(table, console))[2]
    narrow = lines_at(20, lambda console: print_table(table, console))
    assert max(len(line) for line in narrow) <= 20
    assert [line.split() for line in narrow[2:4]] == [["one", "long"], ["name", "heading", "two"]]
    assert "−1.234.567" in narrow[-1]


def test_a_single_replication_is_warned_of(small_run):
    assert "simulationsusikkerheden er ukendt" in shown(small_run["result"] | {"replications": 1}, "da")


def test_a_log_file_is_wide_enough():
    assert make_console(io.StringIO()).width >= NARROWEST


def test_the_headline_shows_saving_cost_and_net(small_run):
    table = money_table(small_run["result"], "da")
    assert table.headings[:4] == ("Betaler", "Sparet brutto", "Udgift til indsats", "Netto")
    rows = {row.heading: row.cells for row in table.rows}
    assert rows["Det offentlige i alt"][:3] == ("10.000", "20.000", "−10.000")
    assert rows["Andre kommuner"] == ("0", "0", "0", "0", "0", "–", "–")
    assert rows["Det offentlige og fond"] == rows["Det offentlige i alt"]


def test_the_totals_are_in_thousands_and_have_the_same_chance_and_payback(small_run):
    each, total = (money_table(small_run["result"], "da", total=choice) for choice in (False, True))
    rows = {row.heading: row.cells for row in total.rows}
    assert rows["Det offentlige i alt"][:3] == ("100", "200", "−100")
    assert [row.cells[5:] for row in total.rows] == [row.cells[5:] for row in each.rows]


def test_a_single_replication_has_no_range(small_run):
    rows = money_table(small_run["result"] | {"replications": 1}, "da").rows
    assert {row.cells[3:6] for row in rows} == {("–", "–", "–")}


def test_a_foundation_has_a_row_when_it_pays(small_run):
    assert "Fond" not in {row.heading for row in money_table(small_run["result"], "da").rows}
    payers = dict(small_run["result"]["payers"])
    payers["fond"] = payers["region"]
    assert "Fond" in {row.heading for row in money_table(small_run["result"] | {"payers": payers}, "da").rows}


def test_the_years_add_up_to_the_total(small_run):
    table = years_table(small_run["result"], "en")
    public = next(row for row in table.rows if row.heading == "Public sector in all")
    assert public.cells == ("−210", "40", "70", "−100")
    assert public.is_sum


def test_every_account_is_in_the_account_table(small_run):
    table = accounts_table(small_run["result"], "da")
    assert [row.heading for row in table.rows] == [
        "Ydelser",
        "Uddannelse",
        "Psykiatri",
        "Indsatsen selv",
        "Netto",
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


@pytest.mark.parametrize("width", range(40, 90, 7))
def test_a_table_gives_way_at_spaces_and_never_within_a_word(width):
    law = "lov §\N{NO-BREAK SPACE}32 om (erhvervsgrunduddannelsen) og mere til"
    rows = (Row("et ret langt navn", ("under 25 med 9. eller 10. klasse", law)), Row("kort", ("alle", "–")))
    table = Table("c", ("navn", "alder", "lov"), rows, left=(0, 1, 2))
    lines = lines_at(width, lambda console: print_table(table, console))
    assert max(len(line) for line in lines) <= width
    text = "\n".join(lines)
    for whole in ("§\N{NO-BREAK SPACE}32", "(erhvervsgrunduddannelsen)", "klasse", "langt"):
        assert whole in text


def test_what_a_no_break_space_joins_stays_on_one_line_of_a_cell():
    law = "aa bb §\N{NO-BREAK SPACE}108 cc dd §\N{NO-BREAK SPACE}109 ee"
    table = Table("c", ("navn", "lov"), (Row("x" * 20, (law,)),), left=(0, 1))
    for width in range(28, 60):
        text = "\n".join(lines_at(width, lambda console: print_table(table, console)))
        assert "§\N{NO-BREAK SPACE}108" in text
        assert "§\N{NO-BREAK SPACE}109" in text
