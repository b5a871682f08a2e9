"""The coordinated and the uncoordinated twin of a scenario: the same people, with a shared plan or without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ungespor.base.errors import InputError, Problem
from ungespor.base.paths import scenarios_folder
from ungespor.evaluation.compare import set_side_by_side
from ungespor.pipeline import run_loaded
from ungespor.scenario.load import LoadedScenario, load_scenario
from ungespor.scenario.nodes import UNREAD, Node, Place, plain
from ungespor.scenario.resolve import Library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OFFER: Final = "coordination"
WITHOUT, WITH = "uncoordinated", "coordinated"


def coordinate(
    name_or_path: str | Path, *, progress: Callable[[float], None] | None = None, **overrides: Any
) -> dict[str, Any]:
    """Run a scenario as it is, and once more with a coordinator and a shared plan in the intervention arm.

    Both have the same people, the same control arm and the same chance, so that what differs
    between them is coordination alone.

    Parameters
    ----------
    name_or_path : str or Path
    progress : callable, optional
        Told the share of the work that is done.
    **overrides
        Fields of the scenario, such as `people`, `replications` and `seed`.

    Returns
    -------
    dict
        As :func:`ungespor.evaluation.compare.compare`, with the labels ``uncoordinated`` and
        ``coordinated``.

    Raises
    ------
    InputError
        When the scenario is not in order, or coordinates already.
    """
    plain_side = load_scenario(name_or_path, overrides)
    sides = {WITHOUT: plain_side, WITH: coordinated(plain_side, overrides)}
    results = {}
    for place, (label, loaded) in enumerate(sides.items()):
        results[label] = run_loaded(loaded, progress=_half(progress, place)).result
    return set_side_by_side(results)


def coordinated(loaded: LoadedScenario, overrides: dict[str, Any] | None = None) -> LoadedScenario:
    """Return the scenario with the coordination offer added to its intervention arm."""
    arms = loaded.scenario.arms
    if OFFER in loaded.scenario.offers:
        what = f"The scenario '{loaded.scenario.name}' has the offer '{OFFER}' already: it has no uncoordinated twin."
        fix = f"Take '{OFFER}' out of its offers and arms; 'ungespor coordinate' adds it."
        raise InputError(Problem(what, field="offers", found=OFFER, fix=fix))
    added = {"offers": {OFFER: _offer()}, "arms": {"intervention": [*arms.intervention, OFFER]}}
    return load_scenario(loaded.path, {**(overrides or {}), **added})


def _offer() -> object:
    """Return the shipped coordination offer with everything it extends filled in."""
    problems: list[Problem] = []
    name = Node(OFFER, Place("command line", None, "command line"))
    offer = Library(scenarios_folder(), problems).part("offers", name)
    if offer.value is UNREAD:
        raise InputError(problems)
    return plain(offer)


def _half(progress: Callable[[float], None] | None, place: int) -> Callable[[float], None] | None:
    return None if progress is None else lambda share: progress((place + share) / 2)
