"""Names that a scenario may use."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

HoursClass = Literal["few", "part", "full"]
EducationKind = Literal["upper_secondary", "vocational", "apprentice", "higher", "stu"]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
