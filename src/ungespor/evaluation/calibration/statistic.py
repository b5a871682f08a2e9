"""What a target of the calibration asks the cohort twin: the schema of its ``statistic``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import Field, ValidationError

from ungespor.base.errors import InputError, Problem, nearest_name
from ungespor.base.tables import STATES, StateName
from ungespor.scenario.quantity import Strict
from ungespor.scenario.vocabulary import Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

    from ungespor.scenario.targets import Target

WholeWeeks = Annotated[int, Field(ge=1, le=520)]
States = Annotated[list[StateName], Field(min_length=1)]


class Cohort(Strict):
    """A group of people followed from a common week 0.

    Attributes
    ----------
    state : str
        Where they are.
    entry : {"entrants", "stock"}
        People like those whom the frailties describe, or those among them who are found there at
        a random time after a steady inflow: who leaves easily is rarer in a stock.
    spell : {"initial", "new"}
        Kind of the spell they are in; it begins in week 0.
    activity_ready : bool, optional
        Only those who are, or are not, deemed activity-ready.
    age : float
        Years, at which the law is applied.
    """

    state: StateName
    entry: Literal["entrants", "stock"]
    spell: Literal["initial", "new"] = "new"
    activity_ready: bool | None = None
    age: Annotated[float, Field(ge=16, le=60)] = 22


class FirstExit(Strict):
    """Share of a cohort whose first move out of the state leads to certain states in time.

    Attributes
    ----------
    from_week, within_weeks : int
        Counted among those who are still there in `from_week`, and from it.
    of_leavers_within : int, optional
        Share of those who leave at all within so many weeks, instead of share of the cohort.
    """

    kind: Literal["first_exit"]
    cohort: Cohort
    to: States
    within_weeks: WholeWeeks
    from_week: Annotated[int, Field(ge=0, le=520)] = 0
    of_leavers_within: WholeWeeks | None = None


class FoundIn(Strict):
    """Share of a cohort found in certain states in a week."""

    kind: Literal["found_in"]
    cohort: Cohort
    states: States
    at_week: WholeWeeks


class AfterLeaving(Strict):
    """What becomes of those who leave, so many weeks after the day they left.

    Attributes
    ----------
    leaving_to : list of str
        Entering one of these states is leaving; moves to others are still on the way.
    within_weeks : int
        Of week 0.
    states : list of str
        Where they are found; the cohort's own state for those who came back.
    at_week : int
        Counted from the week they left.
    once_back_counts_as_back : bool
        Whether those who came back in between count as being back for good.
    share_of : {"cohort", "leavers"}
    """

    kind: Literal["after_leaving"]
    cohort: Cohort
    leaving_to: States
    within_weeks: WholeWeeks
    states: States
    at_week: WholeWeeks
    once_back_counts_as_back: bool
    share_of: Literal["cohort", "leavers"]


class EffectSign(Strict):
    """Share of an effect's prior that lies on one side of no effect; reported, never fitted."""

    kind: Literal["effect_sign"]
    programme: Name
    offer: Name
    effect: Name
    ratio: Literal["above_one", "below_one"]


Statistic = FirstExit | FoundIn | AfterLeaving | EffectSign
KINDS: Final[dict[str, type[Strict]]] = {
    "first_exit": FirstExit,
    "found_in": FoundIn,
    "after_leaving": AfterLeaving,
    "effect_sign": EffectSign,
}


def read_statistics(targets: Sequence[Target]) -> list[Statistic]:
    """Return the statistics of some targets, checked.

    Raises
    ------
    InputError
        With every mistake.
    """
    problems: list[Problem] = []
    found: list[Any] = []
    for target in targets:
        kind = target.statistic.get("kind")
        if kind not in KINDS:
            problems.append(_unknown(target, "kind", str(kind), list(KINDS), "There is no statistic of this kind."))
            continue
        try:
            found.append(KINDS[str(kind)].model_validate(dict(target.statistic)))
        except ValidationError as error:
            problems += [_problem(target, detail) for detail in error.errors(include_url=False)]
    if problems:
        raise InputError(problems)
    return found


def _problem(target: Target, detail: ErrorDetails) -> Problem:
    """Return one mistake of pydantic's as a problem of the target."""
    field = ".".join(str(part) for part in detail["loc"])
    if detail["type"] == "extra_forbidden":
        part = Cohort if detail["loc"][0] == "cohort" else KINDS[str(target.statistic["kind"])]
        known = list(part.model_fields)
        return _unknown(target, field, str(detail["loc"][-1]), known, "This key is unknown here.")
    if detail["type"] == "literal_error" and str(detail["input"]) not in STATES and detail["ctx"].get("expected"):
        allowed = str(detail["ctx"]["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        return _unknown(target, field, str(detail["input"]), allowed, "This name is not among those allowed here.")
    what = "This key is missing." if detail["type"] == "missing" else f"{detail['msg']}."
    return Problem(
        what, target.file, f"targets.{target.id}.statistic.{field}", fix="See the other targets of the file."
    )


def _unknown(target: Target, field: str, found: str, allowed: list[str], what: str) -> Problem:
    nearest = nearest_name(found, allowed)
    fix = f"Write '{nearest}' instead." if nearest else "Write one of the allowed names."
    return Problem(what, target.file, f"targets.{target.id}.statistic.{field}", found, ", ".join(allowed), nearest, fix)
