"""An offer (tilbud): what it asks of people and staff, and what it does."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from ungespor.base.tables import StateName
from ungespor.scenario.effects import Coordination, Displacement, Effect, PsychiatricEffect, Subgroup, Who5Effect
from ungespor.scenario.programme import Programme
from ungespor.scenario.quantity import Count, Deviation, Hazard, Hours, Ratio, Share, Strict, Weeks, Years
from ungespor.scenario.vocabulary import Name

NEED_A_COURSE: Final = (
    "effects",
    "psychiatric_effects",
    "who5_effect",
    "coordination",
    "displaces",
    "programme",
    "follows",
    "entry",
    "priority",
    "fidelity",
    "spill_over",
)


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


class Entry(Strict):
    """How people meet an offer in the course of life, instead of at week 0.

    Attributes
    ----------
    states : list of str
        Support states from which people are referred.
    hazard_per_week : Quantity
        Of being referred, for those of the right age who wait for or attend no other offer.
    """

    states: Annotated[list[StateName], Field(min_length=1)]
    hazard_per_week: Hazard


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


class Placement(Strict):
    """A company placement (virksomhedsforløb) during the course.

    Attributes
    ----------
    share : Quantity
        Share of the participants who get one, if they stay until it begins.
    first_week, weeks : Quantity
        Weeks of the course before it begins, and how long it lasts.
    """

    share: Share
    first_week: Weeks
    weeks: Weeks


class Group(Strict):
    """Sessions held in a group, beside the individual ones.

    Attributes
    ----------
    sessions : Quantity
        Spread over the planned length of the course.
    hours_per_participant : Quantity
        Staff time that one session takes, divided by the participants the group is meant for.
    minimum : Quantity
        With fewer participants in the municipality that week the session is cancelled for all.
    start_together : bool
        Whether the course waits until so many stand in the queue, and they begin together.
    """

    sessions: Count
    hours_per_participant: Hours
    minimum: Count
    start_together: bool = False


class Course(Strict):
    """Assessment, treatment and aftercare for one participant.

    Attributes
    ----------
    course_weeks : Quantity
        Planned length; its median where `course_weeks_sd` is given.
    course_weeks_sd : Quantity, optional
        Spread of the length between people (lognormal).
    intensity_sd : Quantity, optional
        Spread between people of the staff time a course takes (lognormal with mean 1): light and
        heavy courses.
    ends_on : list of str
        Support states that are the goal: who enters one has completed the course.
    placement : Placement, optional
    group : Group, optional
    """

    screening_hours: Hours
    assessment_hours: Hours
    assessment_weeks: Weeks
    course_weeks: Weeks
    course_weeks_sd: Deviation | None = None
    intensity_sd: Deviation | None = None
    ends_on: list[StateName] = []
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
    placement: Placement | None = None
    group: Group | None = None


class Offer(Strict):
    """One offer: usual practice has services, a programme has a course.

    People meet a programme at week 0, unless it has an `entry` or `follows` another.

    Attributes
    ----------
    follows : str, optional
        The offer after whose END people come to the funnel of this one.
    entry : Entry, optional
    beside : bool
        May run beside other offers. Otherwise people whom `follows` or `entry` would bring here
        must not be in, or wait for, another one.
    priced_as : list of str
        The offers this one builds on, the nearest first: their price rows apply where none names
        this offer. Filled in by `extends` unless stated.
    priority : Subgroup, optional
        Who goes first in the queue; within each group those who have waited longest.
    fidelity : dict
        How far each core element is carried out; the mean scales every effect (its log ratio or
        its points).
    psychiatric_effects : dict
    coordination : Coordination, optional
        What changes for those in the course.
    spill_over : Quantity, optional
        Share of every effect on moves (of its log hazard ratio) that reaches the others of the same
        intake, who have not begun the course, while the programme operates: staff of the job centre
        learns from a team under the same roof.
    """

    name: Name
    title_da: str
    title_en: str
    summary: str
    legal_basis: str
    duty: Literal["must", "may"]
    youngest: Years
    oldest: Years
    evidence_grade: Literal["A", "B", "C"]
    follows: Name | None = None
    entry: Entry | None = None
    beside: bool = False
    priced_as: list[Name] = []
    priority: Subgroup | None = None
    fidelity: dict[Name, Share] = {}
    services: dict[Name, Service] = {}
    funnel: Funnel | None = None
    course: Course | None = None
    effects: dict[Name, Effect] = {}
    psychiatric_effects: dict[Name, PsychiatricEffect] = {}
    who5_effect: Who5Effect | None = None
    coordination: Coordination | None = None
    displaces: Displacement | None = None
    spill_over: Share | None = None
    programme: Programme | None = None

    @model_validator(mode="after")
    def _course_has_funnel(self) -> Offer:
        if (self.funnel is None) != (self.course is None):
            raise ValueError("an offer with a 'course' needs a 'funnel', and the other way round")
        if self.course is None:
            given = [name for name in NEED_A_COURSE if getattr(self, name)]
            if given:
                raise ValueError(
                    f"{', '.join(repr(name) for name in given)} can only be given together with a 'course'"
                )
        if self.follows and self.entry:
            raise ValueError("give 'follows' or 'entry', not both")
        return self
