"""The run folder: everything about one run, complete or not there at all."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ungespor.base.errors import InputError, Problem
from ungespor.report.files import json_text, net_table, origins_csv, outcomes_csv, weekly_csv
from ungespor.report.long_tables import activity_pieces, ledger_pieces, long_table
from ungespor.report.page import render_page
from ungespor.report.saved_run import (
    MANIFEST_FILE,
    SCENARIO_FILE,
    TRAJECTORIES_FILE,
    write_trajectories,
)
from ungespor.results.net import nets_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

    from ungespor.base.tables import Ledger, Trajectories
    from ungespor.results.numbers import Language
    from ungespor.scenario.load import LoadedScenario
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.origins import Origin

HASH_LENGTH = 8
MARK = MANIFEST_FILE
"""The file that shows that a folder is a run folder, and may be replaced by --force."""


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


@contextmanager
def new_run_folder(folder: Path, *, force: bool = False) -> Iterator[NewFolder]:
    """Give a run folder to fill: it is complete when the context ends well, else not there at all.

    The folder is built beside its place and renamed when it is complete.

    Parameters
    ----------
    folder : Path
    force : bool
        Replace an existing run folder.

    Yields
    ------
    NewFolder

    Raises
    ------
    InputError
        If the folder cannot be written.
    """
    if folder.exists() or folder.is_symlink():
        _check_existing(folder, force=force)
    with _built_beside(folder) as building:
        with ExitStack() as tables:
            yield NewFolder(building, tables)
        _put_in_place(building, folder)


@dataclass(frozen=True)
class NewFolder:
    """A run folder in the making.

    Attributes
    ----------
    path : Path
        Where it is built.
    tables : ExitStack
        The long tables that threads are still writing.
    """

    path: Path
    tables: ExitStack

    def add_lives(self, trajectories: Trajectories) -> None:
        """Write what was simulated; threads go on while the caller prices it.

        Parameters
        ----------
        trajectories : Trajectories
        """
        self._add_table("activities.parquet", activity_pieces(trajectories.activities))
        saving = self.tables.enter_context(ThreadPoolExecutor(max_workers=1))
        self.tables.callback(saving.submit(write_trajectories, self.path / TRAJECTORIES_FILE, trajectories).result)
        if trajectories.panel is not None:
            trajectories.panel.to_parquet(self.path / "panel.parquet", index=False)

    def add_ledger(self, scenario: Scenario, ledger: Ledger) -> None:
        """Write the ledger and what each payer gains; a thread goes on while the caller describes it.

        Parameters
        ----------
        scenario : Scenario
            Its horizon, ways of financing and discount rate are used.
        ledger : Ledger
        """
        self._add_table("ledger.parquet", ledger_pieces(ledger))
        nets = nets_of(ledger, scenario.horizon_years, scenario.financing.shown)
        table = net_table(nets, ledger.draws, ledger.replications, scenario.discount_rate.central)
        self._add_table("net.parquet", [table])

    def add_result(
        self,
        loaded: LoadedScenario,
        trajectories: Trajectories,
        price_origins: tuple[Origin, ...],
        result: dict[str, Any],
        *,
        tornado: dict[str, Any] | None = None,
        language: Language = "da",
    ) -> None:
        """Write the result, the page, and where every number comes from.

        Parameters
        ----------
        loaded, trajectories, price_origins, result
            The parts of a run.
        tornado : dict, optional
            Which prices the result hangs on, for ``report.html``.
        language : {"da", "en"}
            Of ``report.html``.
        """
        texts = _texts(loaded, trajectories, price_origins, result)
        texts["report.html"] = render_page(result, trajectories, language, tornado)
        for name, text in texts.items():
            (self.path / name).write_text(text, encoding="utf-8", newline="\n")

    def _add_table(self, name: str, pieces: Iterable[pa.Table]) -> None:
        add = self.tables.enter_context(long_table(self.path / name))
        for piece in pieces:
            add(piece)


def write_run_folder(
    folder: Path,
    loaded: LoadedScenario,
    trajectories: Trajectories,
    ledger: Ledger,
    price_origins: tuple[Origin, ...],
    result: dict[str, Any],
    *,
    force: bool = False,
    **options: Any,
) -> Path:
    """Write a complete run folder, or nothing.

    Parameters
    ----------
    folder : Path
    loaded, trajectories, ledger, price_origins, result
        The parts of a run.
    force : bool
        Replace an existing run folder.
    **options
        `tornado` and `language` of :meth:`NewFolder.add_result`.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    InputError
        If the folder cannot be written.
    """
    with new_run_folder(folder, force=force) as building:
        building.add_lives(trajectories)
        building.add_ledger(loaded.scenario, ledger)
        building.add_result(loaded, trajectories, price_origins, result, **options)
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
