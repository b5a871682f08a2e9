"""Is our own code in order: small files, chance in one place, quiet imports, one direction?"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src" / "ungespor"
OURS = sorted(path for folder in ("src", "tests", "docs") for path in (PROJECT / folder).rglob("*.py"))
FILE_LINES = 300
FUNCTION_LINES = 40


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(PROJECT).as_posix() for path in paths]


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring, which is there for the reader."""
    lines = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function) is not None:
        lines -= function.body[0].end_lineno - function.body[0].lineno + 1
    return lines


def test_files_are_short():
    too_long = {
        name: length
        for name, path in zip(names(OURS), OURS, strict=True)
        if (length := len(path.read_text(encoding="utf-8").splitlines())) > FILE_LINES
    }
    assert not too_long


def test_functions_are_short():
    too_long = {
        f"{path.relative_to(PROJECT).as_posix()}:{node.name}": code_lines(node)
        for path in OURS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and code_lines(node) > FUNCTION_LINES
    }
    assert not too_long


def chance_in(tree: ast.AST) -> list[int]:
    lines = []
    for node in ast.walk(tree):
        modules: list[str] = []
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            modules = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        if any(re.match(r"(random|secrets|numpy\.random|uuid)(\.|$)", module) for module in modules):
            lines.append(node.lineno)
        if isinstance(node, ast.Attribute) and node.attr == "random":
            lines.append(node.lineno)
    return lines


def test_chance_lives_in_one_file():
    found = {
        path.relative_to(PROJECT).as_posix(): lines
        for path in SOURCE.rglob("*.py")
        if path != SOURCE / "base" / "randomness.py"
        and (lines := chance_in(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert not found


@pytest.mark.parametrize("code", ["import random", "from numpy import random", "import numpy as np\nnp.random.rand()"])
def test_the_search_for_chance_can_find_some(code):
    assert chance_in(ast.parse(code))


def test_imports_only_point_down():
    program = Path(sys.executable).with_name("lint-imports")
    answer = subprocess.run([program, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout


def test_the_rooms_stand_in_their_order():
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    assert " > ".join(layer.replace("ungespor.", "") for layer in layers) == (
        "cli > evaluation > pipeline > report > results > trajectories | ledger > scenario > base"
    )


def test_every_room_and_file_belongs_to_a_layer():
    rooms = {path.stem for path in SOURCE.iterdir() if path.is_dir() or path.suffix == ".py"}
    rooms -= {"__init__", "__main__", "__pycache__", "_data"}
    layers = {"cli", "evaluation", "pipeline", "report", "results", "trajectories", "ledger", "scenario", "base"}
    assert rooms == layers


def modules() -> list[str]:
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE.parent).with_suffix("").parts
        if parts[-1] != "__main__":
            found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def test_importing_everything_says_nothing_and_leaves_the_folder_alone(tmp_path):
    code = "import importlib\n" + "\n".join(f"importlib.import_module({name!r})" for name in modules())
    answer = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("module", ["ungespor", "ungespor.cli", "ungespor.scenario.load"])
def test_heavy_libraries_are_loaded_only_where_they_are_used(module, tmp_path):
    code = (
        f"import {module}, sys; heavy = {{'mesa', 'plotly', 'pandas', 'scipy', 'numba', 'pyarrow'}};"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert answer.stdout.split() == [], answer.stderr
