"""Does a run folder give back the lives that were saved, every count in its place?"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import fields, replace

import numpy as np
import pytest

import ungespor
from ungespor.base.errors import InputError
from ungespor.report import saved_run
from ungespor.report.run_folder import write_run_folder
from ungespor.report.saved_run import read_run_folder
from ungespor.scenario.load import load_scenario

NOT_SAVED = {"activities", "first_parting", "panel"}


@pytest.fixture(scope="module")
def run():
    return ungespor.run("tiny", replications=30)


@pytest.fixture(scope="module")
def folder(run, tmp_path_factory):
    parts = (run.loaded, run.trajectories, run.ledger, run.price_origins, run.result)
    return write_run_folder(tmp_path_factory.mktemp("runs") / "tiny", *parts)


@pytest.fixture
def copy(folder, tmp_path):
    return shutil.copytree(folder, tmp_path / "copy")


def test_every_array_is_what_was_saved(run, folder):
    saved = read_run_folder(folder).trajectories
    for field in fields(saved):
        if field.name not in NOT_SAVED:
            expected = getattr(run.trajectories, field.name)
            assert np.array_equal(getattr(saved, field.name), expected), field.name
            assert getattr(getattr(saved, field.name), "dtype", None) == getattr(expected, "dtype", None)


def test_reading_needs_no_pandas(folder):
    script = "import sys; from pathlib import Path; from ungespor.report.saved_run import read_run_folder; "
    script += "read_run_folder(Path(sys.argv[1])); assert 'pandas' not in sys.modules"
    answer = subprocess.run([sys.executable, "-c", script, folder], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr


def test_every_count_is_in_its_place(run, folder):
    saved, lived = read_run_folder(folder).trajectories.activities, run.trajectories.activities
    assert (saved.arms, saved.periods, saved.cells) == (lived.arms, lived.periods, lived.cells)
    assert np.array_equal(saved.quantity, lived.quantity)
    assert saved.quantity.dtype == lived.quantity.dtype
    assert np.array_equal(saved.draws, lived.draws)
    assert np.array_equal(saved.replications, lived.replications)


def test_the_scenario_is_the_one_that_was_run(run, folder):
    saved = read_run_folder(folder)
    assert saved.loaded.scenario == run.loaded.scenario
    assert saved.loaded.sha256 == run.loaded.sha256
    assert [origin.source for origin in saved.loaded.origins] == [origin.source for origin in run.loaded.origins]
    assert saved.manifest == run.manifest


def refused(folder, *words):
    with pytest.raises(InputError) as caught:
        read_run_folder(folder)
    for word in words:
        assert word in str(caught.value)


def test_what_is_no_run_folder_is_told(tmp_path):
    refused(tmp_path / "nowhere", "There is no such run folder.", "nowhere", "a folder written by 'ungespor run'")
    refused(tmp_path, "The folder is no run folder.", "manifest.json")


def test_every_lost_file_is_told_at_once(copy):
    for name in ("scenario.yaml", "trajectories.npz"):
        (copy / name).unlink()
    words = ("2 problems found", "is missing", "scenario.yaml", "trajectories.npz")
    refused(copy, *words, "Run the scenario again.")


def test_another_version_is_told(copy):
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    (copy / "manifest.json").write_text(json.dumps(manifest | {"version": "0.0.9"}), encoding="utf-8")
    refused(copy, "another version of ungespor", "written: 0.0.9", f"allowed: {ungespor.__version__}")


@pytest.mark.parametrize("content", ["{", "[1]", "{}"])
def test_a_birth_certificate_that_is_none(copy, content):
    (copy / "manifest.json").write_text(content, encoding="utf-8")
    refused(copy, "is damaged", "manifest.json")


def test_an_edited_scenario_is_told(copy):
    path = copy / "scenario.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("seed: 7\n", "seed: 8\n"), encoding="utf-8")
    assert load_scenario(path).scenario.seed == 8
    refused(copy, "has been changed since the run", "--set")


@pytest.mark.parametrize("where", [0.1, 0.3, 0.5, 0.7])
def test_one_flipped_byte_is_found(copy, where):
    path = copy / "trajectories.npz"
    content = bytearray(path.read_bytes())
    content[int(where * len(content))] ^= 0xFF
    path.write_bytes(bytes(content))
    refused(copy, "is damaged", "trajectories.npz")


def test_no_flipped_byte_among_the_counts_goes_unnoticed(copy):
    """Some leave a file that can be read and sums that are right, with people on another benefit.

    A few bits, such as one in a number that no reader asks for, change nothing of what is read.
    """
    path = copy / "trajectories.npz"
    content = path.read_bytes()
    counts = saved_run._trajectories(copy).activities.quantity
    places = range(0, len(content), len(content) // 150)
    unnoticed = 0
    for place in places:
        flipped = bytearray(content)
        flipped[place] ^= 0x01
        path.write_bytes(bytes(flipped))
        with suppress(InputError):
            found = saved_run._trajectories(copy)
            unnoticed += 1
            np.testing.assert_array_equal(found.activities.quantity, counts)
    assert unnoticed < len(places) / 20


def test_a_file_cut_off_is_found(copy):
    path = copy / "trajectories.npz"
    path.write_bytes(path.read_bytes()[:-100])
    refused(copy, "is damaged", "trajectories.npz")


def test_a_negative_count_is_found(run, copy, tmp_path):
    activities = run.trajectories.activities
    other = activities.quantity.copy()
    first, second = np.flatnonzero(other[0])[:2]
    other[0].flat[second] += 2 * other[0].flat[first]
    other[0].flat[first] *= -1
    strange = replace(run.trajectories, activities=replace(activities, quantity=other))
    parts = (run.loaded, strange, run.ledger, run.price_origins, run.result)
    written = write_run_folder(tmp_path / "other", *parts)
    shutil.copy(written / "trajectories.npz", copy / "trajectories.npz")
    refused(copy, "a quantity in it is negative")
