"""Does the first thing a newcomer types work, and does `make venv` cost nothing the second time?"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


def without_python(folder: Path, *, broken: tuple[str, ...] = ()) -> dict[str, str]:
    """Return an environment whose PATH has the shell's tools and only Pythons that fail."""
    tools = folder / "bin"
    tools.mkdir()
    for tool in ("sh", "grep", "cat", "ls", "rm", "mkdir"):
        (tools / tool).symlink_to(Path(shutil.which(tool)).resolve())
    for name in broken:
        (tools / name).write_text("#!/bin/sh\necho 'not this version' >&2\nexit 127\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    return {"PATH": str(tools), "HOME": str(folder)}


def install_script(folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", PROJECT / ".ci" / "install"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.skipif(os.name == "nt", reason="the make file is for systems with make")
def test_without_a_python_one_sentence_says_what_to_install(tmp_path):
    environment = without_python(tmp_path, broken=("python3.13", "python3"))
    answer = install_script(tmp_path, environment)
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr.count("\n") == 1
    assert "needs Python 3.11 or newer: install it" in answer.stderr


@pytest.mark.skipif(os.name == "nt", reason="the make file is for systems with make")
def test_without_the_venv_module_one_sentence_says_what_to_install(tmp_path):
    environment = without_python(tmp_path, broken=("python3.13",))
    python = tmp_path / "bin" / "python3"
    python.write_text('#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\nexit 0\n', encoding="utf-8")
    python.chmod(0o755)
    answer = install_script(tmp_path, environment)
    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1
    assert "python3 lacks its venv module: install it" in answer.stderr
    assert "python3-venv" in answer.stderr


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_make_venv_does_nothing_when_nothing_has_changed():
    stamp = PROJECT / ".venv" / "installed"
    needed = [PROJECT / name for name in ("pyproject.toml", "constraints.txt")]
    fresh = stamp.exists() and all(path.stat().st_mtime <= stamp.stat().st_mtime for path in needed)
    assert fresh, "run `make venv` first, as `make test` does"
    question = subprocess.run(
        ["make", "--question", ".venv/installed"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert question.returncode == 0, question.stdout + question.stderr
