"""Where a run folder may be written, and how: complete or not there at all."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ungespor.base.errors import InputError, Problem
from ungespor.report.saved_run import MANIFEST_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

HASH_LENGTH: Final = 8


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
    is_ours = folder.is_dir() and ((folder / MANIFEST_FILE).is_file() or not any(folder.iterdir()))
    if not is_ours:
        raise InputError(
            Problem(
                what="The output folder exists and is no run folder, so --force does not replace it.",
                file=str(folder),
                allowed=f"a new folder, an empty one, or one with a {MANIFEST_FILE}",
                fix="Give another folder with --out.",
            )
        )


@contextmanager
def whole_or_nothing(folder: Path, *, force: bool) -> Iterator[Path]:
    """Give a folder to fill, which takes its place when the context ends well, and else is gone.

    Parameters
    ----------
    folder : Path
        Where it shall lie in the end.
    force : bool
        Replace an existing run folder.

    Yields
    ------
    Path
        Where it is built, beside its place.

    Raises
    ------
    InputError
        If the folder cannot be written.
    """
    if folder.exists() or folder.is_symlink():
        _check_existing(folder, force=force)
    with _built_beside(folder) as building:
        yield building
        _put_in_place(building, folder)


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
