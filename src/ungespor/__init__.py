"""Ungespor (youth tracks): what happens to young people with and without an effort, what it costs, who pays.

>>> import ungespor
>>> callable(ungespor.run) and callable(ungespor.load_scenario) and callable(ungespor.compare)
True

Importing this package loads nothing else; each function brings what it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from ungespor.pipeline import Run
    from ungespor.scenario.load import LoadedScenario

__all__ = ["compare", "load_scenario", "run"]


def run(name_or_path: str | Path, **options: Any) -> Run:
    """Simulate and price a scenario: see :func:`ungespor.pipeline.run`.

    Parameters
    ----------
    name_or_path : str or Path
        Name of a shipped scenario, or the path of a file.
    **options
        `driver` (``"kernel"`` or ``"mesa"``), `panel`, `progress`, and fields of the scenario to
        override: `people`, `replications`, `horizon_years`, `seed` …

    Returns
    -------
    Run
        With `result`, the same object that ``ungespor run --json`` prints.
    """
    from ungespor.pipeline import run as run_scenario

    return run_scenario(name_or_path, **options)


def load_scenario(name_or_path: str | Path, **overrides: Any) -> LoadedScenario:
    """Load and check a scenario: see :func:`ungespor.scenario.load.load_scenario`.

    Parameters
    ----------
    name_or_path : str or Path
    **overrides
        Fields of the scenario to override.

    Raises
    ------
    InputError
        With everything that is wrong with the scenario.
    """
    from ungespor.scenario.load import load_scenario as load

    return load(name_or_path, overrides)


def compare(*names_or_folders: str | Path, **options: Any) -> dict[str, Any]:
    """Set scenarios side by side: see :func:`ungespor.evaluation.compare.compare`.

    Parameters
    ----------
    *names_or_folders : str or Path
        Scenarios to run, or folders of earlier runs.
    **options
        Passed on to :func:`run` for the scenarios that are run.
    """
    from ungespor.evaluation.compare import compare as compare_scenarios

    return compare_scenarios(*names_or_folders, **options)


def __getattr__(name: str) -> str:
    if name == "__version__":
        from importlib.metadata import version

        return version("ungespor")
    raise AttributeError(f"module 'ungespor' has no attribute '{name}'")
