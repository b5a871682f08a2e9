"""Are numbers written with the digits their error allows, in Danish and in English?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ungespor.results.numbers import adding_up, chance, decimal, kroner, percent, rounded, step_for


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


amounts = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: value if abs(value) > 1e-3 else 0.0)


@given(parts=st.lists(amounts, min_size=1, max_size=8), step=st.sampled_from([1, 10, 100, 1000]))
def test_parts_add_up_to_their_total_and_none_is_a_step_off(parts, step):
    named = {str(place): value for place, value in enumerate(parts)}
    total = rounded(sum(parts), step)
    shown = adding_up(named, step, total)
    assert sum(shown.values()) == total
    for name, value in named.items():
        assert shown[name] % step == 0
        assert abs(shown[name] - value) <= step + 1e-6
        assert value or not shown[name], "what is exactly 0 stays 0"


def test_the_part_that_lost_most_by_rounding_takes_the_step():
    assert adding_up({"a": 140.0, "b": 130.0, "c": 0.0}, 100, 300) == {"a": 200, "b": 100, "c": 0}
    assert adding_up({"a": 60.0, "b": 70.0, "c": 90.0}, 100, 200) == {"a": 0, "b": 100, "c": 100}
    assert adding_up({"a": 149.0, "b": -149.0}, 100, 0) == {"a": 100, "b": -100}
    assert adding_up({"a": 10.0, "b": 20.0}, 100, 200) == {"a": 100, "b": 100}, "the total may be rounded elsewhere"
    assert adding_up({"a": 10.0, "b": 0.0}, 100, 200) == {"a": 200, "b": 0}, "nothing stays nothing"
