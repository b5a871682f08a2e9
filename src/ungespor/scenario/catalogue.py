"""One line about each scenario that comes along: who it is about, how strong the evidence is, and what it rests on."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ungespor.scenario.facts import load_facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ungespor.scenario.facts import Fact
    from ungespor.scenario.load import LoadedScenario

FACT: Final = re.compile(r"\b[A-Z]+(?:-[A-Z]+)*-\d{3}\b")
"""A fact id in a note."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One scenario in brief.

    Attributes
    ----------
    name, title_da, title_en, summary : str
    people : int
        Expected participants.
    youngest, oldest : int
        Ages in whole years, both included.
    municipalities : int
    who : str
        The population in a sentence.
    offers : tuple of str
        What only the intervention arm has.
    evidence_grade : str
        Of the first of these offers; empty when there is none.
    sources : tuple of str
        Documents whose facts the scenario uses, as a source or in a note, the most used first.
    """

    name: str
    title_da: str
    title_en: str
    summary: str
    people: int
    youngest: int
    oldest: int
    municipalities: int
    who: str
    offers: tuple[str, ...]
    evidence_grade: str
    sources: tuple[str, ...]


def entry_of(loaded: LoadedScenario, facts: Mapping[str, Fact] | None = None) -> Entry:
    """Return a loaded scenario in brief.

    Parameters
    ----------
    loaded : LoadedScenario
    facts : mapping of str to Fact, optional
        The shipped facts unless given.
    """
    scenario = loaded.scenario
    facts = load_facts() if facts is None else facts
    offers = tuple(name for name in scenario.arms.intervention if name not in scenario.arms.control)
    used = [name for origin in loaded.origins for name in dict.fromkeys([origin.source, *FACT.findall(origin.note)])]
    documents = Counter(facts[name].document for name in used if name in facts)
    ages = scenario.population.ages
    return Entry(
        name=scenario.name,
        title_da=scenario.title_da,
        title_en=scenario.title_en,
        summary=scenario.summary,
        people=scenario.people,
        youngest=int(ages.youngest.central),
        # The upper edge is open: 30 means that the oldest are 29.
        oldest=int(ages.oldest.central) - 1,
        municipalities=len(scenario.population.municipalities),
        who=scenario.population.summary,
        offers=offers,
        evidence_grade=scenario.offers[offers[0]].evidence_grade if offers else "",
        sources=tuple(name for name, _ in documents.most_common()),
    )
