"""The scenario: everything a run depends on, validated and frozen."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field, model_validator

from ungespor.base.tables import PayerName, StateName
from ungespor.scenario.baseline import Baseline
from ungespor.scenario.offer import Offer
from ungespor.scenario.population import Population
from ungespor.scenario.quantity import (
    Count,
    FieldError,
    KronerPerParticipant,
    KronerPerWeek,
    Quantity,
    Ratio,
    Share,
    SharePerYear,
    Strict,
    Weeks,
)
from ungespor.scenario.vocabulary import Name


class FinancingVariant(Strict):
    """Who pays each part of the programme, as shares.

    Attributes
    ----------
    clinical : dict
        Clinical staff, overhead and set-up.
    adviser : dict
        Municipal advisers' time.
    """

    title_da: str
    title_en: str
    clinical: dict[PayerName, Share]
    adviser: dict[PayerName, Share]
    note: str | None = None

    @model_validator(mode="after")
    def _whole(self) -> FinancingVariant:
        for part in ("clinical", "adviser"):
            total = sum(share.central for share in getattr(self, part).values())
            if abs(total - 1) > 1e-6:  # noqa: PLR2004 - rounding of decimals in a file
                raise ValueError(f"the shares of '{part}' add up to {total:g}, but must add up to 1")
        return self


class Financing(Strict):
    """The variants of financing, and the one that the headline uses."""

    headline: Name
    beside: list[Name] = []
    variants: dict[Name, FinancingVariant]

    @model_validator(mode="after")
    def _known(self) -> Financing:
        for name in [self.headline, *self.beside]:
            if name not in self.variants:
                field = "headline" if name == self.headline else "beside"
                raise FieldError(f"the variant '{name}' is not defined", field, name, ", ".join(self.variants))
        return self

    @property
    def shown(self) -> tuple[str, ...]:
        """The names of the variants that a result shows, the headline first."""
        return tuple(dict.fromkeys([self.headline, *self.beside]))


class Switches(Strict):
    """Parts of the model that can be turned off, to see what they do."""

    queue: bool = True
    moving: bool = True
    who5_clipping: bool = True


class Consequence(Strict):
    """One consequence that is assumed and priced beside the simulation, as a business case does.

    Attributes
    ----------
    event : {"admission", "outpatient_start", "emergency"}
        What the participants are spared.
    prevented_per_hundred : Quantity
        How many such events each 100 participants are spared; the whole range is shown.
    """

    event: Literal["admission", "outpatient_start", "emergency"]
    prevented_per_hundred: Count


class Contract(Strict):
    """An agreement to pay for results: so much for each extra week in a job or education.

    Attributes
    ----------
    payer, receiver : str
        Who pays, and who is paid.
    payment_per_week : Quantity
        For each week in a job or education that the intervention arm has more of than the control.
    cap, floor : Quantity
        The most and the least that is paid over the whole term, per participant.
    term_years : int
        Follow-up years that are counted.
    """

    payer: PayerName
    receiver: PayerName
    payment_per_week: KronerPerWeek
    cap: KronerPerParticipant
    floor: KronerPerParticipant
    term_years: Annotated[int, Field(ge=1, le=20)]

    @model_validator(mode="after")
    def _makes_sense(self) -> Contract:
        if self.payer == self.receiver:
            allowed = "another payer than the one who pays"
            raise FieldError("a payer cannot have a contract with itself", "receiver", self.receiver, allowed)
        for name in ("payment_per_week", "cap", "floor"):
            number = getattr(self, name)
            if number.distribution is not None:
                allowed = "'value' in the place of 'distribution'"
                raise FieldError("what has been agreed is no chance", name, number.distribution, allowed)
        if self.floor.central > self.cap.central:
            found, allowed = f"{self.floor.central:g}", f"at most {self.cap.central:g} (the cap)"
            raise FieldError("the floor is above the cap", "floor", found, allowed)
        return self


class Arms(Strict):
    """Which offers exist in each arm."""

    control: list[Name]
    intervention: list[Name]


class Scenario(Strict):
    """One scenario, whole."""

    name: Name
    title_da: str
    title_en: str
    summary: str
    start_date: datetime.date
    intake_weeks: Weeks
    horizon_years: Annotated[int, Field(ge=1, le=20)]
    people: Annotated[int, Field(ge=1)]
    replications: Annotated[int, Field(ge=1)]
    seed: Annotated[int, Field(ge=0, lt=2**63)]
    price_year: Annotated[int, Field(ge=2015, le=2035)]
    regime: str
    pricing: Literal["frozen", "dated"] = "frozen"
    refusion_status: dict[StateName, Literal["self_support", "neutral"]] = {}
    circumstances: dict[Name, str] = {}
    discount_rate: SharePerYear
    population: Population
    baseline: Baseline
    offers: dict[Name, Offer]
    arms: Arms
    capacity: dict[Name, Ratio] = {}
    financing: Financing
    prices: dict[Name, Quantity] = {}
    switches: Switches = Switches()
    consequence: Consequence | None = None
    contract: Contract | None = None

    @model_validator(mode="after")
    def _term_fits(self) -> Scenario:
        if self.contract is not None and self.contract.term_years > self.horizon_years:
            found, allowed = str(self.contract.term_years), f"at most {self.horizon_years} (horizon_years)"
            raise FieldError("the contract runs longer than anybody is followed", "contract.term_years", found, allowed)
        return self

    @model_validator(mode="after")
    def _staff_is_paid_while_people_come(self) -> Scenario:
        for name, offer in self.offers.items():
            if offer.programme is None or offer.follows or offer.entry:
                continue
            paid, intake = offer.programme.operating_weeks.central, self.intake_weeks.central
            if paid < intake:
                message = f"people come for {intake:g} weeks, but the staff of '{name}' is paid for {paid:g}"
                field, allowed = f"offers.{name}.programme.operating_weeks", f"at least {intake:g} (intake_weeks)"
                raise FieldError(message, field, f"{paid:g}", allowed)
        return self

    @model_validator(mode="after")
    def _offers_exist(self) -> Scenario:
        for arm in ("control", "intervention"):
            for name in getattr(self.arms, arm):
                if name not in self.offers:
                    message = f"the {arm} arm names the offer '{name}', which is not among 'offers'"
                    raise FieldError(message, f"arms.{arm}", name, ", ".join(self.offers))
        return self
