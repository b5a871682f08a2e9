"""What an offer does to those who take part: to moves, well-being, psychiatric contact and usual practice."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ungespor.base.tables import StateName
from ungespor.scenario.quantity import Minutes, Ratio, Share, SignedShare, Strict, Weeks, Who5Points, Years
from ungespor.scenario.vocabulary import PsychiatricEvent, Readiness


class Subgroup(Strict):
    """Whom something concerns; everybody whom no given condition shuts out.

    Attributes
    ----------
    sex : {"women", "men"}, optional
    readiness : list of str, optional
    grades : {"low", "other"}, optional
        Below the grade requirement of vocational education, or not.
    origin : {"danish_or_western", "non_western"}, optional
    youngest, below : Quantity, optional
        Age at week 0.
    """

    sex: Literal["women", "men"] | None = None
    readiness: list[Readiness] | None = None
    grades: Literal["low", "other"] | None = None
    origin: Literal["danish_or_western", "non_western"] | None = None
    youngest: Years | None = None
    below: Years | None = None


class Dose(Strict):
    """How an effect depends on the staff time each participant gets.

    Attributes
    ----------
    reference_minutes_per_week : Quantity
        Session minutes a week behind the stated hazard ratio; the log hazard ratio is
        proportional to the offer's own minutes over these.
    """

    reference_minutes_per_week: Minutes


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
    later_ratio : Quantity, optional
        What the hazard ratio fades to; 1 if not given.
    only_after_end : bool
        No effect during the course itself.
    for_ : Subgroup, optional
        Whom it acts on (written ``for`` in the file).
    dose : Dose, optional
    """

    from_states: list[StateName]
    to_states: list[StateName]
    hazard_ratio: Ratio
    full_weeks_after_end: Weeks
    half_life_weeks: Weeks
    later_ratio: Ratio | None = None
    only_after_end: bool = False
    for_: Subgroup | None = Field(default=None, alias="for")
    dose: Dose | None = None


class PsychiatricEffect(Strict):
    """A hazard ratio on psychiatric contact.

    Attributes
    ----------
    events : list of str
        Starts of an outpatient course or of a course with a private psychologist, emergency
        visits, admissions.
    hazard_ratio : Quantity
    full_weeks_after_end, half_life_weeks : Quantity
        As in `Effect`.
    """

    events: Annotated[list[PsychiatricEvent], Field(min_length=1)]
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


class Coordination(Strict):
    """What a shared plan and a coordinator change for those who have one.

    Attributes
    ----------
    waiting_ratio : Quantity
        Ratio on new waits for psychologist and outpatient psychiatry.
    hand_over_ratio : Quantity
        Ratio on the chance of being lost between child and adult psychiatry.
    parallel_drop_out_ratio : Quantity
        Ratio on drop-out from a course while with a private psychologist or in outpatient psychiatry.
    services_share : Quantity
        Share of the displaceable weeks of usual practice that are no longer needed; negative when
        coordination makes simple cases dearer. With several plans each spares its share of the
        weeks that the others leave.
    """

    waiting_ratio: Ratio
    hand_over_ratio: Ratio
    parallel_drop_out_ratio: Ratio
    services_share: SignedShare
