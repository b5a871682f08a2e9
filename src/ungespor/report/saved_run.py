"""Read a run folder back: the lives that were simulated, so that they can be priced anew.

Everything that a result is made from lies in ``trajectories.npz``, which is numpy's own format, holds
no code and finds a flipped byte; the long tables beside it are for whoever wants to read them.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.errors import InputError, Problem
from ungespor.base.tables import Activities, Cell, Period, Trajectories
from ungespor.ledger.journal import Tallies
from ungespor.scenario.load import LoadedScenario, load_scenario

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST_FILE: Final = "manifest.json"
SCENARIO_FILE: Final = "scenario.yaml"
TRAJECTORIES_FILE: Final = "trajectories.npz"
NEEDED: Final = (MANIFEST_FILE, SCENARIO_FILE, TRAJECTORIES_FILE)

WORLD_ARRAYS: Final = ("draws", "replications")
ARRAYS: Final = (
    "participants",
    "weeks",
    "weekly_states",
    "weekly_who5",
    "outcomes",
    "observed",
    "twins",
    "parted",
    "waiting",
)
"""Fields of `Trajectories` that are saved as they are."""
CERTIFIED: Final = ("version", "scenario_sha256", "cost_tables_sha256", "regime", "created")
"""What is read from a birth certificate."""
DAMAGE: Final = (OSError, ValueError, KeyError, TypeError, IndexError, EOFError)
"""What reading a damaged file ends in; a broken zip or parquet file is among them by its parents."""


@dataclass(frozen=True)
class SavedRun:
    """A run as it was saved.

    Attributes
    ----------
    folder : Path
    manifest : dict
        The run's birth certificate.
    loaded : LoadedScenario
        The scenario, options of the command line included.
    trajectories : Trajectories
        Without `first_parting` and `panel`, which nothing is computed from.
    tallies : Tallies
        What price lists have in common.
    """

    folder: Path
    manifest: dict[str, Any]
    loaded: LoadedScenario
    trajectories: Trajectories
    tallies: Tallies = field(default_factory=Tallies, repr=False)


def write_trajectories(path: Path, trajectories: Trajectories) -> None:
    """Save what :func:`read_run_folder` needs; of the counts only those above 0, and where they stand."""
    activities = trajectories.activities
    place = np.flatnonzero(activities.quantity != 0).astype(np.min_scalar_type(activities.quantity.size))
    # Not compressed: that would take longer than all the rest of reading and writing.
    np.savez(
        path,
        people=np.asarray(trajectories.people),
        offers=np.asarray(trajectories.offers, dtype=np.str_),
        arms=np.asarray(activities.arms, dtype=np.str_),
        periods=np.asarray([(period.half_year, str(period.follow_up_year)) for period in activities.periods]),
        cells=np.asarray([tuple(str(part) for part in astuple(cell)) for cell in activities.cells]),
        place=place,
        quantity=activities.quantity.reshape(-1).take(place),
        **{name: getattr(activities, name) for name in WORLD_ARRAYS},
        **{name: getattr(trajectories, name) for name in ARRAYS},
    )


def read_run_folder(folder: Path) -> SavedRun:
    """Read a run folder back.

    Parameters
    ----------
    folder : Path
        Written by ``ungespor run`` of this version.

    Raises
    ------
    InputError
        When it is no run folder, was written by another version, or has lost or damaged files.
    """
    manifest = _manifest(folder)
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if missing:
        raise InputError(_lost(folder / name) for name in missing)
    loaded = load_scenario(folder / SCENARIO_FILE)
    if loaded.sha256 != manifest.get("scenario_sha256"):
        raise InputError(_changed(folder / SCENARIO_FILE))
    return SavedRun(folder, manifest, loaded, _trajectories(folder))


def _manifest(folder: Path) -> dict[str, Any]:
    """Return the birth certificate, if it is one of this version."""
    from ungespor import __version__

    path = folder / MANIFEST_FILE
    if not path.is_file():
        raise InputError(_no_run_folder(folder))
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        version, *_ = (manifest[name] for name in CERTIFIED)
    except DAMAGE as error:
        raise InputError(_damaged(path, error)) from error
    if version != __version__:
        raise InputError(_other_version(path, str(version), __version__))
    return dict(manifest)


def _trajectories(folder: Path) -> Trajectories:
    """Return the lives, with the cells in the order in which they were counted."""
    path = folder / TRAJECTORIES_FILE
    try:
        # Opened here, because numpy would leave a broken file open.
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as saved:
            arrays = {name: saved[name] for name in saved.files}
        periods = tuple(Period(half_year, int(year)) for half_year, year in arrays["periods"].tolist())
        cells = tuple(
            Cell(activity, offer, int(band), resident, person_class)
            for activity, offer, band, resident, person_class in arrays["cells"].tolist()
        )
        arms, offers = (tuple(arrays[name].tolist()) for name in ("arms", "offers"))
        people = int(arrays["people"])
        kept = {name: arrays[name] for name in ARRAYS}
        draws, replications = (arrays[name] for name in WORLD_ARRAYS)
        quantity = np.zeros((len(cells), len(draws), len(arms), len(periods)), dtype=np.int32)
        # Cell by cell, because that is how counts are added up when they are priced.
        counted = arrays["quantity"]
        slot, cell = np.divmod(arrays["place"], len(cells))
        quantity.reshape(-1)[cell * (quantity.size // len(cells)) + slot] = counted
        quantity = np.moveaxis(quantity, 0, -1)
    # zipfile.BadZipFile has no parent but Exception, and a broken zip may end in zlib's own error.
    except Exception as error:
        raise InputError(_damaged(path, error)) from error
    if counted.min(initial=0) < 0:
        raise InputError(_damaged(path, "a quantity in it is negative"))
    activities = Activities(arms, draws, replications, periods, cells, quantity)
    return Trajectories(activities=activities, people=people, offers=offers, first_parting=None, panel=None, **kept)


def _no_run_folder(folder: Path) -> Problem:
    what = "The folder is no run folder." if folder.is_dir() else "There is no such run folder."
    return Problem(
        what=what,
        file=str(folder),
        allowed=f"a folder written by 'ungespor run', with a {MANIFEST_FILE}",
        fix="Give the folder that 'ungespor run' said it wrote, such as runs/tiny-0123abcd-7.",
    )


def _other_version(path: Path, found: str, own: str) -> Problem:
    return Problem(
        what="The run was made by another version of ungespor.",
        file=str(path),
        field="version",
        found=found,
        allowed=own,
        fix="Run the scenario again with this version, or re-price with the version that made the run.",
    )


def _lost(path: Path) -> Problem:
    return Problem(what="A file of the run folder is missing.", file=str(path), fix="Run the scenario again.")


def _changed(path: Path) -> Problem:
    return Problem(
        what="The scenario in the run folder, or a table it draws from, has been changed since the run.",
        file=str(path),
        fix="Run the changed scenario, or set prices with --set.",
    )


def _damaged(path: Path, reason: object) -> Problem:
    return Problem(
        what=f"A file of the run folder is damaged: {reason}.", file=str(path), fix="Run the scenario again."
    )
