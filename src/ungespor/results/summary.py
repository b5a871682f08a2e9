"""The whole result of a run as one plain object: what ``ungespor run --json`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ungespor.base.errors import InputError, Problem
from ungespor.results.break_even import describe_break_even, effect_known
from ungespor.results.consequence import describe_consequence
from ungespor.results.financing import describe_variants
from ungespor.results.net import nets_of
from ungespor.results.outcomes import describe_outcomes, describe_twins, describe_waiting
from ungespor.results.payers import describe_money, describe_payers
from ungespor.results.sentence import sentence
from ungespor.results.views import describe_views

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ungespor.base.books import Books
    from ungespor.base.tables import Trajectories
    from ungespor.ledger.price_table import PriceTable
    from ungespor.scenario.load import LoadedScenario
    from ungespor.scenario.model import Scenario


def summarise(
    loaded: LoadedScenario,
    trajectories: Trajectories,
    books: Books,
    table: PriceTable,
    manifest: Mapping[str, Any],
    prices: Mapping[str, Any],
) -> dict[str, Any]:
    """Sum, discount and average a run into the object that every output is made from.

    Parameters
    ----------
    loaded : LoadedScenario
    trajectories : Trajectories
    books : Books
        With a view for each way of financing beside the headline.
    table : PriceTable
        What it was priced with.
    manifest : mapping
        The birth certificate: version, hashes, seed, regime, price year, created.
    prices : mapping
        Which prices no publication stands behind.

    Returns
    -------
    dict
        Plain dicts, lists, strings and numbers, ready for JSON. Net = control − intervention in
        present value; per participant divides by the mean number of participants over the
        replications, a fixed denominator, so that the mean per participant times `participants`
        is the mean total.

    Raises
    ------
    InputError
        If nobody was offered the course in any replication.
    """
    scenario = loaded.scenario
    participants = _participants(scenario, trajectories)
    nets = nets_of(books, scenario.horizon_years, scenario.financing.shown)
    headline = nets[scenario.financing.headline]
    rate = scenario.discount_rate.central
    result: dict[str, Any] = {
        "scenario": scenario.name,
        "title_da": scenario.title_da,
        "title_en": scenario.title_en,
        "manifest": dict(manifest),
        "people": trajectories.people,
        "participants": int(participants) if participants.is_integer() else participants,
        "replications": len(trajectories.participants),
        "horizon_years": scenario.horizon_years,
        "discount_rate": rate,
        "headline_financing": scenario.financing.headline,
        "payers": describe_payers(headline, participants, rate),
        "money": describe_money(headline, participants, rate),
        "financing_variants": describe_variants(scenario, nets, participants),
        "outcomes": describe_outcomes(trajectories, "outcomes"),
        "outcomes_from_start": describe_outcomes(trajectories, "outcomes_from_start"),
        "twins": describe_twins(trajectories),
        "waiting": describe_waiting(trajectories),
        "assumptions": _count_assumptions(loaded),
        "prices": dict(prices),
        "effect_known": effect_known(scenario),
    }
    result["break_even"] = describe_break_even(scenario, trajectories, books, result["payers"])
    result.update(describe_consequence(scenario, trajectories, headline, participants))
    result.update(describe_views(scenario, trajectories, books, table, headline, participants, result["payers"]))
    return result | {"sentence": sentence(result)}


def _participants(scenario: Scenario, trajectories: Trajectories) -> float:
    participants = float(trajectories.participants.mean())
    if participants == 0:
        raise InputError([_nobody(scenario.name, scenario.people)])
    return participants


def _nobody(name: str, people: int) -> Problem:
    return Problem(
        what="nobody was offered the course in any replication, so there is no result per participant",
        field="people",
        found=f"{people} (scenario {name})",
        allowed="enough people and replications for at least one participant",
        fix="raise --people or --replications, or check the scenario's funnel and capacity",
    )


def _count_assumptions(loaded: LoadedScenario) -> dict[str, int]:
    """Count how many of the scenario's numbers are called assumptions by their source."""
    sources = [origin.source for origin in loaded.origins if origin.source]
    return {"assumed": sources.count("assumption"), "numbers": len(sources)}
