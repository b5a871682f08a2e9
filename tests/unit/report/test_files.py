"""Can a text in a CSV file become a formula?"""

from __future__ import annotations

import csv
import io

import pytest

from ungespor.report.files import csv_text


def cell_of(value):
    (row,) = csv.DictReader(io.StringIO(csv_text(["value"], [[value]])))
    return row["value"]


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x","y")', "+cmd", "-2+3", "@SUM(A1)", "\t=1", "- a list"])
def test_a_text_never_begins_as_a_formula(text):
    assert cell_of(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-0.5", "+3", "-1e-9", "a = b", "", "'quoted'", "2022-03-01"])
def test_numbers_and_other_texts_stay_as_they_are(text):
    assert cell_of(text) == text


def test_a_text_never_ends_its_row():
    assert cell_of("one\rtwo") == "one two"
    assert cell_of("one\ntwo") == "one\ntwo"


@pytest.mark.parametrize("number", [-0.5, -3, 0, 1.25])
def test_numbers_are_numbers(number):
    assert float(cell_of(number)) == number
