"""Price a saved run anew: the same lives, other prices, and nothing is simulated.

What is changed is laid on top of the saved scenario as a layer of its own. A re-priced run is
therefore, hash and all, the run of a scenario that states these prices itself.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from ungespor.base.errors import InputError
from ungespor.evaluation.price_changes import Change, Changes, price_changes
from ungespor.pipeline import Run, priced
from ungespor.report.saved_run import SavedRun, read_run_folder
from ungespor.scenario.load import LoadedScenario, load_scenario

if TYPE_CHECKING:
    from pathlib import Path

CERTIFICATE: Final = ("version", "scenario_sha256", "cost_tables_sha256", "regime", "price_year", "created")
"""What a re-priced run tells of the run that it comes from."""


@dataclass(frozen=True)
class Repriced:
    """A saved run at other prices.

    Attributes
    ----------
    run : Run
        `run.manifest` has a key `repriced` beside the usual ones, with `of` (from the birth
        certificate of the saved run) and `changes`.
    changes : tuple of Change
    tables_changed : bool
        Whether the cost tables are others than when the run was made.
    """

    run: Run
    changes: tuple[Change, ...]
    tables_changed: bool


def reprice(folder: Path, changes: Changes) -> Repriced:
    """Price the run in `folder` anew.

    Parameters
    ----------
    folder : Path
        Written by ``ungespor run``.
    changes : Changes

    Returns
    -------
    Repriced
        Without any change, and with the same cost tables, the result is that of the run.

    Raises
    ------
    InputError
        When the folder cannot be read, or with everything that is wrong with the changes.
    """
    saved = read_run_folder(folder)
    found, layer = price_changes(saved.loaded.scenario, changes)
    loaded = with_layer(saved, layer)
    run = priced(loaded, saved.trajectories)
    birth = {name: saved.manifest.get(name) for name in CERTIFICATE}
    manifest = run.manifest | {"repriced": {"of": birth, "changes": [change.as_dict() for change in found]}}
    run = replace(run, manifest=manifest, result=run.result | {"manifest": manifest})
    return Repriced(run, found, birth["cost_tables_sha256"] != manifest["cost_tables_sha256"])


def with_layer(saved: SavedRun, layer: dict[str, Any]) -> LoadedScenario:
    """Return the saved scenario with `layer` on top, checked as any scenario is."""
    if not layer:
        return saved.loaded
    return load_scenario(saved.loaded.path, layer)
