"""The kernels are compiled beside each other on a new machine, and only there."""

from __future__ import annotations

import io
import pickle
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from ungespor.base.jit import keep_rules
from ungespor.scenario.regime import load_regime
from ungespor.trajectories import ahead, support, week
from ungespor.trajectories.engine import new_world
from ungespor.trajectories.measuring import measure_week
from ungespor.trajectories.parameters import compile_scenario
from ungespor.trajectories.people import draw_people


class Pipe(io.BytesIO):
    """Keeps what was sent through it."""

    sent = b""

    def close(self):
        self.sent = self.sent or self.getvalue()
        super().close()


class BrokenPipe(Pipe):
    """Nobody is at the other end."""

    def write(self, _):
        raise BrokenPipeError


class Process:
    """Notes what would have been started."""

    def __init__(self, stdin):
        self.started = []
        self.stdin = stdin
        self.waited_for = 0

    def __call__(self, command, **_):
        self.started.append(command)
        return self

    def wait(self):
        self.waited_for += 1


class Compiler:
    """Compiles a function and notes for which types."""

    def __init__(self, function, asked):
        self.function = function
        self.asked = asked

    def compile(self, types):
        self.asked.append((self.function, types))
        self.function.compile(types)


@pytest.fixture
def world(engine):
    scenario = engine.shipped("tiny")
    compiled = compile_scenario(scenario, load_regime(scenario.regime), np.arange(1), scenario.people)
    return new_world(compiled), compiled


@pytest.fixture
def process(monkeypatch, tmp_path):
    """Return the process that would be started on a machine that has compiled nothing."""
    process = Process(Pipe())
    monkeypatch.setattr(ahead.subprocess, "Popen", process)
    monkeypatch.setattr(ahead, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(ahead, "cache_is_lasting", lambda: True)
    return process


def kept(function):
    """Return the types for which the machine code of a function lies in the cache folder."""
    return function._cache._cache_file._load_index()


@pytest.mark.parametrize(("lasting", "cached", "starts"), [(True, False, 1), (True, True, 0), (False, False, 0)])
def test_a_second_process_compiles_only_what_is_missing_and_can_be_kept(
    monkeypatch, tmp_path, world, process, lasting, cached, starts
):
    monkeypatch.setattr(ahead, "cache_is_lasting", lambda: lasting)
    if cached:
        (tmp_path / "sub").mkdir()
        (tmp_path / "sub" / "people.draw_people-1.py311.1.nbi").touch()
    ahead.compile_both(*world)
    assert process.started == [[sys.executable, "-m", "ungespor.trajectories.ahead"]] * starts
    assert process.waited_for == starts
    assert not world[0].quantity.any()


def test_the_second_process_is_told_the_types(world, process):
    ahead.compile_both(*world)
    sent = pickle.loads(process.stdin.sent)  # noqa: S301 - our own
    assert sent == ahead.types_for_the_other(*world)


def test_a_second_process_that_fails_stops_nobody(world, process):
    process.stdin = BrokenPipe()
    ahead.compile_both(*world)
    assert process.waited_for == 1


def test_the_second_process_compiles_what_the_first_looks_for(monkeypatch, capsys, engine, world):
    """For other types than the week's it would compile in vain, and the first process once more."""
    engine.live("tiny")
    types = ahead.types_for_the_other(*world)
    keep_rules()
    asked = []
    monkeypatch.setattr(ahead, "keep_rules", lambda: asked.append("keep"))
    for name in ("live_after_start", "measure_week", "draw_people"):
        monkeypatch.setattr(ahead, name, Compiler(getattr(ahead, name), asked))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(pickle.dumps(types))))
    ahead.main()
    assert capsys.readouterr().out == ""
    compiled = [(week.live_after_start, types[0]), (measure_week, types[1]), (draw_people, types[2])]
    assert asked == ["keep", *compiled]
    functions = (week.live_after_start, measure_week, draw_people, support.next_move)
    assert [len(kept(function)) for function in functions] == [1, 1, 1, 1]
