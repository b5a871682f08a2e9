"""The records that hold people, and the bundles of arrays that the rules read and write.

A person is one row of `traits` (shared by the arms), one row of `lives` for each arm, and one
row of `enrolments` for each arm and offer.  Records, not objects: a rule touches a handful of
fields that lie side by side in memory.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

TRAITS: Final = np.dtype(
    [
        ("key", np.uint64),
        ("history_0", np.uint64),
        ("history_1", np.uint64),
        ("history_2", np.uint64),
        ("set_point", np.float64),
        ("entry_transient", np.float64),
        ("foothold", np.float64),
        ("relapse", np.float64),
        ("start_week", np.int32),
        ("birth_week", np.int32),
        ("elapsed_weeks", np.int32),
        ("entry_count", np.int32),
        ("earlier_weeks", np.int32),
        ("gap_weeks", np.int32),
        ("last_contact", np.int32),
        ("municipality", np.int32),
        ("feeder", np.int32),
        ("state", np.int32),
        ("hours", np.int32),
        ("kind", np.int32),
        ("women", np.int32),
        ("living", np.int32),
        ("provider", np.int32),
        ("readiness", np.int32),
        ("diagnosis", np.int32),
        ("qualified", np.int32),
        ("low_grades", np.int32),
        ("participant", np.int32),
        ("inseparable", np.int32),
    ],
)

LIFE: Final = np.dtype(
    [
        ("history_0", np.uint64),
        ("history_1", np.uint64),
        ("history_2", np.uint64),
        ("transient", np.float64),
        ("points", np.float64),
        ("who5", np.float64),
        ("state", np.int32),
        ("hours", np.int32),
        ("kind", np.int32),
        ("qualified", np.int32),
        ("moved", np.int32),
        ("spell_weeks", np.int32),
        ("state_weeks", np.int32),
        ("initial_spell", np.int32),
        ("from_job", np.int32),
        ("education_weeks", np.int32),
        ("count", np.int32),
        ("benefit_week", np.int32),
        ("was_on_clock", np.int32),
        ("week_kind", np.int32),
        ("primary_wait", np.int32),
        ("primary_sessions", np.int32),
        ("primary_session", np.int32),
        ("outpatient_wait", np.int32),
        ("outpatient_week", np.int32),
        ("bed_days_left", np.int32),
        ("last_contact", np.int32),
        ("admissions", np.int32),
        ("bed_days", np.int32),
        ("contact", np.int32),
        ("good_weeks", np.int32),
    ],
)

LUCK: Final = np.dtype(
    [
        ("move", np.float64),
        ("moving", np.float64),
        ("shock", np.float64),
        ("gp_contact", np.float64),
        ("psychologist_start", np.float64),
        ("outpatient_start", np.float64),
        ("emergency", np.float64),
        ("admission", np.float64),
    ],
)
"""The draws that nearly every person needs every week: made once, used in every arm."""

ENROLMENT: Final = np.dtype(
    [
        ("tie", np.uint64),
        ("key", np.uint64),
        ("stage", np.int32),
        ("outcome", np.int32),
        ("accepts", np.int32),
        ("joined", np.int32),
        ("started", np.int32),
        ("ended", np.int32),
        ("planned_weeks", np.int32),
        ("waited", np.int32),
    ],
)

PANEL: Final = np.dtype(
    [
        ("filled", np.int8),
        ("state", np.int8),
        ("hours", np.int8),
        ("moved", np.int8),
        ("contact", np.int8),
        ("stage", np.int8),
        ("offer", np.int8),
        ("benefit_week", np.int32),
        ("who5", np.float64),
    ],
)

TRANSITION: Final = np.dtype(
    [
        ("hazard", np.float64),
        ("ratio_1", np.float64),
        ("ratio_2", np.float64),
        ("ratio_3", np.float64),
        ("bound", np.float64),
        ("to", np.int32),
        ("edge_1", np.int32),
        ("edge_2", np.int32),
        ("edge_3", np.int32),
        ("season", np.int32),
        ("frailty", np.int32),
        ("spell", np.int32),
        ("completes", np.int32),
    ],
)

EFFECT: Final = np.dtype(
    [
        ("log_ratio", np.float64),
        ("half_life", np.float64),
        ("full_weeks", np.int32),
        ("offer", np.int32),
    ],
)

OFFER: Final = np.dtype(
    [
        ("assessed", np.float64),
        ("offered", np.float64),
        ("too_burdened", np.float64),
        ("acceptance", np.float64),
        ("attendance", np.float64),
        ("drop_out_hazard", np.float64),
        ("referral_ratio", np.float64),
        ("points", np.float64),
        ("points_ramp", np.float64),
        ("points_half_life", np.float64),
        ("displaced_activation", np.float64),
        ("displaced_psychologist", np.float64),
        ("youngest_weeks", np.int32),
        ("oldest_weeks", np.int32),
        ("assessment_weeks", np.int32),
        ("course_weeks", np.int32),
        ("sessions", np.int32),
        ("meetings", np.int32),
        ("aftercare_sessions", np.int32),
        ("aftercare_weeks", np.int32),
        ("referral_weeks", np.int32),
        ("screening_minutes", np.int32),
        ("assessment_minutes", np.int32),
        ("course_minutes", np.int32),
        ("aftercare_minutes", np.int32),
        ("capacity_minutes", np.int32),
    ],
)

SERVICE_TABLE: Final = np.dtype(
    [
        ("share", np.float64),
        ("event", np.int32),
        ("displaceable", np.int32),
        ("initial_spell_only", np.int32),
    ],
)

GLOBAL_FLOATS: Final = (
    "below_split",
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
    "youngest_weeks",
    "split_weeks",
    "oldest_weeks",
    "pool_mean",
    "pool_sd",
    "between_person_share",
    "entry_at_most",
    "foothold_sd",
    "relapse_sd",
    "foothold_correlation",
    "relapse_correlation",
    "activity_ready_log_ratio",
    "low_grades_log_ratio",
    "autocorrelation",
    "innovation_sd",
    "job_points",
    "who5_slope",
    "causal_share",
    "reference_who5",
    "too_light_above",
    "outpatient_start",
    "outpatient_wait",
    "outpatient_wait_sd",
    "highest_need",
    "emergency_in_course",
    "emergency_outside",
    "admission_in_course",
    "admission_outside",
    "stay_median",
    "stay_sd",
    "psychologist_start",
    "psychologist_wait",
    "psychologist_wait_sd",
    "gp_contacts",
    "hand_over_loss",
    "hours_few",
    "hours_part",
    "hours_step_up",
    "moving",
    "moving_ratio",
    "effect_cap",
)
GLOBAL_INTEGERS: Final = (
    "intake_weeks",
    "horizon_weeks",
    "outpatient_weeks",
    "outpatient_visits",
    "psychologist_sessions",
    "moving_weeks",
    "municipalities",
    "adult_weeks",
    "cash_weeks",
    "age_20_weeks",
    "age_25_weeks",
    "edge_1",
    "edge_2",
    "edge_3",
    "restart_weeks",
    "employer_weeks",
    "reassessment_week",
    "longest_gap",
    "queue",
    "clipping",
)
GLOBALS: Final = np.dtype(
    [(name, np.float64) for name in GLOBAL_FLOATS] + [(name, np.int64) for name in GLOBAL_INTEGERS],
)


class Parameters(NamedTuple):
    """A scenario compiled to arrays; the first axis of most is the parameter draw.

    No length is part of a type, so no scenario ever compiles anything anew.
    """

    globals_: np.ndarray  # GLOBALS [draw]
    transitions: np.ndarray  # TRANSITION [draw, transition], sorted by the state left
    first_transition: np.ndarray  # int64 [state + 1]
    bounds: np.ndarray  # float64 [draw, state, 3]: no frailty, foothold, relapse
    seasons: np.ndarray  # float64 [season, calendar week]
    effects: np.ndarray  # EFFECT [draw, effect]
    effect_acts: np.ndarray  # uint8 [effect, transition]
    offers: np.ndarray  # OFFER [draw, offer]
    offer_codes: np.ndarray  # uint64 [offer]
    arm_offers: np.ndarray  # uint8 [arm, offer]
    services: np.ndarray  # SERVICE_TABLE [draw, service]
    service_states: np.ndarray  # uint8 [service, state]
    arm_services: np.ndarray  # uint8 [arm, service]
    feeder_shares: np.ndarray  # float64 [feeder], cumulated
    feeder_states: np.ndarray  # float64 [feeder, state], cumulated
    feeder_bands: np.ndarray  # float64 [feeder, 5], cumulated
    weeks_in_state: np.ndarray  # float64 [state]
    kinds: np.ndarray  # float64 [kind], cumulated
    status: np.ndarray  # int64 [state]: refusion status
    cell_base: np.ndarray  # int64 [activity]
    cell_bands: np.ndarray  # int64 [week kind]: 1 or BANDS
    periods: np.ndarray  # int64 [half-year of the calendar week, follow-up year]
    half_years: np.ndarray  # int64 [calendar week]
    offsets: np.ndarray  # int64 [offset]
    measured_offer: int  # the offer whose END the evaluator uses, or -1


class World(NamedTuple):
    """One world: the same people in every arm, and what is counted about them."""

    traits: np.ndarray  # TRAITS [person]
    lives: np.ndarray  # LIFE [person, arm]
    enrolments: np.ndarray  # ENROLMENT [person, arm, offer]
    luck: np.ndarray  # LUCK [person]
    parted: np.ndarray  # int64 [person]: first week the lives differ in any respect, or NEVER
    parted_what: np.ndarray  # int64 [person]
    state_parted: np.ndarray  # int64 [person]
    load: np.ndarray  # int64 [arm, offer, municipality]: staff minutes in use this week
    queue: np.ndarray  # int64 [arm, offer, municipality]: people waiting this week
    quantity: np.ndarray  # int32 [arm + 1, period, cell]; the last row is lived once and counts in every arm
    weekly_states: np.ndarray  # int64 [arm, week, state]
    weekly_who5: np.ndarray  # int64 [arm, week]
    outcomes: np.ndarray  # int64 [arm, clock, offset, indicator]
    observed: np.ndarray  # int64 [clock, offset]
    totals: np.ndarray  # int64 [participants, helped, unchanged, harmed, identical, parted]
    waiting: np.ndarray  # int64 [arm, 3]
    panel: np.ndarray  # PANEL [person, arm, week], or no rows at all
