"""The run folder: everything about one run, complete or not there at all."""

from __future__ import annotations

import dataclasses
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ungespor.base.errors import InputError, Problem
from ungespor.ledger.view_tables import load_view_tables
from ungespor.report.files import activities_table, json_text, net_table, origins_csv, outcomes_csv, weekly_csv
from ungespor.report.page import render_page
from ungespor.report.saved_run import (
    MANIFEST_FILE,
    SCENARIO_FILE,
    TRAJECTORIES_FILE,
    write_trajectories,
)
from ungespor.results.net import nets_of
from ungespor.results.view_rows import posted_views

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

    from ungespor.base.tables import Activities, Ledger, Trajectories
    from ungespor.results.numbers import Language
    from ungespor.scenario.load import LoadedScenario
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.origins import Origin

HASH_LENGTH = 8
MARK = MANIFEST_FILE
"""The file that shows that a folder is a run folder, and may be replaced by --force."""
NEVER_REPEATED = frozenset({"quantity", "amount_ore", "net_ore", "present_value_dkk"})
BY_WORLD = {
    "ledger": ("draws", "replications", "quantity", "amount_ore"),
    "activities": ("draws", "replications", "quantity"),
}
WORLDS_AT_ONCE = 25


def default_folder(name: str, scenario_sha256: str, seed: int) -> Path:
    """Return ``runs/NAME-HASH8-SEED`` below the current folder."""
    return Path("runs") / f"{name}-{scenario_sha256[:HASH_LENGTH]}-{seed}"


def check_folder(folder: Path, *, force: bool) -> None:
    """Make sure, before anything is computed, that a run folder can be written.

    Raises
    ------
    InputError
        If it exists and `force` is off, if it exists and is something else than a run folder, or
        if its parent cannot be written in.
    """
    if folder.exists() or folder.is_symlink():
        _check_existing(folder, force=force)
    with _built_beside(folder):
        pass


def _check_existing(folder: Path, *, force: bool) -> None:
    if not force:
        raise InputError(
            Problem(
                what="The output folder exists already, and nothing is overwritten unasked.",
                file=str(folder),
                fix="Give another folder with --out, or replace this one with --force.",
            )
        )
    is_ours = folder.is_dir() and ((folder / MARK).is_file() or not any(folder.iterdir()))
    if not is_ours:
        raise InputError(
            Problem(
                what="The output folder exists and is no run folder, so --force does not replace it.",
                file=str(folder),
                allowed=f"a new folder, an empty one, or one with a {MARK}",
                fix="Give another folder with --out.",
            )
        )


def write_run_folder(
    folder: Path,
    loaded: LoadedScenario,
    trajectories: Trajectories,
    ledger: Ledger,
    price_origins: tuple[Origin, ...],
    result: dict[str, Any],
    *,
    tornado: dict[str, Any] | None = None,
    force: bool = False,
    language: Language = "da",
) -> Path:
    """Write a complete run folder, or nothing.

    The folder is built beside its place and renamed when it is complete.

    Parameters
    ----------
    folder : Path
    loaded, trajectories, ledger, price_origins, result
        The parts of a run.
    tornado : dict, optional
        Which prices the result hangs on, for ``report.html``.
    force : bool
        Replace an existing run folder.
    language : {"da", "en"}
        Of ``report.html``.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    InputError
        If the folder cannot be written.
    """
    if folder.exists() or folder.is_symlink():
        _check_existing(folder, force=force)
    with _built_beside(folder) as building:
        # Compressing the two long tables takes longest and needs no interpreter: it runs beside.
        with ThreadPoolExecutor(max_workers=2) as pool:
            jobs = [
                pool.submit(_write_parquet, _ledger_pieces(ledger), building / "ledger.parquet"),
                pool.submit(_write_parquet, _activity_pieces(trajectories.activities), building / "activities.parquet"),
            ]
            texts = _texts(loaded, trajectories, price_origins, result)
            texts["report.html"] = render_page(result, trajectories, language, tornado)
            for name, text in texts.items():
                (building / name).write_text(text, encoding="utf-8", newline="\n")
            _write_net(building, loaded.scenario, ledger)
            write_trajectories(building / TRAJECTORIES_FILE, trajectories)
            if trajectories.panel is not None:
                trajectories.panel.to_parquet(building / "panel.parquet", index=False)
            for job in jobs:
                job.result()
        _put_in_place(building, folder)
    return folder


def _texts(
    loaded: LoadedScenario,
    trajectories: Trajectories,
    price_origins: tuple[Origin, ...],
    result: dict[str, Any],
) -> dict[str, str]:
    """Return the small files, by name."""
    return {
        MARK: json_text(result["manifest"]),
        "result.json": json_text(result),
        SCENARIO_FILE: loaded.as_yaml(),
        "origins.csv": origins_csv([*loaded.origins, *price_origins]),
        "weekly.csv": weekly_csv(trajectories),
        "outcomes.csv": outcomes_csv(result),
    }


def _write_net(building: Path, scenario: Scenario, ledger: Ledger) -> None:
    nets = nets_of(ledger, scenario.horizon_years, scenario.financing.shown)
    table = net_table(nets, ledger.draws, ledger.replications, scenario.discount_rate.central)
    _write_parquet([table], building / "net.parquet")


def _ledger_pieces(ledger: Ledger) -> Iterator[pa.Table]:
    from ungespor.ledger.long import to_arrow

    views = load_view_tables()
    for worlds in _pieces(len(ledger.draws)):
        parts = {name: getattr(ledger, name)[worlds] for name in BY_WORLD["ledger"]}
        piece = dataclasses.replace(ledger, **parts)
        yield to_arrow(piece)
        for posted in posted_views(piece, views):
            yield to_arrow(posted)


def _activity_pieces(activities: Activities) -> Iterator[pa.Table]:
    for worlds in _pieces(len(activities.draws)):
        parts = {name: getattr(activities, name)[worlds] for name in BY_WORLD["activities"]}
        yield activities_table(dataclasses.replace(activities, **parts))


def _pieces(worlds: int) -> Iterator[slice]:
    """Cut the worlds up, so that a long table never lies in memory whole."""
    for first in range(0, worlds, WORLDS_AT_ONCE):
        yield slice(first, first + WORLDS_AT_ONCE)


def _write_parquet(pieces: Iterable[pa.Table], path: Path) -> None:
    import pyarrow.parquet as pq

    writer: pq.ParquetWriter | None = None
    for piece in pieces:
        if writer is None:
            # Amounts hardly ever repeat, and looking for repeats costs time; all else repeats.
            repeated = [name for name in piece.column_names if name not in NEVER_REPEATED]
            options = {"write_statistics": False, "write_page_checksum": True}
            writer = pq.ParquetWriter(path, piece.schema, use_dictionary=repeated, **options)
        writer.write_table(piece)
    if writer is not None:
        writer.close()


@contextmanager
def _built_beside(folder: Path) -> Iterator[Path]:
    """Give a fresh folder beside `folder`, and leave nothing of it behind, whatever happens."""
    building = folder.parent / f".{folder.name}.{os.getpid()}.building"
    missing = [parent for parent in folder.parents if not parent.exists()]
    try:
        building.mkdir(parents=True)
        yield building
    except OSError as error:
        raise InputError(_unwritable(folder, error)) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
        for parent in missing:
            if parent.is_dir() and not any(parent.iterdir()):
                parent.rmdir()


def _put_in_place(building: Path, folder: Path) -> None:
    """Rename the complete folder to its place; what lay there goes only when that has worked."""
    if not folder.exists():
        building.rename(folder)
        return
    old = building.with_suffix(".replaced")
    try:
        folder.rename(old)
        building.rename(folder)
    finally:
        if not folder.exists():
            old.rename(folder)
        shutil.rmtree(old, ignore_errors=True)


def _unwritable(folder: Path, error: OSError) -> Problem:
    return Problem(
        what=f"The output folder cannot be written: {error.strerror or error}.",
        file=str(folder),
        fix="Give a folder that you may write in with --out, and make sure that the disk has room.",
    )
