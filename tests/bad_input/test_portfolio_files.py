"""One broken portfolio for each mistake, and the words the user must see."""

from __future__ import annotations

from pathlib import Path

import pytest

from ungespor.base.errors import InputError
from ungespor.scenario.portfolio import load_portfolio

FILES = Path(__file__).parent / "portfolios"

# File: line, field, and words that must be shown.
EXPECTED = {
    "missing_laws_of": (1, "laws_of", ["'laws_of' is missing", "Add 'laws_of:'"]),
    "not_met_in_life": (19, "offers.egu.simulated", ["no offer 'usual_practice' that people meet in life", "'entry'"]),
    "one_language": (11, "offers.egu.title", ["A mapping of names to values is needed", "allowed: da, en"]),
    "simulated_twice": (30, "offers.egu_again.simulated", ["both simulated by the offer 'egu'"]),
    "unknown_duty": (13, "offers.egu.duty", ["'shall' is not among the names", "must_ensure"]),
    "unknown_fact": (10, "offers.egu.fact", ["The fact 'BIL-942' is unknown", "scenarios/facts.csv"]),
    "unknown_key": (18, "offers.egu.capacty", ["'capacty' is unknown here", "Write 'capacity' instead"]),
    "unknown_partners": (15, "offers.egu.partners", ["The fact 'BIL-0744' is unknown", "Write 'BIL-074'"]),
    "unknown_scenario": (7, "scenario", ["There is no scenario 'bilund'", "Write billund"]),
    "unknown_simulated": (19, "offers.egu.simulated", ["no offer 'egoo'", "allowed: family_unit, headspace"]),
    "word_for_a_count": (6, "stated.value", ["A number is needed here", "written: 'one'"]),
}


def message(name):
    with pytest.raises(InputError) as caught:
        load_portfolio(FILES / f"{name}.yaml")
    return caught.value


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_mistake_is_told_with_its_place_and_its_words(name):
    line, field, words = EXPECTED[name]
    error = message(name)
    assert [problem.field for problem in error.problems] == [field]
    assert str(error.problems[0].file).endswith(f"{name}.yaml:{line}")
    text = " ".join(str(error).split())
    for part in words:
        assert part in text


def test_the_portfolio_without_a_mistake_is_read():
    assert list(load_portfolio(FILES / "good.yaml").portfolio.offers) == ["egu"]


def test_every_file_here_is_expected_to_fail_or_to_be_good():
    assert {file.stem for file in FILES.glob("*.yaml")} == {*EXPECTED, "good"}


def test_a_portfolio_that_is_not_there_is_told_with_the_nearest_name():
    with pytest.raises(InputError, match="There is no portfolio 'bilund'") as caught:
        load_portfolio("bilund")
    assert caught.value.problems[0].nearest == "billund"
