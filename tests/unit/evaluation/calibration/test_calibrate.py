"""Does a calibration find parameters that are known, and are its folder and its report in order?"""

from __future__ import annotations

import csv
import dataclasses
import json
import shutil

import numpy as np
import pytest
import yaml

from ungespor.base.errors import InputError
from ungespor.base.paths import scenarios_folder
from ungespor.evaluation.calibration.calibrate import calibrate
from ungespor.evaluation.calibration.plan import load_prior
from ungespor.evaluation.calibration.posterior import Posterior
from ungespor.evaluation.calibration.sampler import Settings, sample
from ungespor.report.calibration_text import print_calibration
from ungespor.report.terminal import make_console
from ungespor.scenario.targets import load_targets

SMALL = Settings(walkers=16, block_steps=20, blocks=4, burn_blocks=1)
NEW = "transitions.new_drop_out_to_"
FIELDS = {
    "to_pension": ["transitions.resource_to_pension.hazard_per_week"],
    "to_flex": ["transitions.resource_to_flex_waiting.hazard_per_week"],
    "late": [f"{NEW}{goal}.duration_ratios.1" for goal in ("benefit", "cash", "self_support", "job")],
    "early": [f"{NEW}{goal}.hazard_per_week" for goal in ("benefit", "cash")],
}
KEPT = ("resource_to_pension", "resource_to_flex", "new_students_drop_out", "early_drop_out", "composition_back")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Return a folder of scenarios with a small calibration of its own."""
    folder = tmp_path_factory.mktemp("scenarios") / "scenarios"
    shutil.copytree(scenarios_folder(), folder)
    plan = yaml.safe_load((folder / "calibration" / "danish_youth.yaml").read_text(encoding="utf-8"))
    plan["fields"] = FIELDS
    (folder / "calibration" / "danish_youth.yaml").write_text(yaml.dump(plan, sort_keys=False), encoding="utf-8")
    targets = yaml.safe_load((folder / "targets" / "baseline.yaml").read_text(encoding="utf-8"))
    targets["targets"] = {name: targets["targets"][name] for name in KEPT}
    for path in (folder / "targets").glob("*.yaml"):
        path.unlink()
    (folder / "targets" / "baseline.yaml").write_text(yaml.dump(targets, sort_keys=False), encoding="utf-8")
    return folder


def posterior_of(folder, values=None, error=None):
    targets = [target for target in load_targets(folder, "fit") if target.id != "composition_back"]
    if values is not None:
        targets = [
            dataclasses.replace(target, value=value, standard_error=error, tau=0.0)
            for target, value in zip(targets, values, strict=True)
        ]
    return Posterior(load_prior("danish_youth", folder), targets, (1, 1))


@pytest.mark.slow
def test_known_parameters_are_recovered(small):
    """Simulation-based: truths from the prior, figures with noise, and how often an interval holds the truth."""
    luck = np.random.default_rng(11)
    plain = posterior_of(small)
    inside, ranks = [], []
    for number in range(20):
        truth = luck.standard_normal((1, plain.size))
        figures = plain.expected(truth)[0] + 0.02 * luck.standard_normal(4)
        posterior = posterior_of(small, figures, 0.02)
        chain = sample(posterior.log_density, posterior.approximation(), SMALL, number)
        low, high = np.quantile(chain.flat(), (0.05, 0.95), axis=0)
        inside.append((low < truth[0]) & (truth[0] < high))
        ranks.append((chain.flat() < truth).mean(axis=0))
    # Parameters of one truth are dependent: the truths alone are counted.
    assert abs(np.mean(inside) - 0.9) < 4 * np.sqrt(0.9 * 0.1 / len(inside))
    assert abs(np.mean(ranks) - 0.5) < 4 * np.sqrt(1 / 12 / len(ranks))
    assert np.std(ranks) < np.sqrt(1 / 12) * 1.35


def test_figures_without_error_bring_the_truth_back(small):
    truth = np.array([[0.5, -0.5, 0.3, -0.2]])
    posterior = posterior_of(small, posterior_of(small).expected(truth)[0], 1e-4)
    mode = posterior.approximation().centre
    assert np.allclose(posterior.expected(mode[None])[0], posterior.expected(truth)[0], atol=2e-4)
    assert np.allclose(mode[2:], truth[0, 2:], atol=0.02)


def test_without_figures_the_posterior_is_the_prior(small):
    posterior = Posterior(load_prior("danish_youth", small), ())
    places = np.array([[0.0, 0.0, 0.0, 0.0], [1.0, -2.0, 0.0, 0.5]])
    assert np.allclose(posterior.log_density(places), [0, -(1 + 4 + 0.25) / 2])
    first = load_prior("danish_youth", small).parameters[0]
    ends = posterior.natural(np.array([[-1.959964] * 4, [1.959964] * 4]))[:, 0]
    assert np.allclose(ends, [first.low, first.high], rtol=1e-5)


@pytest.fixture(scope="module")
def done(small, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "calibration"
    return calibrate(out=out, seed=5, draws=50, settings=SMALL, folder=small), out


def test_fields_of_one_line_share_one_value_and_rows_are_joint(done):
    finished, out = done
    with (out / "posterior.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 50
    assert set(rows[0]) == {f"baseline.{field}" for fields in FIELDS.values() for field in fields}
    for column, fields in zip(finished.draws.T, FIELDS.values(), strict=True):
        for field in fields:
            assert np.allclose([float(row[f"baseline.{field}"]) for row in rows], column, rtol=1e-5)


def test_the_same_seed_gives_the_same_posterior_without_and_with_a_folder(small, done):
    finished, _ = done
    again = calibrate(seed=5, draws=50, settings=SMALL, folder=small)
    assert np.array_equal(again.draws, finished.draws)
    other = calibrate(seed=6, draws=50, settings=SMALL, folder=small)
    assert not np.isin(other.draws, finished.draws).any()


def test_the_folder_tells_whose_it_is(small, done, tmp_path):
    _, out = done
    with pytest.raises(InputError) as refused:
        calibrate(out=out, seed=6, draws=50, settings=SMALL, folder=small)
    assert "The folder belongs to another calibration" in str(refused.value)
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        calibrate(out=tmp_path, seed=5, draws=50, settings=SMALL, folder=small)
    assert "something else than a calibration" in str(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_the_report_says_what_was_found_and_what_was_not(small, done):
    finished, out = done
    report = finished.report
    assert json.loads((out / "report.json").read_text(encoding="utf-8")) == report
    assert [row["id"] for row in report["targets"]] == list(load_order(small))
    for row in report["targets"]:
        assert row["low"] <= row["fitted"] <= row["high"]
        error = np.hypot(row["standard_error"], row["tau"])
        assert row["z"] == pytest.approx((row["fitted"] - row["observed"]) / error)
    assert [row["name"] for row in report["parameters"]] == list(FIELDS)
    assert all(row["identified"] == (row["spread_ratio"] < 0.9) for row in report["parameters"])
    assert report["signs"][0]["share"] == pytest.approx(0.975, abs=4 * np.sqrt(0.975 * 0.025 / 4000))


def load_order(folder):
    return (target.id for target in load_targets(folder, "fit") if target.id != "composition_back")


@pytest.mark.parametrize(
    ("language", "words"), [("da", "Kalibrering af basisforløbet"), ("en", "Calibration of the baseline")]
)
def test_the_report_reads_in_both_languages(done, capsys, language, words):
    print_calibration(done[0].report, make_console(), language)
    shown = capsys.readouterr().out
    assert words in shown
    assert "new_students" not in shown
    assert "16,8 %" in shown if language == "da" else "16.8 %" in shown


def test_the_written_baseline_and_posterior_can_be_put_to_use(done, small, tmp_path):
    """Both put in their places, a scenario can name the baseline, and nothing but what was fitted has moved."""
    from ungespor.scenario.load import load_scenario

    folder = tmp_path / "scenarios"
    shutil.copytree(small, folder)
    shutil.copy(done[1] / "baseline.yaml", folder / "baseline" / "danish_youth_calibrated.yaml")
    shutil.copy(done[1] / "posterior.csv", folder / "baseline" / "danish_youth_posterior.csv")
    own = tmp_path / "own.yaml"
    own.write_text("extends: ibbu_nord\nname: own\nbaseline: danish_youth_calibrated\n", encoding="utf-8")
    prior = tmp_path / "prior.yaml"
    prior.write_text("extends: ibbu_nord\nname: own\nbaseline: danish_youth\n", encoding="utf-8")
    before = load_scenario(prior, scenarios=folder)
    after = load_scenario(own, scenarios=folder)
    changed = {f"baseline.{field}" for fields in FIELDS.values() for field in fields}
    first, then = (
        {row.field: (row.value, row.low, row.high) for row in loaded.origins if row.source}
        for loaded in (before, after)
    )
    assert {field for field, value in first.items() if then[field] != value} == changed
    moves = after.scenario.baseline.transitions
    assert moves["resource_to_pension"].hazard_per_week.posterior == "danish_youth_posterior"
    assert [one.posterior for one in moves["new_drop_out_to_job"].duration_ratios].count("danish_youth_posterior") == 1
