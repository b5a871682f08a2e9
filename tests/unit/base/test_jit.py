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

LIVE_FIVE_WEEKS = """
from types import SimpleNamespace
import numpy as np
from ungespor.base.jit import engine_hash
from ungespor.base.tables import STATES
from ungespor.scenario.load import load_scenario
from ungespor.scenario.regime import load_regime
from ungespor.trajectories import codes
from ungespor.trajectories.parameters import compile_scenario
from ungespor.trajectories.told_lives import FOLLOWED, NOTED, lived

scenario = load_scenario("tiny").scenario
compiled = compile_scenario(scenario, load_regime(scenario.regime), np.arange(1), 1)
person = SimpleNamespace(provider=codes.PROVIDER_NAMES[0], readiness=codes.READINESS_NAMES[0], qualified=False)
life = np.zeros((5, len(FOLLOWED)), dtype=np.int64)
life[:, FOLLOWED.index("state")] = STATES.index("education_benefit")
life[:, FOLLOWED.index("age_weeks")] = 20 * 52
_, noted = lived(compiled, person, life, np.zeros(5, dtype=np.int64))
print(engine_hash(), *noted[:, NOTED.index("benefit_week")])
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
    rules = {path for path in package.rglob("*.py") if decorated(path, {"rule", "part", "stage"})}
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


def test_the_temporary_folder_is_gone_when_the_program_ends(tmp_path):
    blocker = tmp_path / "file"
    blocker.touch()
    places = {name: str(blocker / "cache") for name in ("XDG_CACHE_HOME", "HOME", "LOCALAPPDATA")}
    places |= {name: str(tmp_path) for name in ("TMPDIR", "TEMP", "TMP")}
    command = "from ungespor.base import jit; print(jit.cache_folder(), jit.cache_folder().is_dir())"
    done = subprocess.run(
        [sys.executable, "-c", command], env=os.environ | places, check=True, capture_output=True, text=True
    )
    folder, was_there = done.stdout.split()
    assert was_there == "True"
    assert Path(folder).parent == tmp_path
    assert not Path(folder).exists()


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


def live_in(folder: Path) -> tuple[str, list[int]]:
    """Live five benefit weeks with the engine of that folder; return its hash and how they are numbered."""
    places = {name: str(folder / "cache") for name in ("XDG_CACHE_HOME", "HOME", "LOCALAPPDATA")}
    environment = os.environ | places | {"PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", LIVE_FIVE_WEEKS]
    answer = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    found, *numbers = answer.stdout.split()
    return found, [int(number) for number in numbers]


@pytest.mark.slow
def test_an_edited_rule_in_another_file_changes_the_kernel(copy):
    """The kernel lies in told_lives.py and the rule in refusion.py, which numba alone would not look at."""
    rule = copy / "src" / "ungespor" / "trajectories" / "refusion.py"
    text = rule.read_text(encoding="utf-8")
    before = "life.count = 1 if restarted else life.count + 1"
    assert text.count(before) == 1
    first_hash, weeks = live_in(copy)
    assert weeks == [1, 2, 3, 4, 5]
    rule.write_text(text.replace(before, before.replace("+ 1", "+ 2")), encoding="utf-8")
    second_hash, other_weeks = live_in(copy)
    assert first_hash != second_hash
    assert other_weeks == [1, 3, 5, 7, 9]
    rule.write_text(text, encoding="utf-8")
    assert live_in(copy) == (first_hash, weeks)
    folders = [path.name for path in copy.glob("cache/**/ungespor/*")]
    assert sorted(np.unique(folders)) == sorted({first_hash, second_hash})


SPARED = """
import sys
from ungespor import run

run("tiny", people=20, replications=2)
print("loaded" if "numba.np.arraymath" in sys.modules else "spared")
import numba
import numpy as np

@numba.njit
def inverse(matrix):
    return np.dot(np.linalg.inv(matrix), matrix)

assert np.allclose(inverse(np.array([[2.0, 1.0], [1.0, 3.0]])), np.eye(2))
"""


def test_a_run_spares_the_loading_of_the_compiler_which_others_still_get(engine):
    engine.live("tiny")  # whose code is saved from here on
    done = subprocess.run([sys.executable, "-c", SPARED], check=True, capture_output=True, text=True)
    assert done.stdout == "spared\n"


@pytest.fixture
def half(tmp_path, monkeypatch):
    """Give a kernel anew, as another process would have it."""
    source = "def half(number):\n    return number // 2\n"
    (tmp_path / "halving.py").write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(jit, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(jit, "keep_rules", lambda: None)
    yield lambda: jit.kernel(importlib.import_module("halving").half)
    del sys.modules["halving"]


def test_code_saved_under_the_name_of_other_types_is_not_taken(half, tmp_path):
    """As when two processes save a function for different types at the same moment, and take the same name."""
    whole, broken = half()(7), half()(7.0)
    first, second = sorted(tmp_path.rglob("*.nbc"))
    content = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(content)
    again = half()
    assert (again(7), again(7.0)) == (whole, broken) == (3, 3.0)
    assert (type(again(7)), type(again(7.0))) == (int, float)
    assert sum(again.stats.cache_hits.values()) == 0
