"""Does an installed ungespor work anywhere, with its scenarios and prices inside?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
REFUSE_THE_NETWORK = """
import socket, sys
def refuse(*arguments, **options):
    raise RuntimeError("the network was called")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse
"""


def pip_less(*arguments: str | Path, cwd: Path) -> None:
    answer = subprocess.run([sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Build the wheel without a network, from the build requirements that are installed."""
    folder = tmp_path_factory.mktemp("wheel")
    pip_less("-m", "build", "--wheel", "--no-isolation", "--outdir", folder, PROJECT, cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("elsewhere")
    pip_less("-m", "pip", "install", "--no-deps", "--no-index", "--quiet", "--target", folder, wheel, cwd=folder)
    (folder / "sitecustomize.py").write_text(REFUSE_THE_NETWORK, encoding="utf-8")
    return folder


def test_scenarios_prices_and_licence_travel_inside(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("scenarios", "cost_tables"):
        for path in (PROJECT / folder).rglob("*.*"):
            assert f"ungespor/_data/{path.relative_to(PROJECT).as_posix()}" in inside
    assert any(name.endswith("licenses/LICENSE") for name in inside)
    assert "ungespor/py.typed" in inside
    assert not [name for name in inside if "test" in name or "__pycache__" in name]


@pytest.mark.slow
def test_ibbu_nord_runs_from_the_wheel_outside_the_checkout(installed, program, tmp_path):
    code = "import ungespor, sys; print(ungespor.__file__)"
    environment = os.environ | {"PYTHONPATH": str(installed)}
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert Path(answer.stdout.strip()).is_relative_to(installed)
    size = ("--people", "20", "--replications", "2")
    run = program("run", "ibbu_nord", *size, "--json", cwd=tmp_path, python_path=installed)
    assert run.returncode == 0, run.stderr
    result = json.loads(run.stdout)
    assert result["scenario"] == "ibbu_nord"
    assert result["replications"] == 2
    assert set(result["payers"]) >= {"kommune", "region", "stat", "public"}
