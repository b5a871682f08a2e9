"""Which scenarios can be named, and which file a name or path means."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ungespor.base.errors import InputError, Problem, nearest_name
from ungespor.base.paths import scenarios_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

_SUFFIXES: Final = (".yaml", ".yml")


def shipped_scenarios(folder: Path | None = None) -> dict[str, Path]:
    """Return the scenarios that can be named, with their files, in alphabetical order."""
    root = folder or scenarios_folder()
    files = [*root.glob("*.yaml"), *(root / "programmes").glob("*.yaml")]
    return {file.stem: file for file in sorted(files, key=lambda file: file.stem)}


def find_scenario(name_or_path: str | Path, folder: Path | None = None, beside: Path | None = None) -> Path:
    """Return the file of a scenario.

    Parameters
    ----------
    name_or_path : str or Path
    folder : Path, optional
        Where names are looked up; the shipped scenarios by default.
    beside : Path, optional
        Folder that relative paths start from; the current one by default.

    Raises
    ------
    InputError
        When there is no such scenario; with the nearest name.
    """
    return find_named(name_or_path, shipped_scenarios(folder), kind="scenario", beside=beside)


def find_named(name_or_path: str | Path, names: Mapping[str, Path], *, kind: str, beside: Path | None = None) -> Path:
    """Return the file that a name or a path means.

    Parameters
    ----------
    name_or_path : str or Path
    names : mapping of str to Path
        The names that come along, with their files.
    kind : str
        What is looked for, as users call it.
    beside : Path, optional
        Folder that relative paths start from; the current one by default.

    Raises
    ------
    InputError
        When there is none; with the nearest name.
    """
    text = str(name_or_path)
    if text in names:
        return names[text]
    path = (beside or Path()) / text
    is_path = isinstance(name_or_path, Path) or path.suffix in _SUFFIXES or "/" in text or "\\" in text
    if _exists(path):
        return path
    nearest = (_nearest_file(path) if is_path else None) or nearest_name(path.stem, names)
    otherwise = "See the names with 'ungespor list'." if kind == "scenario" else "Write one of the allowed names."
    raise InputError(
        Problem(
            what=f"There is no {'file' if is_path else kind} '{text}'.",
            found=text,
            allowed=f"a path to a YAML file, or one of {', '.join(names)}" if names else "a path to a YAML file",
            nearest=nearest,
            fix=f"Write {nearest}." if nearest else otherwise,
        )
    )


def scenario_name(path: Path) -> str:
    """Return the name of a scenario that extends another and states no name: that of its file."""
    word = re.sub(r"[^a-z0-9_]+", "_", path.stem.lower())
    return word if re.match(r"[a-z]", word) else f"scenario_{word}"


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long or with a zero byte
        return False


def _nearest_file(path: Path) -> str | None:
    if not path.parent.is_dir():
        return None
    nearest = nearest_name(path.name, (file.name for suffix in _SUFFIXES for file in path.parent.glob("*" + suffix)))
    return str(path.parent / nearest) if nearest else None
