"""What a target may ask of a simulation: each statistic by its name and its arguments.

The arguments are checked here, with the file; :mod:`ungespor.evaluation.statistics` computes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import model_validator

from ungespor.scenario.quantity import FieldError, Strict
from ungespor.scenario.statistic_arguments import (
    Activity,
    ByAge,
    ContactShare,
    CourseLength,
    Exits,
    FunnelShare,
    Indicator,
    MovedShare,
    Net,
    NetIfPrevented,
    ShareInStates,
    Starts,
    StartsByMonth,
    Stock,
    TwinWeeks,
    UnitCost,
    Waiting,
    Who5Change,
    Who5Level,
    Who5Slope,
)
from ungespor.scenario.statistic_evaluations import DifferenceInDifference, OddsRatio
from ungespor.scenario.vocabulary import Name

if TYPE_CHECKING:
    from collections.abc import Iterator


class Statistic(Strict):
    """One statistic, named by the only key that is not `programme`, `changed` or `over`.

    Attributes
    ----------
    programme : str, optional
        Another programme than the one the target is about.
    changed : dict
        What is changed in the programme before it is run, written as in a scenario file.
    over : Statistic, optional
        What it is divided by.
    """

    programme: Name | None = None
    changed: dict[str, Any] = {}
    over: Statistic | None = None
    share_in_states: ShareInStates | None = None
    indicator: Indicator | None = None
    funnel_share: FunnelShare | None = None
    waiting_weeks: Waiting | None = None
    starts: Starts | None = None
    stock: Stock | None = None
    odds_ratio: OddsRatio | None = None
    course_length: CourseLength | None = None
    exits: Exits | None = None
    who5_level: Who5Level | None = None
    who5_change: Who5Change | None = None
    who5_slope: Who5Slope | None = None
    contact_share: ContactShare | None = None
    moved_share: MovedShare | None = None
    by_age: ByAge | None = None
    twin_weeks: TwinWeeks | None = None
    starts_by_month: StartsByMonth | None = None
    net: Net | None = None
    net_if_prevented: NetIfPrevented | None = None
    unit_cost: UnitCost | None = None
    activity: Activity | None = None
    difference_in_difference: DifferenceInDifference | None = None

    @model_validator(mode="after")
    def _just_one(self) -> Statistic:
        given = [name for name in STATISTICS if getattr(self, name) is not None]
        if len(given) != 1:
            found = ", ".join(given) or "none"
            raise FieldError("name exactly one statistic", given[-1] if given else "", found, ", ".join(STATISTICS))
        return self

    @property
    def asked(self) -> Strict:
        """The arguments of the statistic that is named."""
        return next(value for name in STATISTICS if isinstance(value := getattr(self, name), Strict))

    def parts(self) -> Iterator[Statistic]:
        """Yield this statistic and, after it, what it is divided by."""
        yield self
        if self.over is not None:
            yield from self.over.parts()


STATISTICS = tuple(name for name in Statistic.model_fields if name not in {"programme", "changed", "over"})
"""The names of the statistics."""
