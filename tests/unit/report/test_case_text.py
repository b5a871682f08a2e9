"""What a reader sees of a told case, in both languages."""

from __future__ import annotations

import math

import pytest

from ungespor.evaluation.case import price_case
from ungespor.report.case_text import case_notes, case_tables, print_case
from ungespor.report.terminal import make_console


@pytest.fixture(scope="module")
def abby():
    return price_case("abby")


def test_one_table_for_each_version_and_one_of_the_totals(abby):
    without, ibbu, totals, _ = case_tables(abby, "da")
    assert without.caption == "Uden IBBU – Abby: kr. pr. uge"
    assert [row.heading for row in without.rows] == ["0–17", "18–43", "44–51"]
    assert ibbu.rows[0].heading == "0"
    assert totals.headings[1:] == ("Uden IBBU", "Med IBBU", "Forskel (første minus anden)")


def test_support_services_and_sources_stand_in_every_row(abby):
    _, ibbu, *_ = case_tables(abby, "da")
    what = ibbu.rows[2].cells[0].replace("\N{NO-BREAK SPACE}", " ").split("\n")
    assert what[0] == "Uddannelseshjælp, statsrefusion 40 % [REH-048]"
    assert "+ Samtale, fremmødt: 12 samtaler i alt i uge 3–24, uden egen pris [REH-049]" in what
    assert "+ Uge i forløb: hver uge [REH-048]" in what
    assert ibbu.rows[-1].cells[0] == "Ordinær uddannelse, erhvervsuddannelse, anden kommune [REH-053]"


def test_sums_show_mean_and_range_with_the_digits_that_the_spread_leaves(abby):
    danish, english = (case_tables(abby, language)[-2].rows[0] for language in ("da", "en"))
    assert (danish.heading, english.heading) == ("Kommunen", "Municipality")
    drawn = abby["versions"][0]["payers"]["kommune"]["drawn_dkk"]["prices"]
    step = 10 ** math.floor(math.log10(drawn["mcse"] * math.sqrt(1000)))
    mean, low, high = (f"{math.floor(drawn[name] / step + 0.5) * step:,}" for name in ("mean", "low", "high"))
    assert english.cells[0] == f"{mean}\n({low} to {high})"
    assert danish.cells[0] == english.cells[0].replace(",", ".").replace(" to ", " til ")
    assert danish.cells[2].startswith("+")


def test_a_sum_that_no_price_moves_is_written_to_the_krone(abby):
    stat = next(row for row in case_tables(abby, "en")[-2].rows if row.heading == "State")
    assert stat.cells[0] == f"{abby['versions'][0]['payers']['stat']['total_dkk']:,.0f}"


def test_the_ranges_of_the_case_have_a_table_of_their_own_where_there_are_any(abby):
    captions = [table.caption for table in case_tables(abby, "da")]
    assert captions[-2].endswith("når kun priserne er usikre")
    assert captions[-1].endswith("når også casens egne tal er usikre")
    prices, both = (
        next(row for row in table.rows if row.heading == "Regionen") for table in case_tables(abby, "da")[-2:]
    )
    drawn = abby["versions"][1]["payers"]["region"]["drawn_dkk"]
    assert drawn["prices"]["low"] > 1.2 * drawn["prices_and_case"]["low"]
    assert prices.cells[1] != both.cells[1]
    assert f"({drawn['prices_and_case']['low'] / 1000:.0f}.000 til" in both.cells[1]
    without = case_tables(abby | {"ranged_numbers": 0}, "da")
    assert [table.caption for table in without] == captions[:-1]
    assert "casens egne tal" not in " ".join(case_notes(abby | {"ranged_numbers": 0}, "da"))


def test_amounts_a_week_are_rounded_to_ten_kroner(abby):
    cells = [cell for table in case_tables(abby, "en")[:2] for row in table.rows for cell in row.cells[1:]]
    assert cells
    assert all(cell.endswith("0") and "." not in cell for cell in cells)


def test_with_one_version_nothing_is_said_of_a_difference(abby):
    alone = abby | {"versions": abby["versions"][1:], "difference": None, "difference_drawn_dkk": None}
    words = " ".join(case_notes(alone, "da")) + " ".join(table.caption for table in case_tables(alone, "da"))
    assert "orskel" not in words
    assert len(case_tables(alone, "da")[-1].headings) == 2


def test_the_notes_say_what_is_told_assumed_and_not_claimed(abby):
    notes = " ".join(case_notes(abby, "da"))
    for words in ("Uden IBBU: antaget. Hun bliver", "Med IBBU: fortalt i kilden", "2023-niveau", "ingen effektmåling"):
        assert words in notes
    for words in ("1.000 trækninger af priserne, som i 'ungespor run ibbu_nord'", "[REH-048]", "facts.csv"):
        assert words in notes


def test_people_who_are_only_given_services_have_their_own_table():
    captions = [table.caption for table in case_tables(price_case("louise"), "en")]
    assert captions[1:4] == [
        f"As before the plan – {child}: DKK per week" for child in ("Emil, 9", "Clara, 12", "Aksel, 14")
    ]


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_whole_case_is_printed(abby, language, capsys):
    print_case(abby, make_console(), language)
    printed = capsys.readouterr().out
    assert abby[f"title_{language}"] in printed
    assert "{" not in printed
    end = printed[printed.index({"da": "Priser, der er husket", "en": "Prices recalled"}[language]) :]
    rows = [row for kind in ("from_memory", "assumed") for row in abby["prices"][kind]]
    assert rows
    for row in rows:
        assert row["price_id"] in end
