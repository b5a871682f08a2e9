"""What all tests share: where the project lies, golden files, and no silent skips."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

PROJECT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files anew; say under 'Results change' in CHANGELOG.md what moved and why",
    )


def pytest_sessionstart(session: pytest.Session) -> None:
    """Have the engine compiled once before several processes need it, each of which would compile for itself."""
    if session.config.getoption("numprocesses", None):
        # Whatever is wrong with the program is for the tests to tell.
        command = [sys.executable, "-m", "ungespor", "run", "tiny", "--replications", "1", "--json"]
        subprocess.run(command, cwd=PROJECT, capture_output=True, check=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Count a skipped test as a failure where every test has to run."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("UNGESPOR_EVERY_TEST_RUNS"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but every test has to run here: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def project() -> Path:
    """Return the top folder of the project."""
    return PROJECT


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a function that compares a text with the golden file of that name."""

    def compare(name: str, text: str) -> None:
        path = PROJECT / "tests" / "golden" / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8")
            return
        assert path.exists(), f"{path.name} does not exist yet: run pytest --update-golden once"
        assert path.read_text(encoding="utf-8") == text, (
            f"{name} moved. If that is meant: pytest --update-golden, and a line under 'Results change' in CHANGELOG.md"
        )

    return compare


@pytest.fixture(scope="session")
def program() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that starts the command line program in a process of its own."""

    def start(*arguments: str, cwd: Path, python_path: Path | None = None) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"COLUMNS": "120", "NO_COLOR": "1", "PYTHONUTF8": "1"}
        if python_path is not None:
            environment["PYTHONPATH"] = str(python_path)
        return subprocess.run(
            [sys.executable, "-m", "ungespor", *arguments],
            cwd=cwd,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=240,
        )

    return start


@pytest.fixture
def start(monkeypatch, capsys, tmp_path):
    """Return a function that starts the program in a folder of its own and tells what came out."""
    from ungespor import cli

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")

    def run(*arguments):
        capsys.readouterr()  # what was said before is not the program's answer
        monkeypatch.setattr(sys, "argv", ["ungespor", *(str(argument) for argument in arguments)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        output = capsys.readouterr()
        return SimpleNamespace(code=stopped.value.code or 0, out=output.out, err=output.err)

    return run


@pytest.fixture(scope="session")
def told():
    """Return a function that asserts a refusal that says some words, with neither a result nor a traceback."""

    def check(answer, *words):
        assert answer.code == 2, answer.err
        assert answer.out == ""
        assert "Traceback" not in answer.err
        assert "bug in ungespor" not in answer.err
        shown = " ".join(answer.err.split())
        for word in words:
            assert word in shown, f"{word!r} is not in:\n{answer.err}"

    return check
