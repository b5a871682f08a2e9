"""One broken file of targets for each mistake, and the words the user must see."""

from __future__ import annotations

import pytest

from ungespor.base.errors import InputError
from ungespor.evaluation.validate import validate
from ungespor.scenario.target_checks import programme_problems
from ungespor.scenario.targets import load_targets

FACTS = "fact_id,document,place,population,value,unit,n,note\nX-1,A note,page 1,all,0.4,share,100,counted\n"
HEAD = "name: here\nsummary: What is held against it.\nprogramme: ibbu_nord\ntargets:\n  one:\n"
SCORE = {
    "title_da": "Noget",
    "title_en": "Something",
    "role": "score",
    "value": "0.4",
    "unit": "share",
    "standard_error": "0.05",
    "source": "X-1",
    "tau": "0.02",
    "tau_reason": "Counted in another way.",
    "statistic": "{indicator: {indicator: job_or_education, weeks: 4}}",
}
PATTERN = {
    "title_da": "Noget",
    "title_en": "Something",
    "role": "pattern",
    "pattern": "3",
    "relation": "above",
    "bound": "0",
    "unit": "share",
    "source": "X-1",
    "note": "A sign.",
    "statistic": "{starts: {}}",
}


@pytest.fixture
def told(tmp_path):
    """Return a function that writes one target and returns what is said about it."""

    def tell(fields, **changes):
        (tmp_path / "targets").mkdir(exist_ok=True)
        (tmp_path / "facts.csv").write_text(FACTS, encoding="utf-8")
        given = {key: value for key, value in (fields | changes).items() if value is not None}
        lines = [f"    {key}: {value}\n" for key, value in given.items()]
        (tmp_path / "targets" / "here.yaml").write_text(HEAD + "".join(lines), encoding="utf-8")
        with pytest.raises(InputError) as error:
            load_targets(tmp_path)
        return " ".join(str(error.value).split())

    return tell


def indicator(**arguments):
    given = {"indicator": "job_or_education", "weeks": 4} | arguments
    return "{indicator: {" + ", ".join(f"{key}: {value}" for key, value in given.items()) + "}}"


MISTAKES = {
    "tau of a share": (SCORE, {"tau": "0.031"}, ["targets.one.tau", "written: 0.031", "at most 0.03, for a share"]),
    "tau of points": (
        SCORE,
        {"unit": "who5_points", "value": "-40", "tau": "6.1"},
        ["written: 6.1", "at most 6, which is 15% of the value", "shown as failing, and explained"],
    ),
    "no reason for tau": (SCORE, {"tau_reason": None}, ["'one' has no 'tau_reason'", "Add 'tau_reason:'"]),
    "two roles": (SCORE, {"role": "[fit, score]"}, ["exactly one role", "written: fit, score", "fit, score, pattern"]),
    "unknown key": (SCORE, {"standard_eror": "0.1"}, ["'standard_eror' is unknown", "nearest: standard_error"]),
    "negative error": (SCORE, {"standard_error": "-0.1"}, ["'standard_error' must not be negative"]),
    "a word for a number": (SCORE, {"value": "many"}, ["A number is needed here", "targets.one.value", "many"]),
    "unknown source": (SCORE, {"source": "X-2"}, ["The source 'X-2' is unknown", "nearest: X-1"]),
    "no bound": (PATTERN, {"bound": None}, ["'one' has no 'bound'"]),
    "no relation": (PATTERN, {"relation": "over"}, ["'over' is no relation", "above, at_least, below, at_most"]),
    "no statistic": (PATTERN, {"statistic": "starts"}, ["A statistic is a mapping"]),
    "unknown statistic": (
        SCORE,
        {"statistic": "{indikator: {indicator: job, weeks: 4}}"},
        ["here.yaml:15", "targets.one.statistic.indikator", "'indikator' is unknown here", "nearest: indicator"],
    ),
    "two statistics": (
        PATTERN,
        {"statistic": "{starts: {}, waiting_weeks: {}}"},
        ["Name exactly one statistic", "written: waiting_weeks, starts"],
    ),
    "empty statistic": (PATTERN, {"statistic": "{programme: tiny}"}, ["Name exactly one statistic", "written: none"]),
    "unknown argument": (
        SCORE,
        {"statistic": indicator(week=4)},
        ["targets.one.statistic.indicator.week", "nearest: weeks"],
    ),
    "an offset that is not measured": (
        SCORE,
        {"statistic": indicator(weeks=5)},
        ["targets.one.statistic.indicator.weeks", "5 is not among the names allowed here", "-4, 4, 13, 26, 52"],
    ),
    "unknown indicator": (
        SCORE,
        {"statistic": indicator(indicator="job_or_eduction")},
        ["'job_or_eduction' is not among", "nearest: job_or_education"],
    ),
    "unknown state in the second statistic": (
        PATTERN,
        {"minus": "{exits: {states: [jbo]}}"},
        ["targets.one.minus.exits.states.0", "'jbo' is not among", "nearest: job"],
    ),
    "unknown argument of what it is divided by": (
        PATTERN,
        {"statistic": "{starts: {}, over: {starts: {arms: control}}}"},
        ["targets.one.statistic.over.starts.arms", "nearest: arm"],
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_words_for_each_mistake(told, mistake):
    fields, changes, words = MISTAKES[mistake]
    message = told(fields, **changes)
    for each in words:
        assert each in message


def test_all_mistakes_are_told_at_once(told):
    message = told(SCORE, tau="0.5", statistic=indicator(weeks=5, arm="both"))
    assert "3 problems found" in message


def test_a_target_about_no_programme(tmp_path):
    (tmp_path / "targets").mkdir()
    (tmp_path / "programmes").mkdir()
    (tmp_path / "programmes" / "ibbu_nord.yaml").write_text("name: ibbu_nord\n", encoding="utf-8")
    (tmp_path / "facts.csv").write_text(FACTS, encoding="utf-8")
    other = PATTERN | {"statistic": "{starts: {}, over: {starts: {}, programme: ibbu_mord}}"}
    lines = "".join(f"    {key}: {value}\n" for key, value in other.items())
    text = HEAD.replace("programme: ibbu_nord", "programme: ibbu_nordd") + lines
    (tmp_path / "targets" / "here.yaml").write_text(text, encoding="utf-8")
    problems = [str(problem) for problem in programme_problems(load_targets(tmp_path), tmp_path)]
    assert len(problems) == 2
    assert "programme that does not exist" in problems[0]
    assert "nearest: ibbu_nord" in problems[0]
    assert "targets.one.statistic.over.programme" in problems[1]


def test_a_programme_without_targets():
    with pytest.raises(InputError) as error:
        validate(["ibbu_nort"])
    assert "There are no targets for 'ibbu_nort'" in str(error.value)
    assert "nearest: ibbu_nord" in str(error.value)
