"""A dated run that crosses a reform says so in everything a reader sees."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from ungespor.base.errors import InputError, Problem
from ungespor.cli.options import app
from ungespor.evaluation.compare_regimes import compare_regimes
from ungespor.pipeline import live, priced
from ungespor.report.notes import birth_line, cautions
from ungespor.report.page import render_page
from ungespor.report.tables import price_note
from ungespor.scenario.load import load_scenario

SMALL = {"people": 9, "replications": 2}


@pytest.fixture(scope="module")
def crossing():
    start = {"start_date": datetime.date(2024, 9, 2), "pricing": "dated"}
    loaded = load_scenario("tiny", SMALL | start)
    lives = live(loaded)
    return priced(loaded, lives), lives


def test_the_manifest_lists_the_regimes(crossing):
    manifest = crossing[0].manifest
    assert manifest["pricing"] == "dated"
    assert [span["regime"] for span in manifest["regimes"]] == ["pre_2025H2", "post_2025H2"]
    assert manifest["regimes"][1]["first"] == "2025H2"


@pytest.mark.parametrize(("language", "words"), [("da", "krydser en reform"), ("en", "crosses a reform")])
def test_text_and_page_say_that_a_reform_is_crossed(crossing, language, words):
    run, lives = crossing
    result = run.result
    assert any(words in line and "post_2025H2 2025H2–" in line for line in cautions(result, language))
    assert words in render_page(result, lives, language)
    assert "post_2025H2" in price_note(result, language)
    assert "post_2025H2" in birth_line(run.manifest, 0.035, language)


def test_a_frozen_run_says_nothing_of_reforms(crossing):
    _, lives = crossing
    frozen = priced(load_scenario("tiny", SMALL), lives)
    assert not any("reform" in line for line in cautions(frozen.result, "da"))
    assert birth_line(frozen.manifest, 0.035, "da").startswith("Regler: pre_2025H2 ·")


def test_the_same_people_under_two_sets_of_rules():
    found = compare_regimes(["tiny"], ("pre_2025H2", "post_2025H2"), people=20, replications=2, pricing="dated")
    assert [side["label"] for side in found["scenarios"]] == ["pre_2025H2", "post_2025H2"]
    assert found["disagreements"] == {}
    first, second = (side["payers"]["kommune"]["net_dkk"]["per_participant"]["mean"] for side in found["scenarios"])
    assert abs(second - first) > 1, "the rules must matter to somebody"
    changed = found["by_rules"][0]["payers"]["kommune"]
    assert changed["net_dkk_per_participant"]["mean"] == pytest.approx(second - first)
    assert sum(changed["by_account"].values()) == pytest.approx(second - first)
    with pytest.raises(InputError, match="two sets of rules are the same"):
        compare_regimes(["tiny"], ("pre_2025H2", "pre_2025H2"))


def test_saved_lives_that_do_not_fit_the_rules_are_refused(tmp_path, monkeypatch):
    def fit(lived, priced):
        if (lived.name, priced.name) == ("pre_2019", "pre_2025H2"):
            raise InputError(Problem("These lives do not fit."))

    saved = SimpleNamespace(loaded=load_scenario("tiny", {"regime": "pre_2019"}), trajectories=None)
    monkeypatch.setattr("ungespor.evaluation.compare_regimes.same_lives", fit)
    monkeypatch.setattr("ungespor.evaluation.compare_regimes.read_run_folder", lambda _: saved)
    with pytest.raises(InputError, match="do not fit"):
        compare_regimes([tmp_path], ("pre_2025H2", "post_2025H2"))


def test_two_sets_of_rules_are_for_one_scenario():
    with pytest.raises(InputError, match="compared for one scenario"):
        compare_regimes(["tiny", "ibbu_nord"], ("pre_2025H2", "post_2025H2"))


def test_the_command_takes_regime_and_pricing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    options = ["--people", "9", "--replications", "1", "--regime", "post_2025H2", "--pricing", "dated", "--json"]
    answer = CliRunner().invoke(app, ["run", "tiny", *options])
    assert answer.exit_code == 0, answer.output
    assert '"regime": "post_2025H2"' in answer.stdout
    assert '"pricing": "dated"' in answer.stdout


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"regime": "post_2025H1"}, ["The regime is not known.", "nearest: post_2025H2"]),
        ({"circumstances": {"special_place": "yes"}}, ["'special_place' is unknown", "nearest: special_places"]),
        ({"circumstances": {"work_history": "lang"}}, ["'work_history' is never 'lang'", "nearest: long"]),
        ({"refusion_status": {"job_seeking": "neutral"}}, ["refusion_status", "job_seeking"]),
        ({"refusion_status": {"sickness_benefit": "self_support"}}, ["stays on the clock", "education"]),
        ({"pricing": "dates"}, ["pricing", "dates"]),
    ],
)
def test_a_mistake_about_rules_is_explained(fields, words):
    with pytest.raises(InputError) as caught:
        load_scenario("tiny", fields)
    for part in words:
        assert part in str(caught.value)


def test_reading_education_otherwise_moves_the_clock():
    def in_first_weeks(status):
        fields = {"people": 40, "replications": 2, "refusion_status": {"education": status, "job": status}}
        activities = live(load_scenario("tiny", fields)).activities
        first = [number for number, cell in enumerate(activities.cells) if cell.refusion_band == 1]
        return int(activities.quantity[..., first].sum())

    assert in_first_weeks("neutral") < in_first_weeks("self_support")
