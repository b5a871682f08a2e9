"""The records that hold people, and the bundles of arrays that the rules read and write.

A person is one row of `traits` (shared by the arms), one row of `lives` for each arm, and one
row of `enrolments` for each arm and offer.  Records, not objects: a rule touches a handful of
fields that lie side by side in memory.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

# Fields that number cells or rows are unsigned: an index that cannot be negative needs no check.
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
        ("municipality", np.uint32),
        ("feeder", np.int32),
        ("state", np.uint32),
        ("hours", np.int32),
        ("kind", np.int32),
        ("women", np.int32),
        ("living", np.uint32),
        ("provider", np.uint32),
        ("readiness", np.uint32),
        ("diagnosis", np.uint32),
        ("qualified", np.int32),
        ("low_grades", np.int32),
        ("non_western", np.int32),
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
        ("psychologist_ratio", np.float64),
        ("outpatient_ratio", np.float64),
        ("emergency_ratio", np.float64),
        ("admission_ratio", np.float64),
        ("waiting_ratio", np.float64),
        ("hand_over_ratio", np.float64),
        ("drop_out_ratio", np.float64),
        ("services_share", np.float64),
        ("state", np.uint32),
        ("hours", np.int32),
        ("kind", np.int32),
        ("qualified", np.int32),
        ("moved", np.uint32),
        ("spell_weeks", np.int32),
        ("state_weeks", np.int32),
        ("initial_spell", np.int32),
        ("from_job", np.int32),
        ("education_weeks", np.int32),
        ("count", np.int32),
        ("benefit_week", np.int32),
        ("was_on_clock", np.int32),
        ("week_kind", np.uint32),
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
        ("spill_over", np.float64),
        ("stage", np.int32),
        ("outcome", np.int32),
        ("accepts", np.int32),
        ("priority", np.int32),
        ("opened", np.int32),
        ("joined", np.int32),
        ("started", np.int32),
        ("ended", np.int32),
        ("planned_weeks", np.int32),
        ("minutes", np.int32),
        ("placement_from", np.int32),
        ("placement_to", np.int32),
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


class World(NamedTuple):
    """One world: the same people in every arm, and what is counted about them."""

    traits: np.ndarray  # TRAITS [person]
    lives: np.ndarray  # LIFE [person, arm]
    enrolments: np.ndarray  # ENROLMENT [person, arm, offer]
    luck: np.ndarray  # LUCK [person]
    lived_to: np.ndarray  # int64 [person]: the first calendar week not lived yet, `NEVER` where none is left
    parted: np.ndarray  # int64 [person]: first week the lives differ in any respect, or NEVER
    parted_what: np.ndarray  # int64 [person]
    state_parted: np.ndarray  # int64 [person]
    load: np.ndarray  # int64 [arm, offer, municipality]: staff minutes in use this week
    queue: np.ndarray  # int64 [arm, offer, municipality]: people waiting this week
    held: np.ndarray  # int64 [arm, offer, municipality]: whether the group meets this week
    members: np.ndarray  # int64 [arm, offer, municipality]: people in the course this week
    open_minutes: np.ndarray  # int64 [offer, municipality, calendar week]: staff time there is
    quantity: np.ndarray  # int32 [arm + 1, period, cell]; the last row is lived once and counts in every arm
    weekly_states: np.ndarray  # int64 [arm, week, state]
    weekly_who5: np.ndarray  # int64 [arm, week]
    outcomes: np.ndarray  # int64 [arm, clock, offset, indicator]
    observed: np.ndarray  # int64 [clock, offset]
    totals: np.ndarray  # int64 [participants, helped, unchanged, harmed, identical, parted]
    waiting: np.ndarray  # int64 [arm, offer, WAITING]: see base.tables.WAITING
    panel: np.ndarray  # PANEL [person, arm, week], or no rows at all
