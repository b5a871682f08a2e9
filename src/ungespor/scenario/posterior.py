"""Joint draws from a calibration: rows of a table that quantities share.

A quantity with ``posterior: NAME`` is drawn from its column in ``scenarios/baseline/NAME.csv``.
All quantities of one name take the same row in the same draw, so that what the calibration found
about them together is kept.
"""

from __future__ import annotations

import csv
import hashlib
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from ungespor.base.errors import Problem, nearest_name
from ungespor.base.paths import scenarios_folder, shown_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from ungespor.scenario.nodes import Node


def posterior_draws(name: str, posterior: str, draws: NDArray[np.int64], seed: int) -> NDArray[np.float64]:
    """Return a quantity in each parameter draw, from the rows that its posterior has in common.

    Parameters
    ----------
    name : str
        The quantity's full name: a column of the table.
    posterior : str
    draws : ndarray of int64, shape (n,)
    seed : int

    Returns
    -------
    ndarray of float64, shape (n,)
    """
    from ungespor.base.hashing import named_uniforms

    column = _table(posterior_file(posterior))[name]
    rows = named_uniforms(f"posterior.{posterior}", seed, draws) * len(column)
    return column[rows.astype(np.int64)]


def posterior_file(posterior: str, folder: Path | None = None) -> Path:
    """Return the file of a posterior, in a folder of scenarios (the shipped ones by default)."""
    return (folder or scenarios_folder()) / "baseline" / f"{posterior}.csv"


@cache
def _table(path: Path) -> dict[str, NDArray[np.float64]]:
    with path.open(encoding="utf-8", newline="") as stream:
        header, *rows = list(csv.reader(stream, strict=True))
    return dict(zip(header, np.array(rows, dtype=np.float64).T, strict=True))


def posterior_problems(tree: Node, folder: Path) -> Iterator[Problem]:
    """Yield the quantities whose posterior does not exist, cannot be read or has no column for them."""
    known = [file.stem for file in sorted(posterior_file("any", folder).parent.glob("*.csv"))]
    for field, node in posteriors_named(tree):
        name = str(node.value)
        path = posterior_file(name, folder)
        what, fix = "", None
        if name not in known:
            nearest = nearest_name(name, known)
            what, fix = f"There is no posterior '{name}'.", f"Write '{nearest}'." if nearest else None
        else:
            try:
                if field not in _table(path):
                    what = f"The posterior '{name}' has no column for this field."
                    fix = "Remove 'posterior:' here, or calibrate the field."
            except (OSError, ValueError, csv.Error):
                what = f"The table {shown_path(path)} is no table of numbers under a heading."
                fix = "Write it anew with 'ungespor calibrate'."
        if what:
            yield Problem(what, str(node.place), f"{field}.posterior", name, ", ".join(known) or None, fix=fix)


def posteriors_named(node: Node, location: tuple[str, ...] = ()) -> list[tuple[str, Node]]:
    """Return the dotted path and the node of every ``posterior:`` in a tree."""
    entries = node.entries
    if "posterior" in entries and "value" in entries:
        return [(".".join(location), entries["posterior"])]
    children = entries.items() if not isinstance(node.value, list) else enumerate(node.value)
    inner = ((str(name), child) for name, child in children if isinstance(child.value, dict | list))
    return [found for name, child in inner for found in posteriors_named(child, (*location, name))]


def posterior_hashes(tree: Node, folder: Path) -> list[str]:
    """Return the SHA-256 of every table of joint draws that a scenario draws from, in order of names."""
    names = sorted({str(node.value) for _, node in posteriors_named(tree)})
    return [hashlib.sha256(posterior_file(name, folder).read_bytes()).hexdigest() for name in names]
