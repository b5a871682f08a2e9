"""Scenarios side by side: who pays and who saves in each, and the differences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ungespor.base.errors import InputError, Problem
from ungespor.pipeline import run_loaded
from ungespor.scenario.load import LoadedScenario, load_scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

COMPARED_PAYERS: Final = ("kommune", "andre_kommuner", "region", "stat", "public", "fond", "public_plus_fond")
AMOUNTS: Final = ("gross_saving_dkk", "programme_cost_dkk", "net_dkk")
MUST_AGREE: Final = ("regime", "price_year", "horizon_years", "discount_rate")
"""Differences are only computed between scenarios that agree on these."""
RESULT_FILE: Final = "result.json"


def compare(
    *names_or_folders: str | Path, progress: Callable[[float], None] | None = None, **overrides: Any
) -> dict[str, Any]:
    """Set two or more scenarios side by side.

    Parameters
    ----------
    *names_or_folders : str or Path
        Names or files of scenarios, which are run, or folders of earlier runs, which are read.
    progress : callable, optional
        Told the share of the work that is done.
    **overrides
        Fields of the scenarios that are run.

    Returns
    -------
    dict
        `scenarios`, a list with `label`, `scenario`, titles, `regime`, `price_year`,
        `horizon_years`, `discount_rate`, `participants`, `replications`, `manifest`, `prices` (as in
        the result of a run) and `payers: {payer: {gross_saving_dkk, programme_cost_dkk, net_dkk
        (each per_participant and total: {mean, mcse, low, high}), chance_of_gain, payback_year}}`;
        `disagreements: {field: [values]}`; and `differences` from the first scenario, one for
        each other scenario (means), or None when `disagreements` is not empty.

    Raises
    ------
    InputError
        If fewer than two are given, or if one cannot be read or run.
    """
    if len(names_or_folders) < 2:  # noqa: PLR2004 - a comparison takes two
        problem = Problem(
            what="A comparison needs at least two scenarios or run folders.",
            found=", ".join(str(name) for name in names_or_folders) or "nothing",
            fix="Write for instance: ungespor compare ibbu_nord tiny",
        )
        raise InputError(problem)
    inputs = _inputs(names_or_folders, overrides)
    results: dict[str, dict[str, Any]] = {}
    for place, (name, given) in enumerate(zip(names_or_folders, inputs, strict=True)):
        if isinstance(given, LoadedScenario):
            result = run_loaded(given, progress=_part_of(progress, place, len(inputs))).result
        else:
            result = given
        results[_label(str(name), results)] = result
    return set_side_by_side(results)


def set_side_by_side(results: Mapping[str, dict[str, Any]], may_differ: Collection[str] = ()) -> dict[str, Any]:
    """Set results that are there already side by side, each under its label; see :func:`compare`.

    Parameters
    ----------
    results : mapping of str to dict
    may_differ : collection of str
        Fields that are meant to differ, and keep no difference from being computed.
    """
    scenarios = [_side(label, result) for label, result in results.items()]
    disagreements = {
        field: [side[field] for side in scenarios]
        for field in MUST_AGREE
        if field not in may_differ and any(side[field] != scenarios[0][field] for side in scenarios)
    }
    differences = None if disagreements else [_difference(scenarios[0], side) for side in scenarios[1:]]
    return {"scenarios": scenarios, "disagreements": disagreements, "differences": differences}


def _label(name: str, before: Collection[str]) -> str:
    """Return the name, numbered when the same one was given before."""
    earlier = sum(label == name or label.startswith(f"{name} (") for label in before)
    return f"{name} ({earlier + 1})" if earlier else name


def _part_of(progress: Callable[[float], None] | None, place: int, count: int) -> Callable[[float], None] | None:
    if progress is None:
        return None
    return lambda share: progress((place + share) / count)


def _inputs(names_or_folders: Sequence[str | Path], overrides: dict[str, Any]) -> list[LoadedScenario | dict[str, Any]]:
    """Load every scenario and read every folder before anything is run, and tell all that is wrong."""
    inputs: list[LoadedScenario | dict[str, Any]] = []
    problems: list[Problem] = []
    for name in names_or_folders:
        try:
            inputs.append(read_result(Path(name)) if Path(name).is_dir() else load_scenario(name, overrides))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return inputs


def read_result(folder: Path) -> dict[str, Any]:
    """Return the result of an earlier run.

    Raises
    ------
    InputError
        If the folder holds none.
    """
    file = folder / RESULT_FILE
    try:
        result = json.loads(file.read_text(encoding="utf-8"))
        _side("", result)
    except OSError as error:
        raise InputError(_unreadable(file, error.strerror or error)) from error
    except ValueError as error:
        raise InputError(_unreadable(file, error)) from error
    except (KeyError, TypeError) as error:
        raise InputError(_unreadable(file, f"it is no result of 'ungespor run' ({error})")) from error
    return result


def _unreadable(file: Path, reason: object) -> Problem:
    return Problem(
        what=f"The folder holds no readable result: {reason}.",
        file=str(file),
        allowed=f"a run folder with a {RESULT_FILE}, or the name of a scenario",
        fix="Give a folder written by 'ungespor run', or run the scenario again.",
    )


def _side(label: str, result: dict[str, Any]) -> dict[str, Any]:
    kept = ("scenario", "title_da", "title_en", "horizon_years", "discount_rate", "participants", "replications")
    payers = {}
    for payer in COMPARED_PAYERS:
        money, described = result["money"][payer], result["payers"][payer]
        payers[payer] = {
            **{
                name: {"per_participant": money[f"{name}_per_participant"], "total": money[f"{name}_total"]}
                for name in AMOUNTS
            },
            "chance_of_gain": described["chance_of_gain"],
            "payback_year": described["payback_year"],
        }
    return {
        "label": label,
        **{key: result[key] for key in kept},
        "regime": result["manifest"]["regime"],
        "price_year": result["manifest"]["price_year"],
        "manifest": result["manifest"],
        "prices": result["prices"],
        "payers": payers,
    }


def _difference(first: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Subtract the first scenario from another, mean by mean."""
    return {
        "label": other["label"],
        "from": first["label"],
        "payers": {
            payer: {
                name: {
                    suffix: other["payers"][payer][name][suffix]["mean"] - first["payers"][payer][name][suffix]["mean"]
                    for suffix in ("per_participant", "total")
                }
                for name in AMOUNTS
            }
            for payer in COMPARED_PAYERS
        },
    }
