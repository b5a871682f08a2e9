"""From offers to parameter tables: courses, effects and services."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final, get_args

import numpy as np

from ungespor.scenario.draws import Drawn, whole
from ungespor.scenario.vocabulary import PsychiatricEvent
from ungespor.trajectories import codes, fields
from ungespor.trajectories.parameter_records import EFFECT, OFFER, PSYCHIATRIC_EFFECT, SERVICE_TABLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.scenario.effects import Effect, Subgroup
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.offer import Offer

EVENTS: Final[tuple[str, ...]] = get_args(PsychiatricEvent)
"""Kinds of psychiatric contact, in the order of the bits that `psychiatry.effect_on_contact` reads."""


def offer_code(name: str) -> int:
    """Return a number that depends on an offer's name alone, so that no other offer moves its draws."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "little")


def offers(scenario: Scenario, courses: list[Offer], draws: NDArray[np.int64], people: int) -> NDArray[np.void]:
    """Compile every offer with a course, shape (draws, offers)."""
    table = np.zeros((len(draws), len(courses)), dtype=OFFER)
    for code, offer in enumerate(courses):
        read = Drawn(offer, f"offers.{offer.name}", draws, scenario.seed)
        row = table[:, code]
        for field, path in fields.OFFER_FIELDS.items():
            row[field] = read(path)
        for field, path in fields.OFFER_WHOLE_FIELDS.items():
            row[field] = np.maximum(whole(read(path)), 1 if field.endswith("weeks") else 0)
        for field, path in fields.OFFER_AGE_FIELDS.items():
            row[field] = [codes.weeks_at_age(years) for years in read(path)]
        # Who is still there in the last week has finished: one week fewer to drop out in.
        weeks_at_risk = np.maximum(row["course_weeks"] - 1, 1)
        row["drop_out_hazard"] = -np.log1p(-np.minimum(read("course.drop_out"), 0.999)) / weeks_at_risk
        fields.optional_parts(offer, read, row)
        fields.later_parts(courses, offer, read, row)
        points_scale = fidelity(offer, read)
        row["points"] *= points_scale
        fill_subgroup(row, offer.priority, read, "priority")
        row["capacity_minutes"] = fields.capacity_minutes(scenario, offer, read, people)
        fields.weekly_minutes(offer, read, row)
    return table


def effects(courses: list[Offer], draws: NDArray[np.int64], seed: int) -> NDArray[np.void]:
    """Compile every effect on moves between states, shape (draws, effects)."""
    rows = [(code, offer, name) for code, offer in enumerate(courses) for name in offer.effects]
    table = np.zeros((len(draws), len(rows)), dtype=EFFECT)
    for index, (code, offer, name) in enumerate(rows):
        read = Drawn(offer, f"offers.{offer.name}", draws, seed)
        effect = offer.effects[name]
        row = table[:, index]
        scale = fidelity(offer, read) * dose(effect, read, name)
        row["log_ratio"] = _log(read(f"effects.{name}.hazard_ratio")) * scale
        if effect.later_ratio is not None:
            row["later_log_ratio"] = _log(read(f"effects.{name}.later_ratio")) * scale
        row["half_life"] = read(f"effects.{name}.half_life_weeks")
        row["full_weeks"] = whole(read(f"effects.{name}.full_weeks_after_end"))
        row["only_after"] = int(effect.only_after_end)
        row["offer"] = code
        fill_subgroup(row, effect.for_, read, f"effects.{name}.for_")
    return table


def psychiatric_effects(courses: list[Offer], draws: NDArray[np.int64], seed: int) -> NDArray[np.void]:
    """Compile every effect on psychiatric contact, shape (draws, effects)."""
    rows = [(code, offer, name) for code, offer in enumerate(courses) for name in offer.psychiatric_effects]
    table = np.zeros((len(draws), len(rows)), dtype=PSYCHIATRIC_EFFECT)
    for index, (code, offer, name) in enumerate(rows):
        read = Drawn(offer, f"offers.{offer.name}", draws, seed)
        row = table[:, index]
        row["log_ratio"] = _log(read(f"psychiatric_effects.{name}.hazard_ratio")) * fidelity(offer, read)
        row["half_life"] = read(f"psychiatric_effects.{name}.half_life_weeks")
        row["full_weeks"] = whole(read(f"psychiatric_effects.{name}.full_weeks_after_end"))
        row["offer"] = code
        row["events"] = sum(1 << EVENTS.index(event) for event in offer.psychiatric_effects[name].events)
    return table


def fidelity(offer: Offer, read: Drawn) -> Any:
    """Return how far the core elements are carried out, on average; 1 where none are named."""
    if not offer.fidelity:
        return 1.0
    return np.mean([read(f"fidelity.{element}") for element in offer.fidelity], axis=0)


def dose(effect: Effect, read: Drawn, name: str) -> Any:
    """Return the offer's session minutes a week over those behind an effect; 1 where no dose is named."""
    if effect.dose is None:
        return 1.0
    hours = read("course.sessions") * read("course.session_hours") / read("course.course_weeks")
    return hours * fields.MINUTES / read(f"effects.{name}.dose.reference_minutes_per_week")


def fill_subgroup(row: Any, group: Subgroup | None, read: Drawn, path: str) -> None:
    """Fill the fields of `parameter_records.SUBGROUP`; without a subgroup everybody is meant."""
    for field in ("sex", "grades", "origin", "readiness"):
        row[field] = -1
    row["age_below"] = np.iinfo(np.int32).max
    if group is None:
        return
    for field, value, one in (
        ("sex", group.sex, "women"),
        ("grades", group.grades, "low"),
        ("origin", group.origin, "non_western"),
    ):
        if value is not None:
            row[field] = int(value == one)
    if group.readiness is not None:
        row["readiness"] = sum(1 << codes.READINESS_NAMES.index(name) for name in set(group.readiness))
    if group.youngest is not None:
        row["age_from"] = [codes.weeks_at_age(years) for years in read(f"{path}.youngest")]
    if group.below is not None:
        row["age_below"] = [codes.weeks_at_age(years) for years in read(f"{path}.below")]


def _log(ratio: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the logarithm of a ratio; 0 becomes the smallest there is."""
    return np.log(np.maximum(ratio, np.finfo(float).tiny))


def services(given: list[tuple[Offer, str]], draws: NDArray[np.int64], seed: int) -> NDArray[np.void]:
    """Compile every service of usual practice, shape (draws, services)."""
    table = np.zeros((len(draws), len(given)), dtype=SERVICE_TABLE)
    for index, (offer, name) in enumerate(given):
        service = offer.services[name]
        read = Drawn(offer, f"offers.{offer.name}", draws, seed)
        table[:, index]["code"] = offer_code(f"{offer.name}.{name}")
        table[:, index]["share"] = read(f"services.{name}.share")
        table[:, index]["event"] = codes.EVENTS.index(service.activity)
        table[:, index]["displaceable"] = int(service.displaceable)
        table[:, index]["initial_spell_only"] = int(service.initial_spell_only)
    return table
