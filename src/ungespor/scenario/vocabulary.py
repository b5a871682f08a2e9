"""Names that a scenario may use."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import StringConstraints

StateName = Literal[
    "school",
    "education",
    "fgu",
    "job",
    "education_benefit",
    "cash_benefit",
    "sickness_benefit",
    "resource_benefit",
    "rehabilitation",
    "unemployment_benefit",
    "wage_subsidy",
    "flex_job",
    "flex_job_waiting",
    "disability_pension",
    "parental_benefit",
    "self_support",
]
STATE_NAMES: tuple[str, ...] = get_args(StateName)

HoursClass = Literal["few", "part", "full"]
EducationKind = Literal["upper_secondary", "vocational", "apprentice", "higher", "stu"]
Stage = Literal[
    "none",
    "screening",
    "assessment",
    "too_burdened",
    "waiting",
    "in_course",
    "aftercare",
    "completed",
    "dropped_out",
]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
