"""One broken scenario for each mistake, and the words the user must see."""

import re
import time
from pathlib import Path

import pytest

from ungespor.base.errors import InputError
from ungespor.scenario.load import check_scenario, load_scenario
from ungespor.scenario.reader import MOST_BYTES, MOST_LEVELS

FILES = Path(__file__).parent / "files"
LIBRARY = Path(__file__).parents[1] / "unit" / "scenario" / "library"
FOLDERS = {"scenarios": LIBRARY / "scenarios", "cost_tables": LIBRARY / "cost_tables"}

# File: line, field, and words that must be shown.
EXPECTED = {
    "arm_names_no_offer": (3, "arms.intervention", ["which is not among 'offers'", "nearest: talks"]),
    "assumption_without_range": (3, "baseline.effect_cap", ["An assumption needs a range", "'low' and 'high'"]),
    "bare_number": (2, "discount_rate", ["with its unit and its source", "written: 0.035", "unit: share_per_year"]),
    "benefit_below_eighteen": (
        7,
        "population.feeders.benefit.states_under_age.education_benefit",
        ["Nobody below 18 can be in the state 'education_benefit'", "written: value: 0.5", "belongs under 'states'"],
    ),
    "binary": (None, None, ["not text in UTF-8"]),
    "broken_yaml": (3, None, ["not valid YAML", "indentation"]),
    "cycle_a": (None, "extends", ["in a circle: cycle_a extends cycle_b extends cycle_a", "stand on its own"]),
    "cycle_b": (None, "extends", ["in a circle: cycle_b extends cycle_a extends cycle_b"]),
    "danish_comma": (
        3,
        "baseline.effect_cap.value",
        ["written: '2,5'", "Write 2.5: decimals are written with a point"],
    ),
    "duplicate_key": (4, "people", ["'people' is written twice", "the first is in line 2"]),
    "empty": (None, None, ["The file is empty", "Write lines such as"]),
    "explodes": (2, None, ["anchors and aliases are not allowed", "written: &a"]),
    "extends_itself": (1, "extends", ["extends_itself extends extends_itself"]),
    "extends_misspelt": (1, "extend", ["'extend' is unknown", "nearest: extends"]),
    "forgotten_unit": (2, "discount_rate.unit", ["'unit' is missing", "replaced whole"]),
    "illegal_move": (
        7,
        "baseline.transitions.forbidden.hazard_per_week",
        ["from 'education_benefit' to 'cash_benefit' is illegal", "value: 0.001", "nobody below 30 has a right to it"],
    ),
    "infinite": (3, "baseline.effect_cap.high", ["must be finite", "written: inf"]),
    "list_at_top": (None, None, ["does not hold a mapping", "people: 40"]),
    "negative_hazard_in_base": (
        6,
        "baseline.transitions.job_loss.hazard_per_week.value",
        ["'value' is -0.01, below the smallest allowed, 0", "Write a number from 0 to 5"],
    ),
    "negative_share": (4, "population.traits.women.value", ["written: -0.1", "allowed: 0 to 1"]),
    "no_such_day": (2, "start_date", ["written: '2022-02-30'", "a date that exists, such as 2022-03-01"]),
    "not_a_number": (3, "baseline.effect_cap.value", ["must be finite", "written: nan"]),
    "nothing_said_of_adults": (
        4,
        "population.feeders.school.states",
        ["people are of age, but the feeder 'school' does not say how they live", "Add 'states' with shares"],
    ),
    "nothing_said_of_minors": (
        None,
        "population.feeders.benefit.states_under_age",
        ["people are under age, but the feeder 'benefit'", "of age from 18", "Add 'states_under_age' with shares"],
    ),
    "number_in_quotes": (3, "baseline.effect_cap.value", ["A number is needed", "Write 2.5 without quotation marks"]),
    "offer_listed_twice": (2, "offers", ["'talks' is listed twice", "another name with 'name:'"]),
    "offers_as_mapping": (2, "offers", ["must be a list of names"]),
    "only_a_comment": (None, None, ["The file is empty"]),
    "percent": (4, "population.traits.women.value", ["written: '64 %'", "Write 0.64"]),
    "removes_nothing": (4, "baseline.transitions.jobloss", ["no 'jobloss' to remove", "nearest: job_loss"]),
    "runs_code": (2, None, ["tags are not allowed: they can run code", "os.system", "Remove the tag"]),
    "share_above_one": (
        6,
        "offers.talks.course.attendance.value",
        ["'value' is 64, above the largest allowed, 1", "If 64 % is meant, write 0.64"],
    ),
    "shares_do_not_add_up": (5, "baseline.work", ["'hours_at_start' add up to 1.5, but must add up to 1"]),
    "shares_of_minors_do_not_add_up": (
        None,
        "population.feeders.benefit",
        ["'states_under_age' add up to 0.9, but must add up to 1"],
    ),
    "staff_leaves_too_early": (
        7,
        "offers.talks.programme.operating_weeks",
        ["People come for 40 weeks, but the staff of 'talks' is paid for 30", "allowed: at least 40 (intake_weeks)"],
    ),
    "text_for_a_year": (2, "price_year", ["A whole number is needed", "written: 'next'"]),
    "true_for_a_number": (2, "people", ["A whole number is needed", "written: true", "are not numbers"]),
    "two_documents": (2, None, ["more than one document"]),
    "unknown_extends": (1, "extends", ["no scenario 'goood'", "nearest: good"]),
    "unknown_key": (2, "horizon_yeras", ["'horizon_yeras' is unknown", "nearest: horizon_years", "allowed: name, "]),
    "unknown_key_deep": (
        5,
        "baseline.transitions.job_loss.hazard_per_wek",
        ["allowed: from, to, hazard_per_week", "nearest: hazard_per_week"],
    ),
    "unknown_offer": (2, "offers", ["no file 'offers/talk.yaml'", "allowed: talks, usual", "nearest: talks"]),
    "unknown_part": (2, "population", ["no file 'populations/fwe.yaml'", "nearest: few"]),
    "unknown_regime": (2, "regime", ["written: make_up", "nearest: made_up"]),
    "unknown_source": (3, "baseline.effect_cap.source", ["'made_up_statistics' is unknown", "or 'assumption'"]),
    "unknown_state": (
        5,
        "baseline.transitions.job_loss.to",
        ["written: 'educaton_benefit'", "allowed: school, education", "nearest: education_benefit"],
    ),
    "unknown_state_as_key": (
        5,
        "population.history.weeks_in_state.sickness_benefits",
        ["is not among the names allowed here", "nearest: sickness_benefit"],
    ),
    "missing_source": (3, "baseline.effect_cap.source", ["'source' is missing", "Add 'source:'"]),
    "wrong_unit": (
        5,
        "baseline.transitions.job_loss.hazard_per_week.unit",
        ["Unit is 'per_month', but this field is in 'per_week'", "Convert the number to 'per_week'"],
    ),
    "yes_for_a_number": (3, "baseline.effect_cap.value", ["written: 'yes'", "Write a number"]),
    "zero_people": (2, "people", ["The number is too small", "allowed: at least 1"]),
}
WITH_TWO_MISTAKES = {"two_mistakes_in_two_files", "everything_at_once"}


def words_of(path):
    """Return what the user sees, with the layout's spaces made single."""
    problems = check_scenario(path, **FOLDERS)
    assert problems
    return re.sub(r" +", " ", str(InputError(problems)))


def test_every_broken_file_is_tested():
    assert {file.stem for file in FILES.glob("*.yaml")} == EXPECTED.keys() | WITH_TWO_MISTAKES


def test_a_good_file_passes():
    assert check_scenario("good", **FOLDERS) == []


@pytest.mark.parametrize("name", EXPECTED)
def test_the_words_for(name):
    line, field, words = EXPECTED[name]
    problems = check_scenario(FILES / f"{name}.yaml", **FOLDERS)
    shown = re.sub(r" +", " ", str(problems[0]))
    assert len(problems) == 1
    assert problems[0].field == field
    if line is not None:
        assert f"{name}.yaml:{line}\n" in f"{shown}\n"
    for word in words:
        assert word in shown


def test_the_same_words_in_other_situations_do_not_hide_behind_the_type():
    everything = [str(check_scenario(FILES / f"{name}.yaml", **FOLDERS)[0]) for name in EXPECTED]
    assert len(set(everything)) == len(everything)


def test_code_in_a_tag_never_runs(capfd):
    check_scenario(FILES / "runs_code.yaml", **FOLDERS)
    assert "never run" not in capfd.readouterr().out


def test_mistakes_in_two_files_are_told_together():
    shown = words_of(FILES / "two_mistakes_in_two_files.yaml")
    assert "2 problems found" in shown
    assert "negative_hazard_in_base.yaml:6" in shown
    assert "two_mistakes_in_two_files.yaml:3" in shown
    assert "nearest: people" in shown


def test_mistakes_of_every_kind_are_told_together():
    problems = check_scenario(FILES / "everything_at_once.yaml", **FOLDERS)
    fields = {problem.field for problem in problems}
    assert fields == {
        "seed",
        "pepole",
        "regime",
        "discount_rate.source",
        "population",
        "baseline.transitions.job_loss.to",
        "offers.talks.course.attendance.unit",
    }


def test_a_huge_file_is_refused(tmp_path):
    huge = tmp_path / "huge.yaml"
    huge.write_text("extends: good\n# " + "x" * MOST_BYTES)
    assert "too large" in words_of(huge)
    assert f"at most {MOST_BYTES:,} bytes" in words_of(huge)


@pytest.mark.parametrize("bracket", ["[", "{a: "])
def test_very_deep_nesting_is_refused_at_once(tmp_path, bracket):
    deep = tmp_path / "deep.yaml"
    deep.write_text("people: " + bracket * 100_000)
    start = time.process_time()  # not by the clock on the wall: other tests run beside this one
    shown = words_of(deep)
    assert "nested too deeply" in shown
    assert f"at most {MOST_LEVELS} levels" in shown
    assert time.process_time() - start < 5


def test_a_folder_is_not_a_scenario(tmp_path):
    with pytest.raises(InputError, match="This is a folder, not a file"):
        load_scenario(tmp_path, **FOLDERS)


def test_a_missing_file_offers_the_nearest_one_beside_it():
    with pytest.raises(InputError, match=r"nearest: .*unknown_key.yaml"):
        load_scenario(FILES / "unknown_kye.yaml", **FOLDERS)


def test_a_missing_name_offers_the_nearest_name():
    with pytest.raises(InputError, match=r"There is no scenario 'godo'[\s\S]*nearest: good"):
        load_scenario("godo", **FOLDERS)


@pytest.mark.parametrize("name", ["", "x" * 5000, "a\0b", "../../../etc/passwd", "."])
def test_a_strange_name_is_a_problem_and_no_crash(name):
    with pytest.raises(InputError):
        load_scenario(name, **FOLDERS)


def test_an_unknown_field_on_the_command_line_says_so():
    with pytest.raises(InputError, match=r"'peple' is unknown[\s\S]*command line[\s\S]*nearest: people"):
        load_scenario("good", {"peple": 3}, **FOLDERS)


def test_control_characters_never_reach_the_terminal(tmp_path):
    path = tmp_path / "colours.yaml"
    path.write_text('extends: good\n"peo\\e[31mple": 3\n')
    assert "\x1b" not in words_of(path)


def test_a_thousand_mistakes_are_not_all_printed(tmp_path):
    path = tmp_path / "many.yaml"
    path.write_text("extends: good\n" + "".join(f"mistake_{number}: 1\n" for number in range(1000)))
    shown = words_of(path)
    assert "1000 problems found" in shown
    assert "… and 950 more" in shown
