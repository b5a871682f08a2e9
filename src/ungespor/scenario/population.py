"""Who the young people are when they are screened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import model_validator

from ungespor.base.tables import StateName
from ungespor.scenario.quantity import Quantity, Share, Strict, Weeks, Who5Points, Years

if TYPE_CHECKING:
    from collections.abc import Iterable


def sums_to_one(name: str, shares: Iterable[Quantity]) -> None:
    """Raise a ValueError unless the shares add up to 1."""
    total = sum(share.central for share in shares)
    if abs(total - 1) > 1e-6:  # noqa: PLR2004 - rounding of decimals in a file
        raise ValueError(f"the shares of '{name}' add up to {total:g}, but must add up to 1")


class Feeder(Strict):
    """A feeder (fødekæde): where people are referred from, and how they live then.

    Attributes
    ----------
    share : Quantity
        Share of the screened.
    states : dict, optional
        Support state four weeks before week 0 of those of age, as shares.
    states_under_age : dict, optional
        The same for those who were under age then.
    benefit_weeks : dict
        Accumulated benefit weeks on the refusion clock by band, as shares.
    """

    share: Share
    states: dict[StateName, Share] | None = None
    states_under_age: dict[StateName, Share] | None = None
    benefit_weeks: dict[Literal["none", "1-4", "5-26", "27-52", "53+"], Share]

    @model_validator(mode="after")
    def _shares(self) -> Feeder:
        for name in ("states", "states_under_age"):
            if (states := getattr(self, name)) is not None:
                sums_to_one(name, states.values())
        sums_to_one("benefit_weeks", self.benefit_weeks.values())
        return self


class Ages(Strict):
    """Age at week 0: uniform within each of two bands.

    Attributes
    ----------
    youngest, split, oldest : Quantity
        The bands.
    below_split : Quantity
        Share of people in the younger band.
    qualified_from : Quantity
        Nobody younger has finished a qualifying education.
    """

    youngest: Years
    split: Years
    oldest: Years
    below_split: Share
    qualified_from: Years


class Traits(Strict):
    """Shares of the people with each trait; independent of each other unless said otherwise."""

    women: Share
    anxiety: Share
    depression: Share
    qualified: Share
    low_grades: Share
    activity_ready: Share
    openly_ready: Share
    living_with_parents_under_25: Share
    living_with_parents_from_25: Share
    provider: Share
    psychiatric_contact_last_year: Share
    non_western: Share | None = None


class EntryWho5(Strict):
    """WHO-5 in the pool people are screened from, and the rule for being assessed.

    Attributes
    ----------
    pool_mean, pool_sd, between_person_share, entry_at_most : Quantity
    women_below_men : Quantity, optional
        By how much the set points of women lie lower on average.
    entry_dip : Quantity, optional
        By how much people who come by themselves lie below their own usual score in week 0: they
        come when things are bad.
    """

    pool_mean: Who5Points
    pool_sd: Who5Points
    between_person_share: Share
    entry_at_most: Who5Points
    women_below_men: Who5Points | None = None
    entry_dip: Who5Points | None = None


class History(Strict):
    """How long people had been where they are four weeks before week 0.

    Attributes
    ----------
    weeks_in_state : dict
        Mean weeks so far in the state; exponentially distributed.
    weeks_beyond_53 : Quantity
        Mean weeks beyond the 53rd for those in the last refusion band; exponentially distributed.
    longest_gap : Quantity
        Longest gap of self-support between earlier benefit weeks and the present spell.
    """

    weeks_in_state: dict[StateName, Weeks]
    weeks_beyond_53: Weeks
    longest_gap: Weeks


class Population(Strict):
    """The screened, as they are before week 0.

    Where no feeder states how those under age live, everybody was of age when first seen, four
    weeks before week 0.
    """

    name: str
    summary: str
    municipalities: list[str]
    feeders: dict[str, Feeder]
    ages: Ages
    traits: Traits
    who5: EntryWho5
    history: History

    @property
    def knows_under_age(self) -> bool:
        """Whether every feeder states how those under age live."""
        return all(feeder.states_under_age is not None for feeder in self.feeders.values())

    @model_validator(mode="after")
    def _feeder_shares(self) -> Population:
        sums_to_one("feeders", [feeder.share for feeder in self.feeders.values()])
        return self
