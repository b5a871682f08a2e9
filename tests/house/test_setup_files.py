"""Do the set-up files bind everything, name no address and no machine?"""

from __future__ import annotations

import ast
import re
import socket
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest
import pytest_socket
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parents[2]
SETUP_FILES = ["pyproject.toml", "constraints.txt", "Makefile", ".ci/run", ".ci/install"]
TEXT_FILES = [
    path
    for place in ("src", "docs", "tests", "scenarios", "cost_tables", ".ci")
    for path in sorted((PROJECT / place).rglob("*"))
    if path.suffix in {".py", ".md", ".yaml", ".csv", ".txt", ".toml", ".svg", ""} and path.is_file()
] + [PROJECT / name for name in ("README.md", "CHANGELOG.md", "Makefile", "pyproject.toml", "constraints.txt")]
HOME_OF_ONE_MACHINE = re.compile(r"""(?:^|[\s"'`(=])/(?:home|root|work|tmp|opt|Users|mnt)/\w""", re.MULTILINE)


@pytest.mark.parametrize("name", SETUP_FILES)
def test_set_up_files_name_no_address(name):
    text = (PROJECT / name).read_text(encoding="utf-8")
    assert not re.findall(r"\w+://\S+|\bwww\.\S+|\b[\w-]+\.(?:org|com|net|io|dk)\b", text)


def pins() -> dict[str, str]:
    lines = (PROJECT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    assert all(len(pair) == 2 for pair in pairs)
    return {canonicalize_name(name): version for name, version in pairs}


def test_every_pin_is_exact_and_stands_once():
    lines = (PROJECT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert len(pins()) == len([line for line in lines if line and not line.startswith("#")])
    assert all(re.fullmatch(r"[0-9][0-9a-z.+!]*", version) for version in pins().values())


def own_requirements() -> list[Requirement]:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    project = settings["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    texts = [*settings["build-system"]["requires"], *project["dependencies"], *extras]
    return [Requirement(text) for text in texts if not text.startswith("ungespor")]


def test_everything_that_is_needed_is_pinned():
    pinned = pins()
    waiting, seen = own_requirements(), set()
    while waiting:
        name = canonicalize_name(waiting.pop().name)
        if name in seen:
            continue
        seen.add(name)
        try:
            needed = [Requirement(text) for text in requires(name) or []]
        except PackageNotFoundError:  # wanted only on another system
            continue
        for system in ("linux", "win32"):
            environment = {"extra": "", "sys_platform": system, "os_name": "nt" if system == "win32" else "posix"}
            environment["platform_system"] = "Windows" if system == "win32" else "Linux"
            waiting += [one for one in needed if one.marker is None or one.marker.evaluate(environment)]
    assert seen <= pinned.keys(), sorted(seen - pinned.keys())


def test_everything_that_is_imported_is_required():
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    texts = settings["project"]["dependencies"] + settings["project"]["optional-dependencies"]["calibration"]
    required = {canonicalize_name(Requirement(text).name) for text in texts}
    owners = packages_distributions()
    imported = set()
    for path in (PROJECT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
    imported -= {"ungespor", *sys.stdlib_module_names}
    missing = {name for name in imported if not {canonicalize_name(one) for one in owners.get(name, [])} & required}
    # pydantic pins pydantic_core, and its error types are only needed beside it
    assert missing - {"pydantic_core"} == set()


def test_lower_bounds_are_below_the_pins():
    pinned = pins()
    for requirement in own_requirements():
        assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)]), str(requirement)


@pytest.mark.parametrize("path", TEXT_FILES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_no_file_names_a_place_on_one_machine(path):
    if path != Path(__file__):
        assert not HOME_OF_ONE_MACHINE.findall(path.read_text(encoding="utf-8", errors="replace"))


def test_the_network_is_closed_to_the_suite():
    # the blocker warns before it raises, and a warning is an error here
    with socket.socket() as outside, pytest.raises((pytest_socket.SocketConnectBlockedError, UserWarning)):
        outside.connect(("192.0.2.1", 80))  # an address reserved for documentation
