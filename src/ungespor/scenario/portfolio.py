"""A municipality's portfolio of offers: every offer it has, and which of them are simulated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from pydantic import ValidationError, model_validator

from ungespor.base.errors import InputError, Problem, nearest_name
from ungespor.base.paths import scenarios_folder
from ungespor.scenario.explain import explained
from ungespor.scenario.facts import Fact, load_facts
from ungespor.scenario.find import find_named
from ungespor.scenario.load import LoadedScenario, load_scenario
from ungespor.scenario.nodes import UNREAD, Node, plain
from ungespor.scenario.quantity import Count, FieldError, Strict
from ungespor.scenario.reader import read_yaml
from ungespor.scenario.vocabulary import Name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ungespor.scenario.offer import Offer

FOLDER: Final = "portfolios"


class Text(Strict):
    """The same words in both languages."""

    da: str
    en: str


class ListedOffer(Strict):
    """One offer as it was described, simulated or not.

    Attributes
    ----------
    fact : str
        Id of the row of ``facts.csv`` that describes it.
    field : {"social", "employment", "health"}
    duty : {"must", "may", "must_with_may", "must_ensure"}
        What the law leaves the municipality; `must_ensure` need not be delivered by itself.
    law : Text, optional
        Nothing when no act is named.
    ages : Text
        As described.
    partners : str
        Fact id of the row that names those it cooperates with.
    documentation, outcomes : Text
        What is recorded, and what is reported to have come of it.
    outcomes_reported : bool
        Whether the document holds figures of outcomes.
    capacity : {"full", "waits", "staffed"}, optional
        What is known of its capacity; nothing for most.
    simulated : str, optional
        The offer of the scenario that stands for it.
    """

    fact: str
    title: Text
    field: Literal["social", "employment", "health"]
    duty: Literal["must", "may", "must_with_may", "must_ensure"]
    law: Text | None = None
    ages: Text
    partners: str
    documentation: Text
    outcomes: Text
    outcomes_reported: bool = False
    capacity: Literal["full", "waits", "staffed"] | None = None
    simulated: Name | None = None


class Portfolio(Strict):
    """All offers of a municipality, in the order of the document.

    Attributes
    ----------
    laws_of : str
        Year of the acts named.
    stated : Quantity
        How many offers the document says there are.
    scenario : str
        Scenario in which young people meet the simulated offers.
    """

    name: Name
    title_da: str
    title_en: str
    summary: str
    laws_of: str
    stated: Count
    scenario: str
    offers: dict[Name, ListedOffer]

    @model_validator(mode="after")
    def _each_simulated_once(self) -> Portfolio:
        seen: dict[str, str] = {}
        for name, offer in self.offers.items():
            if offer.simulated is not None and offer.simulated in seen:
                message = f"'{name}' and '{seen[offer.simulated]}' are both simulated by the offer '{offer.simulated}'"
                raise FieldError(message, f"offers.{name}.simulated", offer.simulated, "an offer of the scenario once")
            seen[offer.simulated or ""] = name
        return self


@dataclass(frozen=True)
class LoadedPortfolio:
    """A portfolio that is in order, its scenario, and the facts its rows name."""

    portfolio: Portfolio
    scenario: LoadedScenario
    facts: Mapping[str, Fact]


def shipped_portfolios(folder: Path | None = None) -> dict[str, Path]:
    """Return the portfolios that can be named, with their files."""
    return {file.stem: file for file in sorted(((folder or scenarios_folder()) / FOLDER).glob("*.yaml"))}


def load_portfolio(name_or_path: str | Path, overrides: Mapping[str, object] | None = None) -> LoadedPortfolio:
    """Load a portfolio, or tell everything that is wrong with it.

    Parameters
    ----------
    name_or_path : str or Path
        A shipped name, or the path of a YAML file.
    overrides : mapping, optional
        Fields of its scenario set on the command line.

    Raises
    ------
    InputError
        With all problems.
    """
    path = find_named(name_or_path, shipped_portfolios(), kind="portfolio")
    problems: list[Problem] = []
    tree = read_yaml(path, path.stem, problems)
    if tree.value is UNREAD or problems:
        raise InputError(problems)
    try:
        portfolio = Portfolio.model_validate(plain(tree), strict=True)
    except ValidationError as error:
        raise InputError(explained(error, tree, Portfolio)) from error
    facts = load_facts()
    problems.extend(_fact_problems(portfolio, tree, facts))
    scenario = _scenario(portfolio, tree, overrides, problems)
    if scenario is not None:
        problems.extend(_offer_problems(portfolio, tree, scenario.scenario.offers))
    if problems or scenario is None:
        raise InputError(problems)
    return LoadedPortfolio(portfolio, scenario, facts)


def _scenario(
    portfolio: Portfolio, tree: Node, overrides: Mapping[str, object] | None, problems: list[Problem]
) -> LoadedScenario | None:
    try:
        return load_scenario(portfolio.scenario, overrides)
    except InputError as error:
        if not any(problem.file for problem in error.problems):
            allowed = error.problems[0].allowed
            place = str(tree.entries["scenario"].place)
            what = f"There is no scenario '{portfolio.scenario}' for the simulated offers."
            nearest = error.problems[0].nearest
            fix = f"Write {nearest}." if nearest else "See the names with 'ungespor list'."
            problems.append(Problem(what, place, "scenario", portfolio.scenario, allowed, nearest, fix))
        else:
            problems.extend(error.problems)
        return None


def _fact_problems(portfolio: Portfolio, tree: Node, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    named = [(f"offers.{name}.{key}", getattr(offer, key)) for name, offer in portfolio.offers.items() for key in FACTS]
    for field, found in [*named, ("stated.source", portfolio.stated.source)]:
        if found not in facts:
            nearest = nearest_name(found, facts)
            fix = f"Write '{nearest}'." if nearest else "Add the fact to scenarios/facts.csv."
            what, allowed = f"The fact '{found}' is unknown.", "an id in scenarios/facts.csv"
            yield Problem(what, _place(tree, field), field, found, allowed, nearest, fix)


def _offer_problems(portfolio: Portfolio, tree: Node, offers: Mapping[str, Offer]) -> Iterator[Problem]:
    met = [name for name, offer in offers.items() if offer.entry is not None]
    for name, listed in portfolio.offers.items():
        if listed.simulated is None or listed.simulated in met:
            continue
        field = f"offers.{name}.simulated"
        what = f"The scenario '{portfolio.scenario}' has no offer '{listed.simulated}' that people meet in life."
        fix = "Name one of the allowed offers, or give that offer an 'entry' in the scenario."
        nearest = nearest_name(listed.simulated, met)
        yield Problem(what, _place(tree, field), field, listed.simulated, ", ".join(met), nearest, fix)


def _place(tree: Node, field: str) -> str:
    node = tree
    for part in field.split("."):
        node = node.entries.get(part, node)
    return str(node.place)


FACTS: Final = ("fact", "partners")
"""Keys of a listed offer that hold a fact id."""
