"""A case: what happened to one person (or one family), week by week, in one or two versions.

A case is told, not simulated. It says who was supported by what and which services were given
in which weeks; it is priced by the same ledger as a scenario. Nothing in it is drawn.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, model_validator

from ungespor.base.tables import StateName
from ungespor.scenario.quantity import FieldError, Quantity, Strict, Weeks, Years
from ungespor.scenario.vocabulary import EducationKind, HoursClass, Name, Readiness

PER_WEEK, PER_MONTH, IN_ALL = "per_week", "per_month", "in_all"
RATES: Final = (PER_WEEK, PER_MONTH, IN_ALL)
"""Units of a service: so many in each week or month, or in the whole spell."""
WEEKS_PER_MONTH: Final = 52 / 12
MOST: Final = 10_000

Week = Annotated[int, Field(ge=0)]


def _rate(quantity: Quantity) -> Quantity:
    """Return `quantity` if it is a number of things that can be given in a week, a month or in all."""
    if quantity.unit not in RATES:
        message = f"unit is '{quantity.unit}', but a service is given per week, per month or in all"
        raise FieldError(message, "unit", quantity.unit, ", ".join(RATES))
    if quantity.value is None:
        raise FieldError("a case is told, not drawn: give a value", "distribution", str(quantity.distribution), "value")
    for name in ("value", "low", "high"):
        number = getattr(quantity, name)
        if number is not None and not 0 <= number <= MOST:
            raise FieldError(f"'{name}' is {number:g}, but must be 0 or more", name, f"{number:g}", f"0 to {MOST}")
    return quantity


Rate = Annotated[Quantity, AfterValidator(_rate)]


class Told(Strict):
    """Something that is told of some weeks, with where it is told.

    Attributes
    ----------
    from_week, to_week : int
        First and last week, counted from 0 at the start of the case; both are included.
    source : str
        A fact or source id, or ``"assumption"``.
    note : str, optional
        Needed with an assumption: what it rests on.
    """

    from_week: Week
    to_week: Week
    source: str
    note: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Told:
        if self.to_week < self.from_week:
            message = f"the last week, {self.to_week}, lies before the first, {self.from_week}"
            raise FieldError(message, "to_week", str(self.to_week), f"{self.from_week} or later")
        if self.source == "assumption" and not self.note:
            raise ValueError("an assumption needs a 'note' that says what it rests on")
        return self


class Support(Told):
    """Weeks in one support state.

    Attributes
    ----------
    state : str
    hours : str, optional
        Needed for a job and a flex job.
    kind : str, optional
        Needed for an education.
    living : str, optional
        Where it differs from the person's `living`.
    resident : {"home", "moved"}
        ``"moved"`` when another municipality is the person's own by then.
    """

    state: StateName
    hours: HoursClass | None = None
    kind: EducationKind | None = None
    living: Literal["parents", "out"] | None = None
    resident: Literal["home", "moved"] = "home"

    @model_validator(mode="after")
    def _complete(self) -> Support:
        needs = {"hours": self.state in {"job", "flex_job"}, "kind": self.state == "education"}
        for name, needed in needs.items():
            if needed != (getattr(self, name) is not None):
                words = f"needs '{name}'" if needed else f"has no '{name}'"
                raise ValueError(f"the state '{self.state}' {words}")
        return self


class Service(Told):
    """Something given to one person in some weeks.

    Attributes
    ----------
    activity : str
        A row of ``cost_tables/activities.csv``.
    quantity : Quantity
        How many units of the activity, in one of :data:`RATES`. Whole units are counted, so that
        the running sum is never off by more than a half.
    person : str, optional
        The first person of the case unless given.
    offer : str, optional
        The offer it belongs to; an offer of the scenario.
    """

    activity: Name
    quantity: Rate
    person: Name | None = None
    offer: Name | None = None


class Before(Strict):
    """A spell of support before the case begins: the refusion clock runs through it."""

    state: StateName
    weeks: Weeks


class Person(Strict):
    """What the law asks of a person.

    Attributes
    ----------
    age : Quantity
        At the start of the case, in years.
    qualified : bool
        Has completed a qualifying education (and so has no right to uddannelseshjælp).
    diagnosis : str, optional
        Needed for sessions with a psychologist.
    before : list of Before
        The latest first spell first; the last one ends where the case begins.
    """

    title_da: str
    title_en: str
    age: Years
    sex: Literal["woman", "man"]
    living: Literal["parents", "out"] = "parents"
    provider: Literal["no", "yes"] = "no"
    readiness: Readiness = "education_ready"
    qualified: bool = False
    diagnosis: Literal["anxiety", "depression", "stress"] | None = None
    before: list[Before] = []


class Version(Strict):
    """One way it went, or could have gone.

    Attributes
    ----------
    basis : {"told", "assumed"}
        Whether the source tells this version. An assumed one says in its notes what was assumed.
    note_da, note_en : str, optional
    support : dict of list of Support
        By person; without a gap from the first to the last week. Persons who are only given
        services may be left out.
    services : list of Service
    """

    title_da: str
    title_en: str
    basis: Literal["told", "assumed"]
    note_da: str | None = None
    note_en: str | None = None
    support: Annotated[dict[Name, list[Support]], Field(min_length=1)]
    services: list[Service] = []

    @model_validator(mode="after")
    def _explained(self) -> Version:
        if self.basis == "assumed" and not (self.note_da and self.note_en):
            raise ValueError("a version that is assumed needs a 'note_da' and a 'note_en' that say what is assumed")
        return self


class Case(Strict):
    """One case, whole.

    Attributes
    ----------
    scenario : str
        The scenario whose rules of law, price year, own prices, financing and offers apply.
    start_date : date
        The Monday of week 0.
    duration_weeks : int
    people : dict of Person
        The first one is the person the case is about.
    versions : dict of Version
        One or two. With two, the first is the one without: differences are first minus second,
        so that plus means that the payer spends less in the second.
    """

    name: Name
    title_da: str
    title_en: str
    summary: str
    scenario: Name
    start_date: datetime.date
    duration_weeks: Annotated[int, Field(ge=1, le=1040)]
    people: Annotated[dict[Name, Person], Field(min_length=1)]
    versions: Annotated[dict[Name, Version], Field(min_length=1, max_length=2)]

    @property
    def first_person(self) -> str:
        """The person the case is about."""
        return next(iter(self.people))

    @property
    def numbers(self) -> list[Quantity]:
        """Every number of the case: ages, weeks before it, and what was given in each version."""
        people = [[person.age, *(spell.weeks for spell in person.before)] for person in self.people.values()]
        given = [[service.quantity for service in version.services] for version in self.versions.values()]
        return [number for numbers in (*people, *given) for number in numbers]
