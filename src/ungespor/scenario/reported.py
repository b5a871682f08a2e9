"""Figures a programme reports of itself that the model has no counterpart of: shown, and held against nothing.

They stand under ``reported`` in ``scenarios/targets/*.yaml``, beside the targets of the programme.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, ValidationError, model_validator

from ungespor.base.errors import InputError, Problem
from ungespor.base.paths import scenarios_folder
from ungespor.scenario.explain import explained
from ungespor.scenario.facts import load_facts
from ungespor.scenario.nodes import UNREAD, Node, plain
from ungespor.scenario.quantity import FieldError, Strict
from ungespor.scenario.reader import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ungespor.scenario.facts import Fact

KEY = "reported"


class Figure(Strict):
    """One reported figure, as printed.

    Attributes
    ----------
    title_da, title_en : str
        What it is, on which scale, and which way is better.
    unit : {"share", "points", "odds_ratio", "people"}
    n : int, optional
        Who answered.
    before : float, optional
        The same at the start, or in the year before.
    value : float, optional
        Not printed for an odds ratio that is not significant.
    low, high : float, optional
        Its 95 % confidence interval.
    significance : {"significant", "not_significant", "not_tested"}
        As the source says.
    source, before_source : str
        Fact ids of the figure, and of the one before it.
    """

    title_da: str
    title_en: str
    unit: Literal["share", "points", "odds_ratio", "people"]
    n: Annotated[int, Field(ge=1)] | None = None
    before: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    significance: Literal["significant", "not_significant", "not_tested"]
    source: str
    before_source: str | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Figure:
        if (self.low is None) != (self.high is None):
            raise FieldError("an interval has two ends", "low", str(self.low), "both 'low' and 'high', or neither")
        if (self.before is None) != (self.before_source is None):
            raise FieldError(
                "a figure has its source", "before_source", str(self.before_source), "a fact id with 'before'"
            )
        if self.value is None and self.low is None:
            raise FieldError("there is no figure", "value", "nothing", "a 'value', or both 'low' and 'high'")
        return self


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure with its name and the programme it is about."""

    id: str
    programme: str
    figure: Figure


def load_reported(programmes: Sequence[str] = (), folder: Path | None = None) -> tuple[Reported, ...]:
    """Return the figures of every file below ``targets`` in a folder of scenarios.

    Parameters
    ----------
    programmes : sequence of str
        Return only theirs; everybody's if none is given.
    folder : Path, optional
        The shipped scenarios by default.

    Raises
    ------
    InputError
        With every mistake of every file.
    """
    problems: list[Problem] = []
    found: list[Reported] = []
    facts = load_facts(folder)
    for path in sorted(((folder or scenarios_folder()) / "targets").glob("*.yaml")):
        tree = read_yaml(path, path.stem, problems)
        if tree.value is UNREAD or KEY not in tree.entries:
            continue
        programme = str(plain(tree.entries["programme"])) if "programme" in tree.entries else ""
        for name, node in tree.entries[KEY].entries.items():
            field = f"{KEY}.{name}"
            try:
                figure = Figure.model_validate(plain(node), strict=True)
            except ValidationError as error:
                for problem in explained(error, node, Figure):
                    place = f"{field}.{problem.field}" if problem.field else field
                    problems.append(Problem(**{**vars(problem), "field": place}))
                continue
            problems += _unknown_facts(figure, node, field, facts)
            found.append(Reported(name, programme, figure))
    if problems:
        raise InputError(problems)
    return tuple(one for one in found if not programmes or one.programme in programmes)


def _unknown_facts(figure: Figure, node: Node, field: str, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    """Yield a problem for each source that is no fact."""
    for key, source in (("source", figure.source), ("before_source", figure.before_source)):
        if source is not None and source not in facts:
            yield Problem(
                what=f"The fact '{source}' is unknown.",
                file=str(node.place),
                field=f"{field}.{key}",
                found=source,
                allowed="ids in scenarios/facts.csv",
                fix="Add the fact with its document and place.",
            )
