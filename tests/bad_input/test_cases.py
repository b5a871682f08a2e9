"""A told case with one mistake, and the words the user must see."""

# ruff: noqa: E501 - one mistake a line reads best as a table

from __future__ import annotations

import re

import pytest

from ungespor.base.errors import InputError
from ungespor.evaluation.case import check_case, price_case

GOOD = """\
name: mine
title_da: Min egen
title_en: My own
summary: A case made for a test.
scenario: tiny
start_date: 2023-01-02
duration_weeks: 20
people:
  kim:
    title_da: Kim
    title_en: Kim
    age: {value: 22, unit: years, source: REH-027}
    sex: woman
    diagnosis: anxiety
versions:
  told:
    title_da: Som det gik
    title_en: As it went
    basis: told
    support:
      kim:
        - {from_week: 0, to_week: 9, state: education_benefit, source: REH-027}
        - {from_week: 10, to_week: 19, state: job, hours: part, source: REH-027}
    services:
      - {activity: home_support_hour, from_week: 0, to_week: 9, quantity: {value: 2, unit: per_week, source: REH-031}, source: REH-031}
      - {activity: psychologist_session, from_week: 3, to_week: 3, quantity: {value: 1, unit: in_all, source: REH-031}, source: REH-031}
"""
SECOND = "from_week: 10, to_week: 19, state: job"

# What is changed (before, after), the field, and the words that must be shown.
MISTAKES = {
    "mistyped state": (
        "state: education_benefit",
        "state: education_benefits",
        "versions.told.support.kim.0.state",
        ["is not among the names allowed here", "nearest: education_benefit", "Write 'education_benefit' instead"],
    ),
    "mistyped hours": (
        "hours: part",
        "hours: parts",
        "versions.told.support.kim.1.hours",
        ["nearest: part", "few, part, full"],
    ),
    "a job without hours": ("job, hours: part", "job", "versions.told.support.kim.1", ["The state 'job' needs 'hours'"]),
    "a benefit with hours": (
        "education_benefit,",
        "education_benefit, hours: few,",
        "versions.told.support.kim.0",
        ["The state 'education_benefit' has no 'hours'"],
    ),
    "overlap": (
        SECOND,
        SECOND.replace("10", "8"),
        "versions.told.support.kim.1.from_week",
        ["The spell 'job' from week 8 overlaps the one before it", "allowed: 10", "Write 'from_week: 10'"],
    ),
    "gap": (
        SECOND,
        SECOND.replace("10", "12"),
        "versions.told.support.kim.1.from_week",
        ["The spell 'job' from week 12 leaves a gap before it", "Write 'from_week: 10'"],
    ),
    "not to the end": (
        SECOND,
        SECOND.replace("19", "17"),
        "versions.told.support.kim",
        ["ends before the case does: it ends in week 17", "Let the last spell end in week 19"],
    ),
    "beyond the end": (
        SECOND,
        SECOND.replace("19", "25"),
        "versions.told.support.kim",
        ["goes on after the case has ended: it ends in week 25"],
    ),
    "backwards": (
        "from_week: 3, to_week: 3",
        "from_week: 3, to_week: 2",
        "versions.told.services.1.to_week",
        ["The last week, 2, lies before the first, 3"],
    ),
    "not a Monday": (
        "start_date: 2023-01-02",
        "start_date: 2023-01-04",
        "start_date",
        ["A case begins on a Monday", "Write the Monday before, 2023-01-02"],
    ),
    "more hours than a week has": (
        "{value: 2, unit: per_week",
        "{value: 169, unit: per_week",
        "versions.told.services.0.quantity.value",
        ["169 of the unit 'hour' per week is more than the time holds", "allowed: 0 to 168"],
    ),
    "more days than the weeks have": (
        "home_support_hour, from_week: 0, to_week: 9, quantity: {value: 2, unit: per_week",
        "respite_day, from_week: 0, to_week: 1, quantity: {value: 15, unit: in_all",
        "versions.told.services.0.quantity.value",
        ["15 of the unit 'day' in all is more than the time holds", "allowed: 0 to 14"],
    ),
    "a person of whom nothing is told": (
        "versions:\n",
        "  tim: {title_da: T, title_en: T, sex: man, age: {value: 9, unit: years, source: REH-027}}\nversions:\n",
        "people.tim",
        ["Nothing is told of the person 'tim' in any version", "leave the person out"],
    ),
    "negative week": (
        "from_week: 3, to_week: 3",
        "from_week: -3, to_week: 3",
        "versions.told.services.1.from_week",
        ["The number is too small", "at least 0"],
    ),
    "service beyond the end": (
        "from_week: 3, to_week: 3",
        "from_week: 3, to_week: 30",
        "versions.told.services.1.to_week",
        ["The service 'psychologist_session' goes on after the case has ended", "allowed: 0 to 19"],
    ),
    "negative quantity": (
        "{value: 2, unit: per_week",
        "{value: -2, unit: per_week",
        "versions.told.services.0.quantity.value",
        ["'value' is -2, but must be 0 or more", "allowed: 0 to 10000"],
    ),
    "unknown rate": (
        "{value: 2, unit: per_week",
        "{value: 2, unit: hours_per_week",
        "versions.told.services.0.quantity.unit",
        ["a service is given per week, per month or in all", "per_week, per_month, in_all", "nearest: per_week"],
    ),
    "drawn": (
        "{value: 2, unit: per_week, source: REH-031}",
        "{distribution: normal, low: 1, high: 3, unit: per_week, source: REH-031}",
        "versions.told.services.0.quantity.distribution",
        ["A case is told, not drawn: give a value"],
    ),
    "unknown activity": (
        "home_support_hour",
        "home_suport_hour",
        "versions.told.services.0.activity",
        ["There is no activity 'home_suport_hour'", "nearest: home_support_hour"],
    ),
    "a week of support as a service": (
        "activity: home_support_hour",
        "activity: education_benefit_week",
        "versions.told.services.0.activity",
        ["'education_benefit_week' is a week of support, and no service", "Write a spell below 'support'"],
    ),
    "unknown person with support": (
        "      kim:\n        -",
        "      kym:\n        -",
        "versions.told.support",
        ["There is no person 'kym'", "nearest: kim", "does not say what 'kim' is supported by"],
    ),
    "unknown person served": (
        "to_week: 3, quantity",
        "to_week: 3, person: tim, quantity",
        "versions.told.services.1.person",
        ["There is no person 'tim'", "allowed: kim"],
    ),
    "unknown offer": (
        "to_week: 3, quantity",
        "to_week: 3, offer: ibu, quantity",
        "versions.told.services.1.offer",
        ["There is no offer 'ibu'", "nearest: ibbu"],
    ),
    "psychologist without a diagnosis": (
        "    diagnosis: anxiety\n",
        "",
        "versions.told.services.1.activity",
        ["Who pays the psychologist depends on the diagnosis", "Add 'diagnosis:' to the person"],
    ),
    "unknown scenario": ("scenario: tiny", "scenario: tinny", "scenario", ["There is no scenario 'tinny'", "nearest: tiny"]),
    "unknown source": (
        "quantity: {value: 2, unit: per_week, source: REH-031}",
        "quantity: {value: 2, unit: per_week, source: REH-999}",
        "versions.told.services.0.quantity.source",
        ["The source 'REH-999' is unknown", "or 'assumption' with a note"],
    ),
    "unknown source of a spell": (
        "state: education_benefit, source: REH-027",
        "state: education_benefit, source: RHE-027",
        "versions.told.support.kim.0.source",
        ["The source 'RHE-027' is unknown", "nearest: REH-027"],
    ),
    "assumption without a note": (
        "state: education_benefit, source: REH-027",
        "state: education_benefit, source: assumption",
        "versions.told.support.kim.0",
        ["An assumption needs a 'note' that says what it rests on"],
    ),
    "assumption without a range": (
        "quantity: {value: 2, unit: per_week, source: REH-031}",
        "quantity: {value: 2, unit: per_week, source: assumption}",
        "versions.told.services.0.quantity",
        ["An assumption needs a range"],
    ),
    "assumed version without a note": (
        "basis: told",
        "basis: assumed",
        "versions.told",
        ["A version that is assumed needs a 'note_da' and a 'note_en'"],
    ),
    "unknown key": (
        "    services:",
        "    service:",
        "versions.told.service",
        ["The key 'service' is unknown here", "nearest: services"],
    ),
    "bare age": (
        "age: {value: 22, unit: years, source: REH-027}",
        "age: 22",
        "people.kim.age",
        ["with its unit and its source", "{value: …, unit: years, source: …}"],
    ),
    "illegal move": (
        "state: job, hours: part",
        "state: sickness_benefit",
        "versions.told.support.kim.1.state",
        ["The move from 'education_benefit' to 'sickness_benefit' is illegal", "needs a job or a right to dagpenge"],
    ),
    "uddannelseshjælp at thirty": (
        "age: {value: 22,",
        "age: {value: 30,",
        "versions.told.support.kim.0.state",
        ["The law does not give 'education_benefit' in week 0, at the age of 30 and over", "kontanthjælp for others"],
    ),
    "three versions": (
        "versions:\n",
        "versions:\n  a: {title_da: A, title_en: A, basis: told, support: {kim: []}}\n  b: {title_da: A, title_en: A, basis: told, support: {kim: []}}\n",
        "versions",
        ["at most 2"],
    ),
    "an empty support": (
        "        - {from_week: 0, to_week: 9, state: education_benefit, source: REH-027}\n        - {from_week: 10, to_week: 19, state: job, hours: part, source: REH-027}\n",
        "        []\n",
        "versions.told.support.kim",
        ["is an empty list"],
    ),
}  # fmt: skip


def problems_of(tmp_path, text):
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return check_case(path)


def test_the_good_case_is_good(tmp_path):
    assert problems_of(tmp_path, GOOD) == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_mistake(tmp_path, mistake):
    before, after, field, shown = MISTAKES[mistake]
    assert before in GOOD
    problems = problems_of(tmp_path, GOOD.replace(before, after, 1))
    message = str(InputError(problems))
    assert field in {problem.field for problem in problems}, message
    for part in shown:
        assert part in re.sub(r"\n\s+(\w+):\s+", r" \1: ", message), message


def test_the_line_is_told(tmp_path):
    problems = problems_of(tmp_path, GOOD.replace("state: education_benefit", "state: benefit"))
    line = GOOD[: GOOD.index("state: education_benefit")].count("\n") + 1
    assert problems[0].file.endswith(f"mine.yaml:{line}")


def test_the_line_of_a_support_that_the_law_does_not_give_is_told(tmp_path):
    problems = problems_of(tmp_path, GOOD.replace("{value: 22,", "{value: 17,"))
    line = GOOD[: GOOD.index("state: education_benefit")].count("\n") + 1
    assert problems[0].file.endswith(f"mine.yaml:{line}")
    assert "at the age of under 18" in problems[0].what


def test_all_mistakes_are_told_at_once(tmp_path):
    text = GOOD.replace(SECOND, SECOND.replace("10", "8")).replace("home_support_hour", "home_hour")
    text = text.replace("source: REH-027}", "source: REH-998}")
    what = " ".join(problem.what for problem in problems_of(tmp_path, text))
    for part in ("overlaps", "no activity 'home_hour'", "'REH-998' is unknown"):
        assert part in what


def test_an_unknown_case_is_told_with_the_nearest():
    with pytest.raises(InputError, match="There is no case 'luise'") as caught:
        price_case("luise")
    assert caught.value.problems[0].nearest == "louise"
