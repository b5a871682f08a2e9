"""What a reader sees of a told case, in both languages."""

from __future__ import annotations

import pytest

from ungespor.evaluation.case import price_case
from ungespor.report.case_text import case_notes, case_tables, print_case
from ungespor.report.terminal import make_console


@pytest.fixture(scope="module")
def abby():
    return price_case("abby")


def test_one_table_for_each_version_and_one_of_the_totals(abby):
    without, ibbu, totals = case_tables(abby, "da")
    assert without.caption == "Uden IBBU – Abby: kr. pr. uge"
    assert [row.heading for row in without.rows] == ["0–17", "18–43", "44–51"]
    assert ibbu.rows[0].heading == "0"
    assert totals.headings[1:] == ("Uden IBBU", "Med IBBU", "Forskel (første minus anden)")


def test_support_services_and_sources_stand_in_every_row(abby):
    _, ibbu, _ = case_tables(abby, "da")
    what = ibbu.rows[2].cells[0].replace("\N{NO-BREAK SPACE}", " ").split("\n")
    assert what[0] == "Uddannelseshjælp, statsrefusion 40 % [REH-048]"
    assert "+ Samtale, fremmødt: 12 samtaler i alt i uge 3–24 [REH-049]" in what
    assert "+ Uge i forløb: hver uge [REH-048]" in what
    assert ibbu.rows[-1].cells[0] == "Ordinær uddannelse, erhvervsuddannelse, anden kommune [REH-053]"


def test_amounts_are_written_in_the_language_of_the_reader(abby):
    danish, english = (case_tables(abby, language)[-1].rows[0] for language in ("da", "en"))
    assert (danish.heading, english.heading) == ("Kommunen", "Municipality")
    kommune = abby["versions"][0]["payers"]["kommune"]["total_dkk"]
    assert english.cells[0] == f"{kommune:,.2f}"
    assert danish.cells[0] == english.cells[0].translate(str.maketrans(",.", ".,"))
    assert danish.cells[2].startswith("+")


def test_the_notes_say_what_is_told_assumed_and_not_claimed(abby):
    notes = " ".join(case_notes(abby, "da"))
    for words in ("Uden IBBU: antaget. Hun bliver", "Med IBBU: fortalt i kilden", "2023-niveau", "ingen effektmåling"):
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
