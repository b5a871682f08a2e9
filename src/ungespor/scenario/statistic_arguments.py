"""The arguments of the statistics that a target may ask for: whom, when, and what."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ungespor.base.tables import INDICATORS, OFFSETS, StateName
from ungespor.scenario.quantity import Share, Slope, Strict, Who5Points
from ungespor.scenario.vocabulary import Name, Readiness

Arm = Literal["control", "intervention"]
Contact = Literal["primary", "outpatient", "inpatient"]
Stage = Literal["screened", "assessed", "too_burdened", "offered", "started"]
Month = Annotated[int, Field(ge=1, le=12)]
WholeWeeks = Annotated[int, Field(ge=0, le=1040)]
Some = Annotated[list[StateName], Field(min_length=1)]


class When(Strict):
    """A week of a person's life.

    Attributes
    ----------
    weeks : int
        Before week 0 when negative, else after END.
    clock : {"start", "end"}, optional
        Count from week 0 or from END, whatever the sign.
    offer : str, optional
        The offer whose END is meant; the measured one if not given.
    """

    weeks: Annotated[int, Field(ge=-52, le=1040)]
    clock: Literal["start", "end"] | None = None
    offer: Name | None = None


class People(Strict):
    """Whom a statistic is about.

    Attributes
    ----------
    who : {"started", "too_burdened", "everyone"}
        Those who began the course in the intervention arm, those closed after assessment, or all.
    offer : str, optional
        The course; the measured one if not given.
    without : list of str
        Leave out those who began one of these courses as well.
    sex : {"woman", "man"}, optional
    readiness : list of str, optional
    youngest, below : float, optional
        Age at week 0.
    who5_at_least, who5_below : float, optional
        WHO-5 in week 0.
    """

    who: Literal["started", "too_burdened", "everyone"] = "started"
    offer: Name | None = None
    without: list[Name] = []
    sex: Literal["woman", "man"] | None = None
    readiness: list[Readiness] | None = None
    youngest: float | None = None
    below: float | None = None
    who5_at_least: float | None = None
    who5_below: float | None = None


class AboutPeople(Strict):
    """What nearly every statistic asks: whose lives, and in which arm."""

    arm: Arm = "intervention"
    people: People = People()


class InStates(Strict):
    """Being in one of some states in every one of some weeks, or out of them in all."""

    states: Some
    at: Annotated[list[When], Field(min_length=1)]
    out: bool = False


class ShareInStates(AboutPeople):
    """Share of the people who are where `seen` says, among those who were where `among` says."""

    seen: InStates
    among: InStates | None = None


class Indicator(Strict):
    """Mean of an indicator over all participants, as in the result of a run; or its difference between the arms."""

    indicator: Literal[INDICATORS]  # type: ignore[valid-type]  # the tuple is the list of names
    weeks: Literal[OFFSETS]  # type: ignore[valid-type]
    clock: Literal["start", "end"] = "end"
    arm: Literal[Arm, "difference"] = "intervention"


class Reached(Strict):
    """Having come so far on the way through an offer; the measured one if none is named."""

    stage: Stage
    offer: Name | None = None


class FunnelShare(Strict):
    """Share that reached one stage among those who reached another."""

    reached: Reached
    among: Reached


class Waiting(Strict):
    """Mean weeks from assessment to start, over all courses of an arm."""

    arm: Arm = "intervention"


class Starts(Strict):
    """Courses begun per hundred people screened."""

    arm: Arm = "intervention"


class Stock(Strict):
    """Mean number of people in the course at a time, over some weeks of the calendar."""

    offer: Name | None = None
    first_week: WholeWeeks
    last_week: WholeWeeks


class CourseLength(Strict):
    """Share of the courses that last from so many months and less than so many.

    Attributes
    ----------
    cut_off_week : int, optional
        Week of the programme in which lengths are read off; courses still running count so far.
    ended_only : bool
        Leave out courses that run on at the cut-off.
    """

    offer: Name | None = None
    from_months: Annotated[float, Field(ge=0)] = 0.0
    below_months: Annotated[float, Field(gt=0)] | None = None
    cut_off_week: WholeWeeks | None = None
    ended_only: bool = False


class Exits(Strict):
    """Share in some states so many weeks after END, or at the cut-off.

    Attributes
    ----------
    weeks : int, optional
        After END; the week of the cut-off when null.
    among : {"ended", "enrolled"}
        Those whose course had ended by the cut-off, or all who had begun one.
    cut_off_week : int, optional
        Week of the programme in which it was counted.
    longest_months, shortest_months : float, optional
        Only courses below, or from, this length.
    """

    states: Some
    weeks: WholeWeeks | None = 1
    offer: Name | None = None
    among: Literal["ended", "enrolled"] = "ended"
    cut_off_week: WholeWeeks | None = None
    shortest_months: Annotated[float, Field(ge=0)] | None = None
    longest_months: Annotated[float, Field(gt=0)] | None = None


class Response(Strict):
    """Who answers a questionnaire: not chance for each person, but everyone with a weight.

    The weight is the chance to answer, logistic in the score that would be given; its mean is `share`.

    Attributes
    ----------
    share : Quantity
        Who answered, of those asked.
    slope : Quantity
        Log odds of answering for each WHO-5 point.
    """

    share: Share
    slope: Slope


class Who5Level(AboutPeople):
    """Mean WHO-5, or the share with scores in a band where limits are given."""

    at: When
    at_least: float | None = None
    below: float | None = None
    response: Response | None = None


class Who5Change(AboutPeople):
    """Mean change in WHO-5, or the share that changed by so much where limits are given.

    Attributes
    ----------
    step : Quantity, optional
        Scores are read in whole steps of the questionnaire.
    """

    before: When
    after: When
    at_least: float | None = None
    at_most: float | None = None
    step: Who5Points | None = None
    response: Response | None = None


class Who5Slope(AboutPeople):
    """Points of change in WHO-5 for each point of the first score (least squares)."""

    before: When
    after: When


class ContactShare(AboutPeople):
    """Share with any contact of some kinds from the start of the course to END."""

    kinds: Annotated[list[Contact], Field(min_length=1)]


class MovedShare(AboutPeople):
    """Share who live in another municipality."""

    at: When


class ByAge(Strict):
    """Share of the weeks lived at some ages that are spent in some states, or with some contact."""

    states: list[StateName] = []
    contacts: list[Contact] = []
    youngest: float
    below: float
    arm: Arm = "control"


class TwinWeeks(Strict):
    """Weeks in some states that the intervention adds, twin against twin, in so many weeks from week 0."""

    states: Some
    weeks: WholeWeeks
    people: People = People()


class StartsByMonth(AboutPeople):
    """Share of the moves into some states that fall in some months."""

    states: Some
    months: Annotated[list[Month], Field(min_length=1)]


class Net(Strict):
    """Net gain of a payer for each participant: control less intervention, present value."""

    payer: Literal["kommune", "andre_kommuner", "region", "stat", "fond", "public", "public_plus_fond"]


class NetIfPrevented(Net):
    """The same if the scenario's `consequence` comes about as stated."""


class UnitCost(Strict):
    """What the programme costs all payers together for each unit of an activity, undiscounted."""

    activity: Name
    offer: Name | None = None


class Activity(Strict):
    """Number of an activity for each participant."""

    activity: Name
    offer: Name | None = None
    arm: Arm = "intervention"
