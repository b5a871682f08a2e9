"""A run that would not fit is refused with an estimate, before anything is built."""

from __future__ import annotations

import re

import pytest

from ungespor.base.errors import InputError
from ungespor.trajectories import memory


def test_a_billion_people_are_refused_with_an_estimate(engine):
    with pytest.raises(InputError) as error:
        engine.live(engine.changed("ibbu_nord", {"people": 10**9}))
    (problem,) = error.value.problems
    assert problem.field == "people"
    assert problem.found == "1,000,000,000 people and 200 replications"
    gigabytes = re.fullmatch(r"The run would need about ([0-9,]+)\.[0-9] GB of memory\.", problem.what)
    # Each of 2.8 billion screened people is several hundred bytes.
    assert 1_000 < int(gigabytes[1].replace(",", "")) < 10_000
    assert problem.allowed.endswith("GB on this machine")
    assert problem.fix == "Lower --people or --replications."


def test_a_panel_that_is_too_big_is_refused_where_the_run_alone_is_not(engine, monkeypatch):
    scenario = engine.changed("tiny", {"replications": 2})
    monkeypatch.setattr(memory, "memory_limit", lambda: 20 * 10**6)
    engine.live(scenario)
    with pytest.raises(InputError) as error:
        engine.live(engine.changed(scenario, {"replications": 40}), panel=True)
    (problem,) = error.value.problems
    assert "with its panel" in problem.what
    assert "leave out --panel" in problem.fix


def test_the_estimate_grows_with_people_replications_and_the_panel(engine):
    def needed(*, panel=False, **values):
        scenario = engine.changed("tiny", values)
        return memory.bytes_needed(scenario, engine.drawn(scenario).compiled, panel=panel)

    base = needed()
    assert needed(people=700) > base
    assert needed(replications=40) > base
    assert needed(panel=True) > base


def test_where_the_machine_does_not_tell_its_memory_a_guess_serves(monkeypatch):
    def silent(_):
        raise OSError

    monkeypatch.setattr(memory.os, "sysconf", silent, raising=False)
    assert memory.memory_limit() == memory.UNKNOWN_MEMORY
