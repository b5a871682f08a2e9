"""The placebo: an offer that does nothing must change nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ungespor.pipeline import live
from ungespor.scenario.load import load_scenario

if TYPE_CHECKING:
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.offer import Offer


def placebo(name_or_path: str, **overrides: object) -> dict[str, Any]:
    """Run a scenario with offers that are held but do nothing, and count whom they changed.

    Everything stays as it is (funnel, queue, sessions, staff) except what an offer does to
    people: its effects, its coordination, its displacement of usual practice, and the note to the GP.

    Parameters
    ----------
    name_or_path : str
    **overrides
        Fields of the scenario to replace, such as `seed` and `people`.

    Returns
    -------
    dict
        `people` and `participants` over all replications, `changed` (persons whose lives differ
        between the arms in state, WHO-5, psychiatric path, benefit week or residence, in any
        week) and `first_difference` (or None).
    """
    given = {field: value for field, value in overrides.items() if value is not None}
    loaded = load_scenario(name_or_path, given)
    trajectories = live(replace(loaded, scenario=without_effects(loaded.scenario)))
    first = trajectories.first_parting
    keys = ("replication", "person", "week", "what")
    return {
        "people": trajectories.people * len(trajectories.participants),
        "participants": int(trajectories.participants.sum()),
        "changed": int(trajectories.parted.sum()),
        "first_difference": None if first is None else dict(zip(keys, first, strict=True)),
    }


def without_effects(scenario: Scenario) -> Scenario:
    """Return a scenario whose offers are held but do nothing."""
    offers = {name: _idle(offer) for name, offer in scenario.offers.items()}
    return scenario.model_copy(update={"offers": offers})


def _idle(offer: Offer) -> Offer:
    if offer.course is None:
        return offer
    ratio = offer.course.too_burdened_referral_ratio.model_copy(
        update={"value": 1.0, "distribution": None, "low": None, "high": None}
    )
    course = offer.course.model_copy(update={"too_burdened_referral_ratio": ratio})
    nothing: dict[str, object] = {
        "effects": {},
        "psychiatric_effects": {},
        "who5_effect": None,
        "coordination": None,
        "displaces": None,
    }
    return offer.model_copy(update={"course": course, **nothing})
