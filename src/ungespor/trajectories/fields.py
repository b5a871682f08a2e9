"""Which quantity of a scenario fills which field of the parameter records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.tables import STATES
from ungespor.scenario.draws import whole
from ungespor.scenario.staffing import in_steps, operating_weeks, staff_scale
from ungespor.trajectories import codes
from ungespor.trajectories.mental_health import NEVER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ungespor.scenario.baseline import Work
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.offer import Offer
    from ungespor.scenario.population import Population

BANDS: Final = ("none", "1-4", "5-26", "27-52", "53+")
MINUTES: Final = 60

POPULATION_FIELDS: Final = {
    "weeks_beyond_53": "history.weeks_beyond_53",
    "below_split": "ages.below_split",
    **{
        name: f"traits.{name}"
        for name in (
            "women",
            "anxiety",
            "depression",
            "qualified",
            "low_grades",
            "activity_ready",
            "openly_ready",
            "living_with_parents_under_25",
            "living_with_parents_from_25",
            "provider",
            "psychiatric_contact_last_year",
        )
    },
    **{name: f"who5.{name}" for name in ("pool_mean", "pool_sd", "between_person_share", "entry_at_most")},
}
AGE_FIELDS: Final = {
    "youngest_weeks": "ages.youngest",
    "split_weeks": "ages.split",
    "oldest_weeks": "ages.oldest",
    "qualified_weeks": "ages.qualified_from",
}
BASELINE_FIELDS: Final = {
    "foothold_sd": "frailty.foothold_sd",
    "relapse_sd": "frailty.relapse_sd",
    "foothold_correlation": "frailty.foothold_who5_correlation",
    "relapse_correlation": "frailty.relapse_who5_correlation",
    "autocorrelation": "mental_health.weekly_autocorrelation",
    "job_points": "mental_health.job_points",
    **{
        name: f"psychiatry.{name}"
        for name in (
            "who5_slope",
            "causal_share",
            "reference_who5",
            "too_light_above",
            "outpatient_start",
            "outpatient_wait",
            "outpatient_wait_sd",
            "emergency_in_course",
            "emergency_outside",
            "admission_in_course",
            "admission_outside",
            "stay_median",
            "stay_sd",
            "psychologist_start",
            "psychologist_wait",
            "psychologist_wait_sd",
        )
    },
    "hand_over_loss": "psychiatry.hand_over_loss_at_18",
    "hours_few": "work.hours_at_start.few",
    "hours_part": "work.hours_at_start.part",
    "hours_step_up": "work.hours_step_up",
    "moving": "moving.hazard_per_week",
    "moving_ratio": "moving.education_start_ratio",
    "effect_cap": "effect_cap",
}
BASELINE_WHOLE_FIELDS: Final = {
    "outpatient_weeks": "psychiatry.outpatient_weeks",
    "outpatient_visits": "psychiatry.outpatient_visits",
    "psychologist_sessions": "psychiatry.psychologist_sessions",
    "moving_weeks": "moving.education_start_weeks",
}
LOG_FIELDS: Final = {
    "activity_ready_log_ratio": "frailty.activity_ready_ratio",
    "low_grades_log_ratio": "frailty.low_grades_ratio",
}
OFFER_FIELDS: Final = {
    "assessed": "funnel.assessed",
    "offered": "funnel.offered",
    "too_burdened": "funnel.too_burdened",
    "acceptance": "funnel.acceptance",
    "attendance": "course.attendance",
    "referral_ratio": "course.too_burdened_referral_ratio",
}
OFFER_WHOLE_FIELDS: Final = {
    "assessment_weeks": "course.assessment_weeks",
    "course_weeks": "course.course_weeks",
    "sessions": "course.sessions",
    "meetings": "course.meetings",
    "aftercare_sessions": "course.aftercare_sessions",
    "aftercare_weeks": "course.aftercare_weeks",
    "referral_weeks": "course.too_burdened_referral_weeks",
}
OFFER_AGE_FIELDS: Final = {"youngest_weeks": "youngest", "oldest_weeks": "oldest"}


def optional_parts(offer: Offer, read: Any, row: Any) -> None:
    """Fill what an offer may leave out: effect on WHO-5, displacement and spill-over."""
    if offer.who5_effect is not None:
        row["points"] = read("who5_effect.points")
        row["points_ramp"] = read("who5_effect.ramp_weeks")
        row["points_half_life"] = read("who5_effect.half_life_weeks")
    if offer.displaces is not None:
        row["displaced_activation"] = read("displaces.activation")
        row["displaced_psychologist"] = read("displaces.psychologist_starts")
    if offer.spill_over is not None:
        row["spill_over"] = read("spill_over")


def later_parts(courses: list[Offer], offer: Offer, read: Any, row: Any) -> None:
    """Fill how people meet the offer, whom it takes first, and what may make its course special."""
    course = offer.course
    assert course is not None  # noqa: S101 - only offers with a course are compiled
    row["follows"] = [other.name for other in courses].index(offer.follows) if offer.follows else -1
    row["opens_later"] = int(bool(offer.follows or offer.entry))
    row["beside"] = int(offer.beside)
    row["closes"] = codes.CALENDAR_ORIGIN + operating_weeks(offer) if offer.programme else NEVER
    if offer.entry is not None:
        row["entry_hazard"] = read("entry.hazard_per_week")
        row["entry_states"] = state_bits(offer.entry.states)
    row["ends_on"] = state_bits(course.ends_on)
    for field in ("course_weeks_sd", "intensity_sd"):
        row[field] = read(f"course.{field}") if getattr(course, field) is not None else 0.0
    if course.placement is not None:
        row["placement_share"] = read("course.placement.share")
        row["placement_first"] = whole(read("course.placement.first_week"))
        row["placement_weeks"] = whole(read("course.placement.weeks"))
    if course.group is not None:
        row["group_sessions"] = whole(read("course.group.sessions"))
        row["group_minimum"] = whole(read("course.group.minimum"))
        row["start_together"] = int(course.group.start_together)
    if offer.programme is not None and offer.programme.turnover is not None:
        row["turnover_hazard"] = read("programme.turnover.hazard_per_week")
        row["vacancy_weeks"] = np.maximum(whole(read("programme.turnover.vacancy_weeks")), 1)
        row["vacant_share"] = read("programme.turnover.vacant_share")
    row["coordinates"] = int(offer.coordination is not None)
    if offer.coordination is not None:
        row["waiting_ratio"] = read("coordination.waiting_ratio")
        row["hand_over_ratio"] = read("coordination.hand_over_ratio")
        row["drop_out_ratio"] = read("coordination.parallel_drop_out_ratio")
        row["services_share"] = read("coordination.services_share")


def state_bits(states: Sequence[str]) -> int:
    """Return a set of support states as bits."""
    return sum(1 << STATES.index(state) for state in states)


def weekly_minutes(offer: Offer, read: Any, row: Any) -> None:
    """Fill the whole staff minutes that a person takes up in a week at each stage."""

    def minutes(hours: NDArray[np.float64], weeks: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.ceil(hours * MINUTES / weeks).astype(np.int64)

    row["screening_minutes"] = np.ceil(read("course.screening_hours") * MINUTES)
    row["assessment_minutes"] = minutes(read("course.assessment_hours"), row["assessment_weeks"])
    hours = row["sessions"] * read("course.session_hours") + row["meetings"] * read("course.meeting_hours")
    if offer.course is not None and offer.course.group is not None:
        hours = hours + row["group_sessions"] * read("course.group.hours_per_participant")
    row["course_minutes"] = minutes(hours, row["course_weeks"])
    row["least_minutes"] = np.where(row["intensity_sd"] > 0, 1, row["course_minutes"])
    aftercare = row["aftercare_sessions"] * read("course.aftercare_hours")
    row["aftercare_minutes"] = minutes(aftercare, row["aftercare_weeks"])


def capacity_minutes(scenario: Scenario, offer: Offer, read: Any, people: int) -> NDArray[np.int64]:
    """Return the usable staff minutes a week in each municipality."""
    if offer.programme is None:
        return np.full(len(read.draws), np.iinfo(np.int32).max)
    places = len(scenario.population.municipalities)
    hours, scale = np.zeros(len(read.draws)), staff_scale(offer, people)
    for role, staff in offer.programme.staff.items():
        path = f"programme.staff.{role}"
        own = read(f"{path}.hours_per_week") * read(f"{path}.usable")
        own = own * in_steps(staff, scale)
        hours += own / places if staff.shared else own
    ratio = scenario.capacity[offer.name].central if offer.name in scenario.capacity else 1.0
    return np.floor(hours * MINUTES * ratio * scale + 0.5).astype(np.int64)


def cumulated(rows: list[list[float]]) -> NDArray[np.float64]:
    """Return rows of shares cumulated, with the last entry exactly 1."""
    table = np.cumsum(np.array(rows, dtype=np.float64), axis=1)
    table[:, -1] = 1.0
    return table


def feeder_states(population: Population) -> NDArray[np.float64]:
    """Return cumulated shares of states by feeder: first of those of age, then of those under age."""
    feeders = population.feeders.values()
    by_age = ([feeder.states or {} for feeder in feeders], [feeder.states_under_age or {} for feeder in feeders])
    return np.stack(
        [
            cumulated([[shares[state].central if state in shares else 0.0 for state in STATES] for shares in of_age])
            for of_age in by_age
        ]
    )


def feeder_bands(population: Population) -> NDArray[np.float64]:
    """Return cumulated shares of refusion bands by feeder."""
    return cumulated(
        [
            [feeder.benefit_weeks[band].central if band in feeder.benefit_weeks else 0.0 for band in BANDS]
            for feeder in population.feeders.values()
        ],
    )


def weeks_in_state(population: Population) -> NDArray[np.float64]:
    """Return the mean weeks people had been in each state."""
    known = population.history.weeks_in_state
    return np.array([known[state].central if state in known else 0.0 for state in STATES])


def kinds(work: Work) -> NDArray[np.float64]:
    """Return cumulated shares of the kinds of education."""
    shares = [work.education_kinds[kind].central if kind in work.education_kinds else 0.0 for kind in codes.KIND_NAMES]
    return cumulated([shares])[0]


def service_offers(scenario: Scenario) -> list[str]:
    """Return, for each service activity, the offer that gives it."""
    giver = {service.activity: offer.name for offer in scenario.offers.values() for service in offer.services.values()}
    return [giver.get(activity, "") for activity in codes.EVENTS[: codes.GUIDANCE_WEEK + 1]]  # type: ignore[call-overload]


def services_in(scenario: Scenario, services: list[tuple[Offer, str]]) -> NDArray[np.int64]:
    """Return which services each arm and state is given, then −1, shape (arms, states, services + 1)."""
    arms = (scenario.arms.control, scenario.arms.intervention)
    given = np.full((len(arms), len(STATES), len(services) + 1), -1, dtype=np.int64)
    for arm, offers in enumerate(arms):
        for number, state in enumerate(STATES):
            there = [
                index
                for index, (offer, name) in enumerate(services)
                if offer.name in offers and state in offer.services[name].states
            ]
            given[arm, number, : len(there)] = there
    return given
