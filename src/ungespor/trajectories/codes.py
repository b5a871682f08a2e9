"""Integer codes for states, classes and activities, shared by the compiled rules."""

from __future__ import annotations

from typing import Final, get_args

from ungespor.base.tables import STATES
from ungespor.scenario.vocabulary import EducationKind, HoursClass, Readiness

(
    SCHOOL,
    EDUCATION,
    FGU,
    JOB,
    EDUCATION_BENEFIT,
    CASH_BENEFIT,
    SICKNESS_BENEFIT,
    RESOURCE_BENEFIT,
    REHABILITATION,
    UNEMPLOYMENT_BENEFIT,
    WAGE_SUBSIDY,
    FLEX_JOB,
    FLEX_JOB_WAITING,
    DISABILITY_PENSION,
    PARENTAL_BENEFIT,
    SELF_SUPPORT,
) = range(len(STATES))
STATE_COUNT: Final = len(STATES)

# Two kinds of week that are a state in the eyes of the law but not of the person.
SICKNESS_EMPLOYER: Final = STATE_COUNT
JOB_CLARIFICATION: Final = STATE_COUNT + 1

# Refusion status of a state.
NEUTRAL, SELF_SUPPORTING, CLOCK = 0, 1, 2
BANDS: Final = 5

AGE_NAMES: Final = ("under_18", "18-19", "20-24", "25-29", "30_up")
DAYS_IN_A_YEAR: Final = 365.25


def weeks_at_age(years: float) -> int:
    """Return the age in whole weeks at a birthday."""
    return int(years * DAYS_IN_A_YEAR / 7)


LIVING_NAMES: Final = ("parents", "out")
READINESS_NAMES: Final[tuple[str, ...]] = get_args(Readiness)
ACTIVITY_READY: Final = 2
PROVIDER_NAMES: Final = ("no", "yes")
HOURS_NAMES: Final[tuple[str, ...]] = get_args(HoursClass)
KIND_NAMES: Final[tuple[str, ...]] = get_args(EducationKind)
UPPER_SECONDARY, VOCATIONAL, APPRENTICE, HIGHER, STU = range(len(KIND_NAMES))
DIAGNOSIS_NAMES: Final = ("anxiety", "depression", "stress")
RESIDENT_NAMES: Final = ("home", "moved")

# Events, counted beside the weeks.
EVENTS: Final = (
    "casework_week",
    "activation_week",
    "guidance_week",
    "gp_contact",
    "psychologist_first_session",
    "psychologist_session",
    "outpatient_visit",
    "emergency_visit",
    "bed_day",
    "admission",
)
(
    CASEWORK_WEEK,
    ACTIVATION_WEEK,
    GUIDANCE_WEEK,
    GP_VISIT,
    PSYCHOLOGIST_FIRST,
    PSYCHOLOGIST_LATER,
    OUTPATIENT_VISIT,
    EMERGENCY_VISIT,
    BED_DAY,
    ADMISSION_EVENT,
) = range(len(EVENTS))
PSYCHOLOGIST_EVENTS: Final = (PSYCHOLOGIST_FIRST, PSYCHOLOGIST_LATER)

COURSE_EVENTS: Final = (
    "screening",
    "assessment",
    "course_week",
    "session_attended",
    "session_missed",
    "three_party_meeting",
    "aftercare_session",
    "placement_week",
    "group_session_attended",
    "session_cancelled",
    "course_start",
)
(
    SCREENING_EVENT,
    ASSESSMENT_EVENT,
    COURSE_WEEK,
    SESSION_ATTENDED,
    SESSION_MISSED,
    THREE_PARTY_MEETING,
    AFTERCARE_SESSION,
    PLACEMENT_WEEK,
    GROUP_SESSION,
    SESSION_CANCELLED,
    COURSE_START,
) = range(len(COURSE_EVENTS))

STAGES: Final = (
    "none",
    "screening",
    "assessment",
    "too_burdened",
    "waiting",
    "in_course",
    "aftercare",
    "completed",
    "dropped_out",
)
(
    STAGE_NONE,
    STAGE_SCREENING,
    STAGE_ASSESSMENT,
    STAGE_TOO_BURDENED,
    STAGE_WAITING,
    STAGE_IN_COURSE,
    STAGE_AFTERCARE,
    STAGE_COMPLETED,
    STAGE_DROPPED_OUT,
) = range(len(STAGES))

PSYCHIATRIC: Final = ("none", "primary", "outpatient", "inpatient")
CONTACT_NONE, CONTACT_PRIMARY, CONTACT_OUTPATIENT, CONTACT_INPATIENT = range(len(PSYCHIATRIC))

# Lasting personal multipliers of a move.
NO_FRAILTY, FOOTHOLD_FRAILTY, RELAPSE_FRAILTY = range(3)

# Outcome of the funnel, drawn before week 0.
FUNNEL_SCREENED_ONLY, FUNNEL_OFFERED, FUNNEL_BURDENED, FUNNEL_OTHER = range(4)

FIRST_WEEK: Final = -52
CALENDAR_ORIGIN: Final = 52
"""Number of the calendar week in which the programme starts."""
OBSERVATION_START: Final = -4
"""Lives are simulated from four weeks before week 0; before that they are drawn history."""
