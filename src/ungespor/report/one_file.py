"""Write one file that somebody asked for, complete or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ungespor.base.errors import InputError, Problem

if TYPE_CHECKING:
    from pathlib import Path


def check_file(path: Path, *, force: bool) -> None:
    """Make sure, before anything is computed, that a file can be written.

    Raises
    ------
    InputError
        If it exists and `force` is off, if it is a folder, or if its folder is not there.
    """
    if path.is_dir():
        raise InputError(Problem("The file to write is a folder.", str(path), fix="Name a file with --out."))
    if path.exists() and not force:
        what = "The file exists already, and nothing is overwritten unasked."
        raise InputError(Problem(what, str(path), fix="Name another file with --out, or replace it with --force."))
    if not path.parent.is_dir():
        what = "The folder of the file to write is not there."
        raise InputError(Problem(what, str(path), fix="Make the folder first, or name another file with --out."))


def write_file(path: Path, text: str) -> None:
    """Write a text beside its place, and rename it when it is complete.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    building = path.with_name(f".{path.name}.{os.getpid()}.building")
    try:
        building.write_text(text, encoding="utf-8", newline="\n")
        building.replace(path)
    except OSError as error:
        what = f"The file cannot be written: {error.strerror or error}."
        raise InputError(Problem(what, str(path), fix="Name a file that you may write with --out.")) from error
    finally:
        building.unlink(missing_ok=True)
