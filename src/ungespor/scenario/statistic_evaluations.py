"""The arguments of what evaluators work out: a difference in difference, an odds ratio."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ungespor.scenario.quantity import Strict
from ungespor.scenario.statistic_arguments import Some, WholeWeeks
from ungespor.scenario.vocabulary import Name

Factor = Literal["age", "woman", "education_ready", "months", "who5_change"]


class DifferenceInDifference(Strict):
    """What an evaluation with a constructed control group would find (see `evaluation.emulated`).

    The mean estimate; the estimate less the true difference between twins; or the share of the
    replications in which it is not significant, or significant above or below zero.
    The controls live nearby, where a `spill_over` may reach them, or elsewhere, without the programme.
    """

    states: Some
    weeks: Annotated[int, Field(ge=0, le=104)]
    measure: Literal["estimate", "bias", "not_significant", "significant_above", "significant_below"]
    offer: Name | None = None
    controls: Literal["nearby", "elsewhere"] = "nearby"


class OddsRatio(Strict):
    """Log odds ratio of being in some states after END, among those whose course has ended.

    From one logistic regression on the factor and those beside it: age in years at week 0, woman
    (against man), education_ready (uddannelsesparat, openly or not, against aktivitetsparat), the
    length of the course in months, and the change in WHO-5 from week 0 to END.

    Attributes
    ----------
    factor : str
        Whose log odds ratio is asked for.
    per : float
        For so many units of the factor: years, months or points.
    beside : list of str
        The other factors of the regression.
    weeks : int
        After END.
    offer : str, optional
        The course; the measured one if not given.
    cut_off_week : int, optional
        Week of the programme in which it was counted; courses that run on then are left out.
    """

    states: Some
    factor: Factor
    per: Annotated[float, Field(gt=0)] = 1.0
    beside: list[Factor] = []
    weeks: WholeWeeks = 1
    offer: Name | None = None
    cut_off_week: WholeWeeks | None = None
