"""Does every command that shows kroner name the placeholders behind them, in both languages, after its tables?"""

from __future__ import annotations

import json

import pytest

SMALL = ("--replications", "2")
HEADING = {"da": "Priser, der er husket og ikke slået op", "en": "Prices recalled and not looked up"}
SHOWN = {
    "run": ("run", "tiny", *SMALL, "--force"),
    "price": ("price", "mine"),
    "tornado": ("price", "mine", "--tornado"),
    "compare": ("compare", "tiny", "mine", *SMALL),
    "som": ("som", "tiny", *SMALL),
    "budget": ("budget", "mine"),
    "one view": ("budget", "mine", "--view", "wrong_pocket"),
    "coordinate": ("coordinate", "tiny", *SMALL),
    "break-even": ("break-even", "tiny", *SMALL, "--out", "search.html", "--force"),
}
IN_JSON = ("run", "price", "tornado", "som", "budget")


@pytest.fixture
def rows(start):
    """Run into the folder ``mine``; return the placeholders behind the result."""
    prices = json.loads(start("run", "tiny", *SMALL, "--out", "mine", "--json").out)["prices"]
    found = [row for kind in ("from_memory", "assumed") for row in prices[kind]]
    assert prices["from_memory"]
    assert prices["assumed"]
    return found


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("arguments", SHOWN.values(), ids=SHOWN)
def test_placeholders_are_named_after_the_tables(start, rows, arguments, language):
    answer = start(*arguments, "--lang", language)
    assert answer.code == 0, answer.err
    assert answer.out.count(HEADING[language]) == 1
    end = answer.out[answer.out.index(HEADING[language]) :]
    assert "───" not in end.partition("╭")[0], "a table stands below the placeholders"
    words = " ".join(end.split())
    for row in rows:
        assert f"{row[f'label_{language}']} ({row['price_id']})" in words


@pytest.mark.parametrize("arguments", [SHOWN[name] for name in IN_JSON], ids=IN_JSON)
def test_machines_read_them_too(start, rows, arguments):
    prices = json.loads(start(*arguments, "--json").out)["prices"]
    assert {row["price_id"] for kind in ("from_memory", "assumed") for row in prices[kind]} == {
        row["price_id"] for row in rows
    }


def test_a_comparison_names_them_for_each_side(start, rows):
    sides = json.loads(start("compare", "mine", "mine", "--json").out)["scenarios"]
    for side in sides:
        assert [row for kind in ("from_memory", "assumed") for row in side["prices"][kind]] == rows


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_names_them(start, rows, language, tmp_path):
    assert start("run", "tiny", *SMALL, "--out", "page", "--lang", language).code == 0
    page = (tmp_path / "page" / "report.html").read_text(encoding="utf-8")
    read = page[page.index('<h2 id="read">') : page.index('<h2 id="certificate">')]
    for row in rows:
        assert f"({row['price_id']})</li>" in read
