"""Where scenarios and cost tables lie: inside the installed package, or in a checkout."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ungespor.base.errors import InputError, Problem

_PACKAGE = Path(__file__).resolve().parents[1]
_PACKAGE_DATA = _PACKAGE / "_data"
_CHECKOUT = _PACKAGE.parents[1]


def scenarios_folder() -> Path:
    """Return the folder with the shipped scenarios.

    Raises
    ------
    InputError
        When the installation has lost it.
    """
    return _data_folder("scenarios")


def cost_tables_folder() -> Path:
    """Return the folder with the shipped cost tables.

    Raises
    ------
    InputError
        When the installation has lost it.
    """
    return _data_folder("cost_tables")


def shown_path(path: Path) -> str:
    """Return `path` as the user would recognise it.

    Shipped files are shown from their data folder on (``scenarios/offers/ibbu.yaml``), files
    below the current folder relative to it, others in full.
    """
    resolved = path.resolve()
    for root in (_PACKAGE_DATA, _CHECKOUT):
        for name in ("scenarios", "cost_tables"):
            if resolved.is_relative_to(root / name):
                return resolved.relative_to(root).as_posix()
    here = Path.cwd()
    return resolved.relative_to(here).as_posix() if resolved.is_relative_to(here) else str(resolved)


def version_of(*paths: Path) -> tuple[tuple[str, int, int], ...]:
    """Return when files were written and how long they are.

    What is made of files may be kept under their versions: it is then made once, and anew when one
    of them has changed.

    Parameters
    ----------
    *paths : Path
        Files, and folders, which stand for the files in them.

    Returns
    -------
    tuple of tuple
        Path, time in nanoseconds and bytes of each file that there is.
    """
    files = [file for path in paths for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
    stats = [(str(file), file.stat()) for file in files if file.is_file()]
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


def folder_hash(folder: Path) -> str:
    """Return the SHA-256 of every file in a folder, by name and content.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _data_folder(name: str) -> Path:
    places = (_PACKAGE_DATA / name, _CHECKOUT / name)
    for place in places:
        if place.is_dir():
            return place
    raise InputError(
        Problem(
            what=f"The folder '{name}' that belongs to ungespor is missing.",
            file=" or ".join(str(place) for place in places),
            fix="Install ungespor again, or run it from a complete checkout.",
        )
    )
