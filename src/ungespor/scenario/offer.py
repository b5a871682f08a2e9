"""An offer (tilbud): what it asks of people and staff, and what it does."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from ungespor.base.tables import StateName
from ungespor.scenario.quantity import (
    Count,
    Hours,
    HoursPerWeek,
    Ratio,
    Share,
    Strict,
    Weeks,
    Who5Points,
    Years,
)
from ungespor.scenario.vocabulary import Name


class Service(Strict):
    """A weekly service of usual practice, given to everyone in certain states.

    Attributes
    ----------
    activity : str
        A row of ``cost_tables/activities.csv``, counted once for each person-week served.
    states : list of str
    share : Quantity
        Share of the person-weeks that are served.
    displaceable : bool
        Whether a course may take its place.
    initial_spell_only : bool
        Only during the spell people were referred in (guidance of pupils at risk).
    """

    activity: Literal["casework_week", "activation_week", "guidance_week"]
    states: list[StateName]
    share: Share
    displaceable: bool = False
    initial_spell_only: bool = False


class Funnel(Strict):
    """From screening to acceptance."""

    assessed: Share
    offered: Share
    too_burdened: Share
    acceptance: Share

    @model_validator(mode="after")
    def _shares(self) -> Funnel:
        total = self.offered.central + self.too_burdened.central
        if total > 1:
            raise ValueError(
                f"'offered' and 'too_burdened' add up to {total:g} of the assessed, but at most 1 is possible"
            )
        return self


class Course(Strict):
    """Assessment, treatment and aftercare for one participant."""

    screening_hours: Hours
    assessment_hours: Hours
    assessment_weeks: Weeks
    course_weeks: Weeks
    sessions: Count
    session_hours: Hours
    attendance: Share
    drop_out: Share
    meetings: Count
    meeting_hours: Hours
    aftercare_sessions: Count
    aftercare_hours: Hours
    aftercare_weeks: Weeks
    too_burdened_referral_ratio: Ratio
    too_burdened_referral_weeks: Weeks


class Effect(Strict):
    """A hazard ratio on moves between support states.

    Attributes
    ----------
    from_states, to_states : list of str
        The effect acts on every move from one of the first to one of the second.
    hazard_ratio : Quantity
    full_weeks_after_end : Quantity
        Full effect from the start of the course until this long after END.
    half_life_weeks : Quantity
        Half-life of the log hazard ratio after that.
    """

    from_states: list[StateName]
    to_states: list[StateName]
    hazard_ratio: Ratio
    full_weeks_after_end: Weeks
    half_life_weeks: Weeks


class Who5Effect(Strict):
    """Points added to the WHO-5 set point by treatment; may be negative."""

    points: Who5Points
    ramp_weeks: Weeks
    half_life_weeks: Weeks


class Displacement(Strict):
    """Usual practice that does not happen while the course runs."""

    activation: Share
    psychologist_starts: Share


class Staff(Strict):
    """Paid staff of the programme: hours a week, of which a part can be used with people.

    Attributes
    ----------
    hours_per_week : Quantity
        In each municipality, or for all of them when `shared`.
    usable : Quantity
        Share of the paid time that can be used with people; 0 for those who only confer.
    shared : bool
    activity : str
        The paid hours are counted as this activity.
    """

    activity: Literal["care_manager_hour", "psychologist_hour", "psychiatrist_hour"]
    hours_per_week: HoursPerWeek
    usable: Share
    shared: bool = False


class Programme(Strict):
    """Staff and fixed things the programme pays for, however many come.

    Attributes
    ----------
    staff : dict
    operating_weeks : Quantity
        Weeks the staff is paid, from the scenario's start date.
    for_participants : Quantity
        The expected participants this staffing was for. A run with more or fewer people has
        proportionally more or less staff.
    """

    staff: dict[Name, Staff]
    operating_weeks: Weeks
    for_participants: Count


class Offer(Strict):
    """One offer: usual practice has services, a programme has a course."""

    name: Name
    title_da: str
    title_en: str
    summary: str
    legal_basis: str
    duty: Literal["must", "may"]
    youngest: Years
    oldest: Years
    evidence_grade: Literal["A", "B", "C"]
    services: dict[Name, Service] = {}
    funnel: Funnel | None = None
    course: Course | None = None
    effects: dict[Name, Effect] = {}
    who5_effect: Who5Effect | None = None
    displaces: Displacement | None = None
    programme: Programme | None = None

    @model_validator(mode="after")
    def _course_has_funnel(self) -> Offer:
        if (self.funnel is None) != (self.course is None):
            raise ValueError("an offer with a 'course' needs a 'funnel', and the other way round")
        if self.course is None and (self.effects or self.who5_effect or self.displaces or self.programme):
            raise ValueError("'effects', 'who5_effect', 'displaces' and 'programme' need a 'course'")
        return self
