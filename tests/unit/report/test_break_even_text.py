"""Does every output say so when nobody knows what an effort does?"""

from __future__ import annotations

import io

import pytest

from ungespor.report.page import render_page
from ungespor.report.terminal import make_console
from ungespor.report.text import print_result
from ungespor.results.sentence import sentence

SAID = {
    "en": ("No effect is known; cost and break-even only.", "Weeks to break even", "none will do"),
    "da": ("Der kendes ingen virkning; kun udgift og balancepunkt er vist.", "Uger til balance", "ingen er nok"),
}


def unknown(small_run):
    numbers = {"cost_dkk_per_participant": 15_000.0, "gain_dkk_per_week": 2_000.0, "weeks_needed": 7.5}
    none = {"cost_dkk_per_participant": 700.0, "gain_dkk_per_week": 0.0, "weeks_needed": None}
    by_payer = {"kommune": numbers | {"within_horizon": True}, "region": none | {"within_horizon": False}}
    by_payer["public"] = by_payer["kommune"]
    found = {"benefit": "education_benefit", "by_payer": by_payer}
    return small_run["result"] | {"effect_known": False, "break_even": found}


def text_of(result, language):
    console = make_console(io.StringIO())
    print_result(result, console, language)
    return console.file.getvalue()


@pytest.mark.parametrize("language", ["da", "en"])
def test_text_and_page_say_that_no_effect_is_known(small_run, language):
    result = unknown(small_run)
    for words in SAID[language]:
        assert words in text_of(result, language)
        assert words in render_page(result, small_run["trajectories"], language)


@pytest.mark.parametrize("language", ["da", "en"])
def test_nothing_is_said_where_an_effect_is_known(small_run, language):
    result = small_run["result"]
    assert (result["effect_known"], result["break_even"]) == (True, None)
    for words in SAID[language]:
        assert words not in text_of(result, language)


def test_the_sentence_claims_no_gain_and_no_loss_of_an_unknown_effect(small_run):
    result = unknown(small_run)
    assert sentence(result, "en").startswith("No effect is known; cost and break-even only. It costs the public")
    assert sentence(result, "en").endswith("if each participant gains 7.5 more weeks in a job.")
    assert "sandsynligheden" not in sentence(result, "da")
    assert "7,5 flere uger i job" in sentence(result, "da")
