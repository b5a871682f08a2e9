"""Does a business case stand in the report, at any width and on the page, and nowhere else?"""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

import ungespor
from ungespor.report.page import render_page
from ungespor.report.text import print_result


@pytest.fixture(scope="module")
def run():
    return ungespor.run("sps_som_admissions", people=30, replications=2, horizon_years=2)


def printed(result, language, width=110):
    text = io.StringIO()
    print_result(result, Console(file=text, width=width, highlight=False, markup=False), language)
    return text.getvalue()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("da", ("Business case: psykiatriske indlæggelser", "14 (antaget)", "går lige op", "ikke opnåeligt")),
        ("en", ("Business case: psychiatric admissions", "14 (assumed)", "breaks even", "not attainable")),
    ],
)
def test_the_report_shows_range_break_even_and_what_the_group_has(run, language, words):
    text = " ".join(printed(run.result, language).split())
    for word in words:
        assert word in text
    assert max(map(len, printed(run.result, language, 80).splitlines())) <= 80


def test_the_page_shows_the_same(run):
    page = re.sub(r"<[^>]+>", " ", render_page(run.result, run.trajectories, "da").split("<script")[0])
    assert "Business case: psykiatriske indlæggelser" in page
    assert "Regionen vinder fra den første" in page


def test_other_scenarios_have_none(run):
    result = {key: value for key, value in run.result.items() if key != "consequence"}
    assert "Business case" not in printed(result, "da")
    assert "Business case" not in render_page(result, run.trajectories, "da")
