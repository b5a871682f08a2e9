"""Is a turning point told in words that say how sure it is?"""

from __future__ import annotations

import pytest

from ungespor.report.balance_text import balance_tables

NOT_THERE = {"value": None, "low": None, "high": None, "certain": True}
CASES = [
    ({"status": "at_least", "value": 1.75, "low": 1.5, "high": 2.0}, "at least 1.75 (1.50 to 2.00)"),
    ({"status": "at_most", "value": 0.75, "low": None, "high": None}, "at most 0.75 (below 0.0 to above 3.0)"),
    ({"status": "always"}, "at every value from 0.0 to 3.0"),
    ({"status": "never"}, "at no value from 0.0 to 3.0"),
    ({"status": "never", "certain": False}, "at no value from 0.0 to 3.0 (uncertain)"),
    ({"status": "untouched"}, "not affected"),
    ({"status": "several", "certain": False}, "turns more than once"),
]


def searched(effect, price=0.5, uptake=2.0):
    year = {
        "year": 1,
        "effect": NOT_THERE | effect,
        "persistence": NOT_THERE | {"status": "always"},
        "programme_price_ratio": price,
        "uptake_ratio": uptake,
    }
    payers = {"kommune": {"by_year": [year]}}
    return {"horizon_years": 1, "effects": [0.0, 3.0], "persistences": [0.5, 4.0], "payers": payers}


@pytest.mark.parametrize(("effect", "words"), CASES)
def test_a_turning_point_in_words(effect, words):
    first, by_year = balance_tables(searched(effect), "en")
    assert first.rows[0].cells == (words, "at every value from 0.5 to 4.0", "0.50", "2.00")
    assert by_year.rows[0].cells == (words,)


@pytest.mark.parametrize(
    ("price", "uptake", "words"),
    [
        (None, 0.0, ("pays nothing", "any number")),
        (-0.5, None, ("loses even at no price", "no number")),
        (0.0, 1.5, ("0.00", "1.50")),
    ],
)
def test_price_and_participants_in_words(price, uptake, words):
    first, _ = balance_tables(searched({"status": "never"}, price, uptake), "en")
    assert first.rows[0].cells[2:] == words


@pytest.mark.parametrize(("uptake", "shown"), [(9.994, "9.99"), (16.17, "16.2"), (117.56, "118"), (1234.5, "1,234")])
def test_a_large_multiple_claims_no_digits_that_nobody_knows(uptake, shown):
    first, _ = balance_tables(searched({"status": "never"}, 0.5, uptake), "en")
    assert first.rows[0].cells[3] == shown
