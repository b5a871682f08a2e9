"""The table of validation shows what fails, in both languages, and counts it."""

from __future__ import annotations

import io

import pytest

from ungespor.report.terminal import make_console
from ungespor.report.validation_text import print_validation
from ungespor.scenario.reported import Figure, Reported


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
        "evidence_grade": "B",
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
    def show(rows, language, reported=()):
        text = io.StringIO()
        print_validation(rows, reported, make_console(text), language)
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


def figure(**changes):
    plain = {"title_da": "Ensomhed", "title_en": "Loneliness", "unit": "points", "significance": "not_significant"}
    return Reported("lonely", "ips_ung", Figure.model_validate(plain | {"source": "IPS-093"} | changes))


def test_what_is_only_reported_stands_beside_and_counts_for_nothing(shown):
    text = shown([row()], "da", [figure(n=40, before=2.83, before_source="IPS-092", value=2.7)])
    assert "Indberettet, men ikke i modellen uden kontrolgruppe;" in text
    assert "Ensomhed ips_ung 2,83 2,70 40 ikke signifikant" in text
    assert "1 af 1 indberettede tal rammes" in text
    assert "not in the model" not in shown([row()], "en")


def test_an_odds_ratio_that_was_not_printed_is_a_dash_with_its_interval(shown):
    text = shown([row()], "en", [figure(unit="odds_ratio", low=0.25, high=1.75), figure(unit="share", value=0.195)])
    assert "Loneliness ips_ung – – (0.25–1.75) – not significant" in text
    assert "Loneliness ips_ung – 19.5 % – not significant" in text


def test_a_missing_control_group_is_told(shown):
    text = shown([row(), row(programme="outreach", evidence_grade="C")], "en")
    assert "No control group in the source: outreach. Their figures say what happened" in text
    assert "No control group" not in shown([row()], "en")
