"""Load a scenario: find it, lay its layers together, check everything, freeze it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import yaml
from pydantic import ValidationError

from ungespor.base.errors import InputError, Problem
from ungespor.base.paths import cost_tables_folder, scenarios_folder
from ungespor.scenario.checks import outside_problems
from ungespor.scenario.explain import explained
from ungespor.scenario.find import find_scenario, shipped_scenarios
from ungespor.scenario.layering import layered
from ungespor.scenario.model import Scenario
from ungespor.scenario.nodes import UNREAD, Node, Place, from_plain, plain
from ungespor.scenario.origins import Origin, origins_of
from ungespor.scenario.posterior import posterior_hashes
from ungespor.scenario.resolve import Library

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["LoadedScenario", "check_scenario", "load_scenario", "shipped_scenarios"]


@dataclass(frozen=True)
class LoadedScenario:
    """A validated scenario and everything needed to say where it comes from.

    Attributes
    ----------
    scenario : Scenario
    tree : Node
        What it was made from, which remembers where everything was written.
    sha256 : str
        Of the merged scenario, options of the command line included.
    path : Path
        File of the scenario that was named.
    merged : dict
        The merged scenario as plain objects.
    """

    scenario: Scenario
    tree: Node
    sha256: str
    path: Path
    merged: Mapping[str, object]

    @cached_property
    def origins(self) -> tuple[Origin, ...]:
        """Where each value comes from."""
        return origins_of(self.scenario, self.tree)

    def as_yaml(self) -> str:
        """Return the merged scenario as one YAML file that needs no other and loads again."""
        offers = self.merged["offers"]
        assert isinstance(offers, dict)  # noqa: S101 - the schema has made sure
        content = {**self.merged, "offers": list(offers.values())}
        return str(yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120))


def load_scenario(
    name_or_path: str | Path,
    overrides: Mapping[str, object] | None = None,
    *,
    scenarios: Path | None = None,
    cost_tables: Path | None = None,
) -> LoadedScenario:
    """Load a scenario, or tell everything that is wrong with it.

    Parameters
    ----------
    name_or_path : str or Path
        A shipped name, or the path of a YAML file.
    overrides : mapping, optional
        Fields set on the command line, such as ``{"people": 40}``; those that are None count
        as not given.
    scenarios, cost_tables : Path, optional
        Folders; those shipped with ungespor by default.

    Raises
    ------
    InputError
        With all problems of all files.
    """
    scenarios = scenarios or scenarios_folder()
    cost_tables = cost_tables or cost_tables_folder()
    path = find_scenario(name_or_path, scenarios)
    problems: list[Problem] = []
    tree = _resolved(path, overrides or {}, Library(scenarios, problems))
    if tree.value is UNREAD:
        raise InputError(problems)
    problems.extend(outside_problems(tree, scenarios, cost_tables))
    merged = plain(tree)
    try:
        scenario = Scenario.model_validate(merged, strict=True)
    except ValidationError as error:
        problems.extend(explained(error, tree))
        raise InputError(problems) from error
    if problems:
        raise InputError(problems)
    assert isinstance(merged, dict)  # noqa: S101 - the schema has made sure
    sha256 = _hash(merged, posterior_hashes(tree, scenarios))
    return LoadedScenario(scenario, tree, sha256, path, merged)


def check_scenario(
    name_or_path: str | Path, *, scenarios: Path | None = None, cost_tables: Path | None = None
) -> list[Problem]:
    """Return everything that is wrong with a scenario; an empty list for a good one."""
    try:
        load_scenario(name_or_path, scenarios=scenarios, cost_tables=cost_tables)
    except InputError as error:
        return list(error.problems)
    return []


def _resolved(path: Path, overrides: Mapping[str, object], library: Library) -> Node:
    tree = library.scenario(path)
    given = {key: value for key, value in overrides.items() if value is not None}
    if tree.value is UNREAD or not given:
        return tree
    return layered(tree, from_plain(given, Place("command line", None, "command line")), library.problems)


def _hash(merged: Mapping[str, object], tables: list[str]) -> str:
    # In which order the fields of a scenario come depends on how many layers it was laid together
    # from, and says nothing: written out and read again, it must be the same scenario.
    ordered = dict(sorted(merged.items()))
    content = json.dumps(ordered, ensure_ascii=False, default=str, separators=(",", ":")) + "".join(tables)
    return hashlib.sha256(content.encode()).hexdigest()


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes equal objects twice instead of pointing from one to the other."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the interface of PyYAML
        return True
