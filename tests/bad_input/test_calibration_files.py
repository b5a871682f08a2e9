"""What is told about a calibration that cannot be made: every mistake, where it is, and how to repair it."""

from __future__ import annotations

import shutil

import pytest

from ungespor.base.errors import InputError
from ungespor.base.paths import scenarios_folder
from ungespor.evaluation.calibration.calibrate import calibrate
from ungespor.evaluation.calibration.plan import load_prior
from ungespor.evaluation.calibration.statistic import read_statistics
from ungespor.scenario.load import load_scenario
from ungespor.scenario.targets import load_targets

TARGETS, PLAN, BASELINE = "targets/baseline.yaml", "calibration/danish_youth.yaml", "baseline/danish_youth.yaml"


@pytest.fixture
def broken(tmp_path):
    """Return a function that replaces a text once in a copy of the scenarios."""
    folder = tmp_path / "scenarios"
    shutil.copytree(scenarios_folder(), folder)
    for path in (folder / "targets").glob("*.yaml"):
        if path.name != "baseline.yaml":
            path.unlink()

    def replace(file, old, new):
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return replace


def words(refused):
    return str(refused.value)


def test_a_statistic_of_an_unknown_kind(broken):
    folder = broken(TARGETS, "kind: after_leaving", "kind: after_leavin")
    with pytest.raises(InputError) as refused:
        read_statistics(load_targets(folder, "fit"))
    assert "There is no statistic of this kind." in words(refused)
    assert "targets.stock_left_for_good.statistic.kind" in words(refused)
    assert "nearest: after_leaving" in words(refused)


def test_an_unknown_state_in_a_statistic(broken):
    folder = broken(TARGETS, "{state: education_benefit, entry: stock}", "{state: education_benefits, entry: stock}")
    with pytest.raises(InputError) as refused:
        read_statistics(load_targets(folder, "fit"))
    assert "This name is not among those allowed here." in words(refused)
    assert "Write 'education_benefit' instead." in words(refused)


def test_an_unknown_key_in_a_statistic(broken):
    folder = broken(TARGETS, "within_weeks: 52, states", "in_weeks: 52, states")
    with pytest.raises(InputError) as refused:
        read_statistics(load_targets(folder, "fit"))
    assert "This key is unknown here." in words(refused)
    assert "This key is missing." in words(refused)


def test_a_target_without_a_standard_error(broken):
    folder = broken(TARGETS, "    standard_error: 0.005\n", "")
    with pytest.raises(InputError) as refused:
        calibrate(folder=folder)
    assert "The target 'stock_left_for_good' has no 'standard_error'." in words(refused)


def test_a_target_with_two_roles(broken):
    folder = broken(TARGETS, "role: fit", "role: [fit, score]")
    with pytest.raises(InputError) as refused:
        calibrate(folder=folder)
    assert "The target 'stock_left_for_good' must have exactly one role." in words(refused)
    assert "written: fit, score" in words(refused)


def test_a_field_that_does_not_exist(broken):
    folder = broken(PLAN, "[frailty.foothold_sd]", "[frailty.foothold]")
    with pytest.raises(InputError) as refused:
        load_prior("danish_youth", folder)
    assert "The baseline has no field 'frailty.foothold' that can be fitted." in words(refused)
    assert "Write 'frailty.foothold_sd'." in words(refused)


def test_fields_of_one_line_with_different_ranges(broken):
    folder = broken(
        PLAN, "[transitions.benefit_to_job.hazard", "[frailty.relapse_sd, transitions.benefit_to_job.hazard"
    )
    with pytest.raises(InputError) as refused:
        load_prior("danish_youth", folder)
    assert "The fields of 'benefit_to_job' share one value but have different ranges in the baseline." in words(refused)


def test_a_calibration_that_does_not_exist():
    with pytest.raises(InputError) as refused:
        calibrate("danish_youths")
    assert "There is no calibration 'danish_youths'." in words(refused)
    assert "Write danish_youth." in words(refused)


def test_a_posterior_that_does_not_exist_or_has_no_such_column(broken, tmp_path):
    folder = broken(BASELINE, "effect_cap: {value: 5, ", "effect_cap: {posterior: knwon, value: 5, ")
    (folder / "baseline" / "known.csv").write_text("baseline.other\n1\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_scenario("ibbu_nord", scenarios=folder)
    assert "There is no posterior 'knwon'." in words(refused)
    assert "Write 'known'." in words(refused)
    broken(BASELINE, "posterior: knwon", "posterior: known")
    with pytest.raises(InputError) as refused:
        load_scenario("ibbu_nord", scenarios=folder)
    assert "The posterior 'known' has no column for this field." in words(refused)
    (folder / "baseline" / "known.csv").write_text("baseline.effect_cap\nmany\n", encoding="utf-8")
    from ungespor.scenario import posterior

    posterior._table.cache_clear()
    with pytest.raises(InputError) as refused:
        load_scenario("ibbu_nord", scenarios=folder)
    assert "is no table of numbers under a heading" in words(refused)
