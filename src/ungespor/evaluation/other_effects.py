"""The same scenario with a larger or smaller effect, or one that lasts longer or shorter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from ungespor.scenario.effects import Effect, PsychiatricEffect, Who5Effect
from ungespor.scenario.facts import ASSUMPTION
from ungespor.scenario.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Callable

    from ungespor.scenario.effects import Coordination
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.offer import Offer

Part = TypeVar("Part", Effect, PsychiatricEffect, Who5Effect)

FACTOR: Final = "factor"
RATIOS: Final = ("waiting_ratio", "hand_over_ratio", "parallel_drop_out_ratio")


def with_effects(scenario: Scenario, effect: float, persistence: float) -> Scenario:
    """Return the scenario with other effects of what only the intervention arm has.

    Parameters
    ----------
    scenario : Scenario
    effect : float
        Factor on the logarithm of each ratio and on each number of points; 0 is no effect and 1
        the effect as stated. It works in every parameter draw, as fidelity does.
    persistence : float
        Factor on each half-life.

    Returns
    -------
    Scenario
        Funnel, queue, staff and displacement of usual practice are as they were.
    """
    new = set(scenario.arms.intervention) - set(scenario.arms.control)
    offers = {
        name: _changed(offer, effect, persistence) if name in new and offer.course is not None else offer
        for name, offer in scenario.offers.items()
    }
    return scenario.model_copy(update={"offers": offers})


def _changed(offer: Offer, effect: float, persistence: float) -> Offer:
    whole = Quantity(value=1.0, low=1.0, high=1.0, unit="share", source=ASSUMPTION)
    elements = offer.fidelity or {FACTOR: whole}
    fidelity = {name: _each(number, lambda end: end * effect) for name, number in elements.items()}
    assert offer.course is not None  # noqa: S101 - checked by the caller
    referral = _each(offer.course.too_burdened_referral_ratio, lambda end: end**effect)
    changes: dict[str, object] = {
        "fidelity": fidelity,
        "course": offer.course.model_copy(update={"too_burdened_referral_ratio": referral}),
        "effects": {name: _lasting(one, persistence) for name, one in offer.effects.items()},
        "psychiatric_effects": {name: _lasting(one, persistence) for name, one in offer.psychiatric_effects.items()},
    }
    if offer.who5_effect is not None:
        changes["who5_effect"] = _lasting(offer.who5_effect, persistence)
    if offer.coordination is not None:
        changes["coordination"] = _coordination(offer.coordination, effect)
    return offer.model_copy(update=changes)


def _lasting(part: Part, persistence: float) -> Part:
    return part.model_copy(update={"half_life_weeks": _each(part.half_life_weeks, lambda end: end * persistence)})


def _coordination(coordination: Coordination, effect: float) -> Coordination:
    changes = {name: _each(getattr(coordination, name), lambda end: end**effect) for name in RATIOS}
    share = _each(coordination.services_share, lambda end: max(-1.0, min(1.0, end * effect)))
    return coordination.model_copy(update={**changes, "services_share": share})


def _each(number: Quantity, change: Callable[[float], float]) -> Quantity:
    """Change value and range alike, so that each draw of the number is changed in the same way."""
    ends = {name: getattr(number, name) for name in ("value", "low", "high")}
    return number.model_copy(update={name: None if end is None else change(end) for name, end in ends.items()})
