"""Price a saved run anew: the same lives, other prices, and nothing is simulated.

What is changed is laid on top of the saved scenario as a layer of its own. A re-priced run is
therefore, hash and all, the run of a scenario that states these prices itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from ungespor.evaluation.price_changes import Change, Changes, price_changes
from ungespor.ledger.journal import lines_of
from ungespor.pipeline import Run, priced
from ungespor.report.saved_run import SavedRun, read_run_folder
from ungespor.scenario.load import LoadedScenario, load_scenario

if TYPE_CHECKING:
    from pathlib import Path

    from ungespor.ledger.price_row import PriceRow


PRICES: Final = "prices."


@dataclass(frozen=True)
class Repriced:
    """A saved run at other prices.

    Attributes
    ----------
    run : Run
        `run.manifest` has a key `repriced` beside the usual ones, with `of`, the birth
        certificate of the saved run, and `changes`.
    changes : tuple of Change
    tables_changed : bool
        Whether the cost tables are others than when the run was made.
    unused : dict
        Prices that were set and that price nothing in the run, with the days between which the
        row holds (``"2026-01-01 –"``), empty for one that always holds.
    """

    run: Run
    changes: tuple[Change, ...]
    tables_changed: bool
    unused: dict[str, str]


def reprice(run: Path | SavedRun, changes: Changes) -> Repriced:
    """Price a saved run anew.

    Parameters
    ----------
    run : Path or SavedRun
        A folder written by ``ungespor run``, or what `read_run_folder` made of it: whoever tries
        many prices reads the run once.
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
    saved = run if isinstance(run, SavedRun) else read_run_folder(run)
    found, layer = price_changes(saved.loaded.scenario, changes)
    loaded = with_layer(saved, layer)
    anew = priced(loaded, saved.trajectories, saved.tallies)
    told = {"of": saved.manifest, "changes": [change.as_dict() for change in found]}
    manifest = anew.manifest | {"repriced": told}
    anew = replace(anew, manifest=manifest, result=anew.result | {"manifest": manifest})
    return Repriced(
        anew,
        found,
        tables_changed=saved.manifest["cost_tables_sha256"] != manifest["cost_tables_sha256"],
        unused=_unused(anew, found),
    )


def _unused(run: Run, changes: tuple[Change, ...]) -> dict[str, str]:
    """Return the prices that were set in vain; what taxes are computed from is never in vain."""
    names = {line.price_id for line in lines_of(run.parts)}
    prices = [change.field.removeprefix(PRICES) for change in changes if change.field.startswith(PRICES)]
    rows = [run.table.rows[run.table.position[name]] for name in prices if name not in names]
    return {row.price_id: _holds(row) for row in rows if row.activity}


def _holds(row: PriceRow) -> str:
    if row.valid_from is None and row.valid_to is None:
        return ""
    begins, ends = ("" if day is None else day.isoformat() for day in (row.valid_from, row.valid_to))
    return f"{begins} – {ends}".strip()


def with_layer(saved: SavedRun, layer: dict[str, Any]) -> LoadedScenario:
    """Return the saved scenario with `layer` on top, checked as any scenario is."""
    if not layer:
        return saved.loaded
    return load_scenario(saved.loaded.path, layer)
