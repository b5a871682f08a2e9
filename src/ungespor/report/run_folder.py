"""The run folder: everything about one run."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ungespor.report.files import json_text, net_table, origins_csv, outcomes_csv, weekly_csv
from ungespor.report.long_tables import activity_pieces, ledger_pieces, long_table
from ungespor.report.output_folder import whole_or_nothing
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
    from pathlib import Path

    import pyarrow as pa

    from ungespor.base.tables import Ledger, Trajectories
    from ungespor.results.numbers import Language
    from ungespor.scenario.load import LoadedScenario
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.origins import Origin


@contextmanager
def new_run_folder(folder: Path, *, force: bool = False) -> Iterator[NewFolder]:
    """Give a run folder to fill: it is complete when the context ends well, else not there at all.

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
    # The tables are written to their end before the folder takes its place.
    with whole_or_nothing(folder, force=force) as building, ExitStack() as tables:
        yield NewFolder(building, tables)


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
        MANIFEST_FILE: json_text(result["manifest"]),
        "result.json": json_text(result),
        SCENARIO_FILE: loaded.as_yaml(),
        "origins.csv": origins_csv([*loaded.origins, *price_origins]),
        "weekly.csv": weekly_csv(trajectories),
        "outcomes.csv": outcomes_csv(result),
    }
