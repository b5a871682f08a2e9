"""A number about the world: value or distribution, unit, source, range and confidence."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

Distribution = Literal["lognormal", "normal", "uniform", "loguniform", "logitnormal"]


class Strict(BaseModel):
    """Base of every part of a scenario: unknown keys are errors, nothing can be changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Quantity(Strict):
    """One number with its unit and its source.

    Attributes
    ----------
    value : float, optional
        A fixed value. Exactly one of `value` and `distribution` is given.
    distribution : str, optional
        Family drawn from in each parameter draw. `low` and `high` are then the 2.5 % and
        97.5 % points (for the uniform families: the ends).
    unit : str
    source : str
        A fact id, a source id, or ``assumption``.
    low, high : float, optional
        Range. An assumption must have one.
    confidence : {"high", "medium", "low"}, optional
    note : str, optional
    correlated_with : str, optional
        Name of a shared cause: quantities with the same name are drawn together.
    correlation : float, optional
        Correlation of the underlying normals with the other quantities of the same name.
    posterior : str, optional
        Table of joint draws from a calibration; `value` is then the middle of them and the range
        their 2.5 % and 97.5 % points.
    """

    value: float | None = None
    distribution: Distribution | None = None
    unit: str
    source: str
    low: float | None = None
    high: float | None = None
    confidence: Literal["high", "medium", "low"] | None = None
    note: str | None = None
    correlated_with: str | None = None
    correlation: float | None = None
    posterior: str | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Quantity:
        if (self.value is None) == (self.distribution is None):
            raise ValueError("give exactly one of 'value' and 'distribution'")
        if (self.low is None) != (self.high is None):
            raise ValueError("give both 'low' and 'high', or neither")
        if (self.correlated_with is None) != (self.correlation is None):
            raise ValueError("give both 'correlated_with' and 'correlation', or neither")
        if self.posterior is not None and (self.value is None or self.low is None):
            raise ValueError("'posterior' needs 'value', 'low' and 'high' beside it")
        if self.correlation is not None and not 0 <= self.correlation <= 1:
            raise ValueError("'correlation' must lie between 0 and 1")
        if self.low is None or self.high is None:
            self._may_lack_range()
        else:
            self._range_fits(self.low, self.high)
        return self

    def _may_lack_range(self) -> None:
        if self.distribution is not None:
            raise ValueError("a distribution needs 'low' and 'high'")
        if self.source == "assumption":
            raise ValueError("an assumption needs a range: give 'low' and 'high'")

    def _range_fits(self, low: float, high: float) -> None:
        if low > high:
            raise ValueError("'low' must not be above 'high'")
        if self.distribution in {"lognormal", "loguniform"} and low <= 0:
            raise ValueError(f"a {self.distribution} needs 'low' above 0")
        if self.distribution == "logitnormal" and not (low > 0 and high < 1):
            raise ValueError("a logitnormal needs 0 < 'low' and 'high' < 1")
        if self.value is not None and not low <= self.value <= high:
            raise ValueError("'value' must lie between 'low' and 'high'")

    @property
    def central(self) -> float:
        """The fixed value, or the median of the distribution."""
        if self.value is not None:
            return self.value
        assert self.low is not None  # noqa: S101 - narrowed by the validator
        assert self.high is not None  # noqa: S101
        if self.distribution in {"lognormal", "loguniform"}:
            return math.sqrt(self.low * self.high)
        return (self.low + self.high) / 2


class FieldError(ValueError):
    """A rule broken by one key.

    Attributes
    ----------
    field, found, allowed : str
        The key (a dotted path below where the rule stands), what was written there, and what
        may be; several allowed names are joined by a comma and a space.
    """

    def __init__(self, message: str, field: str, found: str, allowed: str) -> None:
        super().__init__(message)
        self.field = field
        self.found = found
        self.allowed = allowed


@dataclass(frozen=True)
class Unit:
    """The unit that a field is in, and the numbers that make sense in it."""

    name: str
    minimum: float
    maximum: float

    def __call__(self, quantity: Quantity) -> Quantity:
        """Return `quantity` if its unit is this one and its numbers lie within the limits."""
        if quantity.unit != self.name:
            message = f"unit is '{quantity.unit}', but this field is in '{self.name}'"
            raise FieldError(message, "unit", quantity.unit, self.name)
        allowed = f"{self.minimum:g} to {self.maximum:g}"
        for name in ("value", "low", "high"):
            number = getattr(quantity, name)
            if number is not None and number < self.minimum:
                message = f"'{name}' is {number:g}, below the smallest allowed, {self.minimum:g}"
                raise FieldError(message, name, f"{number:g}", allowed)
            if number is not None and number > self.maximum:
                message = f"'{name}' is {number:g}, above the largest allowed, {self.maximum:g}"
                raise FieldError(message, name, f"{number:g}", allowed)
        return quantity


Share = Annotated[Quantity, AfterValidator(Unit("share", 0, 1))]
Hazard = Annotated[Quantity, AfterValidator(Unit("per_week", 0, 5))]
Ratio = Annotated[Quantity, AfterValidator(Unit("ratio", 0, 100))]
Weeks = Annotated[Quantity, AfterValidator(Unit("weeks", 0, 1000))]
Years = Annotated[Quantity, AfterValidator(Unit("years", 0, 100))]
SignedShare = Annotated[Quantity, AfterValidator(Unit("share", -1, 1))]
Minutes = Annotated[Quantity, AfterValidator(Unit("minutes", 0, 10_000))]
Hours = Annotated[Quantity, AfterValidator(Unit("hours", 0, 10_000))]
HoursPerWeek = Annotated[Quantity, AfterValidator(Unit("hours_per_week", 0, 10_000))]
Count = Annotated[Quantity, AfterValidator(Unit("count", 0, 10_000))]
Days = Annotated[Quantity, AfterValidator(Unit("days", 0, 1000))]
Who5Points = Annotated[Quantity, AfterValidator(Unit("who5_points", -100, 100))]
Slope = Annotated[Quantity, AfterValidator(Unit("per_who5_point", -1, 1))]
Deviation = Annotated[Quantity, AfterValidator(Unit("log_sd", 0, 3))]
Correlation = Annotated[Quantity, AfterValidator(Unit("correlation", -1, 1))]
SharePerYear = Annotated[Quantity, AfterValidator(Unit("share_per_year", 0, 1))]
KronerPerWeek = Annotated[Quantity, AfterValidator(Unit("dkk_per_week", 0, 100_000))]
KronerPerParticipant = Annotated[Quantity, AfterValidator(Unit("dkk_per_participant", -10_000_000, 10_000_000))]
