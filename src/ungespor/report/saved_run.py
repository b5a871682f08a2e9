"""Read a run folder back: the lives that were simulated, so that they can be priced anew.

What was counted lies in ``activities.parquet``; everything else that a result is made from lies in
``trajectories.npz``, which is numpy's own format and holds no code.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.errors import InputError, Problem
from ungespor.base.tables import Activities, Cell, Period, Trajectories
from ungespor.scenario.load import LoadedScenario, load_scenario

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import pyarrow as pa
    from numpy.typing import NDArray

MANIFEST_FILE: Final = "manifest.json"
SCENARIO_FILE: Final = "scenario.yaml"
ACTIVITIES_FILE: Final = "activities.parquet"
TRAJECTORIES_FILE: Final = "trajectories.npz"
NEEDED: Final = (MANIFEST_FILE, SCENARIO_FILE, ACTIVITIES_FILE, TRAJECTORIES_FILE)

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
CELL_COLUMNS: Final = tuple(field.name for field in fields(Cell))
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
    """

    folder: Path
    manifest: dict[str, Any]
    loaded: LoadedScenario
    trajectories: Trajectories


def write_trajectories(path: Path, trajectories: Trajectories) -> None:
    """Save what :func:`read_run_folder` needs beside the long table of activities."""
    activities = trajectories.activities
    by_world = activities.quantity.sum(axis=(1, 2, 3), dtype=np.int64)
    np.savez_compressed(
        path,
        people=np.asarray(trajectories.people),
        offers=np.asarray(trajectories.offers, dtype=np.str_),
        arms=np.asarray(activities.arms, dtype=np.str_),
        periods=np.asarray([(period.half_year, str(period.follow_up_year)) for period in activities.periods]),
        cells=np.asarray([tuple(str(part) for part in astuple(cell)) for cell in activities.cells]),
        counted=by_world,
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
        counted = arrays["counted"]
    # zipfile.BadZipFile has no parent but Exception, and a broken zip may end in zlib's own error.
    except Exception as error:
        raise InputError(_damaged(path, error)) from error
    shape = (len(draws), len(arms), len(periods), len(cells))
    activities = Activities(arms, draws, replications, periods, cells, np.zeros(shape, dtype=np.int32))
    _fill(folder / ACTIVITIES_FILE, activities, counted)
    return Trajectories(activities=activities, people=people, offers=offers, first_parting=None, panel=None, **kept)


def _fill(path: Path, activities: Activities, counted: NDArray[np.int64]) -> None:
    """Put every row of the long table in its place in `activities.quantity`."""
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path, page_checksum_verification=True, read_dictionary=list(_WORDS)) as file:
            table = file.read().combine_chunks()
        worlds = list(zip(activities.draws.tolist(), activities.replications.tolist(), strict=True))
        periods = [(period.half_year, period.follow_up_year) for period in activities.periods]
        place = (
            _places(table, ("draw", "replication"), worlds),
            _places(table, ("arm",), [(arm,) for arm in activities.arms]),
            _places(table, ("half_year", "follow_up_year"), periods),
            _places(table, CELL_COLUMNS, [astuple(cell) for cell in activities.cells]),
        )
        activities.quantity[place] = _numbers(table["quantity"])
    except DAMAGE as error:
        raise InputError(_damaged(path, error)) from error
    if not np.array_equal(activities.quantity.sum(axis=(1, 2, 3), dtype=np.int64), counted):
        raise InputError(_damaged(path, "it holds other counts than were saved"))
    if activities.quantity.min(initial=0) < 0:
        raise InputError(_damaged(path, "a quantity in it is negative"))


_WORDS: Final = ("arm", "half_year", "resident", "offer", "activity", "person_class")


def _places(table: pa.Table, columns: Sequence[str], known: Sequence[tuple[object, ...]]) -> NDArray[np.int64]:
    """Return where the values of `columns` stand in `known`, for each row of the table."""
    code = np.zeros(table.num_rows, dtype=np.int64)
    code_known = np.zeros(len(known), dtype=np.int64)
    for number, name in enumerate(columns):
        values = [key[number] for key in known]
        numbers, of_value = _codes(table, name, values)
        # One more than there are values: a word that the table does not hold.
        size = len(of_value) + 1
        code = code * size + numbers
        code_known = code_known * size + np.asarray([of_value.get(value, size - 1) for value in values], dtype=np.int64)
    order = np.argsort(code_known, kind="stable")
    return order[_looked_up(code, code_known[order], " and ".join(columns))]


def _looked_up(values: NDArray[np.int64], known: NDArray[np.int64], what: str) -> NDArray[np.int64]:
    """Return where each value stands among the rising `known` ones; the same values come in long runs."""
    begins = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))
    of_run = np.minimum(np.searchsorted(known, values[begins]), len(known) - 1)
    if not np.array_equal(known[of_run], values[begins]):
        raise ValueError(f"a row of it has a {what} that was not saved")
    return np.repeat(of_run, np.diff(begins, append=len(values)))


def _codes(table: pa.Table, name: str, known: Iterable[object]) -> tuple[NDArray[np.int64], dict[object, int]]:
    """Return a column as numbers, and the number of each value."""
    column = table[name]
    if name in _WORDS:
        # One dictionary for all rows, also where the pieces of the file had their own.
        whole = column.unify_dictionaries().combine_chunks()
        words = {word: number for number, word in enumerate(whole.dictionary.to_pylist())}
        return _numbers(whole.indices).astype(np.int64), words
    distinct = np.unique(np.asarray(list(known), dtype=np.int64))
    return _looked_up(_numbers(column), distinct, name), {int(value): number for number, value in enumerate(distinct)}


def _numbers(column: pa.Array | pa.ChunkedArray) -> NDArray[Any]:
    """Return a column of numbers; unlike its own `to_numpy` this does not import pandas, which takes long."""
    whole = column.combine_chunks() if hasattr(column, "combine_chunks") else column
    return np.from_dlpack(whole)


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
