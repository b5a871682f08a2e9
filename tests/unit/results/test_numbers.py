"""Are numbers written with the digits their error allows, in Danish and in English?"""

from __future__ import annotations

import pytest

from ungespor.results.numbers import chance, decimal, kroner, percent, rounded, step_for


@pytest.mark.parametrize(
    ("mcse", "replications", "step"),
    [(650, 200, 100), (10, 200, 100), (9.9, 200, 10), (0.5, 200, 1), (0, 200, 1), (4200, 200, 1000), (0, 1, 100)],
)
def test_the_step_follows_the_monte_carlo_error(mcse, replications, step):
    assert step_for(mcse, replications) == step


@pytest.mark.parametrize(
    ("value", "step", "expected"), [(149, 100, 100), (150, 100, 200), (-150, 100, -200), (7, 1, 7)]
)
def test_rounding_is_symmetric(value, step, expected):
    assert rounded(value, step) == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("da", "−1.234.600\N{NO-BREAK SPACE}kr."), ("en", "DKK\N{NO-BREAK SPACE}−1,234,600")]
)
def test_amounts_in_both_languages(language, expected):
    assert kroner(-1_234_567.89, 100, language) == expected


def test_decimals_in_both_languages():
    assert decimal(1234567.891, "da", 2) == "1.234.567,89"
    assert decimal(1234567.891, "en", 2) == "1,234,567.89"
    assert decimal(2.4, "da", 1, signed=True) == "+2,4"
    assert decimal(-0.01, "da", 1, signed=True) == "0,0"
    assert decimal(None, "da") == "–"


def test_per_cent_in_both_languages():
    assert percent(0.345, "da", 1) == "34,5\N{NO-BREAK SPACE}%"
    assert percent(0.345, "en", 1) == "34.5%"
    assert percent(None, "en") == "–"


@pytest.mark.parametrize(
    ("share", "replications", "expected"),
    [
        (0.0, 200, "under 1 %"),
        (1.0, 200, "over 99 %"),
        (0.0, 4, "under 25 %"),
        (1.0, 4, "over 75 %"),
        (0.5, 4, "50 %"),
        (1.0, 1, "–"),
    ],
)
def test_no_chance_is_certain(share, replications, expected):
    signs = expected.replace("under ", "<").replace("over ", ">")
    assert chance(share, replications, "da", short=True).replace("\N{NO-BREAK SPACE}", " ") == signs
    assert chance(share, replications, "da").replace("\N{NO-BREAK SPACE}", " ") == expected
