"""The table of validation shows what fails, in both languages, and counts it."""

from __future__ import annotations

import io

import pytest

from ungespor.report.terminal import make_console
from ungespor.report.validation_text import print_validation


def row(**changes):
    plain = {
        "id": "one",
        "programme": "ibbu_nord",
        "role": "score",
        "title_da": "I job eller uddannelse",
        "title_en": "In a job or education",
        "unit": "share",
        "relation": None,
        "observed": 0.4,
        "se_observed": 0.038,
        "simulated": 0.4161,
        "mcse": 0.004,
        "tau": 0.02,
        "z": 0.38,
        "ok": True,
    }
    return plain | changes


PATTERN = {"role": "pattern", "relation": "at_least", "observed": 0, "se_observed": None, "tau": None}
ROWS = [
    row(),
    row(title_da="Trivsel", title_en="Well-being", unit="who5_points", observed=70, simulated=56.74, z=-3.1, ok=False),
    row(title_da="Regionen", title_en="The region", unit="dkk", simulated=3715.8, mcse=124.2, z=29.9, **PATTERN),
    row(title_da="Ingen", title_en="Nobody", simulated=None, mcse=None, z=None, ok=False, **PATTERN),
]


@pytest.fixture
def shown():
    def show(rows, language):
        text = io.StringIO()
        print_validation(rows, make_console(text), language)
        return " ".join(text.getvalue().replace("\N{NO-BREAK SPACE}", " ").split())

    return show


def test_danish(shown):
    text = shown(ROWS, "da")
    assert "I job eller uddannelse ibbu_nord 40,0 % ± 3,8 % 41,6 % ± 0,4 % 2,0 % +0,4 i orden" in text
    assert "−3,1 RAMMER IKKE" in text
    assert "Regionen ibbu_nord ≥ 0,00 3.716 ± 124 +29,9 i orden" in text
    assert "1 af 2 indberettede tal rammes (50 %; målet er 85 %)." in text
    assert "1 af 2 krav til mønstre er opfyldt (50 %; målet er 90 %)." in text


def test_english(shown):
    text = shown(ROWS, "en")
    assert "In a job or education ibbu_nord 40.0 % ± 3.8 %" in text
    assert "Well-being ibbu_nord 70.0 ± 0.0" in text
    assert "FAILS" in text
    assert "1 of 2 reported figures are met (50%; the aim is 85%)." in text


def test_only_what_there_is(shown):
    text = shown([row()], "en")
    assert "Patterns" not in text
    assert "rows of patterns" not in text


def test_nobody_to_ask_is_a_dash(shown):
    assert "Nobody ibbu_nord ≥ 0.0 % – – FAILS" in shown(ROWS, "en")
