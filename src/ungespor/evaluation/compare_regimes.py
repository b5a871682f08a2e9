"""The same people priced under two sets of rules: what a reform changes, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ungespor.base.errors import InputError, Problem
from ungespor.evaluation.compare import set_side_by_side
from ungespor.pipeline import Run, live, priced
from ungespor.report.saved_run import read_run_folder
from ungespor.results.net import REPORTED_PAYERS, net_of
from ungespor.results.statistics import statistic
from ungespor.scenario.load import load_scenario
from ungespor.scenario.regime import load_regime
from ungespor.scenario.rules_in_force import same_lives

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def compare_regimes(
    names_or_folders: Sequence[str | Path],
    regimes: Sequence[str],
    progress: Callable[[float], None] | None = None,
    **overrides: Any,
) -> dict[str, Any]:
    """Price the same lives frozen under each of the regimes; they are simulated once, or read.

    Parameters
    ----------
    names_or_folders : sequence of str or Path
        One scenario, or the folder of an earlier run.
    regimes : sequence of str
        Names of regimes; the differences are from the first.
    progress : callable, optional
        Told the share of the work that is done.
    **overrides
        Fields of the scenario, when it is run.

    Returns
    -------
    dict
        As :func:`ungespor.evaluation.compare.compare`, each regime under its name; and `by_rules`,
        one for each regime but the first, with `payers: {payer: {net_dkk_per_participant: {mean,
        mcse, low, high}, by_account}}`: what the rules change for the same people.

    Raises
    ------
    InputError
        When there is not one scenario, the regimes are not different, or the lives under one regime do not fit another.
    """
    if len(names_or_folders) != 1:
        found = ", ".join(str(name) for name in names_or_folders)
        fix = "Write for instance: ungespor compare ibbu_nord --regimes pre_2025H2 post_2025H2"
        raise InputError(Problem("Two sets of rules are compared for one scenario.", found=found, fix=fix))
    if len(set(regimes)) < len(regimes):
        raise InputError(Problem("The two sets of rules are the same.", field="--regimes", found=", ".join(regimes)))
    for name in regimes[1:]:
        same_lives(load_regime(regimes[0]), load_regime(name))
    given = names_or_folders[0]
    saved = read_run_folder(Path(given)) if Path(given).is_dir() else None
    path = given if saved is None else saved.loaded.path
    versions = [load_scenario(path, {**overrides, "regime": regime, "pricing": "frozen"}) for regime in regimes]
    lived_by = versions[0] if saved is None else saved.loaded
    same_lives(load_regime(lived_by.scenario.regime), load_regime(regimes[0]))
    lives = live(versions[0], progress=progress) if saved is None else saved.trajectories
    runs = {regime: priced(version, lives) for regime, version in zip(regimes, versions, strict=True)}
    side_by_side = set_side_by_side({name: run.result for name, run in runs.items()}, may_differ=("regime",))
    first, *others = runs.values()
    return side_by_side | {"by_rules": [_by_rules(first, other) for other in others]}


def _by_rules(first: Run, other: Run) -> dict[str, Any]:
    """Describe what other rules change for the same people: pairs of worlds, so that luck cancels."""
    scenario, participants = first.loaded.scenario, float(first.trajectories.participants.mean())
    years, rate = scenario.horizon_years, scenario.discount_rate.central
    nets = [net_of(run.ledger, years) for run in (first, other)]
    payers: dict[str, Any] = {}
    for payer in REPORTED_PAYERS:
        old, new = (net.present_value(payer, rate) / participants for net in nets)
        accounts = {name: 0.0 for net in nets for name in net.accounts}
        for sign, net, values in ((-1, nets[0], old), (1, nets[1], new)):
            for name, value in zip(net.accounts, values.mean(axis=0), strict=True):
                accounts[name] += sign * float(value)
        payers[payer] = {
            "net_dkk_per_participant": statistic(new.sum(axis=1) - old.sum(axis=1)),
            "by_account": accounts,
        }
    return {"label": other.loaded.scenario.regime, "from": scenario.regime, "payers": payers}
