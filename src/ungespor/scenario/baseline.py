"""How young people move when nothing new is tried: hazards, well-being, psychiatric contact."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from ungespor.base.tables import StateName
from ungespor.scenario.population import sums_to_one
from ungespor.scenario.quantity import (
    Correlation,
    Count,
    Days,
    Deviation,
    FieldError,
    Hazard,
    Ratio,
    Share,
    Slope,
    Strict,
    Weeks,
    Who5Points,
)
from ungespor.scenario.vocabulary import EducationKind, HoursClass, Name


class Transition(Strict):
    """One possible move between support states, as a weekly hazard.

    Attributes
    ----------
    from_ : str
        State left (written ``from`` in the file).
    to : str
    hazard_per_week : Quantity
        In the first duration band, for a person with every ratio equal to 1.
    duration_weeks : list of int
        Edges of the duration bands: ``[13, 26]`` makes weeks 0–12, 13–25 and 26 onwards.
    duration_ratios : list of Quantity
        Ratio to the first band, one for each later band.
    season : str, optional
        Name of a season of the baseline.
    frailty : {"foothold", "relapse"}, optional
        Which personal multiplier acts on it.
    spell : {"any", "initial", "new"}
        Whether it concerns the spell people were referred in, or later ones. Weeks of the
        initial spell are counted from four weeks before week 0.
    completes : bool
        The move out of education is a completion: vocational and higher education qualify.
    source_note : str, optional
    """

    from_: StateName = Field(alias="from")
    to: StateName
    hazard_per_week: Hazard
    duration_weeks: Annotated[list[int], Field(max_length=3)] = []
    duration_ratios: Annotated[list[Ratio], Field(max_length=3)] = []
    season: Name | None = None
    frailty: Literal["foothold", "relapse"] | None = None
    spell: Literal["any", "initial", "new"] = "any"
    completes: bool = False

    @model_validator(mode="after")
    def _bands(self) -> Transition:
        if self.from_ == self.to:
            raise ValueError(f"a move from '{self.from_}' to itself is no move")
        if len(self.duration_weeks) != len(self.duration_ratios):
            raise ValueError("'duration_weeks' and 'duration_ratios' must be equally long")
        if self.duration_weeks != sorted(set(self.duration_weeks)) or any(week <= 0 for week in self.duration_weeks):
            raise ValueError("'duration_weeks' must be rising week numbers above 0")
        return self


class Frailty(Strict):
    """Lasting differences between people that the covariates do not show.

    Both multipliers are lognormal with mean about 1 among those assessed, and among the others
    too, so that a hazard is that of the people at hand. A lower WHO-5 set point goes with a lower
    foothold and a higher relapse multiplier: that is where the link between mental health and
    work lies, apart from the capped causal path.
    """

    foothold_sd: Deviation
    relapse_sd: Deviation
    foothold_who5_correlation: Correlation
    relapse_who5_correlation: Correlation
    activity_ready_ratio: Ratio
    low_grades_ratio: Ratio


class MentalHealth(Strict):
    """WHO-5: a personal set point and a mean-reverting transient part."""

    weekly_autocorrelation: Share
    job_points: Who5Points


class Psychiatry(Strict):
    """Psychiatric contact: starts, waits, lengths, and how they depend on WHO-5."""

    who5_slope: Slope
    causal_share: Share
    reference_who5: Who5Points
    too_light_above: Who5Points
    outpatient_start: Hazard
    outpatient_wait: Weeks
    outpatient_wait_sd: Deviation
    outpatient_weeks: Weeks
    outpatient_visits: Count
    emergency_in_course: Hazard
    emergency_outside: Hazard
    admission_in_course: Hazard
    admission_outside: Hazard
    stay_median: Days
    stay_sd: Deviation
    psychologist_start: Hazard
    psychologist_wait: Weeks
    psychologist_wait_sd: Deviation
    psychologist_sessions: Count
    gp_contacts: Hazard
    hand_over_loss_at_18: Share


class Work(Strict):
    """Hours of a new job and kinds of a new education."""

    hours_at_start: dict[HoursClass, Share]
    hours_step_up: Hazard
    education_kinds: dict[EducationKind, Share]

    @model_validator(mode="after")
    def _shares(self) -> Work:
        sums_to_one("hours_at_start", self.hours_at_start.values())
        sums_to_one("education_kinds", self.education_kinds.values())
        return self


class Moving(Strict):
    """Moving to another municipality; nobody moves back."""

    hazard_per_week: Hazard
    education_start_ratio: Ratio
    education_start_weeks: Weeks


class Baseline(Strict):
    """Life without the effort."""

    name: str
    summary: str
    seasons: dict[Name, Annotated[list[Ratio], Field(min_length=12, max_length=12)]]
    transitions: dict[Name, Transition]
    frailty: Frailty
    mental_health: MentalHealth
    psychiatry: Psychiatry
    work: Work
    moving: Moving
    effect_cap: Ratio

    @model_validator(mode="after")
    def _seasons_exist(self) -> Baseline:
        for name, transition in self.transitions.items():
            if transition.season is not None and transition.season not in self.seasons:
                message = f"transition '{name}' names the season '{transition.season}', which is not defined"
                field = f"transitions.{name}.season"
                raise FieldError(message, field, transition.season, ", ".join(self.seasons) or "none is defined")
        return self
