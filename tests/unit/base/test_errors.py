"""Problems are shown whole, numbered, and safe for a terminal."""

import pytest

from ungespor.base.errors import InputError, Problem, nearest_name


def test_a_problem_shows_what_it_knows_and_nothing_else():
    problem = Problem("It is wrong.", file="a.yaml:3", found="x", fix="Write y.")
    assert str(problem).splitlines() == [
        "It is wrong.",
        "   file:    a.yaml:3",
        "   written: x",
        "   fix:     Write y.",
    ]


def test_problems_are_numbered():
    error = InputError([Problem("One."), Problem("Two.")])
    assert str(error).splitlines() == ["2 problems found", "1. One.", "2. Two."]
    assert len(error.problems) == 2


def test_one_problem_may_be_given_alone():
    assert str(InputError(Problem("Alone."))) == "1 problem found\n1. Alone."


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("hazard_per_wek", "hazard_per_week"),
        ("Hazard-per week", "hazard_per_week"),
        ("FROM", "from"),
        ("zzz", None),
    ],
)
def test_the_nearest_name_forgives_case_and_joints(written, nearest):
    assert nearest_name(written, ["from", "to", "hazard_per_week"]) == nearest


def test_control_characters_and_endless_texts_are_tamed():
    shown = str(Problem("a\x1b[31mb" + "x" * 10_000))
    assert "\x1b" not in shown
    assert len(shown) < 1000
