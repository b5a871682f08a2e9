"""The page of programmes: a row for each scenario that comes along, and what it is held against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ungespor.scenario.catalogue import Entry, entry_of
from ungespor.scenario.facts import load_facts
from ungespor.scenario.load import load_scenario, shipped_scenarios
from ungespor.scenario.reported import load_reported
from ungespor.scenario.targets import load_targets

if TYPE_CHECKING:
    from collections.abc import Callable

    from ungespor.scenario.reported import Reported
    from ungespor.scenario.targets import Target

TOP = """# Programmes

Every scenario that comes along. `ungespor list` prints the same, `ungespor show NAME` every number with its source.
Evidence: A a trial with a control group drawn by lot, B a constructed control group, C no control. Effects are priors
that include none and harm, or none at all where nothing is known; what a programme reports of its own participants is
only compared, in the last column. What is *only reported* has no counterpart in the model and, like all figures of
programmes with evidence C, no control group; the figures stand in the [table of validation](validation_table.md).

"""
HEADINGS = ["scenario", "what", "who", "offers", "evidence", "sources", "held against"]


def programmes_page(table: Callable[[list[str], list[list[str]]], str]) -> str:
    """Return the whole page."""
    facts, targets, reported = load_facts(), load_targets(), load_reported()
    entries = [entry_of(load_scenario(name), facts) for name in shipped_scenarios()]
    return TOP + table(HEADINGS, [row(entry, targets, reported) for entry in entries])


def row(entry: Entry, targets: tuple[Target, ...], reported: tuple[Reported, ...]) -> list[str]:
    """Return one scenario's row."""
    danish = "" if entry.title_da == entry.title_en else f" ({entry.title_da})"
    return [
        f"`{entry.name}`",
        f"**{entry.title_en}**{danish}. {entry.summary}",
        f"{entry.people} participants. {entry.who}",
        ", ".join(f"`{name}`" for name in entry.offers),
        entry.evidence_grade,
        "; ".join(entry.sources),
        held_against(
            [target for target in targets if target.programme == entry.name],
            [one.figure.title_en for one in reported if one.programme == entry.name],
        ),
    ]


def held_against(targets: list[Target], reported: list[str]) -> str:
    """Return the reported figures and patterns a programme is held against, by role, and what is only reported."""
    texts = []
    for role, words in (("fit", "fitted"), ("score", "scored"), ("pattern", "patterns")):
        titles = [target.title_en for target in targets if target.role == role]
        if titles:
            texts.append(f"{words}: " + "; ".join(titles))
    if reported:
        texts.append("only reported: " + "; ".join(reported))
    return ". ".join(texts) or "–"
