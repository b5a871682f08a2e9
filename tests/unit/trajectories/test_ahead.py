"""The kernels are compiled beside each other on a new machine, and only there."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from ungespor.scenario.regime import load_regime
from ungespor.trajectories import ahead
from ungespor.trajectories.engine import new_world
from ungespor.trajectories.parameters import compile_scenario


class Process:
    """Notes what would have been started."""

    def __init__(self, started):
        self.started = started
        self.waited_for = 0

    def __call__(self, command, **_):
        self.started.append(command)
        return self

    def wait(self):
        self.waited_for += 1


@pytest.fixture
def world(engine):
    scenario = engine.shipped("tiny")
    compiled = compile_scenario(scenario, load_regime(scenario.regime), np.arange(1), scenario.people)
    return new_world(compiled), compiled


@pytest.mark.parametrize(("lasting", "cached", "starts"), [(True, False, 1), (True, True, 0), (False, False, 0)])
def test_a_second_process_compiles_only_what_is_missing_and_can_be_kept(
    monkeypatch, tmp_path, world, lasting, cached, starts
):
    process = Process([])
    monkeypatch.setattr(ahead.subprocess, "Popen", process)
    monkeypatch.setattr(ahead, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(ahead, "cache_is_lasting", lambda: lasting)
    if cached:
        (tmp_path / "sub").mkdir()
        (tmp_path / "sub" / "people.draw_people-1.py311.1.nbi").touch()
    ahead.compile_both(*world)
    assert process.started == [[sys.executable, "-m", "ungespor.trajectories.ahead"]] * starts
    assert process.waited_for == starts
    assert not world[0].quantity.any()


def test_the_second_process_compiles_for_any_scenario(capsys):
    """The program that runs beside: it ends well and says nothing."""
    ahead.main()
    assert capsys.readouterr().out == ""
