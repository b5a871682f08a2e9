"""What is fitted and from which priors: ``scenarios/calibration/*.yaml`` and the baseline it names."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, ValidationError

from ungespor.base.errors import InputError, Problem, nearest_name
from ungespor.base.paths import scenarios_folder, shown_path
from ungespor.scenario.baseline import Baseline
from ungespor.scenario.draws import Z_975
from ungespor.scenario.nodes import Node, Place, plain
from ungespor.scenario.population import Population
from ungespor.scenario.quantity import Quantity, Strict
from ungespor.scenario.reader import read_mapping
from ungespor.scenario.regime import Regime, load_regime
from ungespor.scenario.resolve import Library
from ungespor.scenario.vocabulary import Name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class LeftOut(Strict):
    """Why a figure is not used, in both languages."""

    da: str
    en: str


class Plan(Strict):
    """A calibration: what is fitted, from which prior, for whom.

    Attributes
    ----------
    name, summary : str
        Name of the baseline that is calibrated, and of its targets' programme.
    prior : str
        Baseline whose ranges are the priors.
    population, regime : str
        Shares of readiness and grades, and the law, that the cohort twin uses.
    fields : dict of list of str
        Each parameter with the fields of the baseline that take its value.
    left_out : dict
        Figures that are not used, and why.
    """

    name: Name
    summary: str
    prior: Name
    population: Name
    regime: str
    fields: dict[Name, Annotated[list[str], Field(min_length=1)]]
    left_out: dict[Name, LeftOut]


@dataclass(frozen=True)
class Parameter:
    """One fitted parameter with its lognormal prior.

    Attributes
    ----------
    name : str
    fields : tuple of str
        Dotted paths within the baseline.
    unit : str
    low, high : float
        2.5 % and 97.5 % points of the prior.
    """

    name: str
    fields: tuple[str, ...]
    unit: str
    low: float
    high: float

    @property
    def log_mean(self) -> float:
        """Mean of the prior of the logarithm."""
        return (math.log(self.low) + math.log(self.high)) / 2

    @property
    def log_sd(self) -> float:
        """Standard deviation of the prior of the logarithm."""
        return (math.log(self.high) - math.log(self.low)) / (2 * Z_975)


@dataclass(frozen=True)
class Prior:
    """A plan with everything it names.

    Attributes
    ----------
    plan : Plan
    parameters : tuple of Parameter
    baseline : Baseline
    population : Population
    regime : Regime
    """

    plan: Plan
    parameters: tuple[Parameter, ...]
    baseline: Baseline
    population: Population
    regime: Regime


def load_prior(name: str, folder: Path | None = None) -> Prior:
    """Load a calibration plan and its prior.

    Parameters
    ----------
    name : str
        Name of a file below ``calibration`` in the folder of scenarios.
    folder : Path, optional
        The shipped scenarios by default.

    Raises
    ------
    InputError
        With every mistake: fields that do not exist, that have no range, or differ in one line.
    """
    folder = folder or scenarios_folder()
    path = folder / "calibration" / f"{name}.yaml"
    problems: list[Problem] = []
    content = read_mapping(path, problems)
    if problems:
        raise InputError(problems)
    plan = _validated(Plan, content, shown_path(path))
    baseline = _part(Baseline, "baseline", plan.prior, folder)
    population = _part(Population, "population", plan.population, folder)
    parameters = []
    for parameter, fields in plan.fields.items():
        found = [(field, _quantity(baseline, field)) for field in fields]
        wrong = [
            problem
            for field, quantity in found
            for problem in _wrong_field(field, quantity, found[0][1], baseline, f"{shown_path(path)}", parameter)
        ]
        problems += wrong
        first = found[0][1]
        if not wrong and first is not None and first.low is not None and first.high is not None:
            parameters.append(Parameter(parameter, tuple(fields), first.unit, first.low, first.high))
    if problems:
        raise InputError(problems)
    return Prior(plan, tuple(parameters), baseline, population, load_regime(plan.regime))


def _validated(model: type[Any], content: object, file: str) -> Any:
    try:
        return model.model_validate(content, strict=True)
    except ValidationError as error:
        raise InputError(
            Problem(f"{detail['msg']}.", file, ".".join(map(str, detail["loc"])), fix="Compare with the shipped file.")
            for detail in error.errors(include_url=False)
        ) from error


def _part(model: type[Any], field: str, name: str, folder: Path) -> Any:
    problems: list[Problem] = []
    node = Library(folder, problems).part(field, Node(name, Place(f"calibration of {name}", None, "calibration")))
    if problems:
        raise InputError(problems)
    content = plain(node)
    assert isinstance(content, dict)  # noqa: S101 - a file that was read
    return _validated(model, {key: value for key, value in content.items() if key != "extends"}, name)


def _quantity(baseline: Baseline, path: str) -> Quantity | None:
    """Return the quantity at a dotted path of the baseline, if there is one."""
    part: Any = baseline
    for step in path.split("."):
        if isinstance(part, list):
            part = part[int(step)] if step.isdecimal() and int(step) < len(part) else None
        else:
            part = part.get(step) if isinstance(part, dict) else getattr(part, step, None)
    return part if isinstance(part, Quantity) else None


def _wrong_field(
    field: str, quantity: Quantity | None, first: Quantity | None, baseline: Baseline, file: str, parameter: str
) -> Iterator[Problem]:
    place = f"fields.{parameter}"
    known = list(fittable(baseline))
    if quantity is None or field not in known:
        nearest = nearest_name(field, known)
        yield Problem(
            what=f"The baseline has no field '{field}' that can be fitted.",
            file=file,
            field=place,
            found=field,
            allowed="hazards and duration ratios of transitions, and the spreads and ratios of frailty",
            nearest=nearest,
            fix=f"Write '{nearest}'." if nearest else "Name a field of the baseline by its dotted path.",
        )
    elif quantity.low is None or quantity.high is None or quantity.low <= 0:
        yield Problem(
            what=f"The field '{field}' has no range above 0, and so no lognormal prior.",
            file=file,
            field=place,
            fix="Give it 'low' and 'high' in the baseline.",
        )
    elif first is not None and (first.low, first.high) != (quantity.low, quantity.high):
        yield Problem(
            what=f"The fields of '{parameter}' share one value but have different ranges in the baseline.",
            file=file,
            field=place,
            found=f"{quantity.low:g} to {quantity.high:g}",
            allowed=f"{first.low:g} to {first.high:g}",
            fix="Give them the same range, or a line each.",
        )


def fittable(baseline: Baseline) -> Iterator[str]:
    """Yield the fields of a baseline that the cohort twin depends on and that have a size."""
    for name, transition in baseline.transitions.items():
        yield f"transitions.{name}.hazard_per_week"
        yield from (f"transitions.{name}.duration_ratios.{band}" for band in range(len(transition.duration_ratios)))
    yield from (f"frailty.{name}" for name in ("foothold_sd", "relapse_sd", "activity_ready_ratio", "low_grades_ratio"))
