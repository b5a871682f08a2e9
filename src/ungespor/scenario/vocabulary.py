"""Names that a scenario may use."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

HoursClass = Literal["few", "part", "full"]
EducationKind = Literal["upper_secondary", "vocational", "apprentice", "higher", "stu"]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Readiness = Literal["openly_ready", "education_ready", "activity_ready"]
PsychiatricEvent = Literal["psychologist_start", "outpatient_start", "emergency", "admission"]
StaffActivity = Literal[
    "care_manager_hour",
    "psychologist_hour",
    "psychiatrist_hour",
    "employment_consultant_hour",
    "counsellor_hour",
    "mentor_hour",
    "teacher_hour",
    "therapist_hour",
    "coordinator_hour",
]
