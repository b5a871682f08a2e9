"""The command ``budget``: a saved run is read, everything else is run, and nothing is guessed."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest


@pytest.fixture
def saved(small_run, tmp_path):
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "result.json").write_text(json.dumps(small_run["result"]), encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def never_simulates(monkeypatch):
    def run(*_, **__):
        pytest.fail("a saved run was simulated anew")

    monkeypatch.setattr("ungespor.pipeline.run", run)


def test_a_saved_run_is_read(start, saved):
    answer = start("budget", str(saved), "--view", "overlays", "--lang", "en")
    assert answer.code == 0
    assert "What the municipality keeps" in answer.out
    assert "Who pays and who gains" not in answer.out


def test_all_views_unless_one_is_named(start, saved, small_run):
    found = json.loads(start("budget", str(saved), "--json").out)
    views = {"budget", "overlays", "social", "wrong_pocket", "break_even_surface", "displacement"}
    assert found.keys() == views | {"scenario", "manifest", "prices"}
    assert found["budget"] == small_run["result"]["budget"]


def test_a_view_that_is_not_there_is_said_so(start, saved):
    answer = start("budget", str(saved), "--view", "contract", "--lang", "en")
    assert (answer.code, "does not have this view" in answer.out) == (0, True)


def test_a_scenario_is_run_with_its_options(start, monkeypatch, small_run):
    asked = []

    def run(name, *, progress, **overrides):
        asked.append((name, overrides))
        return SimpleNamespace(result=small_run["result"])

    monkeypatch.setattr("ungespor.pipeline.run", run)
    answer = start("budget", "tiny", "--people", "9", "--seed", "3", "--json")
    assert answer.code == 0
    assert asked == [("tiny", {"people": 9, "seed": 3})]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("saved", "--people", "9"), "nothing in it can be changed"),
        (("saved", "--view", "nothing"), "wrong_pocket"),
        ((".",), "no readable result"),
        (("no_such_scenario",), "no_such_scenario"),
    ],
)
def test_what_cannot_be_done(start, saved, monkeypatch, arguments, words):
    from ungespor.pipeline import run_loaded
    from ungespor.scenario.load import load_scenario

    def run(name, **_):
        return run_loaded(load_scenario(name))

    monkeypatch.setattr("ungespor.pipeline.run", run)
    answer = start("budget", *arguments)
    assert answer.code == 2
    assert words in answer.err
    assert "Traceback" not in answer.err
