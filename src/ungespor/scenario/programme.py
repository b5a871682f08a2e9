"""What a programme pays for, however many people come: staff and fixed things."""

from __future__ import annotations

from ungespor.scenario.quantity import Count, Hazard, HoursPerWeek, Share, Strict, Weeks
from ungespor.scenario.vocabulary import Name, StaffActivity


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
    step : Quantity, optional
        Hours that can be added or taken away when a run has more or fewer people, such as those of
        half a post; any number of hours unless given.
    """

    activity: StaffActivity
    hours_per_week: HoursPerWeek
    usable: Share
    shared: bool = False
    step: HoursPerWeek | None = None


class Turnover(Strict):
    """Staff that leaves: in each municipality the whole team's places fall vacant now and then.

    Attributes
    ----------
    hazard_per_week : Quantity
        Of a vacancy in one municipality.
    vacancy_weeks : Quantity
        Until the post is filled.
    vacant_share : Quantity
        Share of the municipality's staff time that is missing meanwhile.
    """

    hazard_per_week: Hazard
    vacancy_weeks: Weeks
    vacant_share: Share


class Programme(Strict):
    """Staff and fixed things the programme pays for, however many come.

    Attributes
    ----------
    staff : dict
    operating_weeks : Quantity
        Weeks the staff is paid, from the scenario's start date. After them nobody is screened or
        begins a course; courses under way are finished.
    lead_weeks : Quantity, optional
        Weeks the staff is paid before that: hiring, training and finding the first people.
    for_participants : Quantity
        The expected participants this staffing was for. A run with more or fewer people has
        proportionally more or less staff, in the steps that `staff` states.
    turnover : Turnover, optional
    """

    staff: dict[Name, Staff]
    operating_weeks: Weeks
    for_participants: Count
    lead_weeks: Weeks | None = None
    turnover: Turnover | None = None
