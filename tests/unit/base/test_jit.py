"""Does the cache of compiled code notice every edit, and is the code free of reference counting?"""

from __future__ import annotations

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numba
import numpy as np
import pytest

from ungespor.base import jit
from ungespor.trajectories import people, refusion, week

PROJECT = Path(__file__).resolve().parents[3]

DRAW_A_WORLD = """
import numpy as np
from ungespor.base.jit import engine_hash
from ungespor.scenario.load import load_scenario
from ungespor.scenario.regime import load_regime
from ungespor.trajectories.engine import new_world
from ungespor.trajectories.parameters import compile_scenario
from ungespor.trajectories.people import draw_people

scenario = load_scenario("tiny", {"people": 200}).scenario
compiled = compile_scenario(scenario, load_regime(scenario.regime), np.arange(1), scenario.people)
world = new_world(compiled)
draw_people(world, compiled.parameters, 0, scenario.seed, 0, 0)
print(engine_hash(), len(world.traits), world.traits["women"].sum())
"""


def decorated(path: Path, names: set[str]) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(mark, ast.Name) and mark.id in names for mark in node.decorator_list)
    ]


def test_every_rule_lies_in_a_file_that_the_cache_watches():
    package = PROJECT / "src" / "ungespor"
    watched = set(jit.engine_sources())
    rules = {path for path in package.rglob("*.py") if decorated(path, {"rule", "part"})}
    assert {package / "trajectories" / "support.py", package / "base" / "randomness.py"} <= rules <= watched
    assert set((package / "trajectories").glob("*.py")) <= watched
    assert package / "base" / "jit.py" in watched


def test_the_cache_folder_is_named_by_the_hash_of_the_engine():
    assert jit.cache_folder().name == jit.engine_hash()
    assert len(jit.engine_hash()) == 16


def test_where_nothing_can_be_written_a_temporary_folder_serves(tmp_path, monkeypatch):
    blocker = tmp_path / "file"
    blocker.touch()
    monkeypatch.setattr(jit.platformdirs, "user_cache_path", lambda _: blocker / "ungespor")
    folder = jit.cache_folder.__wrapped__()
    assert folder.is_dir()
    assert blocker not in folder.parents
    shutil.rmtree(folder)


def machine_code() -> dict[str, bytes]:
    """Return the cached machine code of the engine's kernels, compiled first where it is not yet there."""
    return {
        path.name: path.read_bytes()
        for path in jit.cache_folder().glob("*/*.nbc")
        if path.name.startswith(("week.", "people.", "refusion."))
    }


def test_no_kernel_counts_references(engine):
    """Numba's reference counting costs a factor of fifteen in the inner loop."""
    engine.live("tiny")
    refusion.benefit_week_numbers([True], [False])
    kernels = {
        kernel.py_func.__name__
        for module in (week, people, refusion)
        for kernel in vars(module).values()
        if isinstance(kernel, numba.core.dispatcher.Dispatcher) and kernel.targetoptions.get("nogil")
    }
    code = machine_code()
    assert len(kernels) == 3
    assert all(any(f".{name}-" in file for file in code) for name in kernels)
    assert not [file for file, content in code.items() if b"NRT_" in content]


def test_the_search_for_reference_counting_can_find_some(tmp_path, monkeypatch):
    source = "import numpy as np\n\n\ndef halves(size):\n    whole = np.zeros(size)\n    return whole, whole[1:]\n"
    (tmp_path / "counting.py").write_text(source, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("counting", tmp_path / "counting.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(jit.config, "CACHE_DIR", str(tmp_path))
    numba.njit(module.halves, cache=True)(4)
    assert any(b"NRT_" in path.read_bytes() for path in tmp_path.rglob("*.nbc"))


@pytest.fixture
def copy(tmp_path):
    """Return a copy of the project that can be edited."""
    for folder in ("src", "scenarios", "cost_tables"):
        shutil.copytree(PROJECT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def draw_in(folder: Path) -> tuple[str, ...]:
    """Draw a world with the engine of that folder; return its hash, its people and its women."""
    places = {name: str(folder / "cache") for name in ("XDG_CACHE_HOME", "HOME", "LOCALAPPDATA")}
    environment = os.environ | places | {"PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", DRAW_A_WORLD]
    answer = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return tuple(answer.stdout.split())


@pytest.mark.slow
def test_an_edited_rule_in_another_file_changes_the_kernel(copy):
    """The kernel lies in people.py and the rule in population.py, which numba alone would not look at."""
    rule = copy / "src" / "ungespor" / "trajectories" / "population.py"
    text = rule.read_text(encoding="utf-8")
    before = "trait.women = 1 if trait_draw(key, chance.SEX) < g.women else 0"
    assert text.count(before) == 1
    first_hash, first_people, women = draw_in(copy)
    rule.write_text(text.replace(before, before.replace("<", ">=")), encoding="utf-8")
    second_hash, second_people, men = draw_in(copy)
    assert first_hash != second_hash
    assert first_people == second_people == str(int(women) + int(men))
    assert women != men
    rule.write_text(text, encoding="utf-8")
    assert draw_in(copy) == (first_hash, first_people, women)
    folders = [path.name for path in copy.glob("cache/**/ungespor/*")]
    assert sorted(np.unique(folders)) == sorted({first_hash, second_hash})
