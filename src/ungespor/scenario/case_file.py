"""Find a case, read it, check everything, freeze it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from ungespor.base.errors import InputError, Problem
from ungespor.base.paths import cost_tables_folder, scenarios_folder
from ungespor.scenario.case import Case
from ungespor.scenario.case_checks import activity_problems, case_problems, known_sources, source_problems
from ungespor.scenario.explain import explained
from ungespor.scenario.find import find_named
from ungespor.scenario.load import load_scenario
from ungespor.scenario.nodes import UNREAD, Node, plain
from ungespor.scenario.reader import read_yaml
from ungespor.scenario.regime import load_regime

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from ungespor.scenario.load import LoadedScenario

FOLDER: Final = "cases"


@dataclass(frozen=True)
class LoadedCase:
    """A validated case, and the scenario whose rules and prices apply.

    Attributes
    ----------
    case : Case
    scenario : LoadedScenario
    path : Path
    tree : Node
        What it was made from; for the places.
    """

    case: Case
    scenario: LoadedScenario
    path: Path
    tree: Node

    def placed(self, problem: Problem) -> Problem:
        """Return a problem that names a field of the case together with where that field stands."""
        node = self.tree
        for part in (problem.field or "").split("."):
            if isinstance(node.value, list) and part.isdecimal():
                node = node.value[int(part)]
            elif part in node.entries:
                node = node.entries[part]
        return problem if problem.file else replace(problem, file=str(node.place))


def shipped_cases(folder: Path | None = None) -> dict[str, Path]:
    """Return the cases that can be named, with their files, in alphabetical order."""
    return {file.stem: file for file in sorted(((folder or scenarios_folder()) / FOLDER).glob("*.yaml"))}


def load_case(name_or_path: str | Path, activities: Mapping[str, str], states: Collection[str]) -> LoadedCase:
    """Load a case, or tell everything that is wrong with it.

    Parameters
    ----------
    name_or_path : str or Path
        A shipped name, or the path of a YAML file.
    activities : mapping of str to str
        Everything that can be counted, and its unit.
    states : collection of str
        Those of them that are weeks of support.

    Raises
    ------
    InputError
        With all problems.
    """
    path = find_named(name_or_path, shipped_cases(), kind="case")
    problems: list[Problem] = []
    tree = read_yaml(path, path.stem, problems)
    if tree.value is UNREAD:
        raise InputError(problems)
    known = known_sources(scenarios_folder(), cost_tables_folder(), problems)
    problems.extend(source_problems(tree, known))
    try:
        case = Case.model_validate(plain(tree), strict=True)
    except ValidationError as error:
        problems.extend(explained(error, tree, Case))
        raise InputError(problems) from error
    scenario = _scenario(case, tree, problems)
    problems.extend(activity_problems(case, tree, activities, states))
    if scenario is not None:
        regime = load_regime(scenario.scenario.regime)
        problems.extend(case_problems(case, tree, scenario.scenario, regime))
    if problems or scenario is None:
        raise InputError(problems)
    return LoadedCase(case, scenario, path, tree)


def _scenario(case: Case, tree: Node, problems: list[Problem]) -> LoadedScenario | None:
    """Return the scenario that a case names, or add to `problems` why there is none."""
    try:
        return load_scenario(case.scenario)
    except InputError as error:
        place = str(tree.entries["scenario"].place)
        problems.extend(
            problem if problem.file else replace(problem, file=place, field="scenario") for problem in error.problems
        )
        return None
