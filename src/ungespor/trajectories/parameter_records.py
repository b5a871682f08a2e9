"""The parameter records: what a scenario compiles to, with a leading draw axis."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

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

SUBGROUP: Final = [
    ("sex", np.int32),
    ("grades", np.int32),
    ("origin", np.int32),
    ("readiness", np.int32),
    ("age_from", np.int32),
    ("age_below", np.int32),
]
"""Whom an effect or a priority concerns; −1 is everybody, readiness is a set of bits."""

EFFECT: Final = np.dtype(
    [
        ("log_ratio", np.float64),
        ("later_log_ratio", np.float64),
        ("half_life", np.float64),
        ("full_weeks", np.int32),
        ("only_after", np.int32),
        ("offer", np.int32),
        *SUBGROUP,
    ],
)

PSYCHIATRIC_EFFECT: Final = np.dtype(
    [
        ("log_ratio", np.float64),
        ("half_life", np.float64),
        ("full_weeks", np.int32),
        ("offer", np.int32),
        ("events", np.int32),
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
        ("course_weeks_sd", np.float64),
        ("intensity_sd", np.float64),
        ("placement_share", np.float64),
        ("entry_hazard", np.float64),
        ("turnover_hazard", np.float64),
        ("vacant_share", np.float64),
        ("waiting_ratio", np.float64),
        ("hand_over_ratio", np.float64),
        ("drop_out_ratio", np.float64),
        ("services_share", np.float64),
        ("spill_over", np.float64),
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
        ("least_minutes", np.int32),
        ("placement_first", np.int32),
        ("placement_weeks", np.int32),
        ("group_sessions", np.int32),
        ("group_minimum", np.int32),
        ("start_together", np.int32),
        ("vacancy_weeks", np.int32),
        ("closes", np.int32),
        ("follows", np.int32),
        ("opens_later", np.int32),
        ("beside", np.int32),
        ("coordinates", np.int32),
        ("ends_on", np.int64),
        ("entry_states", np.int64),
        *SUBGROUP,
    ],
)

SERVICE_TABLE: Final = np.dtype(
    [
        ("code", np.uint64),
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
    "non_western",
    "women_below_men",
    "entry_dip",
    "youngest_weeks",
    "split_weeks",
    "oldest_weeks",
    "qualified_weeks",
    "weeks_beyond_53",
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
    "need_fall",
    "emergency_in_course",
    "emergency_outside",
    "admission_in_course",
    "admission_outside",
    "stay_median",
    "stay_sd",
    "psychologist_start",
    "psychologist_wait",
    "psychologist_wait_sd",
    "gp_chance",
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
    "adults_only",
    "cash_weeks",
    "age_20_weeks",
    "age_25_weeks",
    "edge_1",
    "edge_2",
    "edge_3",
    "restart_weeks",
    "window_weeks",
    "last_word",
    "employer_weeks",
    "reassessment_week",
    "longest_gap",
    "queue",
    "clipping",
    "coordination",
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
    most_raised: np.ndarray  # float64 [draw, offer, state]: the most an offer multiplies a move from there by
    psychiatric_effects: np.ndarray  # PSYCHIATRIC_EFFECT [draw, effect]
    offers: np.ndarray  # OFFER [draw, offer]
    offer_codes: np.ndarray  # uint64 [offer]
    arm_offers: np.ndarray  # uint8 [arm, offer]
    services: np.ndarray  # SERVICE_TABLE [draw, service]
    services_in: np.ndarray  # int64 [arm, state, service + 1]: the services given there, then -1
    feeder_shares: np.ndarray  # float64 [feeder], cumulated
    feeder_states: np.ndarray  # float64 [of age, under age; feeder; state], cumulated
    feeder_bands: np.ndarray  # float64 [feeder, 5], cumulated
    weeks_in_state: np.ndarray  # float64 [state]
    kinds: np.ndarray  # float64 [kind], cumulated
    status: np.ndarray  # int64 [state]: refusion status
    cell_base: np.ndarray  # int64 [activity]
    cell_bands: np.ndarray  # int64 [week kind]: 1 or BANDS
    periods: np.ndarray  # int64 [half-year of the calendar week, follow-up year]
    half_years: np.ndarray  # int64 [calendar week]
    offset_at: np.ndarray  # int64 [week since FIRST_WEEK]: the measuring offset it is, or -1
    measured_offer: int  # the offer whose END the evaluator uses, or -1
