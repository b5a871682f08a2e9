"""The whole flow in one place: scenario → trajectories → ledger → results.

Read this file first.  Everything above it (command line, evaluation) calls :func:`run`;
everything below it knows nothing of the steps before or after its own.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ungespor.scenario.load import LoadedScenario, load_scenario
from ungespor.scenario.rules_in_force import regime_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ungespor.base.tables import Ledger, Trajectories
    from ungespor.ledger.journal import Part, Tallies
    from ungespor.ledger.price_table import PriceTable
    from ungespor.scenario.origins import Origin


@dataclass(frozen=True)
class Run:
    """A finished run.

    Attributes
    ----------
    loaded : LoadedScenario
        The scenario, where each number came from, and its hash.
    trajectories : Trajectories
    parts : tuple of Part
        What the ledger is made from: counts and price books.
    table : PriceTable
        The cost tables it was priced with.
    result : dict
        The object that ``ungespor run --json`` prints.
    manifest : dict
        The run's birth certificate.
    """

    loaded: LoadedScenario
    trajectories: Trajectories
    parts: tuple[Part, ...]
    table: PriceTable
    result: dict[str, Any]
    manifest: dict[str, Any]

    @cached_property
    def ledger(self) -> Ledger:
        """Financed as the headline says; the other ways of financing are views beside it."""
        from ungespor.ledger.journal import written

        return written(self.parts)

    @cached_property
    def price_origins(self) -> tuple[Origin, ...]:
        """Where each price came from."""
        from ungespor.ledger.provenance import price_origins

        return price_origins(self.table, self.loaded.scenario.prices)

    @cached_property
    def tornado(self) -> dict[str, Any]:
        """Which prices the result hangs on; see :func:`ungespor.results.tornado.tornado`."""
        from ungespor.results.tornado import tornado

        return tornado(self.loaded.scenario, self.trajectories, self.table)


def run(
    name_or_path: str | Path,
    *,
    driver: str = "kernel",
    panel: bool = False,
    progress: Callable[[float], None] | None = None,
    **overrides: object,
) -> Run:
    """Run a scenario from file to result.

    Parameters
    ----------
    name_or_path : str or Path
        A shipped scenario's name or the path of a file.
    driver : {"kernel", "mesa"}
        Both give the same result; Mesa is slower and can be looked into.
    panel : bool
        Whether to keep one row per person and week.
    progress : callable, optional
        Called with the share of worlds done.
    **overrides
        Fields of the scenario to replace: `people`, `replications`, `horizon_years`, `seed`.

    Returns
    -------
    Run

    Raises
    ------
    InputError
        With every problem found, if scenario or prices are wrong or the run would not fit.
    """
    return run_loaded(load_scenario(name_or_path, overrides), driver=driver, panel=panel, progress=progress)


def run_loaded(
    loaded: LoadedScenario,
    *,
    driver: str = "kernel",
    panel: bool = False,
    progress: Callable[[float], None] | None = None,
) -> Run:
    """Run a scenario that is loaded already.

    Parameters
    ----------
    loaded : LoadedScenario
    driver, panel, progress
        As in :func:`run`.

    Returns
    -------
    Run
    """
    return priced(loaded, live(loaded, driver=driver, panel=panel, progress=progress))


def priced(loaded: LoadedScenario, trajectories: Trajectories, tallies: Tallies | None = None) -> Run:
    """Run the second half: from trajectories, fresh or saved, to ledger and results.

    Parameters
    ----------
    loaded : LoadedScenario
        Its prices, price year, regime, discount rate and financing are used.
    trajectories : Trajectories
    tallies : Tallies, optional
        Of these trajectories, kept by whoever prices them more than once.

    Returns
    -------
    Run
    """
    from ungespor.ledger.journal import Journal
    from ungespor.ledger.price_table import load_price_table
    from ungespor.ledger.pricing import book_parts
    from ungespor.ledger.provenance import unsourced
    from ungespor.ledger.rules_by_date import describe_rules
    from ungespor.results.summary import summarise

    table = load_price_table(offers=loaded.scenario.offers)
    parts = book_parts(loaded.scenario, trajectories.activities, table)
    journal = Journal(parts, tallies)
    half_years = (period.half_year for period in trajectories.activities.periods)
    manifest = birth_certificate(loaded) | describe_rules(loaded.scenario, half_years)
    own = loaded.scenario.prices
    result = summarise(loaded, trajectories, journal, table, manifest, unsourced(table, journal, own))
    return Run(loaded, trajectories, parts, table, result, manifest)


def live(
    loaded: LoadedScenario,
    *,
    driver: str = "kernel",
    panel: bool = False,
    progress: Callable[[float], None] | None = None,
) -> Trajectories:
    """Run the first half: from a loaded scenario to trajectories.

    Parameters
    ----------
    loaded : LoadedScenario
    driver, panel, progress
        As in :func:`run`.

    Returns
    -------
    Trajectories
    """
    from ungespor.trajectories.engine import simulate

    return simulate(loaded.scenario, regime_of(loaded.scenario), driver=driver, panel=panel, progress=progress)


def birth_certificate(loaded: LoadedScenario) -> dict[str, Any]:
    """Return what identifies a run: version, hashes, seed, rules and prices, and when it was made.

    Parameters
    ----------
    loaded : LoadedScenario

    Returns
    -------
    dict
    """
    from ungespor import __version__
    from ungespor.base.paths import cost_tables_folder, folder_hash

    return {
        "version": __version__,
        "scenario_sha256": loaded.sha256,
        "cost_tables_sha256": folder_hash(cost_tables_folder()),
        "seed": loaded.scenario.seed,
        "regime": loaded.scenario.regime,
        "price_year": loaded.scenario.price_year,
        "created": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
    }
